"""What befalls the whole program in its terminal, with the countdown looked at right after."""

from __future__ import annotations

import random
import re
import resource
import signal
import time
from pathlib import Path

import pytest
from meeting_terminal import FIRST_MINUTES, LEAVE, NEXT, MeetingTerminal, entries, wait_for_draft
from tinydb import TinyDB

from facilitator.domain.evolve import replay
from facilitator.store.opening import load

NAME = "2025-12-03-api-outage"
PLANNED = FIRST_MINUTES * 60
LATE = 3
"""Seconds that a busy machine may need to show a second."""


def path_in(workspace: Path) -> Path:
    return workspace / "demo" / f"{NAME}.json"


def start(meeting: MeetingTerminal) -> float:
    """Start the clock; gives the moment before."""
    meeting.wait_for("Ready when you are")
    before = time.time()
    meeting.send(NEXT)
    meeting.wait_for("▶ Introduction")
    return before


def note(meeting: MeetingTerminal, text: str, count: int) -> None:
    """An entry that the screen says is saved."""
    meeting.send(f"14:16 {text}\r")
    meeting.wait_for(f"Timeline · {count} entries")
    meeting.wait_for("● saved")


def check_countdown(meeting: MeetingTerminal, since: float) -> None:
    """The figure is what a wall clock says, and goes on."""
    for _ in range(2):
        left = PLANNED - (time.time() - since)
        seen = meeting.countdown(left - LATE, left + LATE)
        meeting.wait_until(
            lambda _: (now := PLANNED - (time.time() - since)) and meeting.countdown(now - 1, now + LATE) is not None,
            what=f"countdown near {left:.0f} s (was {seen})",
        )
        first = meeting.screen()
        meeting.wait_until(lambda screen, first=first: screen != first, what="moving clock")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_after_a_signal_everything_is_there_and_the_countdown_went_on(tmp_path: Path, number: int) -> None:
    with MeetingTerminal(tmp_path, "demo") as meeting:
        since = start(meeting)
        note(meeting, "written down in time", 12)
        meeting.send("not sent y")
        meeting.wait_for("not sent y")
        if number == signal.SIGKILL:
            wait_for_draft(path_in(tmp_path), "not sent y")
        meeting.kill(number)
        status = meeting.wait_exit()
        assert status in (0, 128 + number)
        assert status != 0 or number != signal.SIGKILL
        if number == signal.SIGTERM:
            assert meeting.echo(), "the terminal is given back as a shell needs it"
    assert number == signal.SIGKILL or "written down in time" in {e["text"] for e in entries(path_in(tmp_path))}
    with MeetingTerminal(tmp_path, "demo") as meeting:
        meeting.wait_for("Timeline · 12 entries")
        meeting.wait_for("written down in time")
        meeting.wait_for("not sent y")
        check_countdown(meeting, since)


def test_after_the_window_was_closed_everything_is_there_and_the_countdown_went_on(tmp_path: Path) -> None:
    meeting = MeetingTerminal(tmp_path, "demo")
    try:
        since = start(meeting)
        note(meeting, "written down in time", 12)
        meeting.hang_up()
        meeting.wait_exit()
    finally:
        meeting.close()
    with MeetingTerminal(tmp_path, "demo") as again:
        again.wait_for("Timeline · 12 entries")
        check_countdown(again, since)


def test_a_program_that_was_stopped_paints_its_screen_again_and_gives_the_terminal_back(tmp_path: Path) -> None:
    with MeetingTerminal(tmp_path, "demo") as meeting:
        since = start(meeting)
        meeting.kill(signal.SIGSTOP)
        time.sleep(0.1)
        meeting.kill(signal.SIGCONT)
        # The terminal's other screen is empty when it is asked for again.
        meeting.wait_until(lambda _: b"\x1b[?1049h" in meeting.output[1000:], what="screen asked for again")
        meeting.wait_until(lambda screen: "▶ Introduction" in screen and "Timeline · 11" in screen and "F1" in screen)
        check_countdown(meeting, since)
        note(meeting, "after the stop", 12)
        meeting.send(LEAVE)
        assert meeting.wait_exit() == 0
        assert meeting.echo(), "the terminal is given back as a shell needs it"


def test_a_second_opener_reads_along_and_is_told_so(tmp_path: Path) -> None:
    with MeetingTerminal(tmp_path, "demo") as first:
        since = start(first)
        note(first, "by the first", 12)
        with MeetingTerminal(tmp_path, "demo") as second:
            second.wait_for("by the first")
            check_countdown(second, since)
            second.send("14:17 by the second\r")
            second.wait_until(lambda screen: "read" in screen.lower(), what="word that this is for reading only")
            assert "Timeline · 12 entries" in second.screen()
        note(first, "by the first again", 13)
        check_countdown(first, since)
    assert [entry["text"] for entry in entries(path_in(tmp_path)) if "second" in entry["text"]] == []


