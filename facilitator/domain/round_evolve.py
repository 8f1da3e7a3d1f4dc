"""What a fact makes of the silent writing. Total, as `evolve` is."""

from __future__ import annotations

from datetime import datetime

from facilitator.domain import round_events as e
from facilitator.domain.record import replace
from facilitator.domain.round import Round, Sealed
from facilitator.domain.round_events import RoundFact
from facilitator.domain.session import Session


def apply(session: Session, fact: RoundFact, by: str, at: datetime) -> Session:
    """The session after it. `by` is who did it and `at` when (UTC)."""
    match fact:
        case e.RoundOpened(section, anonymous):
            return replace(session, round=Round(section, anonymous, at), sealed=())
        case e.RoundClosed():
            return replace(session, round=None, sealed=())
        case e.PointSealed(key, text):
            return replace(session, sealed=_sealed(session, key, text, by))
        case e.PointWithdrawn(key):
            return replace(session, sealed=tuple(each for each in session.sealed if each.key != key))


def _sealed(session: Session, key: str, text: str, by: str) -> tuple[Sealed, ...]:
    """A point that is put in other words keeps its place."""
    if session.round is None:
        return session.sealed
    point = Sealed(key, text, "" if session.round.anonymous else by)
    if all(each.key != key for each in session.sealed):
        return (*session.sealed, point)
    return tuple(point if each.key == key else each for each in session.sealed)
