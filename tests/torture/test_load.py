"""A meeting of 85 minutes at sixty times its pace, with five thousand entries: how long the screen stands still."""

from __future__ import annotations

import json
import random
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from measuring import Record, share, tell
from meeting_terminal import LEAVE, NEXT
from test_kills import _count, _session

from tests.pty_session import Terminal

WATCHED = Path(__file__).with_name("watched.py")
MINUTES, ENTRIES, SPEED = 85, 5_000, 60
PHASES = 7
STALL = 0.1
"""Seconds of the processor in which one step of the loop has to be done."""
BEFORE_THE_FIRST = 3.0
"""Seconds after the start that count as starting."""

pytestmark = pytest.mark.torture


def memory(pid: int) -> float:
    """MB that a process has."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


def held(workspace: Path, minutes: int, entries: int, slow: str = "") -> dict[str, Any]:
    """Hold it; what was measured."""
    report, rng = workspace / "report.json", random.Random(1)
    real, start = minutes * 60 / SPEED, time.time()
    clock = f"{start};{datetime(2025, 12, 5, 18, tzinfo=UTC).isoformat()};{SPEED}"
    command = [sys.executable, str(WATCHED), str(report), "demo", "--workspace", str(workspace)]
    if slow:
        command[1:2] = ["-c", slow]
    told: dict[str, Any] = {}
    with Terminal(command, cwd=workspace, env={"TZ": "UTC", "FACILITATOR_CLOCK": clock}) as meeting:
        meeting.wait_until(lambda screen: "● saved" in screen and _count(screen) == 11, 30)
        began, sent, phases = time.monotonic(), 0, 0
        told["memory"] = memory(meeting.pid)
        while (gone := time.monotonic() - began) < real or sent < entries:
            if phases < PHASES and gone >= phases * real / PHASES:
                meeting.send(NEXT)
                phases += 1
            wanted = min(entries, round(entries * gone / real))
            for _ in range(wanted - sent):
                meeting.send(f"14:{rng.randrange(60):02} entry {sent} DB [/var/log] full, ünïcode 日本\r")
                sent += 1
            time.sleep(rng.uniform(0, 0.2))
        meeting.wait_until(lambda screen: _count(screen) == 11 + entries and "● saved" in screen, 600)
        told["late"] = time.monotonic() - began - real
        told["grown"] = memory(meeting.pid) - told["memory"]
        meeting.send(LEAVE)
        assert meeting.wait_exit(30) == 0
    measured = json.loads(report.read_text())
    steps = [step for step in measured["long"] if step[0] > began + BEFORE_THE_FIRST] or [[0.0, 0.0, 0.0]]
    (path,) = (workspace / "demo").glob("*.json")
    kept = [entry.text for entry in sorted(_session(path).entries, key=lambda entry: entry.id)]
    assert [int(text.split()[1]) for text in kept if text.startswith("entry ")] == list(range(entries))
    return told | {
        "steps": measured["steps"],
        "worst": max(wall for _, wall, _ in steps),
        "worst by processor": max(processor for _, _, processor in steps),
        "over": sum(wall > STALL for _, wall, _ in steps),
    }


def test_a_meeting_of_five_thousand_entries(tmp_path: Path, record_property: Record) -> None:
    minutes, entries = share(MINUTES, 15), share(ENTRIES, 500)
    found = held(tmp_path, minutes, entries)
    told = (
        f"{minutes} minutes at {SPEED} times their pace; of {found['steps']:,} steps of the screen's loop the longest "
        f"took {found['worst'] * 1000:.0f} ms ({found['worst by processor'] * 1000:.0f} ms of the processor), "
        f"{found['over']} over {STALL * 1000:.0f} ms; done {found['late']:.1f} s after the last minute; "
        f"memory grew by {found['grown']:.1f} MB, {found['grown'] * 1024 / entries:.1f} KB an entry; 0 lost"
    )
    tell(record_property, "entries of a long meeting", entries, ENTRIES, told)
    assert found["worst by processor"] <= STALL


def test_it_would_be_noticed(tmp_path: Path) -> None:
    """A screen that stands still for a quarter of a second."""
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
    while time.thread_time() < end:
        pass
    look(screen)
MeetingScreen.look_at_the_clock = slowly
sys.exit(main(sys.argv[2:]))
"""
    assert held(tmp_path, 6, 5, slow)["worst by processor"] > STALL
