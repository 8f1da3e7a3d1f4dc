"""What is told over the screen covers what is looked at least."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import WIDE, running
from textual.geometry import Size
from textual.widgets._toast import Toast


@pytest.mark.parametrize("size", [WIDE, (80, 24), (100, 30), (200, 60)])
async def test_what_is_told_leaves_the_line_and_the_clock_in_sight(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with running(tmp_path, clock, size=size, toasts=True) as rig:
        rig.meeting.notify("Joined: " + ", ".join(f"Person {number} as scribe" for number in range(20)))
        await rig.until(lambda: any(toast.region.size for toast in rig.meeting.query(Toast)))
        (toast,) = rig.meeting.query(Toast)
        assert toast.region.size > Size(10, 2)
        for told in ("#line", "#hint", "KeyBar"):
            assert not rig.meeting.query_one(told).region.overlaps(toast.region), told
