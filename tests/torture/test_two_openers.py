"""Several processes open one session at the same moment: exactly one writes; its death lets the next one in."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import NoReturn

import pytest
from measuring import Record, share, tell
from store_helpers import Ear, add, made, opened

from facilitator.store.errors import Busy

RACES = 1_000
RUNNERS = 3
FREE = 0.1
"""Seconds after the death of its holder in which a session has to be free."""


def run(path: Path, gate: int, out: int) -> NoReturn:
    """The child: wait for the start, open, say who won; the winner adds an entry and waits to be killed."""
    try:
        os.read(gate, 1)
        try:
            file = opened(path)
        except Busy:
            os.write(out, b"b")
            os._exit(0)
        add(file)
        Ear(file).wait(lambda _: file.saved_seq == file.session.seq)
        os.write(out, b"w")
        time.sleep(60)
    finally:
        os._exit(3)


def race(path: Path) -> float:
    """Exactly one of them writes; seconds until the session is free after its kill."""
    gate, start = os.pipe()
    back, out = os.pipe()
    children = []
    for _ in range(RUNNERS):
        child = os.fork()
        if not child:
            os.close(start)
            run(path, gate, out)
        children.append(child)
    os.close(gate)
    os.close(out)
    os.close(start)
    said = b""
    try:
        while len(said) < RUNNERS:
            more = os.read(back, RUNNERS)
            assert more, said
            said += more
        assert sorted(said) == sorted(b"w" + b"b" * (RUNNERS - 1)), said
    finally:
        os.close(back)
        for child in children:
            os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        for child in children:
            os.waitpid(child, 0)
    while True:
        try:
            opened(path).close()
            return time.monotonic() - killed
        except Busy:
            assert time.monotonic() - killed < FREE


def races(path: Path, count: int) -> float:
    """The longest time until the session was free."""
    made(path).close()
    slowest = max(race(path) for _ in range(count))
    file = opened(path)
    assert file.session.seq == 1 + count, "an entry of a winner is lost"
    file.close()
    return slowest


def test_a_few_races(tmp_path: Path) -> None:
    races(tmp_path / "session.json", 5)


@pytest.mark.torture
def test_a_thousand_races(tmp_path: Path, record_property: Record) -> None:
    count = share(RACES, 50)
    slowest = races(tmp_path / "session.json", count)
    told = f"{RUNNERS} openers and 1 writer each, open again after its kill in {slowest * 1000:.0f} ms at most, 0 lost"
    tell(record_property, "two openers", count, RACES, told)


@pytest.mark.torture
def test_it_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that locks nothing."""
    monkeypatch.setattr("facilitator.store.lock.fcntl.flock", lambda *_: None)
    with pytest.raises(AssertionError):
        races(tmp_path / "session.json", 20)
