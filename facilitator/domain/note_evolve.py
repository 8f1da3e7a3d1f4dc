"""What a fact makes of the lists of the room. Total, as `evolve` is."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.domain import note_events as e
from facilitator.domain.note import Note
from facilitator.domain.note_events import NoteFact
from facilitator.domain.record import replace
from facilitator.domain.session import Session


def apply(session: Session, fact: NoteFact, seq: int, by: str) -> Session:
    """The session after it. `seq` is the number of the event, `by` who did it."""
    match fact:
        case e.NoteAdded(section, text, gap, owner):
            note = Note(seq, section, text, by, seq, gap, owner)
            return replace(session, notes=(*session.notes, note))
        case e.NoteChanged(id, section, text, gap, owner):
            return _with(session, id, lambda note: replace(note, section=section, text=text, gap=gap, owner=owner))
        case e.NoteLinked(id, entry):
            return _with(session, id, lambda note: replace(note, entry=entry))
        case e.NoteVoted(id, votes):
            return _with(session, id, lambda note: replace(note, votes=votes))
        case e.NoteMoved(id, rank):
            return _with(session, id, lambda note: replace(note, rank=rank))
        case e.NoteRemoved(id):
            return replace(session, notes=tuple(note for note in session.notes if note.id != id))


def _with(session: Session, id: int, change: Callable[[Note], Note]) -> Session:
    notes = sorted((change(note) if note.id == id else note for note in session.notes), key=lambda note: note.rank)
    return replace(session, notes=tuple(notes))
