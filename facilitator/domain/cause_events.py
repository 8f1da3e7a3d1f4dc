"""What happened in the analysis of causes."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.cause import Standing


@dataclass(frozen=True, slots=True)
class CauseAdded:
    text: str
    chained: bool
    parent: int | None
    bone: str = ""
    under: int | None = None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CauseChanged:
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class CauseRemoved:
    """What answered its why, or explained it on the fishbone, moves up to where it was."""

    id: int


@dataclass(frozen=True, slots=True)
class CauseRanked:
    id: int
    rank: float


@dataclass(frozen=True, slots=True)
class CauseChained:
    """It answers the why of another cause now; with None it starts a chain."""

    id: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class CausePinned:
    """It stands on this bone of the fishbone now, with what explains it there; on none with an empty name."""

    id: int
    bone: str
    under: int | None


@dataclass(frozen=True, slots=True)
class WhyReworded:
    """The question asked of a cause; empty for the one written from its text."""

    id: int
    question: str


@dataclass(frozen=True, slots=True)
class RootStated:
    """The root-cause statement in which a chain ends; empty when it goes on."""

    id: int
    statement: str


@dataclass(frozen=True, slots=True)
class CauseJudged:
    id: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class EvidenceLinked:
    """All timeline entries that show a cause."""

    id: int
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VotesCounted:
    id: int
    votes: int


@dataclass(frozen=True, slots=True)
class FactorsSpokenOf:
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
