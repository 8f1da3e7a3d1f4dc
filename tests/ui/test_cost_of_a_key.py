"""What a key and a line cost the terminal, counted: frames, bytes, layouts. Times are for benchmarks/table.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import FakeClock
from meeting_rig import WIDE, Rig, running
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from facilitator.ui.widgets.guide import Guide
from facilitator.ui.widgets.masthead import Masthead
from facilitator.ui.widgets.timeline import Timeline

LINE = "14:25 the pool was full"


@dataclass
class Cost:
    frames: int = 0
    bytes: int = 0
    layouts: int = 0


@contextmanager
def counted(app: App[Any], patch: pytest.MonkeyPatch) -> Iterator[Cost]:
    """What is painted meanwhile, and how often a screen is laid out."""
    cost, display, layout = Cost(), app._display, Screen._refresh_layout

    def displaying(screen: Screen[Any], update: Any) -> None:
        if isinstance(update, CompositorUpdate):
            cost.frames += 1
            cost.bytes += len(update.render_segments(app.console).encode())
        display(screen, update)

    def laying_out(screen: Screen[Any], *args: Any, **more: Any) -> None:
        cost.layouts += 1
        layout(screen, *args, **more)

    with patch.context() as here:
        here.setattr(app, "_display", displaying)
        here.setattr(Screen, "_refresh_layout", laying_out)
        yield cost


async def in_the_timeline(rig: Rig) -> None:
    await rig.press("ctrl+n", "ctrl+n")
    await rig.type(LINE)  # What is imported with the first line is there, and the prompt has been told.
    await rig.until(lambda: rig.meeting.saved == "saved")


async def key_by_key(rig: Rig, line: str) -> None:
    for key in line:
        await rig.burst(key)
        await rig.pilot.pause(0.02)


async def test_a_key_is_one_frame_and_no_layout(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, clock) as rig:
        await in_the_timeline(rig)
        time, words = LINE[:7], LINE[7:]
        await key_by_key(rig, time)  # The line under it says from now on what Enter will do.
        with counted(rig.app, monkeypatch) as cost:
            await key_by_key(rig, words)
        assert cost.layouts == 0
        assert 0 < cost.frames <= len(words)


async def test_the_first_key_of_a_line_tells_what_it_will_be_without_a_layout(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, clock) as rig:
        await in_the_timeline(rig)
        with counted(rig.app, monkeypatch) as cost:
            await key_by_key(rig, LINE[0])
        assert "timeline" in str(rig.meeting.query_one("#hint").render())
        assert cost.layouts == 0
        assert cost.frames <= 2


class Bare(App[None]):
    """Stock Input, as benchmarks/yardsticks.py has it."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="ready")


async def test_a_key_writes_no_more_than_in_a_bare_input(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, clock) as rig:
        await in_the_timeline(rig)
        with counted(rig.app, monkeypatch) as ours:
            await key_by_key(rig, LINE)
    bare = Bare()
    async with bare.run_test(size=WIDE) as pilot:
        bare.query_one(Input).cursor_blink = False
        with counted(bare, monkeypatch) as stock:
            for key in LINE:
                await pilot.press(key)
        assert bare.query_one(Input).value == LINE
    assert 0 < ours.bytes <= stock.bytes


async def test_a_line_is_in_the_timeline_after_few_frames_and_no_layout(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, clock) as rig:
        await in_the_timeline(rig)
        await key_by_key(rig, LINE)
        with counted(rig.app, monkeypatch) as cost:
            await rig.burst("enter")
            await rig.until(lambda: rig.meeting.saved == "saved")
        assert LINE.partition(" ")[2] in await rig.screen()
        assert cost.layouts == 0
        assert cost.frames <= 3  # The line is empty; the entry is there; it is saved.


async def test_a_line_has_each_pane_drawn_once(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: Counter[str] = Counter()

    def counting(kind: type[Widget], name: str) -> None:
        draw = getattr(kind, name)

        def drawing(*args: Any) -> Any:
            drawn[kind.__name__] += 1
            return draw(*args)

        monkeypatch.setattr(kind, name, drawing)

    async with running(tmp_path, clock) as rig:
        await in_the_timeline(rig)
        await key_by_key(rig, LINE)
        counting(Timeline, "picture")
        counting(Guide, "picture")
        counting(Masthead, "lines")
        await rig.burst("enter")
        await rig.until(lambda: rig.meeting.saved == "saved")
        assert (drawn["Timeline"], drawn["Guide"]) == (1, 1)
        assert drawn["Masthead"] <= 2  # And once more when it is saved.


async def test_a_second_of_the_clock_is_one_frame_of_a_few_cells(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, clock) as rig:
        await in_the_timeline(rig)
        with counted(rig.app, monkeypatch) as cost:
            await rig.pass_time(1)
            await rig.pilot.pause(0.05)
        assert (cost.frames, cost.layouts) == (1, 0)
        assert cost.bytes < 1000
