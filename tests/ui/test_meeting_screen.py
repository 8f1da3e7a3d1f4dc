"""The meeting as people see it: text goldens at two sizes."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import FakeClock
from meeting_rig import NARROW, WIDE, Rig, running

from facilitator.ui.widgets.digits import big

GOLDENS = Path(__file__).parents[1] / "goldens"


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header shows the time where the meeting is held: the machine's."""
    monkeypatch.setenv("TZ", "UTC")


async def before_the_start(rig: Rig) -> None:
    """As it opens."""


async def in_the_timeline(rig: Rig) -> None:
    await rig.press("ctrl+n")
    await rig.pass_time(290)
    await rig.press("ctrl+n")
    await rig.type("14:21 latency alarms in two regions #detection", "~15:1x someone looked at the cache")


async def late_in_the_analysis(rig: Rig) -> None:
    await rig.press("ctrl+n", "ctrl+n", "ctrl+n", "f7")
    await rig.type("the pool was exhausted", "traffic doubled", "? who owns the pool size")
    await rig.pass_time(17 * 60)


async def in_overtime(rig: Rig) -> None:
    await rig.press("ctrl+n")
    await rig.pass_time(5 * 60 + 83)


async def paused(rig: Rig) -> None:
    await rig.press("ctrl+n")
    await rig.pass_time(60)
    await rig.press("ctrl+t")
    await rig.pass_time(240)


async def planning_again(rig: Rig) -> None:
    await rig.press("ctrl+n")
    await rig.pass_time(20 * 60)
    await rig.press("ctrl+g")
    await rig.press(*"+50")
    await rig.press("enter")


async def in_the_help(rig: Rig) -> None:
    await rig.press("f1")


async def closed(rig: Rig) -> None:
    for minutes in (5, 14, 22, 9, 16, 15, 4):
        await rig.press("ctrl+n")
        await rig.pass_time(minutes * 60)
    await rig.type("Load-test pool sizes before each peak")
    await rig.press("ctrl+n")


SCENES = [
    before_the_start,
    in_the_timeline,
    late_in_the_analysis,
    in_overtime,
    paused,
    planning_again,
    in_the_help,
    closed,
]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_the_screen_is_as_it_was_looked_at(
    scene: object, size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, size) as rig:
        await scene(rig)  # type: ignore[operator]
        rig.app.clear_notifications()
        shown = await rig.screen()
    golden = GOLDENS / f"meeting-{scene.__name__}-{size[0]}x{size[1]}.txt"  # type: ignore[attr-defined]
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (59, 40), (60, 16), (99, 16), (100, 30), (200, 60)])
async def test_no_size_breaks_it(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, size) as rig:
        await rig.press("ctrl+n")
        await rig.type("14:21 seen at any size")
        shown = await rig.screen()
        assert len(rig.session.entries) == 12
    if size >= (60, 16):
        assert "14:21" in shown or size[0] < 100
    elif size >= (20, 5):
        assert "room" in shown
    assert all(len(line) <= size[0] for line in shown.splitlines())


@pytest.mark.parametrize("theme", ["textual-light", "nord"])
async def test_a_theme_changes_no_word(theme: str, tmp_path: Path, clock: FakeClock) -> None:
    from facilitator.config import Config

    async with running(tmp_path, clock, config=Config(theme=theme)) as rig:
        shown = await rig.screen()
    assert shown == (GOLDENS / "meeting-before_the_start-120x36.txt").read_text("utf-8")


async def test_what_enter_will_do_is_told_after_a_dialog_too(tmp_path: Path, clock: FakeClock) -> None:
    """A dialog brings styles of its own: they are for it alone."""
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n", "ctrl+o")
        await rig.press("escape")
        await rig.burst(*"14:21 latency")
        assert "14:21" in (await rig.screen()).splitlines()[-2]


async def test_a_disk_that_does_not_say_what_is_there_ends_nothing(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the team has words of its own, and whether the meeting was shared before, is not worth an end."""
    stat = os.stat

    def fails(path: Any, *more: Any, **others: Any) -> os.stat_result:
        if str(path).endswith(("lexicon.toml", ".live")):
            raise OSError(errno.EIO, "Input/output error", str(path))
        return stat(path, *more, **others)

    monkeypatch.setattr(os, "stat", fails)
    async with running(tmp_path, clock) as rig:
        await rig.type("14:16 it goes on")
        assert "it goes on" in await rig.screen()


async def test_after_a_stop_the_first_paint_shows_the_true_second(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n")
        rig.clock.advance(83)
        rig.app.paint_anew()
        assert all(row.rstrip() in rig.now_shown() for row in big("03:37", 5))
