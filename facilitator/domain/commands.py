"""What a person may ask for. A command may be refused; see `rules.decide`."""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.action_commands import ActionCommand
from facilitator.domain.ballot_commands import BallotCommand
from facilitator.domain.cause_commands import CauseCommand
from facilitator.domain.clash_commands import SettleClash
from facilitator.domain.note_commands import NoteCommand
from facilitator.domain.paper_commands import PaperCommand
from facilitator.domain.record import Record
from facilitator.domain.round_commands import RoundCommand
from facilitator.domain.session import Agenda, Incident, Kind, Person, When


class Draft(Record):
    """A timeline entry as it was typed, not yet kept."""

    when: When
    text: str
    kind: Kind | None = None
    source: str = "typed"


class CreateSession(Record):
    incident: Incident
    agenda: Agenda
    people: tuple[Person, ...] = ()
    entries: tuple[Draft, ...] = ()


class DescribeIncident(Record):
    incident: Incident


class ListPeople(Record):
    people: tuple[Person, ...]


class NextPhase(Record):
    """The next phase of the agenda; the first one when the meeting has not begun."""


class PreviousPhase(Record):
    pass


class GoToPhase(Record):
    phase: str


class PauseClock(Record):
    pass


class ResumeClock(Record):
    pass


class AddTime(Record):
    """Add seconds to a phase (the current one if None), or give them back when negative."""

    seconds: int
    phase: str | None = None


class SetEnd(Record):
    at: datetime | None


class Replan(Record):
    """Spread the minutes left before the hard stop over the phases left."""


class SetPlan(Record):
    """Other planned seconds for every phase of the agenda, in its order, before the meeting begins."""

    plan: tuple[int, ...]


class LockPhase(Record):
    phase: str
    locked: bool = True


class EndMeeting(Record):
    pass


class ReopenMeeting(Record):
    pass


class AddEntries(Record):
    """One entry, or the lines of a paste: one step either way."""

    entries: tuple[Draft, ...]


class ChangeEntry(Record):
    id: int
    entry: Draft


class MoveEntry(Record):
    """One place up (-1) or down (+1), among entries whose time allows it."""

    id: int
    by: int


class RemoveEntry(Record):
    id: int


class AskPrompt(Record):
    phase: str
    text: str


class TickRow(Record):
    phase: str
    row: int
    done: bool = True


class Undo(Record):
    """Take back one's own last step."""


class Redo(Record):
    """Bring back what one took back last."""


class UndoStep(Record):
    """Take back one step, whoever made it."""

    step: int


Command = (
    CreateSession
    | DescribeIncident
    | ListPeople
    | NextPhase
    | PreviousPhase
    | GoToPhase
    | PauseClock
    | ResumeClock
    | AddTime
    | SetEnd
    | Replan
    | SetPlan
    | LockPhase
    | EndMeeting
    | ReopenMeeting
    | AddEntries
    | ChangeEntry
    | MoveEntry
    | RemoveEntry
    | NoteCommand
    | ActionCommand
    | CauseCommand
    | PaperCommand
    | RoundCommand
    | BallotCommand
    | SettleClash
    | AskPrompt
    | TickRow
    | Undo
    | Redo
    | UndoStep
)
