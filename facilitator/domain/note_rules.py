"""What may be done in the lists of the room, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

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
            votes = max(0, note.votes + by)
            if votes != note.votes:
                yield e.NoteVoted(id, votes)
        case c.MoveNote(id, by):
            note = _known(session, id)
            other = _neighbour(session, note, by)
            yield e.NoteMoved(id, other.rank)
            yield e.NoteMoved(other.id, note.rank)
        case c.RemoveNote(id):
            yield e.NoteRemoved(_known(session, id).id)


def _known(session: Session, id: int) -> Note:
    note = session.note(id)
    if note is None:
        raise Refused("That note is not there any more.")
    return note


def _neighbour(session: Session, note: Note, by: int) -> Note:
    row = session.section(note.section)
    i = row.index(note) + (1 if by > 0 else -1)
    if not 0 <= i < len(row):
        raise Refused("It is at the end of its list already.")
    return row[i]
