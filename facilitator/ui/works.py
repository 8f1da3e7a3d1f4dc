"""What the screens show of each kind of work: a row a kind, as `Work` in the domain has them."""

from __future__ import annotations

from typing import Final, NamedTuple

from facilitator.domain.note import Section
from facilitator.domain.session import Work

ACTIONS: Final = "actions"
OPEN: Final = "open"
"""In place of a section: the action items, and the causes that have none."""
PAGE: Final = "page"


class Shown(NamedTuple):
    """One kind of work, as every screen shows it."""

    lists: tuple[str, ...]
    """Those that the work pane shows, by section, `ACTIONS` or `OPEN`."""
    typed: str
    """The one that typed lines go to, which gives the pane its title."""
    empty: str
    """What the pane asks while it is empty."""
    line: str = ""
    """What a line becomes, in words that stand in the empty line; nothing where it is an entry."""
    in_room: str = ""
    """What an empty list asks the room."""
    room: str = "work"
    """The pane that the room's window shows."""
    past: bool = False
    """Whether it speaks of what happened: the timeline stands beside it where the room's window is wide."""


_NOTE: Final = "Anything worth keeping: type it and press Enter."
_PARK: Final = "Start a line with ? to park a question."
_DO: Final = "What will we change? A specific task, one owner, a due date, and how we will know it is done."
_TAKE: Final = "What do we take with us? One line each."

WORKS: Final[dict[Work, Shown]] = {
    Work.OPENING: Shown((Section.NOTE,), Section.NOTE, _NOTE, "a note", room=PAGE),
    Work.TIMELINE: Shown(
        (Section.QUESTION,), Section.QUESTION, _PARK, in_room="No question is parked.", room="timeline"
    ),
    Work.CAUSES: Shown(
        (Section.QUESTION,), Section.QUESTION, _PARK, in_room="No question is parked.", room="workshop", past=True
    ),
    Work.WELL: Shown(
        (Section.WELL, Section.LUCKY),
        Section.WELL,
        "What worked? Fast detection, clear leadership, quick mitigation. #lucky for what was luck.",
        "what went well, #lucky",
        "What worked? Fast detection, clear leadership, quick mitigation; and what was luck.",
        past=True,
    ),
    Work.WRONG: Shown(
        (Section.WRONG, Section.LUCKY),
        Section.WRONG,
        "What would a better #process, #tools or #training have changed? #lucky for what was luck.",
        "what went wrong, #lucky",
        "What would a better process, better tools or training have changed?",
        past=True,
    ),
    Work.ACTIONS: Shown((OPEN, ACTIONS), ACTIONS, _DO, "a task, one owner, a due date", _DO),
    Work.CLOSING: Shown(
        (Section.QUESTION, ACTIONS, Section.LESSON), Section.LESSON, _TAKE, "a lesson learned", _TAKE, room=PAGE
    ),
    Work.NOTES: Shown((Section.NOTE,), Section.NOTE, _NOTE, "a note"),
}
