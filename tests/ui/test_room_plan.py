"""Where things stand on the room's screen, and its digits at every size."""

from __future__ import annotations

from itertools import product

import pytest
from textual.geometry import Region, Size

from facilitator.ui.screens.room_plan import SCALES, plan
from facilitator.ui.widgets.digits import big
from facilitator.ui.widgets.room_clock import dots, huge, rows_of

SIZES = [Size(80, 20), Size(60, 12), Size(99, 26), Size(120, 32), Size(150, 40), Size(200, 56), Size(233, 61)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("figure", "beside"), [*product(("12:40", "+02:15", "1:00:00"), ("", "timeline"))])
def test_nothing_overlaps_and_the_digits_have_their_room(size: Size, figure: str, beside: str) -> None:
    places = plan(size, dots(figure), "work", beside)
    assert all(place.area and place in size.region for place in places.values())
    assert not any(a.overlaps(b) for a in places.values() for b in places.values() if a is not b)
    assert Region.from_union(list(places.values())).bottom_right == (size.width, size.height)
    scale = next((scale for scale, columns, rows in SCALES if size.width >= columns and size.height >= rows), 1)
    clock = places["clock"]
    assert clock.height >= rows_of(scale)
    assert clock.width - 4 == dots(figure) * scale == len(huge(figure, scale)[0])
    assert places["say"].width >= 30 or size.width < 80


def test_a_larger_window_has_larger_digits() -> None:
    clocks = [plan(size, 17, "work")["clock"] for size in sorted(SIZES, key=lambda size: size.area)]
    assert [clock.width for clock in clocks] == sorted(clock.width for clock in clocks)
    assert plan(Size(120, 32), 17, "work")["clock"].height >= 8


@pytest.mark.parametrize("size", [Size(0, 0), Size(1, 1), Size(20, 1), Size(200, 5), Size(5, 200)], ids=str)
def test_a_window_too_small_for_anything_is_no_fault(size: Size) -> None:
    assert all(place.width >= 0 and place.height >= 0 for place in plan(size, 17, "work", "timeline").values())


def test_digits_grow_and_keep_their_shape() -> None:
    assert huge("+02:15", 1) == big("+02:15", 3)
    assert huge("+02:15", 2) == big("+02:15", 5)
    assert huge("1", 3) == (
        "   ███   ",
        "▄▄▄███   ",
        "██████   ",
        "   ███   ",
        "   ███   ",
        "   ███   ",
        "█████████",
        "▀▀▀▀▀▀▀▀▀",
    )  # fmt: skip
    for scale in (2, 3, 4, 5):
        rows = huge("9", scale)
        assert len(rows) == rows_of(scale) and {len(row) for row in rows} == {3 * scale}
