"""Who may do what, when a session is open in several terminals."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from facilitator.domain.acts.actions import ActionCommand
from facilitator.domain.acts.ballots import BallotCommand
from facilitator.domain.acts.clashes import ClashCommand
from facilitator.domain.acts.entries import EntryCommand
from facilitator.domain.acts.notes import AddNotes, ChangeNote, NoteAdded, NoteCommand, RemoveNote
from facilitator.domain.acts.rounds import SealPoint, WithdrawPoint
from facilitator.domain.acts.undoing import Redo, Undo
from facilitator.domain.commands import AnalysisCommand, Command
from facilitator.domain.errors import Refused
from facilitator.domain.note import Section

if TYPE_CHECKING:
    from facilitator.domain.session import Session


class Role(StrEnum):
    """As what somebody takes part."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    PARTICIPANT = "participant"
    ROOM = "room"


WRITING: Final = BallotCommand | SealPoint | WithdrawPoint | Undo | Redo
"""What everybody may do who is not only looking on."""
MAY: Final = {
    Role.SCRIBE: WRITING | EntryCommand | NoteCommand | AnalysisCommand | ActionCommand | ClashCommand,
    Role.PARTICIPANT: WRITING | AddNotes | ChangeNote | RemoveNote,
}
"""What each role may do. The facilitator may do everything, the room nothing."""
OPEN_TO_ALL: Final = (Section.WELL, Section.WRONG, Section.LUCKY, Section.QUESTION)
"""The lists to which a participant adds."""
INSTEAD: Final = {
    Role.SCRIBE: "As scribe you write; the clock and the incident are the facilitator's.",
    Role.PARTICIPANT: "As participant you add points and questions, and vote. Begin a line with ? to ask something.",
    Role.ROOM: "This window only shows the meeting. Nothing can be changed here.",
}


def check(session: Session, command: Command, by: str, role: Role) -> None:
    """Refused if somebody of this role may not do this."""
    if role is Role.FACILITATOR:
        return
    if role not in MAY or not isinstance(command, MAY[role]):
        raise Refused(INSTEAD[role])
    if role is Role.PARTICIPANT:
        _own(session, command, by)


def _own(session: Session, command: Command, by: str) -> None:
    match command:
        case AddNotes(section) if section not in OPEN_TO_ALL:
            raise Refused(INSTEAD[Role.PARTICIPANT])
        case ChangeNote(id, _, section):
            if section is not None and section not in OPEN_TO_ALL:
                raise Refused(INSTEAD[Role.PARTICIPANT])
            _must_be_own(session, id, by)
        case RemoveNote(id):
            _must_be_own(session, id, by)


def _must_be_own(session: Session, id: int, by: str) -> None:
    note = session.note(id)
    author = note.author if note else _who_made(session, id)
    if author not in (None, by):
        raise Refused("That was written by somebody else. Ask the scribe to change it, or add one of your own.")


def _who_made(session: Session, id: int) -> str | None:
    """The author of a note that is not there any more; None if there never was one."""
    for event in session.past:
        if event.seq == id and isinstance(event.fact, NoteAdded):
            return event.by if event.fact.author is None else event.fact.author
    return None
