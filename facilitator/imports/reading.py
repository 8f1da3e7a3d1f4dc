"""The analysis as the document has it, before it is a session's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from facilitator.domain.cause import Standing

UNSAID = "…"
"""In place of words that somebody took away."""


@dataclass(eq=False)
class ReadCause:
    """One cause that was read: what stands in a chain, on the fishbone, or in both, is one of these."""

    text: str
    chained: bool = True
    question: str = ""
    """The why that the document asks of it."""
    answers: list[ReadCause] = field(default_factory=list)
    statement: str = ""
    bone: str = ""
    under: ReadCause | None = None
    evidence: list[int] = field(default_factory=list)
    """Places in the timeline."""
    votes: int = 0
    standing: Standing | None = None
    id: int = 0
    """Its number in the session, once it has one."""

    def __post_init__(self) -> None:
        self.text = self.text or UNSAID

    @property
    def stated(self) -> str:
        return self.statement or self.text

    def walk(self) -> Iterator[ReadCause]:
        """It and all that answers it, as they are read."""
        yield self
        for each in self.answers:
            yield from each.walk()


@dataclass
class Analysis:
    """All causes, and the orders in which the document shows them."""

    heads: list[ReadCause] = field(default_factory=list)
    pinned: list[ReadCause] = field(default_factory=list)
    """Those on the fishbone, as they are read."""
    orders: list[list[ReadCause]] = field(default_factory=list)
    factors_only: bool | None = None
    """Whether there is no primary root cause by intention; None where the document has no analysis."""

    def chained(self) -> list[ReadCause]:
        return [cause for head in self.heads for cause in head.walk()]

    def causes(self) -> list[ReadCause]:
        """Every cause once: those of the chains, then those of the fishbone alone."""
        return [*self.chained(), *(cause for cause in self.pinned if not cause.chained)]
