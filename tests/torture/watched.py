"""The program, with a watch on its event loop: `watched.py <report> <words of the command line …>`.

The report tells how long the longest steps of the loop took: nothing is painted and no key is read meanwhile.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

KEPT = 20_000
"""Steps and waits after so many are only counted."""
LONG = 0.02
"""Seconds from which a step is kept."""
WAIT = 0.002
"""Seconds from which a wait for the processor is kept."""


def waiting() -> Callable[[], float]:
    """What tells how many seconds this thread has been ready to run and had no processor: that is the machine's doing.

    A wait for the disk, or for another thread of the program, is not among them.
    """
    try:
        told = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY | os.O_CLOEXEC)
        os.pread(told, 64, 0).split()[1]
    except (OSError, IndexError):  # Not Linux, or a kernel that does not count it.
        return lambda: 0.0
    return lambda: int(os.pread(told, 64, 0).split()[1]) / 1e9


def watch(report: Path) -> None:
    """Time every step of the loop: by the wall, without the waits for a processor, and by the processor it had."""
    steps: list[tuple[float, float, float, float]] = []
    waits: list[tuple[float, float]] = []
    count = [0]
    run: Any = asyncio.Handle._run
    waited = waiting()
    over, before = 0.0, waited()

    def asleep(now: float) -> None:
        """The loop slept since the last step: what it waited to be woken belongs to no step."""
        nonlocal before
        if now - over > WAIT:
            before, was = waited(), before
            note(before - was)

    def note(wait: float) -> None:
        if wait > WAIT and len(waits) < KEPT:
            waits.append((time.monotonic(), wait))

    def timed(handle: asyncio.Handle) -> None:
        nonlocal over, before
        asleep(time.perf_counter())
        wall, processor = time.perf_counter(), time.thread_time()
        run(handle)
        over = time.perf_counter()
        before, was = waited(), before
        took, wait = over - wall, before - was
        count[0] += 1
        note(wait)
        if took > LONG and len(steps) < KEPT:
            steps.append((time.monotonic(), took, took - wait, time.thread_time() - processor))

    def tell() -> None:
        report.write_text(json.dumps({"steps": count[0], "long": steps, "waits": waits}))

    asyncio.Handle._run = timed  # type: ignore[attr-defined]
    atexit.register(tell)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    from facilitator.cli import main

    sys.exit(main(sys.argv[2:]))
