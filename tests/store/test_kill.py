"""kill -9 at random moments: no acknowledged edit is lost, and plain TinyDB reads the file."""

from __future__ import annotations

import os
import random
import select
import signal
import struct
import time
from pathlib import Path
from typing import NamedTuple, NoReturn

from store_helpers import Ear, add, by_plain_tinydb, made, opened

from facilitator.store.draft import draft_of

LONGEST = 0.05
"""Seconds until the kill."""


class Toll(NamedTuple):
    """What came of many kills."""

    edits: int
    """Acknowledged before a kill, and all there after it."""
    under_way: int
    """Kills after which there were edits that had not been acknowledged yet."""
    idle: int
    """Kills that came before the first edit was acknowledged."""


def work(path: Path, out: int, seed: int) -> NoReturn:
    """The child: edit as fast as it goes, one by one or in bursts, and say what is acknowledged."""
    try:
        rng = random.Random(seed)
        file = opened(path)
        ear = Ear(file)
        os.write(out, struct.pack("<q", file.saved_seq))
        while True:
            add(file, rng.choice((1, 1, 1, 10)))
            file.keep_draft(f"draft {file.session.seq}")
            ear.wait(lambda ear: ear.seq == file.session.seq)
            os.write(out, struct.pack("<q", file.saved_seq))
    finally:
        os._exit(3)


def killed(path: Path, rng: random.Random, longest: float = LONGEST) -> int:
    """Kill a child at a random moment; the last event it acknowledged."""
    reader, writer = os.pipe()
    seed = rng.randrange(1 << 30)
    child = os.fork()
    if not child:
        os.close(reader)
        work(path, writer, seed)
    os.close(writer)
    select.select([reader], [], [], 10)
    time.sleep(rng.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    return acknowledged(said)


def acknowledged(said: bytes) -> int:
    """The last event that a child acknowledged."""
    assert said, "the child could not open the session"
    return int(struct.unpack_from("<q", said, len(said) // 8 * 8 - 8)[0])


def torture(path: Path, kills: int, seed: int, longest: float = LONGEST) -> Toll:
    """Kill again and again, and look for every edit that was acknowledged."""
    rng = random.Random(seed)
    count = under_way = idle = sessions = 0
    for kill in range(kills):
        if kill % 20 == 0:
            sessions += 1
            path = path.with_name(f"session-{sessions}.json")
            made(path, 100).close()
        before = by_plain_tinydb(path)[-1]
        told = killed(path, rng, longest)
        count += told - before
        idle += told == before
        assert by_plain_tinydb(path) == list(range(1, by_plain_tinydb(path)[-1] + 1))
        file = opened(path)
        assert file.notices == ()
        assert [event.seq for event in file.events] == list(range(1, file.session.seq + 1))
        assert file.session.seq >= told, f"lost {told - file.session.seq} after kill {kill}"
        under_way += file.session.seq > told
        assert all(entry.text.startswith(f"{entry.id - 1}: ") for entry in file.session.entries[100:])
        file.close()
        assert by_plain_tinydb(path)[-1] == file.session.seq
    assert not list(path.parent.glob(".*.tmp"))
    return Toll(count, under_way, idle)


def test_thirty_kills(tmp_path: Path) -> None:
    assert torture(tmp_path / "session.json", 30, 1).edits > 0


def test_the_draft_survives(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    made(path).close()
    child = os.fork()
    if not child:
        try:
            opened(path).keep_draft("half a line")
            time.sleep(30)
        finally:
            os._exit(3)
    end = time.monotonic() + 10
    while not draft_of(path).exists():
        assert time.monotonic() < end
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    file = opened(path)
    assert file.draft == "half a line"
    file.close()
