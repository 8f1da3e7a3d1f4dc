"""Pages for the room that are no lists: before the start, the script, silent writing, the summary at the end."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain.session import Session
from facilitator.live.look import Here
from facilitator.ui import shapes
from facilitator.ui.shapes import NOTHING, QUIET, text
from facilitator.ui.widgets.guide import shown_phase, summary
from facilitator.ui.widgets.painted import Painted
from facilitator.ui.widgets.room_clock import huge, rows_of
from facilitator.ui.widgets.room_lists import heading
from facilitator.ui.widgets.work import TITLES

LOBBY, SCRIPT, SILENT, SUMMARY = "lobby", "script", "silent", "summary"
MEASURE = 96
"""Columns beyond which a line is long to read."""
PLAN = 46
"""Columns of the plan of the meeting."""


def scripted(page: str) -> bool:
    """Whether a page holds the words of the phase."""
    return page in (LOBBY, SCRIPT)


class RoomPage(Painted):
    """One page at a time, which can be leafed in where it is longer than the window."""

    session: reactive[Session] = reactive(Session())
    here: reactive[Here] = reactive(Here())
    minute: reactive[datetime | None] = reactive[datetime | None](None)
    page: reactive[str] = reactive("")
    top: reactive[int] = reactive(0)
    """The line that is shown first."""

    def watch_page(self) -> None:
        self.top = 0

    def lines(self, width: int, height: int) -> list[Content]:
        if self.page == SILENT:
            return _silent(self.session, self.here, width, height)
        whole = self._whole(width, height)
        top = max(0, min(self.top, len(whole) - height))
        seen = whole[top : top + height]
        return [*seen[:-1], text("…", QUIET)] if top + height < len(whole) else seen

    def _whole(self, width: int, height: int) -> list[Content]:
        """All of the page; what it says stands closer together where it would not fit."""
        if self.page == LOBBY:
            return _lobby(self.session, self.here, width)
        phase = shown_phase(self.session)
        if self.page == SUMMARY:
            title, texts = "What we take with us", summary(self.session, self.minute)
        else:
            title, texts = (phase.title, tuple(f"“{words}”" for words in phase.say)) if phase else ("", ())
        blocks = [shapes.hanging(NOTHING, text(words), min(width, MEASURE)) for words in texts]
        gap = [NOTHING] if sum(len(block) + 1 for block in blocks) < height else []
        lines = [heading(title, width), *([] if gap else [NOTHING])]
        for block in blocks:
            lines += [*gap, *block]
        return lines

    def action_step(self, by: int) -> None:
        width, height = self.size
        self.top = max(0, min(self.top + by, len(self._whole(width, height)) - height))


def _lobby(session: Session, here: Here, width: int) -> list[Content]:
    """What the meeting will be, and who is there already."""
    lines = [heading("Today", width), NOTHING]
    for phase, seconds in zip(session.agenda.phases, session.plan, strict=False):
        minutes = f"{seconds / 60:.1f}".removesuffix(".0")
        lines.append(shapes.ends(text(phase.title), text(f"{minutes} min", QUIET), min(width, PLAN)))
    if here.present:
        names = text(", ").join([text(guest.name) for guest in here.present])
        lines += [NOTHING, *shapes.hanging(text("Here: ", "bold"), names, min(width, MEASURE))]
    return lines


def _silent(session: Session, here: Here, width: int, height: int) -> list[Content]:
    """How much is written, and nothing of what."""
    round = session.round
    if round is None:
        return []
    points = f"point{'' if here.sealed == 1 else 's'}"
    people = f"{here.writers} {'person' if here.writers == 1 else 'people'}"
    # Without names nobody counts the writers.
    told = f"{points} written" if round.anonymous else f"{points} from {people}"
    unseen = "Nothing keeps who wrote what." if round.anonymous else "Nobody sees it until all of it is shown at once."
    number = huge(str(here.sealed), next((scale for scale in (4, 3, 2) if rows_of(scale) + 8 <= height), 1))
    block = [
        text(f"Silent writing: {TITLES[round.section]}", "bold $text-primary"),
        NOTHING,
        *[text(row, "bold") for row in number],
        NOTHING,
        text(told, "bold"),
        NOTHING,
        text(f"Each writes alone. {unseen}", QUIET),
    ]
    above = max(0, (height - len(block)) // 2)
    return [*[NOTHING] * above, *[shapes.line(" " * max(0, (width - row.cell_length) // 2), row) for row in block]]
