"""What happened in the analysis of causes."""

from __future__ import annotations

from facilitator.domain.cause import Standing
from facilitator.domain.record import Record


class CauseAdded(Record):
    text: str
    chained: bool
    parent: int | None
    bone: str = ""
    under: int | None = None
    evidence: tuple[int, ...] = ()


class CauseChanged(Record):
    id: int
    text: str


class CauseRemoved(Record):
    """What answered its why, or explained it on the fishbone, moves up to where it was."""

    id: int


class CauseRanked(Record):
    id: int
    rank: float


class CauseChained(Record):
    """It answers the why of another cause now; with None it starts a chain."""

    id: int
    parent: int | None


class CausePinned(Record):
    """It stands on this bone of the fishbone now, with what explains it there; on none with an empty name."""

    id: int
    bone: str
    under: int | None


class WhyReworded(Record):
    """The question asked of a cause; empty for the one written from its text."""

    id: int
    question: str


class RootStated(Record):
    """The root-cause statement in which a chain ends; empty when it goes on."""

    id: int
    statement: str


class CauseJudged(Record):
    id: int
    standing: Standing | None


class EvidenceLinked(Record):
    """All timeline entries that show a cause."""

    id: int
    entries: tuple[int, ...]


class VotesCounted(Record):
    """How many votes for a cause were counted by hand so far."""

    id: int
    votes: int


class FactorsSpokenOf(Record):
    """Whether the meeting speaks of contributing factors, and of no single root cause."""

    factors: bool


CauseFact = (
    CauseAdded
    | CauseChanged
    | CauseRemoved
    | CauseRanked
    | CauseChained
    | CausePinned
    | WhyReworded
    | RootStated
    | CauseJudged
    | EvidenceLinked
    | VotesCounted
    | FactorsSpokenOf
)
