"""How a figure went on from month to month, as bars that any terminal can draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.content import Content

from facilitator.insights_parts import Figure, Point
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text

TARGET: Final = "┃"
"""Stands in a bar where the target is."""
LONGEST: Final = 40
"""Columns of a bar."""


def bars(figure: Figure, points: Sequence[Point], width: int, told: Callable[[float | None], str]) -> list[Content]:
    """A line for each period: the bar, the value, from how many."""
    target, whole = figure.metric.target, _whole(figure, points)
    values = [told(point.value) for point in points]
    counts = [f"n = {point.n}" for point in points]
    beside = max(map(len, values), default=0) + max(map(len, counts), default=0)
    room = max(4, min(LONGEST, width - 9 - 4 - beside))
    lines = []
    for point, value, count in zip(points, values, counts, strict=True):
        bar = text(" " * room) if point.value is None else shapes.bar(point.value / whole, room)
        if target is not None:
            at = min(room - 1, round(target / whole * room))
            bar = shapes.line(bar[:at], text(TARGET, "$text-accent"), bar[at + 1 :])
        amount = text(f"  {value:>{max(map(len, values))}}", "bold" if point.value is not None else QUIET)
        lines.append(shapes.line(text(f"{point.period:<9}", QUIET), bar, amount, text(f"  {count}", QUIET)))
    return lines


def _whole(figure: Figure, points: Sequence[Point]) -> float:
    """The value of a full bar."""
    most = max([*(point.value for point in points if point.value is not None), figure.metric.target or 0.0])
    return max(most, 100.0) if figure.metric.unit in ("%", "points") else most or 1.0
