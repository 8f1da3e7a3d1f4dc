"""The demo meeting held from start to end in a real terminal, at one minute a second."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

from meeting_terminal import (
    EXPORT,
    FIRST_MINUTES,
    LEAVE,
    NEXT,
    PAUSE,
    PROGRAM,
    MeetingTerminal,
    entries,
    wait_for_draft,
)
from tinydb import TinyDB

from facilitator.clock import RehearsalClock

SPEED = 60
NAME = "2025-12-03-api-outage"
PHASES = ("Introduction", "Timeline", "Root cause", "Went well", "Went wrong", "Actions", "Closing")
TYPED = (
    "14:52 Checkout confirmed healthy by @bob #communication",
    "1416 Pager reached @alice",
    "14:40 Retry storm seen in the traces #investigation",
    "~14:22 Somebody asked about DB [/var/log] full [red [b $x",
    "14:?? Support saw the first ticket",
    "14:27 Considered a restart, decided against it #decision",
    "15:10-15:20 Synthetic checks green",
    "14:18 First look at the dashboards",
    "14:33 接続プール 200 ✅",
    "15:30 Status page set to resolved #communication",
    "14:19 Traffic graph shared in the channel",
    "14:28 Change reviewed by two people",
)
PASTED = tuple(f"14:{minute} pasted line {minute}" for minute in (59, 58, 57, 56, 55, 54, 53, 51, 49, 48))
LAG = 2 * SPEED
"""Seconds of the meeting that the screen may be behind on a busy machine: two real ones."""


def test_the_whole_demo_meeting_is_held_killed_resumed_and_exported(tmp_path: Path) -> None:
    base, shown = time.time(), datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
    env = {"FACILITATOR_CLOCK": f"{base};{shown.isoformat()};{SPEED}"}
    clock = RehearsalClock(base, shown, SPEED)
    path = tmp_path / "demo" / f"{NAME}.json"

    with MeetingTerminal(tmp_path, "demo", env=env) as meeting:
        meeting.wait_for("Ready when you are")
        before = clock.now()
        meeting.send(NEXT)
        meeting.wait_for("▶ Introduction")
        _wait_countdown(meeting, clock, before, FIRST_MINUTES * 60)
        meeting.wait_for("over time")
        assert (clock.now() - before).total_seconds() >= FIRST_MINUTES * 60
        _wait_countdown(meeting, clock, before, FIRST_MINUTES * 60)

        meeting.send(NEXT)
        meeting.wait_for("▶ Timeline")
        for count, line in enumerate(TYPED, start=12):
            meeting.send(line + "\r")
            meeting.wait_for(f"Timeline · {count} entries")
        meeting.send("\x1b[200~" + "\n".join(PASTED) + "\x1b[201~")
        meeting.wait_for("10 lines pasted")
        meeting.send("\r")
        meeting.wait_for("Timeline · 33 entries")

        meeting.send(PAUSE)
        meeting.wait_for("paused")
        meeting.wait_for("● saved")
        held = meeting.countdown(-3600, 3600)
        assert held is not None
        meeting.send("half a thou")
        meeting.wait_for("half a thou")
        wait_for_draft(path, "half a thou")
        meeting.kill(signal.SIGKILL)
        assert meeting.wait_exit() == 128 + signal.SIGKILL

    assert len(entries(path)) == 33
    assert len(TinyDB(path).table("session").all()[0]["timeline"]) == 33

    with MeetingTerminal(tmp_path, "demo", env=env) as meeting:
        meeting.wait_for("Timeline · 33 entries")
        meeting.wait_for("half a thou")
        meeting.wait_until(lambda _: meeting.shows(_digits(held)), what=f"the countdown held at {held}")
        before = clock.now()
        meeting.send(PAUSE)
        meeting.wait_gone("paused")
        _wait_countdown(meeting, clock, before, held)
        for phase in PHASES[2:]:
            meeting.send(NEXT)
            meeting.wait_for(f"▶ {phase}")
        meeting.send(NEXT)
        meeting.wait_for("The meeting has ended")
        meeting.send(EXPORT)
        meeting.wait_until(lambda _: (tmp_path / f"{NAME}.md").exists(), what="exported document")
        meeting.wait_for(f"{NAME}.md")
        meeting.send(LEAVE)
        assert meeting.wait_exit() == 0

    _check_the_saved_session(path)
    _check_the_document((tmp_path / f"{NAME}.md").read_text())


def _wait_countdown(meeting: MeetingTerminal, clock: RehearsalClock, since: datetime, left: float) -> None:
    """The figure on the screen is what our own clock says, since a key that left so many seconds was pressed."""

    def right(_: str) -> bool:
        now_left = left - (clock.now() - since).total_seconds()
        return meeting.countdown(now_left - 1, now_left + LAG) is not None

    meeting.wait_until(right, what=f"countdown near {left - (clock.now() - since).total_seconds():.0f} s")


def _digits(seconds: float) -> str:
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{'+' if seconds <= 0 else ''}{minutes:02}:{rest:02}"


def _check_the_saved_session(path: Path) -> None:
    rows = entries(path)
    times = [row["at"] for row in rows if row["at"]]
    assert times == sorted(times)
    texts = {row["text"] for row in rows}
    assert {"Pager reached @alice", "Somebody asked about DB [/var/log] full [red [b $x", "pasted line 48"} <= texts
    assert {row["precision"] for row in rows} == {"exact", "about", "hour"}
    (session,) = TinyDB(path).table("session").all()
    assert session["meeting"]["ended"] is not None
    spent = [phase["spent_s"] for phase in session["meeting"]["phases"]]
    assert spent[0] >= FIRST_MINUTES * 60
    assert spent[1] < 15 * 60, "the pause and the time after the kill do not count"

    moved = path.parents[1] / "sessions" / path.name
    moved.parent.mkdir()
    shutil.copy(path, moved)
    command = [*PROGRAM, "show", NAME, "--json", "--workspace", str(path.parents[1])]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(shown.stdout)["timeline"] == rows


def _check_the_document(document: str) -> None:
    assert document.index("Pager reached") < document.index("Considered a restart") < document.index("Status page set")
    assert "pasted line 59" in document
    assert "接続プール 200 ✅" in document
    assert "full" in document.partition("DB ")[2].partition("\n")[0]
