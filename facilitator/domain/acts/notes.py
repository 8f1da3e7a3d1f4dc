"""The lists of the room: points, questions, lessons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker, forgotten
from facilitator.domain.acts.ballots import given
from facilitator.domain.errors import Refused, worded
from facilitator.domain.note import Gap, Note, Section, arranged
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class AddNotes(Record):
    """One note, or the lines of a paste: one step either way."""

    section: Section
    texts: tuple[str, ...]
    gap: Gap | None = None
    owner: str = ""

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteAdded]:
        gap = self.gap if self.section is Section.WRONG else None
        for text in self.texts:
            yield NoteAdded(self.section, worded(text), gap, self.owner)


class NoteAdded(Record):
    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""
    author: str | None = None
    """None: who made the event; empty: nobody is named."""

    told = "note"

    def evolve(self, session: Session, event: Event) -> Session:
        author = event.by if self.author is None else self.author
        note = Note(event.seq, self.section, self.text, author, event.seq, self.gap, self.owner)
        return replace(session, notes=(*session.notes, note))


class ChangeNote(Record):
    """The note as it shall be; it stays in its section if that is None."""

    id: int
    text: str
    section: Section | None = None
    gap: Gap | None = None
    owner: str = ""

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteChanged]:
        note = _known(session, self.id)
        section = self.section or note.section
        if self.gap and section is not Section.WRONG:
            raise Refused("Process, tools and training are for what went wrong.")
        if (self.text, section, self.gap, self.owner) != (note.text, note.section, note.gap, note.owner):
            yield NoteChanged(self.id, section, worded(self.text), self.gap, self.owner)


class NoteChanged(Record):
    id: int
    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""

    told = "change of a note"

    def evolve(self, session: Session, event: Event) -> Session:
        before = session.note(self.id)
        if before and before.section is not self.section:
            session = _freed(session, self.id)
        new = {"section": self.section, "text": self.text, "gap": self.gap, "owner": self.owner}
        return _with(session, self.id, lambda note: replace(note, **new))


class LinkNote(Record):
    """The timeline entry that a point is about, or none."""

    id: int
    entry: int | None

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteLinked]:
        if self.entry is not None and session.entry(self.entry) is None:
            raise Refused("That entry is not in the timeline any more.")
        if self.entry != _known(session, self.id).entry:
            yield NoteLinked(self.id, self.entry)


class NoteLinked(Record):
    id: int
    entry: int | None

    told = "link to the timeline"

    def evolve(self, session: Session, event: Event) -> Session:
        return _with(session, self.id, lambda note: replace(note, entry=self.entry))


class VoteNote(Record):
    id: int
    by: int

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteVoted]:
        by_hand = _known(session, self.id).votes - given(session, self.id)
        if max(0, by_hand + self.by) != by_hand:
            yield NoteVoted(self.id, max(0, by_hand + self.by))


class NoteVoted(Record):
    """How many votes for a point were counted by hand so far."""

    id: int
    votes: int

    told = "vote"

    def evolve(self, session: Session, event: Event) -> Session:
        votes = self.votes + given(session, self.id)
        return _with(session, self.id, lambda note: replace(note, votes=votes))


class MoveNote(Record):
    """One place up (-1) or down (+1) in its list."""

    id: int
    by: int

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteMoved]:
        note = _known(session, self.id)
        other = _neighbour(session, note, self.by)
        yield NoteMoved(note.id, other.rank)
        yield NoteMoved(other.id, note.rank)


class NoteMoved(Record):
    id: int
    rank: int

    told = "move of a note"

    def evolve(self, session: Session, event: Event) -> Session:
        return _with(session, self.id, lambda note: replace(note, rank=self.rank))


class RemoveNote(Record):
    id: int

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteRemoved]:
        yield NoteRemoved(_known(session, self.id).id)


class NoteRemoved(Record):
    """What stood under it stands alone again."""

    id: int

    told = "deletion of a note"

    def evolve(self, session: Session, event: Event) -> Session:
        rest = tuple(note for note in _freed(session, self.id).notes if note.id != self.id)
        return forgotten(replace(session, notes=rest), self.id)


class GroupNote(Record):
    """Put it, and what stands under it, under another note of its list (or under that one's head); alone with None."""

    id: int
    under: int | None

    def decide(self, session: Session, asker: Asker) -> Iterator[NoteGrouped]:
        note = _known(session, self.id)
        head = _head(session, note, self.under) if self.under is not None else None
        if note.group != head:
            yield NoteGrouped(self.id, head)


class NoteGrouped(Record):
    """It stands under this note now, with what stood under it; alone with None."""

    id: int
    group: int | None

    told = "grouping"

    def evolve(self, session: Session, event: Event) -> Session:
        return _grouped(session, self.id, self.group)


NoteCommand = AddNotes | ChangeNote | LinkNote | VoteNote | MoveNote | RemoveNote | GroupNote
NoteFact = NoteAdded | NoteChanged | NoteLinked | NoteVoted | NoteMoved | NoteRemoved | NoteGrouped


def _known(session: Session, id: int) -> Note:
    note = session.note(id)
    if note is None:
        raise Refused("That note is not there any more.")
    return note


def _head(session: Session, note: Note, under: int) -> int:
    """The note under which it would stand: a member's own head in place of the member."""
    other = _known(session, under)
    if other.section is not note.section:
        raise Refused("Only what is in one list can stand together. Move it to that list first.")
    head = other.id if other.group is None else other.group
    if head == note.id:
        raise Refused("It cannot stand under itself. Choose a point outside its own group.")
    return head


def _neighbour(session: Session, note: Note, by: int) -> Note:
    row = [each for each in session.section(note.section) if each.group == note.group]
    i = row.index(note) + (1 if by > 0 else -1)
    if not 0 <= i < len(row):
        raise Refused("It is at the end of its list already.")
    return row[i]


def _with(session: Session, id: int, change: Callable[[Note], Note]) -> Session:
    notes = arranged([change(note) if note.id == id else note for note in session.notes])
    return replace(session, notes=notes)


def _freed(session: Session, id: int) -> Session:
    """It stands under nothing, and nothing under it."""
    notes = [replace(note, group=None) if id in (note.id, note.group) else note for note in session.notes]
    return replace(session, notes=arranged(notes))


def _grouped(session: Session, id: int, group: int | None) -> Session:
    """One level deep, within one list: another order of events may have left the head under a head of its own."""
    note, head = session.note(id), session.note(group) if group is not None else None
    if head and head.group is not None:
        head = session.note(head.group)
    if note is None or group is None:
        return _with(session, id, lambda note: replace(note, group=None))
    if head is None or head.id == id or head.section is not note.section:
        return session
    under = head.id
    notes = [replace(each, group=under) if id in (each.id, each.group) else each for each in session.notes]
    return replace(session, notes=arranged(notes))
