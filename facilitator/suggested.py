"""Planned minutes, suggested from a team's own past meetings."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median, quantiles
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.schedule import spent
from facilitator.domain.session import Agenda, Session

FEW: Final = 3
"""Meetings below which nothing is suggested."""
FAR: Final = 1.5
"""Times the distance of the quartiles beyond which a length is an outlier (Tukey)."""


class Suggested(Record):
    """What a phase really takes."""

    phase: str
    planned: int
    """Seconds."""
    seconds: int | None
    """The median of what it took, without outliers; None from fewer than three meetings."""
    n: int
    """Meetings behind it, outliers left out."""


def suggested(agenda: Agenda, sessions: Iterable[Session]) -> tuple[Suggested, ...]:
    """For each phase of an agenda, from the meetings that ended and were held with an agenda of the same name."""
    held = [session for session in sessions if session.ended and session.agenda.name == agenda.name]
    rows = []
    for phase in agenda.phases:
        lengths = [spent(session, phase.id, session.ended) for session in held if session.ended]
        kept = _without_outliers([length for length in lengths if length > 0])
        seconds = round(median(kept)) if len(kept) >= FEW else None
        rows.append(Suggested(phase.title, phase.seconds, seconds, len(kept)))
    return tuple(rows)


def _without_outliers(lengths: list[float]) -> list[float]:
    if len(lengths) <= FEW:
        return lengths
    low, _, high = quantiles(lengths, n=4, method="inclusive")
    beyond = FAR * (high - low)
    return [length for length in lengths if low - beyond <= length <= high + beyond]
