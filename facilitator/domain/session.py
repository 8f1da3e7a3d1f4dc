"""The session: everything that is true of one post-mortem, as frozen values.

Instants are aware datetimes in UTC. Lengths of time are whole seconds. Ids are the `seq` of the event that made the
thing, so they never change and never come twice.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from facilitator.domain.action import Action
from facilitator.domain.ballot import Ballot
from facilitator.domain.cause import Cause
from facilitator.domain.clash import Clash
from facilitator.domain.course import Adjustment, Asked, Pause, Visit
from facilitator.domain.note import Note, Section
from facilitator.domain.paper import Done, Hands, Impact, Question, Stage, State, Voice
from facilitator.domain.record import Record
from facilitator.domain.round import Round, Sealed
from facilitator.domain.side import Undoing

if TYPE_CHECKING:
    from facilitator.domain.events import Event

START_OF_TIME: Final = datetime(1970, 1, 1, tzinfo=UTC)
CATEGORIES: Final = ("People", "Process", "Technology", "Environment")
"""The guide's four, for contributing factors."""


class Work(StrEnum):
    """What a phase works on; it decides what a typed line becomes."""

    OPENING = "opening"
    TIMELINE = "timeline"
    CAUSES = "causes"
    WELL = "well"
    WRONG = "wrong"
    ACTIONS = "actions"
    CLOSING = "closing"
    NOTES = "notes"


class Kind(StrEnum):
    """What a timeline entry tells of (the guide: detection, milestones, decisions, mitigation, resolution)."""

    DETECTION = "detection"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    MITIGATION = "mitigation"
    RESOLUTION = "resolution"
    COMMUNICATION = "communication"


class Precision(StrEnum):
    """How well a time is known."""

    EXACT = "exact"
    ABOUT = "about"
    """Typed with a `~`: near `at`."""
    HOUR = "hour"
    """Typed as `14:??`: somewhere in the hour that begins at `at`."""
    UNKNOWN = "unknown"
    """No time is known: `at` is None."""


class Phase(Record):
    """One phase of an agenda."""

    id: str
    title: str
    short: str
    """The title in the bar of phases."""
    seconds: int
    """Planned length."""
    floor: int
    """Seconds below which a re-plan never goes."""
    work: Work
    say: tuple[str, ...] = ()
    """Spoken by the facilitator, word for word."""
    do: tuple[str, ...] = ()
    """What to see to before moving on."""
    ask: tuple[str, ...] = ()
    """Prompts for when discussion stalls."""
    done_when: str = ""
    """The exit check."""

    @property
    def checklist(self) -> tuple[str, ...]:
        """The rows to tick: what to do, and the exit check."""
        return (*self.do, self.done_when) if self.done_when else self.do


class Agenda(Record):
    """A meeting one can hold. It is copied into the session, so an old session never changes with its agenda."""

    name: str = ""
    phases: tuple[Phase, ...] = ()
    categories: tuple[str, ...] = CATEGORIES
    """The bones of the fishbone, in its order."""
    factors: bool = False
    """Whether this meeting speaks of contributing factors throughout, and of no single root cause."""
    trends: bool = False
    """Whether the meeting opens with the trends of a quarter, and not with what was promised last time."""
    due_in: tuple[tuple[str, int], ...] = ()
    """(severity in lower case, days): when an action item is due for which nobody says so."""


class Incident(Record):
    """What the meeting is about."""

    title: str = ""
    id: str = ""
    severity: str = ""
    started: datetime | None = None
    detected: datetime | None = None
    mitigated: datetime | None = None
    resolved: datetime | None = None
    timezone: str = "UTC"
    """An IANA zone: times are typed, shown and exported in it."""
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    type: str = ""
    summary: str = ""
    author: str = ""


class Person(Record):
    """Somebody who took part, and as what (IC, facilitator, scribe, SME, stakeholder, attendee)."""

    name: str
    roles: tuple[str, ...] = ()


class When(Record):
    """The time of a timeline entry, with what is known of it and how it was typed."""

    at: datetime | None = None
    until: datetime | None = None
    """The end, of a range."""
    precision: Precision = Precision.UNKNOWN
    written: str = ""
    """The time as it was typed: `~14:2x`."""


class Entry(Record):
    """One line of the incident's timeline."""

    id: int
    when: When
    text: str
    kind: Kind | None
    author: str
    source: str
    """`typed`, `pasted`, `agenda`, or where it was imported from."""
    place: datetime | None
    """Where it stands: its time, or for an unknown time that of the entry it was written after."""
    rank: float
    """Order among entries of the same place; a half where one was moved between two."""


