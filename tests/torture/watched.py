"""The program, with a watch on its event loop: `watched.py <report> <words of the command line …>`.

The report tells how long the longest steps of the loop took: nothing is painted and no key is read meanwhile.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import sys
import time
from pathlib import Path
from typing import Any

KEPT = 2_000
"""Steps shorter than the longest so many are only counted."""
LONG = 0.02
"""Seconds from which a step is kept."""


def watch(report: Path) -> None:
    """Time every step of the loop, by the wall and by the processor that this thread had."""
    steps: list[tuple[float, float, float]] = []
    count = [0]
    run: Any = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        wall, processor = time.perf_counter(), time.thread_time()
        run(handle)
        took = time.perf_counter() - wall
        count[0] += 1
        if took > LONG and len(steps) < KEPT:
            steps.append((time.monotonic(), took, time.thread_time() - processor))

    def tell() -> None:
        report.write_text(json.dumps({"steps": count[0], "long": steps}))

    asyncio.Handle._run = timed  # type: ignore[attr-defined]
    atexit.register(tell)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    from facilitator.cli import main

    sys.exit(main(sys.argv[2:]))
