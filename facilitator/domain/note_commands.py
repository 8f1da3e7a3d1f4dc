"""What a person may ask for in the lists of the room."""

from __future__ import annotations

from facilitator.domain.note import Gap, Section
from facilitator.domain.record import Record


class AddNotes(Record):
    """One note, or the lines of a paste: one step either way."""

    section: Section
    texts: tuple[str, ...]
    gap: Gap | None = None
    owner: str = ""


class ChangeNote(Record):
    """The note as it shall be; it stays in its section if that is None."""

    id: int
    text: str
    section: Section | None = None
    gap: Gap | None = None
    owner: str = ""


class LinkNote(Record):
    """The timeline entry that a point is about, or none."""

    id: int
    entry: int | None


class VoteNote(Record):
    id: int
    by: int


class MoveNote(Record):
    """One place up (-1) or down (+1) in its list."""

    id: int
    by: int


class RemoveNote(Record):
    id: int


class GroupNote(Record):
    """Put it, and what stands under it, under another note of its list (or under that one's head); alone with None."""

    id: int
    under: int | None


NoteCommand = AddNotes | ChangeNote | LinkNote | VoteNote | MoveNote | RemoveNote | GroupNote
