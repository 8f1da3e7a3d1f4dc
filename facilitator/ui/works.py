"""What the screens show of each kind of work, a row a kind; and what stands in the empty line meanwhile."""

from __future__ import annotations

from typing import Final, NamedTuple

from facilitator.bench import View
from facilitator.domain.note import Section
from facilitator.domain.session import Session, Work

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

GAP: Final = "   ·   "
EDGES: Final = 2
"""Columns beside the line."""
ALWAYS: Final = ("? parks a question", "/ commands")
ENTRY: Final = "14:25 what happened"
WHYS: Final = ("the next because", "+ another", "= the root cause", "! a new chain", "a better question?")
BONES: Final = ("1 a cause on bone 1", "> what explains it", "one more on the same bone")


def placeholder(session: Session, view: View, width: int) -> str:
    """The words for an empty line: as many of its parts as the line has room for, each whole."""
    parts = _parts(session, view)
    while len(parts) > 1 and len(GAP.join(parts)) >= width - EDGES:
        parts = parts[:-1]
    return GAP.join(parts)


def _parts(session: Session, view: View) -> tuple[str, ...]:
    phase = session.working
    if phase and phase.work is Work.CAUSES:
        return WHYS if view is View.WHYS else BONES
    if phase and (made := WORKS[phase.work].line):
        return (made, ENTRY, *ALWAYS)
    return (ENTRY, *ALWAYS)
