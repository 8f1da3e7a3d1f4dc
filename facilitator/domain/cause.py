"""One item of the analysis."""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.record import Record


class Standing(StrEnum):
    """What a cause is to the incident as a whole."""

    PRIMARY = "primary"
    CONTRIBUTING = "contributing"


class Cause(Record):
    """One item of the analysis. It stands in a why chain, on the fishbone, or in both; it is never typed twice."""

    id: int
    text: str
    author: str
    rank: float
    """Order among those that answer the same why, and among those of the same bone."""
    chained: bool = False
    """Whether it stands in a why chain."""
    parent: int | None = None
    """The cause whose why it answers; None for what a chain starts from."""
    question: str = ""
    """The why that is asked of it, where it was reworded; empty for the one written from its text."""
    statement: str = ""
    """The root-cause statement in which its chain ends; empty while it goes on."""
    bone: str = ""
    """The category it is pinned to on the fishbone; empty for none."""
    under: int | None = None
    """The cause of the same bone that it explains there."""
    evidence: tuple[int, ...] = ()
    """Ids of timeline entries that show it."""
    standing: Standing | None = None
    votes: int = 0
