"""The power goes while edits are saved: a file system of its own is cut off from its disk, and mounted anew."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from measuring import Record, seed, share, tell
from store_helpers import by_plain_tinydb, made, opened
from test_kill import acknowledged, work

CUTS: Final = 1_000
LONGEST: Final = (0.1, 0.3, 1.5)
"""Seconds until the cut: while the first edits come, while the file is written anew, after several times of that."""
BEFORE: Final = 100
"""Entries that are there before."""
KINDS: Final = ("data=ordered", "data=writeback,noauto_da_alloc")
"""How the disk is mounted: as usual, and so that nothing is flushed for a program that forgets to."""
SIZE: Final = 32 << 20
"""Bytes of the disk."""
SHUTDOWN: Final = 0x8004587D
NO_LOG_FLUSH: Final = 2
"""From this moment on nothing more is written, not even what the journal of the file system holds."""

pytestmark = pytest.mark.torture


class Toll(NamedTuple):
    """What came of many cuts."""

    edits: int
    """Acknowledged before a cut, and all there after it."""
    more: int
    """Cuts after which there was an edit that nobody had been told of yet."""
    torn: int
    """Cuts after which such an edit was half there."""


class Disk:
    """A file system in a file. It needs root."""

    def __init__(self, folder: Path) -> None:
        self._image, self.place, self._kind = folder / "image", folder / "disk", KINDS[0]
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(SIZE)

    @contextmanager
    def fresh(self, kind: str) -> Iterator[Path]:
        """An empty one, with a folder in it."""
        self._kind = kind
        done = subprocess.run(["mkfs.ext4", "-q", "-F", str(self._image)], capture_output=True)
        if done.returncode or not self._mount():
            pytest.skip("no file system can be made and mounted here")
        folder = self.place / "sessions"
        try:
            folder.mkdir(0o700)
            yield folder
        finally:
            self._unmount()

    def cut(self, writer: int) -> None:
        """Nothing more reaches the disk, and what was only in memory is gone. The writer, which is stopped so that it
        cannot say that anything was saved afterwards, ends."""
        place = os.open(self.place, os.O_RDONLY)
        os.kill(writer, signal.SIGSTOP)
        fcntl.ioctl(place, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        os.close(place)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        self._unmount()
        assert self._mount(), "the disk cannot be mounted again"

    def _mount(self) -> bool:
        mount = ["mount", "-o", f"loop,{self._kind}", str(self._image), str(self.place)]
        return not subprocess.run(mount, capture_output=True).returncode

    def _unmount(self) -> None:
        for _ in range(200):
            if not subprocess.run(["umount", self.place], capture_output=True).returncode:
                return
            time.sleep(0.02)
        raise AssertionError("the disk is still in use")


def cut(disk: Disk, kind: str, rng: random.Random) -> tuple[int, bool, bool]:
    """Cut the power under one writing process. The edits that it had called saved, whether there were more, and whether
    one of those was torn."""
    with disk.fresh(kind) as folder:
        path = folder / "session.json"
        made(path, BEFORE).close()
        before = by_plain_tinydb(path)[-1]
        os.sync()  # Only the edits are at stake.
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            work(path, writer, rng.randrange(1 << 30))
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            first = pipe.read(8)
            time.sleep(rng.uniform(0, rng.choice(LONGEST)))
            disk.cut(child)
            told = acknowledged(first + pipe.read())
        numbers = by_plain_tinydb(path)
        assert numbers == list(range(1, numbers[-1] + 1))
        file = opened(path)
        try:
            # An edit that nobody was told of may be half on the disk. That is said, and what there is of it is kept.
            torn = any("journal of" in notice for notice in file.notices)
            assert torn or not file.notices
            kept = [event.seq for event in file.events]
            assert kept[:told] == list(range(1, told + 1)), f"lost of {told - before} edits; there are {kept[before:]}"
            assert torn or kept == list(range(1, file.session.seq + 1))
            assert all(entry.text.startswith(f"{entry.id - 1}: ") for entry in file.session.entries[BEFORE:])
            return told - before, file.session.seq > told, torn
        finally:
            file.close()


def cuts(folder: Path, count: int, seed: int) -> Toll:
    disk, rng, edits, more, torn = Disk(folder), random.Random(seed), 0, 0, 0
    for number in range(count):
        saved, others, half = cut(disk, KINDS[number % len(KINDS)], rng)
        edits, more, torn = edits + saved, more + others, torn + half
    return Toll(edits, more, torn)


def test_power_cuts(tmp_path: Path, record_property: Record) -> None:
    count = share(CUTS, 10)
    toll = cuts(tmp_path, count, seed(1))
    assert toll.edits > count
    told = (
        f"{toll.edits:,} acknowledged edits, 0 lost, 0 files that plain TinyDB cannot read; {toll.more:,} kept more, "
        f"{toll.torn} told of one that was half on the disk"
    )
    tell(record_property, "power cuts on ext4", count, CUTS, told)


@pytest.mark.parametrize("flush", ["sync_data", "sync"])
def test_it_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flush: str) -> None:
    """A store that leaves out a flush. (That of the folder makes no difference here: ext4 keeps its names in order.)"""
    for module in ("atomic", "journal"):
        monkeypatch.setattr(f"facilitator.store.{module}.{flush}", lambda *_: None, raising=False)
    with pytest.raises(AssertionError):
        cuts(tmp_path, 40, 2)
