"""What somebody wrote in a silent round, at their own terminal: nobody else sees it yet."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import NOTHING, QUIET, text
from facilitator.ui.widgets.painted import Painted
from facilitator.ui.widgets.work import TITLES

START = "Each line is a point. Write alone; nobody sees it until all of it is shown at once."
NAMELESS = "Nothing keeps who wrote what."


class Unseen(Painted):
    """The points of this terminal, the last in sight."""

    DEFAULT_CSS = """
    Unseen { border: round $border-blurred; border-title-color: $text-muted; }
    """

    session: reactive[Session] = reactive(Session())

    def on_mount(self) -> None:
        self.border_title = Content("Silent writing · only you see this")

    def lines(self, width: int, height: int) -> list[Content]:
        round = self.session.round
        if round is None:
            return []
        told = f"{START} {NAMELESS}" if round.anonymous else START
        title = text(TITLES[round.section], "bold $text-primary")
        head = [title, *shapes.hanging(NOTHING, text(told, QUIET), width), NOTHING]
        foot = [NOTHING, text("^Z takes the last one back", QUIET)] if self.session.sealed else []
        drawn = [
            line
            for number, point in enumerate(self.session.sealed, 1)
            for line in shapes.hanging(text(f"{number:>2}  ", QUIET), text(point.text), width)
        ]
        room = max(0, height - len(head) - len(foot))
        return [*head, *drawn[max(0, len(drawn) - room) :], *foot]
