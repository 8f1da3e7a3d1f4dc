"""From what was measured to a line of the table: ratios with their 95 % intervals, and what may be said of a goal.

Every round measures each program once, in random order. A ratio of medians is taken round by round; the tail (p95, p99)
is that of all rounds together, since one round has too few keys for one. Intervals come from drawing rounds anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import NamedTuple

Figures = dict[str, list[float]]
"""Of one run of a program: each figure's values, one or, as with keys, many."""
Taken = dict[str, list[Figures]]
"""Of each program, its rounds."""
DRAWS = 1000
QUIET = 0.95, 1.05
"""A call in which the yardstick against itself is wider than this is to be repeated."""
OPEN = "open: the goal is within the interval"


class Interval(NamedTuple):
    middle: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{_times(self.middle)} [{_times(self.low)}..{_times(self.high)}]"


def p95(values: Sequence[float]) -> float:
    return _quantile(values, 95)


def p99(values: Sequence[float]) -> float:
    return _quantile(values, 99)


def _quantile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


STATISTICS: dict[str, Callable[[Sequence[float]], float]] = {"median": median, "p95": p95, "p99": p99}


def interval(values: Sequence[float]) -> Interval:
    """The median with its 95 % bootstrap interval."""
    return _spread(len(values), lambda chosen: median(values[i] for i in chosen))


def ratio(ours: Sequence[Figures], base: Sequence[Figures], figure: str, statistic: str) -> Interval:
    """How many times the yardstick's our figure is."""
    of = STATISTICS[statistic]
    if of is median:
        return interval([median(one[figure]) / median(other[figure]) for one, other in zip(ours, base, strict=True)])

    def together(rounds: Sequence[Figures], chosen: Sequence[int]) -> float:
        return of([value for i in chosen for value in rounds[i][figure]])

    return _spread(len(base), lambda chosen: together(ours, chosen) / together(base, chosen))


def _spread(count: int, of: Callable[[Sequence[int]], float]) -> Interval:
    dice = random.Random(1)
    drawn = sorted(of(dice.choices(range(count), k=count)) for _ in range(DRAWS))
    return Interval(of(range(count)), drawn[DRAWS // 40], drawn[-DRAWS // 40])


class Line(NamedTuple):
    """A line of the table."""

    row: str
    what: str
    goal: str
    ratio: str
    same: str
    """The yardstick against itself."""
    plain: str
    """What was measured, ours and the yardstick's."""
    verdict: str

    def __str__(self) -> str:
        row, what, *cells, verdict = self
        return (
            f"{row:3} {what:44} "
            + " ".join(f"{cell:>{w}}" for cell, w in zip(cells, WIDTHS, strict=True))
            + (f"   {verdict}" if verdict else "")
        )


WIDTHS = 10, 20, 18, 22
HEAD = Line("", "", "goal", "ours", "A/A", "ours / yardstick", "")


class Claim(NamedTuple):
    """A goal: at most so many times the figure of a yardstick."""

    row: str
    what: str
    figure: str
    ours: str
    """The program, or what else is measured."""
    base: str
    goal: float | None
    """None: only told."""
    statistic: str = "median"
    base_figure: str = ""
    """The yardstick's, where it is another one."""


def again(base: str) -> str:
    """What the second run of a yardstick in each round is called."""
    return f"{base}, again"


def line(claim: Claim, taken: Taken) -> Line:
    """What came of a claim. A/A is that of its base, else that of the yardstick which ran twice."""
    figure, other = claim.figure, claim.base_figure or claim.figure
    base = [{figure: each[other]} for each in taken[claim.base]]
    found = ratio(taken[claim.ours], base, figure, claim.statistic)
    twice = claim.base if again(claim.base) in taken else next(each for each in taken if again(each) in taken)
    # What only ours has is counted, not timed.
    same = ratio(taken[again(twice)], taken[twice], other, claim.statistic) if other in taken[twice][0] else None
    of = STATISTICS[claim.statistic]
    values = [of([value for each in taken[way] for value in each[name]])
              for way, name in ((claim.ours, figure), (claim.base, other))]  # fmt: skip
    unit = figure.rpartition(" ")[2]
    plain = f"{_short(values[0])} / {_short(values[1])} {unit}"
    goal = "-" if claim.goal is None else f"{claim.goal:g}"
    return Line(claim.row, claim.what, goal, str(found), str(same or "-"), plain, verdict(found, same, claim.goal))


def verdict(found: Interval, same: Interval | None, goal: float | None) -> str:
    """Of a goal: missed only when the whole interval is over it.

    Where the yardstick differs from itself, only what would hold if we were wrong by as much.
    """
    if goal is None:
        return ""
    said = _said(found.low, found.high, goal)
    if same is None or (QUIET[0] <= same.low and same.high <= QUIET[1]):
        return said
    off = max(same.high, 1 / same.low)
    if said != OPEN and said == _said(found.low / off, found.high * off, goal):
        return f"{said}, by more than A/A is off"
    return "not to be believed (A/A)"


def _said(low: float, high: float, goal: float) -> str:
    return "met" if high <= goal else "missed" if low > goal else OPEN


def _times(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"
