"""What got better from one quarter to the next (the guide: celebrate the most improved metric)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from facilitator.domain.record import Record
from facilitator.insights_parts import FEW, Figure, Metric, Point

RATED: Final = (
    "action_completion_rate",
    "incident_recurrence_rate",
    "time_to_post_mortem",
    "post_mortem_quality",
    "time_to_detect",
    "time_to_mitigate",
    "time_to_resolve",
)
"""Metrics of which more, or less, is better."""


class Change(Record):
    """A metric in one quarter and in the next."""

    metric: Metric
    before: Point
    after: Point
    gain: float
    """The improvement as a share of where it was; below zero if it got worse."""


def most_improved(figures: Iterable[Figure]) -> Change | None:
    """What improved most in the last quarter against the one before; None if nothing did, or nobody can tell."""
    best = max(changes(figures), key=lambda change: change.gain, default=None)
    return best if best and best.gain > 0 else None


def changes(figures: Iterable[Figure]) -> Iterator[Change]:
    """How every metric changed between the last two quarters that had incidents.

    Both quarters need three sessions behind the figure: between two and two, a change is chance.
    """
    for figure in figures:
        if figure.metric.id not in RATED:
            continue
        for before, after in list(pairwise(figure.quarters))[-1:]:
            few = min(len(before.sessions), len(after.sessions)) < FEW
            if before.value is None or after.value is None or few or not before.value:
                continue
            gain = (after.value - before.value) / before.value
            yield Change(figure.metric, before, after, round(gain if figure.metric.above else -gain, 4))
