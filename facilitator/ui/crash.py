"""The log of faults. It may hold words from a note, so it is its owner's alone."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from facilitator import __version__
from facilitator.clock import clock_from_environment


def note_crash(log: Path, error: BaseException) -> bool:
    """Add the fault to the log, without the values of variables; False when it could not be written."""
    when = clock_from_environment().now().isoformat(timespec="seconds")
    trace = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8", errors="replace") as file:
            os.fchmod(handle, 0o600)
            file.write(f"--- {when} facilitator {__version__}\n{trace}\n")
    except OSError:
        return False
    return True
