"""What a person may ask for. A command may be refused; see `rules.decide`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.cause_commands import CauseCommand
from facilitator.domain.session import Agenda, Incident, Kind, Person, Section, When


@dataclass(frozen=True, slots=True)
class Draft:
    """A timeline entry as it was typed, not yet kept."""

    when: When
    text: str
    kind: Kind | None = None
    source: str = "typed"


@dataclass(frozen=True, slots=True)
class CreateSession:
    incident: Incident
    agenda: Agenda
    people: tuple[Person, ...] = ()
    entries: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class DescribeIncident:
    incident: Incident


@dataclass(frozen=True, slots=True)
class ListPeople:
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class NextPhase:
    """The next phase of the agenda; the first one when the meeting has not begun."""


@dataclass(frozen=True, slots=True)
class PreviousPhase:
    pass


@dataclass(frozen=True, slots=True)
class GoToPhase:
    phase: str


@dataclass(frozen=True, slots=True)
class PauseClock:
    pass


@dataclass(frozen=True, slots=True)
class ResumeClock:
    pass


@dataclass(frozen=True, slots=True)
class AddTime:
    """Add seconds to a phase (the current one if None), or give them back when negative."""

    seconds: int
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class SetEnd:
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Replan:
    """Spread the minutes left before the hard stop over the phases left."""


@dataclass(frozen=True, slots=True)
class LockPhase:
    phase: str
    locked: bool = True


@dataclass(frozen=True, slots=True)
class EndMeeting:
    pass


@dataclass(frozen=True, slots=True)
class ReopenMeeting:
    pass


@dataclass(frozen=True, slots=True)
class AddEntries:
    """One entry, or the lines of a paste: one step either way."""

    entries: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    id: int
    entry: Draft


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """One place up (-1) or down (+1), among entries whose time allows it."""

    id: int
    by: int


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    id: int


@dataclass(frozen=True, slots=True)
class AddNotes:
    section: Section
    texts: tuple[str, ...]
    cause: int | None = None
    """The cause that action items take away."""


@dataclass(frozen=True, slots=True)
class ChangeNote:
    id: int
    text: str
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class MoveNote:
    id: int
    by: int


@dataclass(frozen=True, slots=True)
class RemoveNote:
    id: int


@dataclass(frozen=True, slots=True)
class AskPrompt:
    phase: str
    text: str


@dataclass(frozen=True, slots=True)
class TickRow:
    phase: str
    row: int
    done: bool = True


@dataclass(frozen=True, slots=True)
class Undo:
    pass


@dataclass(frozen=True, slots=True)
class Redo:
    pass


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
    | LockPhase
    | EndMeeting
    | ReopenMeeting
    | AddEntries
    | ChangeEntry
    | MoveEntry
    | RemoveEntry
    | AddNotes
    | ChangeNote
    | MoveNote
    | RemoveNote
    | CauseCommand
    | AskPrompt
    | TickRow
    | Undo
    | Redo
)
