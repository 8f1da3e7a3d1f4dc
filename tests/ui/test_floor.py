"""The floor plan of the meeting: panes side by side leave no gap and share no cell."""

from __future__ import annotations

from itertools import product

import pytest
from textual.geometry import Size

from facilitator.ui.screens.floor import floor

PHASES = (["guide", "timeline"], ["guide", "work", "timeline"], ["workshop", "guide", "timeline"], ["workshop"])


@pytest.mark.parametrize(("panes", "first"), [*product(PHASES, (False, True))])
@pytest.mark.parametrize("size", [Size(60, 12), Size(99, 20), Size(100, 12), Size(120, 32), Size(233, 61)])
def test_every_cell_belongs_to_one_pane(size: Size, panes: list[str], first: bool) -> None:
    for at in panes:
        places = floor(size, panes, at, first).values()
        assert sum(place.area for place in places) == size.area
        assert all(place.area and place in size.region for place in places)
        assert not any(a.overlaps(b) for a in places for b in places if a is not b)


def test_a_narrow_window_shows_the_pane_that_the_eye_is_at() -> None:
    for at in ("guide", "work", "timeline"):
        assert floor(Size(80, 20), PHASES[1], at, False).keys() == {"line", "hint", "countdown", at}


def test_the_timeline_has_the_room_while_it_is_written() -> None:
    first, later = (floor(Size(120, 34), PHASES[1], "work", first) for first in (True, False))
    assert [first[pane].height for pane in ("work", "timeline")] == [8, 24]
    assert [later[pane].height for pane in ("work", "timeline")] == [19, 13]


@pytest.mark.parametrize("size", [Size(0, 0), Size(20, 1), Size(120, 5)])
def test_a_window_too_small_for_anything_is_no_fault(size: Size) -> None:
    assert floor(size, PHASES[1], "work", False)
