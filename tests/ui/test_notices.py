"""What is told in a corner: it never piles up, and it hides neither the work nor the keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from meeting_rig import NARROW, WIDE, running
from textual.geometry import Region
from textual.widgets._toast import Toast

from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.screens.home import HomeScreen

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])


async def test_the_answer_to_a_key_takes_the_place_of_the_answer_before(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n", "ctrl+r", "ctrl+r", "f6", "ctrl+z", "ctrl+z")
        assert len(rig.told()) == 1
        rig.app.notify("The disk is full.", severity="error", markup=False)
        rig.app.notify("A backup was used.", timeout=12, markup=False)
        rig.app.notify("A backup was used.", timeout=12, markup=False)
        await rig.press("ctrl+y")
        assert [told[:6] for told in rig.told()][:2] == ["The di", "A back"], "what is told for longer stays"
        assert len(rig.told()) == 3


@SIZES
async def test_what_is_told_leaves_the_line_and_the_keys_in_sight(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, size, toasts=True) as rig:
        await rig.press("ctrl+n", "ctrl+n")
        await rig.type("14:21 API latency alarms in two regions #detection")
        rig.app.clear_notifications()
        rig.app.notify("14:2 is no time. Write 14:25, or +5 for later.", severity="warning", timeout=60, markup=False)
        told = "The disk is full, and what was typed since is kept in memory until there is room."
        rig.app.notify(told, severity="error", timeout=60, markup=False)
        await rig.until(lambda: len([toast for toast in rig.app.screen.query(Toast) if toast.region]) == 2)
        assert " room." in await rig.screen(), "its last line, too"
        same_as_golden(f"meeting-told-{size[0]}x{size[1]}.txt", await rig.screen())
        toasts = [toast.region for toast in rig.app.screen.query(Toast)]
        assert not any(one.overlaps(other) for one in toasts for other in toasts if one is not other)
        line = rig.meeting.query_one("#line").region
        kept = [line, Region(0, size[1] - 1, size[0], 1), Region(0, 0, size[0], 1)]
        assert not any(toast.overlaps(each) for toast in toasts for each in kept)


@SIZES
async def test_the_keys_of_a_dialog_stay_in_sight(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, size, toasts=True) as rig:
        await rig.press("ctrl+n", "f11")
        await rig.until_on(Choose)
        rig.app.notify("Exported\napi-outage.md\nin a folder", timeout=60, markup=False)
        await rig.until(lambda: any(toast.region for toast in rig.app.screen.query(Toast)))
        assert "Esc leaves everything as it is" in await rig.screen()


async def test_beside_the_meetings_the_keys_stay_in_sight(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW, home=True, toasts=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("ctrl+c")
        await rig.until(lambda: any(toast.region for toast in rig.app.screen.query(Toast)))
        shown = await rig.screen()
        assert "^Q leaves. Everything is saved." in shown
        assert shown.splitlines()[-1].startswith(" F1 help")
