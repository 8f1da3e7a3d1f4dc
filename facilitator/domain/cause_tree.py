"""How causes hang together: each in its chain by `parent`, and on its bone of the fishbone by `under`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.domain.cause import Cause
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.domain.session import Session

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
