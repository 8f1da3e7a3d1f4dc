"""The bar of phases: names are whole while there is room for them, and the widest give way first."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import running

from facilitator.ui.widgets.masthead import _widths


async def test_at_100_columns_the_names_of_the_phases_are_whole(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, (100, 30)) as rig:
        await rig.press("ctrl+n", "ctrl+n", "ctrl+n")
        bar = (await rig.screen()).splitlines()[1]
        for name in ("✓ Introduction", "✓ Timeline", "▶ Root cause", "· Went well", "· Went wrong", "· Actions"):
            assert f" {name} " in bar


@pytest.mark.parametrize(
    ("wanted", "room", "widths"),
    [
        ([], 80, []),
        ([5, 5], 80, [8, 8]),
        ([14, 10], 26, [15, 11]),
        ([14, 10, 10], 30, [10, 10, 10]),
        ([30, 6], 20, [13, 7]),
        ([9, 9], 4, [4, 4]),
    ],
)
def test_the_widest_give_way(wanted: list[int], room: int, widths: list[int]) -> None:
    assert _widths(wanted, room) == widths