def test_a_damaged_file_is_refused_in_a_sentence_and_left_as_it_is(tmp_path: Path) -> None:
    with MeetingTerminal(tmp_path, "demo") as meeting:
        start(meeting)
        meeting.kill(signal.SIGKILL)
        meeting.wait_exit()
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    damaged = sessions / f"{NAME}.json"
    damaged.write_bytes(path_in(tmp_path).read_bytes()[:900])
    before = damaged.read_bytes()
    with MeetingTerminal(tmp_path, "open", NAME) as meeting:
        assert meeting.wait_exit() == 1
        said = bytes(meeting.output).decode()
    assert NAME in said
    assert "Traceback" not in said
    assert damaged.read_bytes() == before


def test_a_full_disk_stops_nothing_is_told_and_all_is_saved_once_there_is_room(tmp_path: Path) -> None:
    with MeetingTerminal(tmp_path, "demo") as meeting:
        since = start(meeting)
        note(meeting, "before", 12)
        # No file of this process may take another byte: to the program, the disk is full.
        resource.prlimit(meeting.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        meeting.send("14:17 while the disk was full\r")
        meeting.wait_for("Timeline · 13 entries")
        meeting.wait_for("▲ not saved")
        check_countdown(meeting, since)
        resource.prlimit(meeting.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        meeting.wait_for("● saved")
        meeting.kill(signal.SIGKILL)
        meeting.wait_exit()
    with MeetingTerminal(tmp_path, "demo") as meeting:
        meeting.wait_for("Timeline · 13 entries")
        check_countdown(meeting, since)


def test_a_folder_that_cannot_be_written_is_told_at_opening_and_read_all_the_same(tmp_path: Path) -> None:
    with MeetingTerminal(tmp_path, "demo") as meeting:
        since = start(meeting)
        note(meeting, "before", 12)
        meeting.send(LEAVE)
        meeting.wait_exit()
    path_in(tmp_path).parent.chmod(0o500)
    try:
        with MeetingTerminal(tmp_path, "demo", humble=True) as meeting:
            meeting.wait_for("opened for reading only")
            meeting.wait_for("◇ reading only")
            check_countdown(meeting, since)
            meeting.send("14:17 not to be kept\r")
            meeting.wait_until(lambda screen: "changed here" in screen, what="word that it is not kept")
            assert "Timeline · 12 entries" in meeting.screen()
    finally:
        path_in(tmp_path).parent.chmod(0o700)


def test_a_folder_in_which_nothing_can_be_made_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir(mode=0o500)
    with MeetingTerminal(tmp_path, "demo", humble=True) as meeting:
        assert meeting.wait_exit() == 1
        said = bytes(meeting.output).decode()
    assert "demo" in said
    assert "Traceback" not in said


def _kill_while_typing(workspace: Path, wait: float, round_: int) -> int:
    """Type notes as fast as keys come, kill the program after a while; gives how many it had called saved."""
    with MeetingTerminal(workspace, "demo") as meeting:
        meeting.wait_until(lambda screen: "● saved" in screen and "Timeline · " in screen)
        end = time.monotonic() + wait
        acknowledged = count = _count(meeting.screen())
        while time.monotonic() < end:
            meeting.send(f"14:16 round {round_} note {count}\r")
            count += 1
            deadline = time.monotonic() + 10
            while time.monotonic() < min(end, deadline):
                screen = meeting.screen()
                if "● saved" in screen:
                    acknowledged = max(acknowledged, _count(screen))
                    if acknowledged >= count:
                        break
        meeting.kill(signal.SIGKILL)
        meeting.wait_exit()
    return acknowledged


def _count(screen: str) -> int:
    found = re.search(r"Timeline · (\d+) entries", screen)
    assert found, screen
    return int(found[1])


def _kills(workspace: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    acknowledged = 0
    for round_ in range(rounds):
        acknowledged = _kill_while_typing(workspace, chance.uniform(0.2, 2.0), round_)
        path = path_in(workspace)
        assert TinyDB(path).table("session").all(), "plain TinyDB reads the file at every moment"
        assert len(replay(load(path).events).entries) >= acknowledged
    print(f"{rounds} kills, {acknowledged} entries acknowledged, 0 lost")


def test_a_few_kills_while_typing_lose_nothing_acknowledged(tmp_path: Path) -> None:
    _kills(tmp_path, 3)
