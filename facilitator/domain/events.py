"""What happened. Events are facts: they are stored, replayed and never changed.

An `Event` is the envelope; what happened is inside. Events of one act share a `step` (the `seq` of its first event)
and are undone together.
"""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.acts.actions import ActionFact
from facilitator.domain.acts.ballots import BallotFact
from facilitator.domain.acts.cause_marks import CauseMarkFact
from facilitator.domain.acts.cause_places import CausePlaceFact
from facilitator.domain.acts.causes import CauseFact
from facilitator.domain.acts.clashes import ClashFact
from facilitator.domain.acts.entries import EntryFact
from facilitator.domain.acts.guide import GuideFact
from facilitator.domain.acts.incident import IncidentFact
from facilitator.domain.acts.notes import NoteFact
from facilitator.domain.acts.papers import PaperFact
from facilitator.domain.acts.phases import PhaseFact
from facilitator.domain.acts.plan import PlanFact
from facilitator.domain.acts.rounds import RoundFact
from facilitator.domain.acts.undoing import UndoingFact
from facilitator.domain.record import Record
from facilitator.domain.session import Session


class Withheld(Record):
    """Something private happened that this copy of the record does not hold."""

    told = "step"

    def evolve(self, session: Session, event: Event) -> Session:
        return session


AnalysisFact = CauseFact | CausePlaceFact | CauseMarkFact

Fact = (
    IncidentFact
    | PhaseFact
    | PlanFact
    | GuideFact
    | EntryFact
    | NoteFact
    | ActionFact
    | AnalysisFact
    | PaperFact
    | RoundFact
    | BallotFact
    | ClashFact
    | UndoingFact
    | Withheld
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
