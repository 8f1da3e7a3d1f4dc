"""Our program on a disk of another kind: `odd_disk.py slow|none …`.

slow  each flush takes 50 ms more
none  nothing is saved at all
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from facilitator.cli import main
from facilitator.store.writer import Writer

FLUSH = 0.05


def slow(flush: Callable[[int], None]) -> Callable[[int], None]:
    def slowly(fd: int) -> None:
        time.sleep(FLUSH)  # Like the call itself, it lets the other threads run.
        flush(fd)

    return slowly


def lose(writer: Writer, *work: object, done: object = None, last: bool = False, **more: object) -> None:
    """In place of `Writer.give`."""


if sys.argv.pop(1) == "slow":
    os.fsync, os.fdatasync = slow(os.fsync), slow(os.fdatasync)
else:
    Writer.give = lose
sys.exit(main())
