"""What happened in the lists of the room."""

from __future__ import annotations

from facilitator.domain.note import Gap, Section
from facilitator.domain.record import Record


class NoteAdded(Record):
    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""
    author: str | None = None
    """None: who made the event; empty: nobody is named."""


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
    """How many votes for a point were counted by hand so far."""

    id: int
    votes: int


class NoteMoved(Record):
    id: int
    rank: int


class NoteRemoved(Record):
    """What stood under it stands alone again."""

    id: int


class NoteGrouped(Record):
    """It stands under this note now, with what stood under it; alone with None."""

    id: int
    group: int | None


NoteFact = NoteAdded | NoteChanged | NoteLinked | NoteVoted | NoteMoved | NoteRemoved | NoteGrouped
