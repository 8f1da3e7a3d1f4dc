"""One line that the room made in a phase: a point, a lesson, a parked question, a note."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from facilitator.domain.record import Record


class Section(StrEnum):
    """Where a note belongs in the document."""

    NOTE = "note"
    WELL = "well"
    WRONG = "wrong"
    LUCKY = "lucky"
    LESSON = "lesson"
    QUESTION = "question"


POINTS = (Section.WELL, Section.WRONG, Section.LUCKY)
"""What the room may vote on, link to the timeline and act on."""


class Gap(StrEnum):
    """What went wrong is a gap in one of these, never in a person (the guide, section 6)."""

    PROCESS = "process"
    TOOLS = "tools"
    TRAINING = "training"


class Note(Record):
    """One line, and what the room said of it."""

    id: int
    section: Section
    text: str
    author: str
    rank: int
    gap: Gap | None = None
    """Of what went wrong."""
    owner: str = ""
    """Who will answer a parked question."""
    entry: int | None = None
    """The timeline entry that a point is about."""
    votes: int = 0
    """What was counted by hand, and people's ballots."""
    group: int | None = None
    """The note of the same list under which it stands; one that has others under it stands under none."""


def heads(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes that stand under no other one of these."""
    there = {note.id for note in notes}
    return tuple(note for note in notes if note.group not in there)


def members(notes: Sequence[Note], id: int) -> tuple[Note, ...]:
    """What stands under a note."""
    return tuple(note for note in notes if note.group == id)


def arranged(notes: Sequence[Note]) -> tuple[Note, ...]:
    """By rank, and what stands under a note right after it."""
    ranks = {note.id: note.rank for note in notes}

    def place(note: Note) -> tuple[int, int, bool, int]:
        head = note.group if note.group in ranks else None
        return (note.rank, note.id, False, 0) if head is None else (ranks[head], head, True, note.rank)

    return tuple(sorted(notes, key=place))


LONGEST_LEAD = 60
"""Characters of a lead: more than that before a colon is a sentence."""


def lead_and_detail(text: str) -> tuple[str, str]:
    """A point as the guide prints it, a bold lead and then the detail: `Fast Detection: Alert fired …`.

    Without a lead the first text is empty. A colon inside a time, a link or a word (`12:30`, `https://…`) opens none.
    """
    lead, colon, detail = text.partition(": ")
    if colon and detail.strip() and 0 < len(lead.strip()) <= LONGEST_LEAD and lead.strip()[-1] not in ".?!":
        return lead.strip(), detail.strip()
    return "", text
