"""Planned minutes, suggested from a team's own past meetings."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median, quantiles
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Agenda
from facilitator.insights_digest import Digest

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


def suggested(agenda: Agenda, past: Iterable[Digest]) -> tuple[Suggested, ...]:
    """For each phase of an agenda, from the meetings that ended and were held with an agenda of the same name."""
    took: dict[str, list[float]] = {}
    for each in past:
        for id, _, _, lasted in each.phases if each.agenda == agenda.name else ():
            took.setdefault(id, []).append(lasted)
    rows = []
    for phase in agenda.phases:
        kept = _without_outliers([length for length in took.get(phase.id, ()) if length > 0])
        seconds = round(median(kept)) if len(kept) >= FEW else None
        rows.append(Suggested(phase.title, phase.seconds, seconds, len(kept)))
    return tuple(rows)


def _without_outliers(lengths: list[float]) -> list[float]:
    if len(lengths) <= FEW:
        return lengths
    low, _, high = quantiles(lengths, n=4, method="inclusive")
    beyond = FAR * (high - low)
    return [length for length in lengths if low - beyond <= length <= high + beyond]
