"""One meeting in several terminals, as people hold it: a host, a scribe, a window for the room, a participant."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from meeting_terminal import MeetingTerminal
from store_helpers import AGENDA
from tinydb import TinyDB

from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.roles import Role
from facilitator.domain.session import Incident
from facilitator.live.beacon import beacon_of, read_beacon
from facilitator.live.lines import JoinLine
from facilitator.live.tokens import GUESTS
from facilitator.starting import describe
from facilitator.store.desk import Desk

NAME = "2025-12-05-api-outage"
READY = "14:25 what happened"
"""What a scribe sees when it may write."""
BACK = 2.0
"""Seconds in which a guest has to be back once the host listens again."""


class Shared:
    """A workspace with one meeting, in its timeline phase, and the terminals in which it is open."""

    def __init__(self, workspace: Path) -> None:
        self.workspace, self.path = workspace, workspace / "sessions" / f"{NAME}.json"
        self.path.parent.mkdir(parents=True)
        now = datetime.now(UTC)
        desk = Desk.create(self.path, CreateSession(Incident("API outage"), AGENDA), now, describe)
        desk.send(NextPhase(), now)
        desk.close()
        self._stack = ExitStack()

    def close(self) -> None:
        self._stack.close()

    def host(self) -> MeetingTerminal:
        """The host; it may still be on its way."""
        return self._stack.enter_context(MeetingTerminal(self.workspace, "open", NAME, "--share"))

    def join(self, *words: str) -> MeetingTerminal:
        return self._stack.enter_context(MeetingTerminal(self.workspace, "join", *words))

    def line(self, role: Role) -> JoinLine:
        beacon = read_beacon(self.path)
        assert beacon
        return beacon.line(role)

    def wait_listening(self) -> float:
        """The moment at which somebody listens where the host is said to be."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            beacon = read_beacon(self.path)
            parts = urlsplit(beacon.url if beacon else "")
            with socket.socket() as knock:
                if parts.port and knock.connect_ex((str(parts.hostname), parts.port)) == 0:
                    return time.monotonic()
            time.sleep(0.01)
        raise AssertionError("no host listens")


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    made = Shared(tmp_path / "workspace")
    yield made
    made.close()


def write(scribe: MeetingTerminal, lines: list[str]) -> None:
    for line in lines:
        scribe.send(f"14:16 {line}\r")
        scribe.wait_for(f"14:16   {line}")


def texts(path: Path) -> list[str]:
    """The timeline as plain TinyDB reads it."""
    return [row["text"] for row in TinyDB(path).table("session").all()[0]["timeline"]]


def wait_filed(path: Path, lines: list[str]) -> None:
    """These and no others; the file follows the journal by a second."""
    end = time.monotonic() + 5
    while len(texts(path)) < len(lines) and time.monotonic() < end:
        time.sleep(0.02)
    assert texts(path) == lines


def test_what_the_scribe_writes_is_kept_once_and_in_order_though_the_host_is_killed(shared: Shared) -> None:
    before, after = [f"line {n} of eight" for n in range(1, 6)], [f"line {n} of eight" for n in range(6, 9)]
    host = shared.host()
    host.wait_for("Others can join now")
    scribe, room = shared.join("--name", "Sam"), shared.join("--as", "room")
    participant = shared.join("--as", "participant", "--name", "Pat")
    scribe.wait_for(READY)
    participant.wait_for("a point, and Enter")
    room.wait_for("ROOM")
    write(scribe, before)
    scribe.wait_for("● saved")
    for terminal in (host, room, participant):
        terminal.wait_for(before[-1])
    wait_filed(shared.path, before)

    host.kill(signal.SIGKILL)
    host.wait_exit()
    scribe.wait_for("waiting for the host")
    room.wait_for("Waiting for the host")
    write(scribe, after)
    scribe.wait_for("waiting for the host, 3 unsent")
    assert texts(shared.path) == before

    again = shared.host()
    listening = shared.wait_listening()
    scribe.wait_for("● saved", timeout=BACK + 1)
    participant.wait_gone("waiting for the host", timeout=BACK + 1)
    assert time.monotonic() - listening <= BACK
    for terminal in (again, room, participant):
        terminal.wait_for(after[-1])
    wait_filed(shared.path, [*before, *after])
    _in_order(room.screen(), [*before, *after])


def _in_order(screen: str, lines: list[str]) -> None:
    assert [screen.count(line) for line in lines] == [1] * len(lines), screen
    places = [screen.index(line) for line in lines]
    assert places == sorted(places), screen


def test_a_line_given_as_an_argument_is_in_no_list_of_processes_and_in_no_file_of_the_guest(shared: Shared) -> None:
    shared.host().wait_for("Others can join now")
    secrets = [shared.line(role).token for role in GUESTS]
    scribe = shared.join(str(shared.line(Role.SCRIBE)), "--name", "Lin")
    scribe.wait_for(READY)
    room = shared.join(str(shared.line(Role.ROOM)), "--as", "room")
    room.wait_for("ROOM")
    write(scribe, ["from elsewhere"])
    scribe.wait_for("● saved")
    assert "Lin" in _of(scribe.pid, "cmdline"), "the other words are still there"
    for process in Path("/proc").glob("[0-9]*"):
        for what in ("cmdline", "environ"):
            told = _of(int(process.name), what)
            assert not any(secret in told for secret in secrets), f"{what} of {told[:80]}"
    files = [path for home in (os.environ["HOME"], shared.workspace) for path in Path(home).rglob("*")]
    kept = {path for path in files if path.is_file() and path != beacon_of(shared.path)}
    assert shared.path in kept
    assert any("guests" in path.parts for path in kept), "what the scribe writes is kept on this machine"
    for path in kept:
        held = path.name.encode() + path.read_bytes()
        assert not any(secret.encode() in held for secret in secrets), path
    assert beacon_of(shared.path).stat().st_mode & 0o077 == 0


def _of(pid: int, what: str) -> str:
    try:
        return Path("/proc", str(pid), what).read_text(errors="replace")
    except OSError:
        return ""  # It has ended, or is somebody else's.


def test_a_scribe_that_is_killed_while_the_host_is_away_finds_its_lines_again(shared: Shared) -> None:
    host = shared.host()
    host.wait_for("Others can join now")
    scribe = shared.join("--name", "Sam")
    scribe.wait_for(READY)
    host.kill(signal.SIGKILL)
    host.wait_exit()
    scribe.wait_for("waiting for the host")
    write(scribe, ["entered and not sent"])
    scribe.kill(signal.SIGKILL)
    scribe.wait_exit()
    shared.host().wait_for("Others can join now")
    again = shared.join("--name", "Sam")
    again.wait_for("entered and not sent")
    again.wait_for("● saved")
    wait_filed(shared.path, ["entered and not sent"])
