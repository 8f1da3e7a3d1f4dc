"""What happened. Events are facts: they are stored, replayed and never changed.

An `Event` is the envelope; what happened is inside. Events of one act share a `step` (the `seq` of its first event)
and are undone together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.cause_events import CauseFact
from facilitator.domain.session import Agenda, Incident, Kind, Person, Section, When


@dataclass(frozen=True, slots=True)
class SessionCreated:
    incident: Incident
    agenda: Agenda
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentDescribed:
    incident: Incident


@dataclass(frozen=True, slots=True)
class PeopleListed:
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The clock of this phase starts, by itself. The phase before it, if any, is left at the same instant."""

    phase: str


@dataclass(frozen=True, slots=True)
class Paused:
    pass


@dataclass(frozen=True, slots=True)
class Resumed:
    pass


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """Seconds added to a phase's plan, or given back when negative."""

    phase: str
    seconds: int


@dataclass(frozen=True, slots=True)
class EndSet:
    """The hard stop was set, or lifted with None."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class Replanned:
    """New planned seconds for every phase of the agenda, in its order."""

    plan: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PhaseLocked:
    phase: str
    locked: bool


@dataclass(frozen=True, slots=True)
class MeetingEnded:
    pass


@dataclass(frozen=True, slots=True)
class MeetingReopened:
    """An ended meeting goes on in the phase it was in. The time between does not count."""


@dataclass(frozen=True, slots=True)
class EntryAdded:
    when: When
    text: str
    kind: Kind | None
    source: str
    place: datetime | None


@dataclass(frozen=True, slots=True)
class EntryChanged:
    id: int
    when: When
    text: str
    kind: Kind | None
    place: datetime | None


@dataclass(frozen=True, slots=True)
class EntryMoved:
    id: int
    place: datetime | None
    rank: float


@dataclass(frozen=True, slots=True)
class EntryRemoved:
    id: int


@dataclass(frozen=True, slots=True)
class NoteAdded:
    section: Section
    text: str
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class NoteChanged:
    id: int
    section: Section
    text: str


@dataclass(frozen=True, slots=True)
class NoteMoved:
    id: int
    rank: int


@dataclass(frozen=True, slots=True)
class NoteRemoved:
    id: int


@dataclass(frozen=True, slots=True)
class PromptAsked:
    phase: str
    text: str


@dataclass(frozen=True, slots=True)
class RowTicked:
    """A row of a phase's checklist was ticked or unticked."""

    phase: str
    row: int
    done: bool


@dataclass(frozen=True, slots=True)
class Undone:
    step: int


@dataclass(frozen=True, slots=True)
class Redone:
    step: int


Fact = (
    SessionCreated
    | IncidentDescribed
    | PeopleListed
    | PhaseEntered
    | Paused
    | Resumed
    | TimeAdded
    | EndSet
    | Replanned
    | PhaseLocked
    | MeetingEnded
    | MeetingReopened
    | EntryAdded
    | EntryChanged
    | EntryMoved
    | EntryRemoved
    | NoteAdded
    | NoteChanged
    | NoteMoved
    | NoteRemoved
    | CauseFact
    | PromptAsked
    | RowTicked
    | Undone
    | Redone
)


@dataclass(frozen=True, slots=True)
class Event:
    """The envelope of a fact."""

    seq: int
    """1, 2, 3 … without a gap."""
    at: datetime
    """UTC; never before the event before it."""
    by: str
    """Who did it."""
    step: int
    """The `seq` of the first event of the same act."""
    fact: Fact
    private: bool = False
    """Never leaves the facilitator's own process."""
