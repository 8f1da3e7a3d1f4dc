"""Tab goes round the panes of the meeting, beginning where one looks, and what happens out of sight is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import NARROW, WIDE, Rig, running

from facilitator.ui.screens.dialogs import Ask
from facilitator.ui.widgets.note_input import NoteInput


async def gone_round(rig: Rig, keys: int) -> list[str]:
    seen = []
    for _ in range(keys):
        await rig.press("tab")
        assert rig.app.focused is not None
        seen.append(rig.app.focused.id or "")
    return seen


async def go_to_actions(rig: Rig) -> None:
    await rig.press(*["ctrl+n"] * 6)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_tab_then_f_asks_for_what_the_new_action_item_lacks(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    """As the README says."""
    async with running(tmp_path, clock, size) as rig:
        await go_to_actions(rig)
        await rig.type("Fix the thing")
        await rig.burst("tab", "f")
        await rig.until_on(Ask)


async def test_in_a_narrow_window_the_first_is_the_one_in_sight(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await go_to_actions(rig)
        assert await gone_round(rig, 4) == ["guide", "work", "timeline", "line"]
        await rig.type("Fix the thing")
        assert await gone_round(rig, 4) == ["work", "guide", "timeline", "line"]
        await rig.press("shift+tab")
        assert rig.app.focused is not None
        assert rig.app.focused.id == "timeline", "the other way round, from where it stopped"


async def test_in_a_wide_window_the_work_is_first_once_there_is_some(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n", "ctrl+n")
        assert await gone_round(rig, 3) == ["timeline", "guide", "line"]
        await rig.press("ctrl+n", "ctrl+n")
        assert (await gone_round(rig, 4))[0] == "guide"
        await rig.type("fast detection")
        assert await gone_round(rig, 4) == ["work", "guide", "timeline", "line"]


async def test_a_row_that_is_ticked_out_of_sight_is_told(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await rig.press("ctrl+n", "f7")
        assert rig.told() == ["The facilitator is not the IC of this incident"]
        rig.app.clear_notifications()
        await rig.press("ctrl+n", "f7")
        assert "☑ What happened and when" in await rig.screen()
        assert rig.told() == []


async def test_the_prompt_is_never_cut_without_a_sign(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await rig.press(*["ctrl+n"] * 5)
        await rig.type("no alert on pool saturation in any of our three regions #tools")
        await rig.pass_time(700)
        row = (await rig.screen()).splitlines()[-2]
        assert "“What would" in row
        assert "…" in row


async def test_the_words_in_the_line_fit_a_window_that_was_made_smaller(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go_to_actions(rig)
        line = rig.app.screen.query_one(NoteInput)
        assert line.placeholder.endswith("/ commands")
        await rig.pilot.resize_terminal(*NARROW)
        await rig.until(lambda: line.placeholder.endswith("14:25 what happened"))
