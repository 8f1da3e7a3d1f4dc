"""What happened in the lists of the room."""

from __future__ import annotations

from facilitator.domain.note import Gap, Section
from facilitator.domain.record import Record


class NoteAdded(Record):
    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""


class NoteChanged(Record):
    id: int
    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""


class NoteLinked(Record):
    id: int
    entry: int | None


class NoteVoted(Record):
    """How many votes a point has now."""

    id: int
    votes: int


class NoteMoved(Record):
    id: int
    rank: int


class NoteRemoved(Record):
    id: int


NoteFact = NoteAdded | NoteChanged | NoteLinked | NoteVoted | NoteMoved | NoteRemoved