class Session(Record, beside=("past",)):
    """The whole truth of one post-mortem. Changed only by `evolve`."""

    seq: int = 0
    """The last event's number."""
    at: datetime = START_OF_TIME
    """The last event's instant."""
    created: datetime = START_OF_TIME
    incident: Incident = Incident()
    people: tuple[Person, ...] = ()
    agenda: Agenda = Agenda()
    plan: tuple[int, ...] = ()
    """Planned seconds of each phase of the agenda, with what was added and given back."""
    locked: tuple[str, ...] = ()
    """Phases a re-plan leaves alone."""
    visits: tuple[Visit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    ends_by: datetime | None = None
    """The hard stop."""
    ended: datetime | None = None
    opened: str | None = None
    """Outside the meeting: the phase as in which lines are taken."""
    ledger: tuple[Adjustment, ...] = ()
    entries: tuple[Entry, ...] = ()
    """The incident's timeline, in chronological order."""
    notes: tuple[Note, ...] = ()
    """What the room made, in the order of `rank`; what stands under a note comes right after it."""
    causes: tuple[Cause, ...] = ()
    """The analysis, in the order of `rank`."""
    factors: bool = False
    """Whether the meeting speaks of contributing factors throughout, and of no single root cause."""
    actions: tuple[Action, ...] = ()
    """What the room agreed to do, in the order of `rank`."""
    ballots: tuple[Ballot, ...] = ()
    """Who voted for what. What was counted by hand is in `votes` besides."""
    clashes: tuple[Clash, ...] = ()
    """Words that somebody else's took the place of, and about which nobody has decided yet."""
    round: Round | None = None
    """The silent writing that is going on."""
    sealed: tuple[Sealed, ...] = ()
    """Private: what was written in it so far."""
    impact: Impact = Impact()
    scheduled: datetime | None = None
    """When the meeting will be held."""
    steps: tuple[Done, ...] = ()
    """The steps of the guide's process that are ticked."""
    stages: tuple[Stage, ...] = ()
    """How the document came to its state, the last one last."""
    poll: tuple[Hands, ...] = ()
    voices: tuple[Voice, ...] = ()
    """Private: who was heard, and how often."""
    asked: tuple[Asked, ...] = ()
    ticked: tuple[tuple[str, int], ...] = ()
    """(phase id, row of its checklist); the exit check is the row after the last."""
    undone: frozenset[int] = frozenset()
    """Steps that are undone now."""
    redo: tuple[Undoing, ...] = ()
    """Steps that can be brought back, each by the side that undid it, its next one last."""
    past: tuple[Event, ...] = ()
    """All events, undone ones included."""

    @property
    def phase(self) -> Phase | None:
        """The phase the meeting is in, or None before it starts and after it ends."""
        if not self.visits or self.ended:
            return None
        here = self.visits[-1].phase
        return next((phase for phase in self.agenda.phases if phase.id == here), None)

    @property
    def working(self) -> Phase | None:
        """What a typed line goes to: the phase the meeting is in, or outside the meeting the one that was opened."""
        opened = None if self.phase else self.opened
        return self.phase or next((phase for phase in self.agenda.phases if phase.id == opened), None)

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].end is None

    @property
    def started(self) -> datetime | None:
        """When the meeting began."""
        return self.visits[0].entered if self.visits else None

    def index(self, phase: str) -> int:
        """The place of a phase in the agenda; ValueError for one that is not in it."""
        return [each.id for each in self.agenda.phases].index(phase)

    def entry(self, id: int) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == id), None)

    def note(self, id: int) -> Note | None:
        return next((note for note in self.notes if note.id == id), None)

    def cause(self, id: int) -> Cause | None:
        return next((cause for cause in self.causes if cause.id == id), None)

    def action(self, id: int) -> Action | None:
        return next((action for action in self.actions if action.id == id), None)

    def item(self, id: int) -> Entry | Note | Cause | Action | None:
        """Whatever has this number and can be put in other words."""
        return self.entry(id) or self.note(id) or self.cause(id) or self.action(id)

    @property
    def state(self) -> State:
        """How far the document is."""
        return self.stages[-1].state if self.stages else State.DRAFT

    def hands(self, question: Question, score: int) -> int:
        """How many hands went up for one answer of the exit poll."""
        return next((each.hands for each in self.poll if (each.question, each.score) == (question, score)), 0)

    def section(self, section: Section) -> tuple[Note, ...]:
        """The notes of one section, in order."""
        return tuple(note for note in self.notes if note.section is section)
