"""Processes that read sessions and say what is told of them: on every processor at once, and beside the screen.

In a thread of our own the reading of thousands would keep the keys waiting. Where no process can be started, or one
ends too soon, nobody is lost: what it was asked for is left to the caller.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, Final

MOST: Final = 4
"""Processes at a time."""
AHEAD: Final = 2
"""Batches that a process is given at a time: it never waits for the next one."""
KIND: Final = 5
"""By how much they let others go first: whoever types is served before them."""

Answer = tuple[list[Any], list[Any]]
"""Rows, and what was skipped."""
_OUR_OWN: Final = "from facilitator.store.tellers import serve; serve()"


def told(folder: str, batches: Iterable[Sequence[tuple[str, str]]], edition: int) -> Iterator[Answer]:
    """The answer to each batch of names and stamps, in any order; those that got none are missing."""
    waiting = iter(batches)
    tellers = dict(_started(folder, edition))
    try:
        asked = dict.fromkeys(tellers, 0)
        for line in [*tellers] * AHEAD:
            _ask(line, waiting, asked)
        while busy := [line for line, count in asked.items() if count]:
            for ready in wait(busy):
                line = next(each for each in busy if each is ready)
                try:
                    answer = line.recv()
                except (OSError, EOFError):
                    asked[line] = 0
                    continue
                asked[line] -= 1
                _ask(line, waiting, asked)
                yield answer
    finally:
        for line, process in tellers.items():
            line.close()
            process.terminate()
            process.wait()


def _ask(line: Connection, waiting: Iterator[Sequence[tuple[str, str]]], asked: dict[Connection, int]) -> None:
    if (batch := next(waiting, None)) is not None:
        asked[line] += 1
        with contextlib.suppress(OSError):  # It has ended: that is heard when its answer is waited for.
            line.send(batch)


def _started(folder: str, edition: int) -> Iterator[tuple[Connection, subprocess.Popen[bytes]]]:
    for _ in range(min(MOST, _processors())):
        ours, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-P", "-c", _OUR_OWN, str(theirs.fileno()), folder, str(edition)]
            try:
                process = subprocess.Popen(
                    command,
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except (OSError, ValueError):
                ours.close()
                return
        yield ours, process


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serve() -> None:
    """In the process: answer until nobody asks any more."""
    from pathlib import Path

    from facilitator.store import archive_told  # here: it is that which starts us

    line, folder, asked = Connection(int(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
    if archive_told.edition() != asked:
        return  # Another edition would tell other figures.
    with contextlib.suppress(OSError):
        os.nice(KIND)
    answer: Callable[..., Answer] = archive_told.answer
    with contextlib.suppress(OSError, EOFError, KeyboardInterrupt):
        while True:
            line.send(answer(folder, line.recv()))
