"""The first screen: sessions, a new one, the demo, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from guide_meeting import command
from meeting_rig import HOSTILE, NARROW, WIDE, running
from test_archive_screen import make
from textual.widgets import Input, OptionList

from facilitator.ui.screens import home
from facilitator.ui.screens.form import Form
from facilitator.ui.screens.home import HomeScreen
from facilitator.ui.screens.meeting import MeetingScreen


async def test_an_empty_workspace_says_what_to_do(tmp_path: Path, clock: FakeClock) -> None:
    for size in (WIDE, NARROW):
        async with running(tmp_path, clock, size, home=True) as rig:
            await rig.until_on(HomeScreen)
            shown = (await rig.screen()).lower()
            assert "new" in shown
            assert "demo" in shown


async def test_a_new_session_is_made_from_its_form_opened_and_listed(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("n")
        await rig.until_on(Form)
        await rig.burst(*HOSTILE, "enter")
        await rig.until_on(MeetingScreen)
        assert rig.session.incident.title == HOSTILE
        assert HOSTILE in await rig.screen()
    (path,) = (tmp_path / "sessions").glob("*.json")
    assert path.stem.startswith("2025-12-05-db-var-log-full")
    async with running(tmp_path, clock, home=True) as rig:
        await rig.until(lambda: bool(rig.app.screen.query_one(OptionList).option_count))
        assert HOSTILE in await rig.screen()
        await rig.press("enter")
        await rig.until_on(MeetingScreen)
        assert rig.session.incident.title == HOSTILE


async def test_hostile_text_in_every_field_of_the_form_raises_nothing_and_stays(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("n")
        await rig.until_on(Form)
        fields = list(rig.app.screen.query(Input))
        for field in fields:
            field.focus()
            await rig.pilot.pause()
            field.clear()
            await rig.burst(*HOSTILE)
        await rig.press("enter")
        assert isinstance(rig.app.screen, Form), "a time that is none is asked for again"
        assert {field.value for field in rig.app.screen.query(Input)} == {HOSTILE}
        await rig.press("escape")
        assert isinstance(rig.app.screen, Form), "a stray Esc loses nothing"
        await rig.press("escape")
        await rig.until_on(HomeScreen)
    assert not list(tmp_path.rglob("*.json"))


async def test_the_demo_opens_from_the_first_screen(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("d")
        await rig.until_on(MeetingScreen)
        assert len(rig.session.entries) == 11
        assert "INC-2025-12-03-001" in await rig.screen()


async def test_ctrl_c_says_how_to_leave(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("ctrl+c")
        assert rig.told() == ["^Q leaves. Everything is saved."]


async def test_a_dialog_at_80x24_shows_its_last_line(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.press("f1")
        assert "Esc closes this" in await rig.screen()


async def test_the_first_screen_is_as_it_was_looked_at(tmp_path: Path, clock: FakeClock) -> None:
    for size in (WIDE, NARROW):
        async with running(tmp_path, clock, size, home=True) as rig:
            await rig.until_on(HomeScreen)
            if size == WIDE:
                await rig.burst("n")
                await rig.until_on(Form)
                await rig.burst(*HOSTILE, "enter")
                await rig.until_on(MeetingScreen)
                await command(rig, "back to all sessions")
                await rig.until_on(HomeScreen)
            await rig.until(lambda: bool(rig.app.screen.query_one(OptionList).option_count))
            rig.app.clear_notifications()
            same_as_golden(f"home-{size[0]}x{size[1]}.txt", await rig.screen())


async def test_of_very_many_the_newest_are_listed_and_the_rest_is_told(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "MOST", 2)
    for day in (1, 2, 3):
        make(tmp_path / "sessions", f"2025-12-0{day}-outage", f"Outage {day}", day)
    async with running(tmp_path, clock, NARROW, home=True) as rig:
        await rig.until(lambda: rig.app.screen.query_one(OptionList).option_count == 3)
        shown = await rig.screen()
        assert "Outage 3" in shown
        assert "Outage 1" not in shown
        assert "… and 1 older ones; / searches them all" in shown
        await rig.burst("down", "down", "down", "enter")
        await rig.until_on(MeetingScreen)
        assert rig.session.incident.title in ("Outage 2", "Outage 3"), "only a session can be opened"
