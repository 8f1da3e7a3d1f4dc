"""What a person may ask for in the analysis of causes. A command may be refused; see `cause_rules`."""

from __future__ import annotations

from facilitator.domain.cause import Standing
from facilitator.domain.record import Record


class StartChain(Record):
    """Something to ask why of, with the entries that show it, and the question if it is not the usual one."""

    text: str
    evidence: tuple[int, ...] = ()
    question: str = ""


class AnswerWhy(Record):
    """Becauses to the why of a cause. Without one, a chain starts from `start`, and these are its first answers."""

    texts: tuple[str, ...]
    why: int | None
    start: str = ""


class RewordWhy(Record):
    id: int
    question: str


class AddFactors(Record):
    """Causes on a bone of the fishbone, or explaining a cause that is on one."""

    texts: tuple[str, ...]
    bone: str
    under: int | None = None


class ChangeCause(Record):
    id: int
    text: str


class RemoveCause(Record):
    """Only this one: what stood below it moves up."""

    id: int


class MoveCause(Record):
    """One place up (-1) or down (+1) among those beside it: in the chain, or on the bone."""

    id: int
    by: int
    on_bone: bool = False


class ChainCause(Record):
    """Have it answer the why of another cause, with all below it; with None it starts a chain of its own."""

    id: int
    parent: int | None


class PinCause(Record):
    """Put it on a bone of the fishbone, beside what is there or under one of those; take it off with an empty name."""

    id: int
    bone: str
    under: int | None = None


class StateRoot(Record):
    """End a chain here with a root-cause statement; an empty one opens it again."""

    id: int
    statement: str


class JudgeCause(Record):
    id: int
    standing: Standing | None


class LinkEvidence(Record):
    id: int
    entry: int
    linked: bool = True


class VoteCause(Record):
    id: int
    by: int


class SpeakOfFactors(Record):
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
