"""The meeting's time: pure functions of the session and «now». Seconds throughout; nothing here counts ticks.

Everything follows from stored instants, so a closed lid, a crash or a slow minute cannot make a figure wrong.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from facilitator.domain.course import Visit
from facilitator.domain.session import Session

SOON: Final = 0.20
"""Share of the planned time left at which the countdown first changes."""
LAST: Final = 0.05
"""Share left at which it changes again."""


class Level(StrEnum):
    """How urgent the countdown is."""

    WAITING = "waiting"
    CALM = "calm"
    SOON = "soon"
    LAST = "last"
    OVER = "over"


def spent(session: Session, phase: str, now: datetime) -> float:
    """Seconds a phase has had, over all its visits, pauses left out."""
    return sum(_length(session, visit, now) for visit in session.visits if visit.phase == phase)


def _length(session: Session, visit: Visit, now: datetime) -> float:
    start, end = visit.entered, visit.left or now
    still = sum(
        (max(start, min(end, pause.end or end)) - min(end, max(start, pause.start))).total_seconds()
        for pause in session.pauses
    )
    return max(0.0, (end - start).total_seconds() - still)


def planned(session: Session, phase: str) -> int:
    """Seconds planned for a phase, with what was added and given back."""
    return session.plan[session.index(phase)]


def remaining(session: Session, now: datetime) -> float:
    """Seconds left in the present phase; below zero in overtime. 0 outside a meeting."""
    phase = session.phase
    return planned(session, phase.id) - spent(session, phase.id, now) if phase else 0.0


def level(session: Session, now: datetime) -> Level:
    """How urgent the present phase is: it changes at 20 % and at 5 % left, and at zero."""
    phase = session.phase
    if phase is None:
        return Level.WAITING
    left, whole = remaining(session, now), planned(session, phase.id)
    if left <= 0:
        return Level.OVER
    if left <= whole * LAST:
        return Level.LAST
    return Level.SOON if left <= whole * SOON else Level.CALM


def still_to_come(session: Session, now: datetime) -> dict[str, float]:
    """Seconds each phase still has to get, from the present one on, in the agenda's order. None of it is negative.

    A later phase that has been visited before needs only the rest of its plan. Skipped phases are not counted.
    """
    phases = session.agenda.phases
    here = session.phase
    if session.ended:
        return {}
    start = session.index(here.id) if here else 0
    return {
        phase.id: max(0.0, session.plan[i] - spent(session, phase.id, now))
        for i, phase in enumerate(phases)
        if i >= start
    }


def ends(session: Session, now: datetime) -> datetime:
    """When the meeting will end if every phase to come takes its planned time; when it did end, once it has."""
    return session.ended or now + timedelta(seconds=sum(still_to_come(session, now).values()))


def due(session: Session, now: datetime) -> datetime:
    """When the meeting should end: the hard stop if there is one, else its start and the agenda's own minutes."""
    whole = sum(phase.seconds for phase in session.agenda.phases)
    return session.ends_by or (session.started or now) + timedelta(seconds=whole)


def drift(session: Session, now: datetime) -> float:
    """Seconds by which the meeting will end late; negative when it will end early."""
    return (ends(session, now) - due(session, now)).total_seconds()


def overtime(session: Session, phase: str, now: datetime) -> float:
    """Seconds a phase has had beyond its planned time."""
    return max(0.0, spent(session, phase, now) - planned(session, phase))


def since(session: Session, now: datetime) -> float:
    """Seconds for which the clock has stood still, in the present pause."""
    return max(0.0, (now - session.pauses[-1].start).total_seconds()) if session.paused else 0.0
