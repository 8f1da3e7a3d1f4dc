"""The root-cause workshop: why chains or the fishbone, with the cause that the room is at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from facilitator.bench import Bench, View, chosen
from facilitator.domain.cause import Cause
from facilitator.domain.session import Session
from facilitator.ui.bindings import bindings_for
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.keyed import asks
from facilitator.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from facilitator.similar import Similar
    from facilitator.ui.widgets.whys import Whys

EMPTY = {
    View.WHYS: "Type the first because and press Enter. Or the question itself, if it should be another one.",
    View.FISHBONE: "A digit for the category, then the cause:  1 No DB expert on-call",
}


@asks("made", "causes")
class Workshop(Rows):
    """One analysis, two views. What is typed goes to where the mark ▸ is."""

    HELP = (
        "Type a because and press Enter; the next why is written from it. A line that is a question rewords it, + adds "
        "another because to the same why, = states the root cause, ! starts a chain. On the fishbone a digit chooses "
        "the category, and > explains the cause that the room is at."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(str(digit), f"pin_to({digit})", show=False) for digit in range(10)],
        *bindings_for("made", "causes"),
    ]

    view: reactive[View] = reactive(View.WHYS)
    alike: reactive[tuple[Similar, ...]] = reactive[tuple["Similar", ...]](())
    """Earlier incidents that are like this one."""
    by_votes: reactive[bool] = reactive(False)
    """Whether the causes of a bone stand in the order of their votes."""

    def at(self) -> Cause | None:
        """The cause that the room is at."""
        return chosen(self.session, Bench(self.view, self.chosen))

    def ids(self) -> list[int]:
        from facilitator.domain import causes  # here, as below: it is shown long after the start

        if self.view is View.FISHBONE:
            return [cause.id for cause in causes.pinned(causes.fishbone(self.session, self.by_votes))]
        return [why.cause.id for why in causes.walk(causes.chains(self.session))]

    def watch_session(self, before: Session, after: Session) -> None:
        self._title()

    def watch_alike(self) -> None:
        count = len(self.alike)
        told = f"h  like {count} earlier incident{'s' if count > 1 else ''}" if count else ""
        if waiting := sum(len(each.promised) for each in self.alike):
            told += f", {waiting} action item{'s' if waiting > 1 else ''} still open"
        self.border_subtitle = Content(told)

    def watch_view(self) -> None:
        self._title()

    def _title(self) -> None:
        whys = self.view is View.WHYS
        names = (("5 Whys", whys), ("Fishbone", not whys))
        self.border_title = Content(" · ").join(
            [text(name, "bold $text-primary" if here else QUIET) for name, here in names]
        )

    def picture(self) -> Content:
        width, height = self.size
        if self.view is View.FISHBONE and width > 0 and height > 0:
            from facilitator.ui.widgets import bones

            return bones.draw(self.session, self.by_votes, self.at(), self.has_focus, width, height, EMPTY[self.view])
        from facilitator.ui.widgets.whys import Whys

        self._whys: Whys = Whys(self.session)
        return super().picture()

    def empty(self) -> str:
        from facilitator.coach.whys import first_why
        from facilitator.domain import causes

        return f"{first_why(causes.effect(self.session))}  {EMPTY[View.WHYS]}"

    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        at = self.at()
        here = at is not None and at.id == self._whys.rows[index].cause.id
        return self._whys.draw(index, width, here, here and self.has_focus)

    def _focus(self, ids: list[int]) -> int:
        at = self.at()
        return ids.index(at.id) if at and at.id in ids else len(ids) - 1

    # Keys

    def action_pin_to(self, digit: int) -> None:
        self.ask(f"pin-to-{digit}")

    def action_by_votes(self) -> None:
        self.by_votes = not self.by_votes
