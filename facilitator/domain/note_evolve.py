"""What a fact makes of the lists of the room. Total, as `evolve` is."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.domain import ballot_evolve
from facilitator.domain import note_events as e
from facilitator.domain.note import Note, arranged
from facilitator.domain.note_events import NoteFact
from facilitator.domain.record import replace
from facilitator.domain.session import Session


def apply(session: Session, fact: NoteFact, seq: int, by: str) -> Session:
    """The session after it. `seq` is the number of the event, `by` who did it."""
    match fact:
        case e.NoteAdded(section, text, gap, owner, author):
            note = Note(seq, section, text, by if author is None else author, seq, gap, owner)
            return replace(session, notes=(*session.notes, note))
        case e.NoteChanged(id, section, text, gap, owner):
            before = session.note(id)
            if before and before.section is not section:
                session = _freed(session, id)
            return _with(session, id, lambda note: replace(note, section=section, text=text, gap=gap, owner=owner))
        case e.NoteLinked(id, entry):
            return _with(session, id, lambda note: replace(note, entry=entry))
        case e.NoteVoted(id, votes):
            ballots = ballot_evolve.given(session, id)
            return _with(session, id, lambda note: replace(note, votes=votes + ballots))
        case e.NoteMoved(id, rank):
            return _with(session, id, lambda note: replace(note, rank=rank))
        case e.NoteRemoved(id):
            rest = tuple(note for note in _freed(session, id).notes if note.id != id)
            return replace(session, notes=rest)
        case e.NoteGrouped(id, group):
            return _grouped(session, id, group)


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
