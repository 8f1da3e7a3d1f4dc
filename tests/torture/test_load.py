"""A meeting of 85 minutes at sixty times its pace, with five thousand entries: how long the screen stands still."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from measuring import Record, share, tell
from meeting_terminal import LEAVE, NEXT
from standing import GROWTH, STALL, WATCHED, memory, stood, watching, weight
from test_kills import _count, _session

from tests.pty_session import Terminal

MINUTES, ENTRIES, SPEED = 85, 5_000, 60
PHASES = 7
WARM = 100
"""Entries after which everything has been imported and drawn once: from here on the memory counts."""
BEFORE_THE_FIRST = 3.0
"""Seconds after the start that count as starting."""

pytestmark = pytest.mark.torture


def held(workspace: Path, minutes: int, entries: int, slow: str = "") -> dict[str, Any]:
    """Hold it; what was measured."""
    report, rng = workspace / "report.json", random.Random(1)
    real, start = minutes * 60 / SPEED, time.time()
    clock = f"{start};{datetime(2025, 12, 5, 18, tzinfo=UTC).isoformat()};{SPEED}"
    command = watching(report, "demo", "--workspace", str(workspace), slow=slow)
    told: dict[str, Any] = {}
    with Terminal(command, cwd=workspace, env={"TZ": "UTC", "FACILITATOR_CLOCK": clock}) as meeting:

        def type_to(last: int) -> None:
            nonlocal sent
            for number in range(sent, last):
                meeting.send(f"14:{rng.randrange(60):02} entry {number} DB [/var/log] full, ünïcode 日本\r")
            sent = max(sent, last)

        def wait_saved(seconds: float) -> None:
            meeting.wait_until(lambda screen: _count(screen) == 11 + sent and "● saved" in screen, seconds)

        sent = 0
        wait_saved(30)
        time.sleep(BEFORE_THE_FIRST)
        meeting.send(NEXT)
        type_to(min(WARM, entries))
        wait_saved(60)
        began, phases = time.monotonic(), 1
        told["memory"] = memory(meeting.pid)
        while (gone := time.monotonic() - began) < real or sent < entries:
            if phases < PHASES and gone >= phases * real / PHASES:
                meeting.send(NEXT)
                phases += 1
            type_to(min(entries, round(entries * gone / real)))
            time.sleep(rng.uniform(0, 0.2))
        wait_saved(1200)
        told["late"] = time.monotonic() - began - real
        told["grown"] = memory(meeting.pid) - told["memory"]
        left = time.monotonic()
        meeting.send(LEAVE)
        assert meeting.wait_exit(30) == 0
    (path,) = (workspace / "demo").glob("*.json")
    kept = [entry.text for entry in sorted(_session(path).entries, key=lambda entry: entry.id)]
    assert [int(text.split()[1]) for text in kept if text.startswith("entry ")] == list(range(entries))
    return told | {"stood": stood(report, began, left), "weight": weight(path)}


def test_a_meeting_of_five_thousand_entries(tmp_path: Path, record_property: Record) -> None:
    minutes, entries = share(MINUTES, 15), share(ENTRIES, 500)
    found = held(tmp_path, minutes, entries)
    told = (
        f"{minutes} minutes at {SPEED} times their pace; {found['stood']}; "
        f"done {found['late']:.1f} s after the last minute; from {found['memory']:.1f} MB the memory grew by "
        f"{found['grown']:.1f} MB, of which the record itself is {found['weight']:.1f} MB; 0 lost"
    )
    tell(record_property, "entries of a long meeting", entries, ENTRIES, told)
    assert found["stood"].own <= STALL
    assert found["grown"] <= GROWTH


@pytest.mark.parametrize("how", ["working", "sleeping"])
def test_it_would_be_noticed(tmp_path: Path, how: str) -> None:
    """A screen that stands still for a quarter of a second, for work of its own or for a slow disk."""
    slow = f"""
import sys, time
sys.path.insert(0, {str(WATCHED.parent)!r})
from pathlib import Path
from watched import watch
watch(Path(sys.argv[1]))
from facilitator.cli import main
from facilitator.ui.screens.meeting import MeetingScreen
look = MeetingScreen.look_at_the_clock
def slowly(screen):
    end = time.thread_time() + 0.25
    while {how == "working"} and time.thread_time() < end:
        pass
    time.sleep(0.25 * {how == "sleeping"})
    look(screen)
MeetingScreen.look_at_the_clock = slowly
sys.exit(main(sys.argv[2:]))
"""
    assert held(tmp_path, 6, 5, slow)["stood"].own > STALL
