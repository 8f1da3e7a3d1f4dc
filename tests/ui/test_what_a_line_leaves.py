"""What a line leaves in memory is the line: no widget, message, picture or timer of it stays behind."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import Rig, running

from facilitator.ui.screens.meeting import MeetingScreen

LINES = 25
RECORD = {"Event", "EntryAdded", "Entry", "When", "Line", "tuple"}
"""What the session and its file consist of. Tuples are shared, and made for what is under way, too."""
CLEARED = {"TimerHandle", "Context"}
"""Timers that were stopped; asyncio lets go of them by the hundred."""


async def grown(rig: Rig, name: str) -> set[str]:
    """The kinds of things of which there is one more for each line."""

    async def typed(first: int) -> Counter[str]:
        await rig.type(*(f"14:{number % 60:02} {name} {number}" for number in range(first, first + LINES)))
        assert rig.meeting.desk.flush()
        await rig.pilot.pause()
        gc.collect()
        return Counter(type(each).__name__ for each in gc.get_objects())

    before = await typed(0)
    after = await typed(LINES)
    return {kind for kind, count in (after - before).items() if count >= LINES}


async def test_only_the_record_grows(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await grown(rig, "warm")
        assert await grown(rig, "line") <= RECORD | CLEARED


async def test_it_would_be_noticed(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A timer for each line that nobody stops."""
    acted = MeetingScreen.acted
    monkeypatch.setattr(
        MeetingScreen, "acted", lambda screen, before: (acted(screen, before), screen.set_timer(600, screen.refresh))
    )
    async with running(tmp_path, clock) as rig:
        assert "Timer" in await grown(rig, "line")
