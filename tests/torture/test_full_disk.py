"""A disk that fills up at any byte: the meeting goes on, says so, and all is saved as soon as there is room."""

from __future__ import annotations

import errno
import os
import random
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from measuring import Record, seed, share, tell
from meeting_terminal import MeetingTerminal
from store_helpers import Ear, add, by_plain_tinydb, made, opened, texts

from facilitator.domain.evolve import replay
from facilitator.store.opening import load

FULL, FULL_ON_SCREEN = 1_000, 100
ROOM = 200_000
"""Bytes that the fullest and the emptiest disk differ by."""
EDITS = 400
DISK = 1_000
"""KiB of the small disk."""

pytestmark = pytest.mark.torture


def fills_up(path: Path, room: int, patch: pytest.MonkeyPatch) -> bool:
    """A disk with so many bytes left, and then with more; whether it was full meanwhile."""
    made(path, 3).close()
    left, write, full = [room], os.pwrite, list[int]()

    def until_full(fd: int, data: Any, at: int) -> int:
        data = bytes(data)[: left[0]]
        if not data:
            full.append(at)
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= len(data)
        return write(fd, data, at)

    with patch.context() as patched:
        patched.setattr(os, "pwrite", until_full)
        file = opened(path)
        ear = Ear(file)
        add(file, EDITS)
        told = file.flush()
        ear.wait(lambda ear: told or any(said and "disk is full" in said for said in ear.said))
        by_plain_tinydb(path)
        acknowledged = file.saved_seq
        assert len(texts(file)) == 3 + EDITS
        assert len(load(path).events) >= acknowledged  # What a crash at this moment would leave.
    assert file.flush()
    file.close()
    assert len(by_plain_tinydb(path)) == 4 + EDITS
    return bool(full)


def test_at_any_byte(tmp_path: Path, record_property: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    disks, rng, full = share(FULL, 20), random.Random(seed(1)), 0
    for number in range(disks):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        full += fills_up(folder / "session.json", round(rng.uniform(0, ROOM)), monkeypatch)
    assert full > disks * 0.8
    told = f"{full:,} were full meanwhile: told each time, {EDITS} edits each, 0 lost"
    tell(record_property, "disks that fill up under the store", disks, FULL, told)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk so small that it can be filled; only root may have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}k", "facilitator-torture", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no small disk can be made here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _count(screen: str) -> int:
    found = re.search(r"Timeline · (\d+) entries", screen)
    return int(found[1]) if found else 0


def test_under_the_whole_program(disk: Path, record_property: Record) -> None:
    disks, rng, lines, largest = share(FULL_ON_SCREEN, 3), random.Random(seed(2)), 0, 0
    for number in range(disks):
        workspace = disk / f"{number}"
        workspace.mkdir()
        ballast = disk / "ballast"
        with MeetingTerminal(workspace, "demo") as meeting:
            meeting.wait_until(lambda screen: "● saved" in screen and _count(screen) == 11, 30)
            room = round(rng.uniform(0, 30_000))
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            ballast.write_bytes(bytes(max(0, free - room)))
            with ballast.open("ab", buffering=0) as more:  # The rest of the room goes as if another program took it.
                sent = 0
                while "▲ not saved" not in meeting.screen():
                    assert sent < 3000, "it never said so"
                    sent += 20
                    meeting.send(
                        "".join(f"14:16 disk {number} line {each} {'x' * 200}\r" for each in range(sent - 20, sent))
                    )
                    meeting.wait_until(lambda screen, all=11 + sent: _count(screen) == all, 30)
                    if rng.random() < 0.3:
                        with_room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
                        more.write(bytes(min(with_room, 4096)))
            for _ in range(5):
                meeting.send(f"14:17 on the full disk {sent}\r")
                sent += 1
            meeting.wait_until(lambda screen, all=11 + sent: _count(screen) == all and "▲ not saved" in screen, 30)
            ballast.unlink()
            meeting.wait_until(lambda screen: "● saved" in screen, 30)
            meeting.kill(signal.SIGKILL)
            meeting.wait_exit()
        (path,) = (workspace / "demo").glob("*.json")
        assert len(replay(load(path).events).entries) == 11 + sent
        lines, largest = lines + sent, max(largest, sent)
        subprocess.run(["rm", "-r", str(workspace)], check=True)
    told = f"told each time, {lines:,} lines, up to {largest} of them in one meeting, 0 lost"
    tell(record_property, "disks that fill up under the whole program", disks, FULL_ON_SCREEN, told)


def test_it_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that says nothing of a refusal."""
    from facilitator.store.journal import Journal

    append = Journal.append

    def silent(journal: Journal, lines: Any) -> None:
        try:
            append(journal, lines)
        except OSError:
            return

    monkeypatch.setattr(Journal, "append", silent)
    with pytest.raises(AssertionError):
        fills_up(tmp_path / "session.json", 100, monkeypatch)
