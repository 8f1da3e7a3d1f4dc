"""One item of the analysis, and how several hang together: in chains by `parent`, on the fishbone by `under`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace

if TYPE_CHECKING:
    from facilitator.domain.session import Session


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


Causes = tuple[Cause, ...]


def line(causes: Causes, id: int | None, up: str) -> Iterator[int]:
    """A cause and all above it, by `parent` in its chain or by `under` on its bone."""
    while id is not None and (cause := find(causes, id)):
        yield id
        id = getattr(cause, up)


def find(causes: Causes, id: int | None) -> Cause | None:
    return next((cause for cause in causes if cause.id == id), None)


def known(session: Session, id: int) -> Cause:
    """The cause; Refused if it is not there."""
    cause = session.cause(id)
    if cause is None:
        raise Refused("That cause is not there any more.")
    return cause


def changed(session: Session, id: int, change: Callable[[Cause], Cause]) -> Session:
    """The session with one of its causes changed; as it was, if it has none with this number."""
    return replace(session, causes=tuple(change(cause) if cause.id == id else cause for cause in session.causes))
