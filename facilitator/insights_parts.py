"""What an insight is made of: the sessions, a figure with what it stands on, and the figure period by period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean, median
from typing import Any, Final

from facilitator.domain.record import Record
from facilitator.insights_digest import Digest
from facilitator.milestones import length

FEW: Final = 3
"""A typical length needs so many to be one: below it the median is a single case, or lies between two."""


class Case(Record):
    """One post-mortem, and the name under which it is kept."""

    name: str
    told: Digest


class Value(Record):
    """What was computed, and from what."""

    value: float | None
    n: int
    """How many things were counted or averaged."""
    sessions: tuple[str, ...] = ()
    """The sessions behind it."""
    why: str = ""
    """Why there is no value, or what to keep in mind of one, in one sentence."""
    more: tuple[tuple[str, Any], ...] = ()
    """Further figures that belong to it."""


class Point(Record):
    """A figure in one month or quarter."""

    period: str
    """`2025-12` or `2025-Q4`."""
    value: float | None
    n: int
    sessions: tuple[str, ...]
    why: str


class Metric(Record):
    """A figure that can be computed of any set of post-mortems."""

    id: str
    title: str
    unit: str
    """`%`, `h`, `s` or `points`."""
    formula: str
    of: Callable[[Sequence[Case]], Value]
    target: float | None = None
    above: bool = False
    """Whether more of it is better, and the value should lie above its target."""


class Figure(Record):
    """A metric of these sessions."""

    metric: Metric
    value: Value
    months: tuple[Point, ...]
    quarters: tuple[Point, ...]

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target or a value."""
        value, target = self.value.value, self.metric.target
        if value is None or target is None:
            return None
        return value > target if self.metric.above else value < target


def share(part: int, whole: int) -> float | None:
    """Per cent, with two decimals; None of nothing."""
    return round(100 * part / whole, 2) if whole else None


def typical(values: Sequence[float]) -> float | None:
    """The median, with two decimals: one meeting that was forgotten for months does not hide all others."""
    return round(median(values), 2) if values else None


def average(values: Sequence[float]) -> float | None:
    return round(fmean(values), 2) if values else None


def some(number: int, what: str) -> str:
    """`1 incident`, `2 incidents`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def shown(value: float | None, unit: str) -> str:
    """A figure for people: `66.67 %`, `26.5 h`, `2 min 30 s`; a dash for none."""
    if value is None:
        return "–"
    return length(value) if unit == "s" else f"{value:g} {unit}"
