"""What a person may ask for in the analysis of causes. A command may be refused; see `cause_rules`."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.cause import Standing


@dataclass(frozen=True, slots=True)
class StartChain:
    """Something to ask why of, with the entries that show it, and the question if it is not the usual one."""

    text: str
    evidence: tuple[int, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class AnswerWhy:
    """Becauses to the why of a cause. Without one, a chain starts from `start`, and these are its first answers."""

    texts: tuple[str, ...]
    why: int | None
    start: str = ""


@dataclass(frozen=True, slots=True)
class RewordWhy:
    id: int
    question: str


@dataclass(frozen=True, slots=True)
class AddFactors:
    """Causes on a bone of the fishbone, or explaining a cause that is on one."""

    texts: tuple[str, ...]
    bone: str
    under: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeCause:
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class RemoveCause:
    """Only this one: what stood below it moves up."""

    id: int


@dataclass(frozen=True, slots=True)
class MoveCause:
    """One place up (-1) or down (+1) among those beside it: in the chain, or on the bone."""

    id: int
    by: int
    on_bone: bool = False


@dataclass(frozen=True, slots=True)
class ChainCause:
    """Have it answer the why of another cause, with all below it; with None it starts a chain of its own."""

    id: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class PinCause:
    """Put it on a bone of the fishbone, beside what is there or under one of those; take it off with an empty name."""

    id: int
    bone: str
    under: int | None = None


@dataclass(frozen=True, slots=True)
class StateRoot:
    """End a chain here with a root-cause statement; an empty one opens it again."""

    id: int
    statement: str


@dataclass(frozen=True, slots=True)
class JudgeCause:
    id: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    id: int
    entry: int
    linked: bool = True


@dataclass(frozen=True, slots=True)
class VoteCause:
    id: int
    by: int


@dataclass(frozen=True, slots=True)
class SpeakOfFactors:
    """Contributing factors throughout, and no single root cause; or a primary root cause again."""

    factors: bool = True


CauseCommand = (
    StartChain
    | AnswerWhy
    | RewordWhy
    | AddFactors
    | ChangeCause
    | RemoveCause
    | MoveCause
    | ChainCause
    | PinCause
    | StateRoot
    | JudgeCause
    | LinkEvidence
    | VoteCause
    | SpeakOfFactors
)
"""What is asked for in the analysis."""
