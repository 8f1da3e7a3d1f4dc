"""The floor plan of the meeting: which panes are shown in a terminal of a size, and where they stand.

A layout of our own: boxes in boxes and their styles took as long to set up as all the panes in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final, Protocol, cast

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget
from textual.widgets import Static

from facilitator.ui.text import plain

PANES: Final = ("private", "guide", "workshop", "work", "timeline", "unseen")
WIDE: Final = 100
"""Columns from which there is room for several panes."""
SMALLEST: Final = (60, 16)
"""Columns and rows below which the meeting cannot be drawn honestly."""
LEFT: Final = 46
"""Columns of the countdown and the guide where the panes stand side by side."""
TALL: Final = 8
SHORT: Final = 3
"""Rows of the countdown."""
LINE: Final = 2
"""Rows of the scribe's line with the hint under it."""


def floor(size: Size, panes: Sequence[str], at: str, timeline_first: bool, private: bool = False) -> dict[str, Region]:
    """The place of each widget, by its id, in what the masthead and the footer leave.

    `panes` are those of the phase, `at` is the one to show where there is room for one only. The private column takes
    the place of the guide, and where there is room for one only, of that one.
    """
    width, height = size
    rows = max(0, height - LINE)
    places = {"line": Region(0, rows, width, 1), "hint": Region(0, rows + 1, width, 1)}
    if width < WIDE or len(panes) == 1:
        places["countdown"] = Region(0, 0, width, SHORT)
        places["private" if private else at] = Region(0, SHORT, width, max(0, rows - SHORT))
        return places
    places["countdown"] = Region(0, 0, LEFT, TALL)
    places["private" if private else "guide"] = Region(0, TALL, LEFT, max(0, rows - TALL))
    shares = {"workshop": 3, "work": 1 if timeline_first else 3, "timeline": 3 if timeline_first else 2}
    shown = [pane for pane in shares if pane in panes]
    whole = sum(shares[pane] for pane in shown)
    edges = [rows * share // whole for share in accumulate((shares[pane] for pane in shown), initial=0)]
    for pane, (top, end) in zip(shown, pairwise(edges), strict=True):
        places[pane] = Region(LEFT, top, width - LEFT, end - top)
    return places


def small(size: Size) -> bool:
    """Whether nothing can be drawn in it."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def cover() -> Static:
    """What stands over a screen that is too small."""
    return Static(plain(f"A little more room, please: {SMALLEST[0]} columns by {SMALLEST[1]} rows."), id="small")


class Planned(Protocol):
    """A screen that knows its floor plan."""

    def plan(self, size: Size) -> Mapping[str, Region]:
        """The place of each widget that is shown, by its id."""


class FloorPlan(Layout):
    """Puts every widget where the screen's plan says; one that it does not name covers everything."""

    name = "floor plan"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        places = cast(Planned, parent).plan(size)
        return [
            WidgetPlacement(places.get(child.id or "", size.region), NULL_OFFSET, NULL_SPACING, child, 0, False, False)
            for child in children
        ]
