"""What happened. Events are facts: they are stored, replayed and never changed.

An `Event` is the envelope; what happened is inside. Events of one act share a `step` (the `seq` of its first event)
and are undone together.
"""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.action_events import ActionFact
from facilitator.domain.ballot_events import BallotFact
from facilitator.domain.cause_events import CauseFact
from facilitator.domain.clash_events import ClashFact
from facilitator.domain.note_events import NoteFact
from facilitator.domain.paper_events import PaperFact
from facilitator.domain.record import Record
from facilitator.domain.round_events import RoundFact
from facilitator.domain.session import Agenda, Incident, Kind, Person, When


class SessionCreated(Record):
    incident: Incident
    agenda: Agenda
    people: tuple[Person, ...] = ()


class IncidentDescribed(Record):
    incident: Incident


class PeopleListed(Record):
    people: tuple[Person, ...]


class PhaseEntered(Record):
    """The clock of this phase starts, by itself. The phase before it, if any, is left at the same instant."""

    phase: str


class Paused(Record):
    pass


class Resumed(Record):
    pass


class TimeAdded(Record):
    """Seconds added to a phase's plan, or given back when negative."""

    phase: str
    seconds: int


class EndSet(Record):
    """The hard stop was set, or lifted with None."""

    at: datetime | None


class Replanned(Record):
    """New planned seconds for every phase of the agenda, in its order."""

    plan: tuple[int, ...]


class PhaseLocked(Record):
    phase: str
    locked: bool


class MeetingEnded(Record):
    pass


class MeetingReopened(Record):
    """An ended meeting goes on in the phase it was in. The time between does not count."""


class EntryAdded(Record):
    when: When
    text: str
    kind: Kind | None
    source: str
    place: datetime | None


class EntryChanged(Record):
    id: int
    when: When
    text: str
    kind: Kind | None
    place: datetime | None


class EntryMoved(Record):
    id: int
    place: datetime | None
    rank: float


class EntryRemoved(Record):
    id: int


class PromptAsked(Record):
    phase: str
    text: str


class RowTicked(Record):
    """A row of a phase's checklist was ticked or unticked."""

    phase: str
    row: int
    done: bool


class Withheld(Record):
    """Something private happened that this copy of the record does not hold."""


class Undone(Record):
    step: int


class Redone(Record):
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
    | NoteFact
    | ActionFact
    | CauseFact
    | PaperFact
    | RoundFact
    | BallotFact
    | ClashFact
    | PromptAsked
    | RowTicked
    | Withheld
    | Undone
    | Redone
)


class Event(Record):
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
    op: str = ""
    """The number that a guest gave to what it did, so that saying it again changes nothing; empty at the host's own."""
