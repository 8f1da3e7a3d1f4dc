"""A timeline from elsewhere, looked at before it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from guide_meeting import back, command
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running

from facilitator.ui.screens.dialogs import Ask
from facilitator.ui.screens.importing import ImportScreen

ROWS = ("2025-12-03 14:21,first look", f"2025-12-03 14:22,{HOSTILE}", ",nobody knows when", "2025-12-03 14:23,third")
CSV = "\n".join(("time,event", *ROWS, ""))


async def look(rig: Rig, path: Path) -> None:
    await command(rig, "import a timeline")
    await rig.until_on(Ask)
    await rig.burst(*str(path), "enter")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_rows_are_left_out_and_one_undo_takes_all_back(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    (tmp_path / "incident.csv").write_text(CSV, "utf-8")
    async with running(tmp_path, clock, size) as rig:
        before = rig.session.entries
        await look(rig, tmp_path / "incident.csv")
        await rig.until_on(ImportScreen)
        shown = await rig.screen()
        assert HOSTILE in shown
        assert "nobody knows when" in shown
        await rig.burst("enter", "s")
        await back(rig)
        new = [entry.text for entry in rig.session.entries if entry not in before]
        assert sorted(new) == sorted([HOSTILE, "nobody knows when", "third"])
        await rig.burst("ctrl+z")
        assert rig.session.entries == before


async def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await look(rig, tmp_path / "nowhere.csv")
        await rig.until(lambda: any("nowhere.csv" in told for told in rig.told()))
        assert len(rig.session.entries) == 11
