"""What the room makes in a phase: the points, the action items, the lessons, the parked questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from facilitator.domain.action import Action
from facilitator.domain.cause import Cause
from facilitator.domain.note import Note, Section
from facilitator.domain.session import Session, Work
from facilitator.ui.bindings import bindings_for
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.guide import shown_phase
from facilitator.ui.widgets.keyed import asks
from facilitator.ui.widgets.rows import Rows
from facilitator.ui.works import ACTIONS, OPEN, WORKS
from facilitator.when import today

TITLES = {
    Section.NOTE: "Notes",
    Section.WELL: "What went well",
    Section.WRONG: "What went wrong",
    Section.LUCKY: "Where we got lucky",
    Section.LESSON: "Lessons learned",
    Section.QUESTION: "Parked questions",
    ACTIONS: "Action items",
    OPEN: "Causes without an action item yet: a makes one",
}
Item = Note | Action | Cause


@asks("made", "work")
class WorkPane(Rows):
    """The lists of the present phase."""

    HELP = (
        "What you type and enter lands here. Frame it as systems, not people. Digits fill in what an action item has: "
        "1 its owner, 2 its due date, 3 its priority, 4 how you will know it is done."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("made", "work")

    by_votes: reactive[bool] = reactive(False)
    """Whether the points stand in the order of their votes."""

    def ids(self) -> list[int]:
        return [item.id for _, item in self._items()]

    def item(self) -> Item | None:
        """What is chosen."""
        return next((item for _, item in self._items() if item.id == self.chosen), None)

    def empty(self) -> str:
        phase = shown_phase(self.session)
        return WORKS[phase.work].empty if phase else ""

    def watch_session(self, before: Session, after: Session) -> None:
        phase = shown_phase(after)
        if phase:
            self.border_title = Content(TITLES[WORKS[phase.work].typed])
        self.border_subtitle = Content(_focus(after) if phase and phase.work is Work.ACTIONS else "")

    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        from facilitator.ui.widgets import items  # here: what opens has often nothing to draw yet

        made = self._items()
        group, item = made[index]
        lines: list[Content] = []
        number = 1 + sum(each == group for each, _ in made[:index])
        phase = shown_phase(self.session)
        if number == 1 and phase and (index or group != WORKS[phase.work].typed):
            lines += [*([Content("")] if index else []), text(TITLES[group], QUIET)]
        return lines + items.draw(self.session, item, number, width, chosen, self._today())

    def _today(self) -> date:
        return today(self.minute or self.session.at, self.session.incident.timezone)

    def _items(self) -> list[tuple[str, Item]]:
        return made(self.session, self.by_votes)

    # Keys

    def action_by_votes(self) -> None:
        self.by_votes = not self.by_votes


def made(session: Session, by_votes: bool = False) -> list[tuple[str, Item]]:
    """What the room made in the present phase, in the order shown, each with its group."""
    phase = shown_phase(session)
    groups = WORKS[phase.work].lists if phase else ()
    return [(group, item) for group in groups for item in _group(session, group, by_votes)]


def _focus(session: Session) -> str:
    """The guide's word on focus, when there is more to do than gets done."""
    if not session.actions:
        return ""
    from facilitator.closing import focus

    return focus(session)


def _group(session: Session, group: str, by_votes: bool) -> Sequence[Item]:
    if group == ACTIONS:
        return session.actions
    if group == OPEN:
        from facilitator.domain import coverage  # here, as above

        return coverage.uncovered(session)
    points = list(session.section(Section(group)))
    if by_votes:
        points.sort(key=lambda note: -note.votes)
    return points
