"""What may be done in the lists of the room, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import ballot_evolve
from facilitator.domain import note_commands as c
from facilitator.domain import note_events as e
from facilitator.domain.errors import Refused, worded
from facilitator.domain.note import Note, Section
from facilitator.domain.note_commands import NoteCommand
from facilitator.domain.note_events import NoteFact
from facilitator.domain.session import Session


def facts(session: Session, command: NoteCommand) -> Iterator[NoteFact]:
    """The facts that a command leads to, none if it changes nothing; Refused if it may not be done now."""
    match command:
        case c.AddNotes(section, texts, gap, owner):
            for text in texts:
                yield e.NoteAdded(section, worded(text), gap if section is Section.WRONG else None, owner)
        case c.ChangeNote(id, text, section, gap, owner):
            note = _known(session, id)
            section = section or note.section
            if gap and section is not Section.WRONG:
                raise Refused("Process, tools and training are for what went wrong.")
            if (text, section, gap, owner) != (note.text, note.section, note.gap, note.owner):
                yield e.NoteChanged(id, section, worded(text), gap, owner)
        case c.LinkNote(id, entry):
            if entry is not None and session.entry(entry) is None:
                raise Refused("That entry is not in the timeline any more.")
            if entry != _known(session, id).entry:
                yield e.NoteLinked(id, entry)
        case c.VoteNote(id, by):
            note = _known(session, id)
            by_hand = note.votes - ballot_evolve.given(session, id)
            if max(0, by_hand + by) != by_hand:
                yield e.NoteVoted(id, max(0, by_hand + by))
        case c.MoveNote(id, by):
            note = _known(session, id)
            other = _neighbour(session, note, by)
            yield e.NoteMoved(id, other.rank)
            yield e.NoteMoved(other.id, note.rank)
        case c.RemoveNote(id):
            yield e.NoteRemoved(_known(session, id).id)
        case c.GroupNote(id, under):
            note = _known(session, id)
            head = _head(session, note, under) if under is not None else None
            if note.group != head:
                yield e.NoteGrouped(id, head)


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
