"""^Q leaves from anywhere, and says first what would be lost; ^C says how to leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import running

from facilitator.config import Config
from facilitator.ui.screens.dialogs import Ask, Choose
from facilitator.ui.screens.form import Form
from facilitator.ui.screens.home import HomeScreen


@pytest.mark.parametrize("key", ["f1", "f11", "f10", "ctrl+g", "ctrl+p"])
async def test_a_dialog_does_not_hold_back_who_leaves(key: str, tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n", key)
        await rig.until(lambda: len(rig.app.screen_stack) > 1)
        await rig.press("ctrl+c")
        assert rig.told() == ["^Q leaves. Everything is saved."]
        await rig.press("ctrl+q")
        await rig.until(lambda: rig.app._exit)


async def test_what_was_typed_into_a_dialog_is_asked_for_once(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+g")
        await rig.until_on(Ask)
        await rig.burst(*"15:30", "ctrl+q")
        assert "Not kept yet: Enter keeps what you typed, ^Q once more leaves it out." in await rig.screen()
        await rig.burst(*"0", "ctrl+q")
        assert not rig.app._exit, "another letter, another question"
        await rig.press("ctrl+q")
        await rig.until(lambda: rig.app._exit)


async def test_a_form_asks_too_with_the_key_that_was_given_to_it(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, home=True, config=Config(keys={"leave": "f8"})) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("n")
        await rig.until_on(Form)
        await rig.burst(*"A thing", "f8")
        assert "F8 once more leaves it out" in await rig.screen()
        await rig.press("f8")
        await rig.until(lambda: rig.app._exit)


async def test_esc_leaves_the_dialog_only(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("f11")
        await rig.until_on(Choose)
        await rig.press("escape")
        await rig.until(lambda: len(rig.app.screen_stack) == 1)
        assert not rig.app._exit
