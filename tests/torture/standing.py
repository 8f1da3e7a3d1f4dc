"""How long a watched program's screen stood still, and what its memory holds: `watched.py` took the times."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import tracemalloc
from pathlib import Path
from typing import NamedTuple

from facilitator.domain.evolve import replay
from facilitator.store.opening import load
from facilitator.store.record import as_lines

WATCHED = Path(__file__).with_name("watched.py")
STALL = 0.1
"""Seconds in which one step of the loop has to be done, the waits for a processor left out."""
GROWTH = 20.0
"""MB by which the program may grow, from when it has done everything once to the end."""


class Stood(NamedTuple):
    """What one run's loop did."""

    steps: int
    wall: float
    """Seconds that the longest step took by the wall."""
    own: float
    """The longest one, without what it waited for a processor: its own work, the disk's, and other threads' of ours."""
    processor: float
    over: int
    """Steps over STALL by the wall."""
    waits: tuple[tuple[float, float], ...]
    """When the loop had waited for a processor, and how long."""

    def __str__(self) -> str:
        return (
            f"of {self.steps:,} steps of the screen's loop the longest took {self.wall * 1000:.0f} ms, "
            f"{self.own * 1000:.0f} ms without waiting for a processor, and {self.processor * 1000:.0f} ms of one; "
            f"{self.over} over {STALL * 1000:.0f} ms; load {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"
        )


def watching(report: Path, *words: str, slow: str = "") -> list[str]:
    """The program's command line with a watch on it; `slow` is run in place of the program."""
    return [sys.executable, *(["-c", slow] if slow else [str(WATCHED)]), str(report), *words]


def stood(report: Path, since: float, until: float) -> Stood:
    """What it did between two moments: starting and leaving are measured elsewhere."""
    measured = json.loads(report.read_text())
    steps = [step[1:] for step in measured["long"] if since < step[0] - step[1] < until] or [(0.0, 0.0, 0.0)]
    wall, own, processor = (max(each) for each in zip(*steps, strict=True))
    over = sum(step[0] > STALL for step in steps)
    return Stood(measured["steps"], wall, own, processor, over, tuple(map(tuple, measured["waits"])))


def memory(pid: int) -> float:
    """MB that a process has."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


def weight(path: Path) -> float:
    """MB that the session itself and its lines for the disk take in a program that has it open."""
    events = load(path).events
    before = replay(events)  # What is imported for it is no part of it.
    del events, before
    gc.collect()
    tracemalloc.start()
    try:
        session = replay(load(path).events)
        lines = as_lines(session.past)
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 2**20 if lines else 0.0
    finally:
        tracemalloc.stop()
