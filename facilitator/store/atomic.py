"""Files that are written whole or not at all, and flushed to the disk itself."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
AT_ONCE = 256 * 1024
"""Bytes. Smaller pieces of a file are put together before they are written."""


def write_all(fd: int, data: bytes | bytearray, offset: int = 0) -> None:
    """Write every byte from `offset` on; OSError if the system takes no more."""
    rest = memoryview(data)
    while rest:
        written = os.pwrite(fd, rest, offset)
        rest, offset = rest[written:], offset + written


def sync(fd: int) -> None:
    """Flush a file to the disk. macOS keeps it in the drive's cache unless asked more firmly."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fsync(fd)


def sync_data(fd: int) -> None:
    """Flush what is needed to read the file's bytes back."""
    if sys.platform == "darwin":
        sync(fd)
    else:
        os.fdatasync(fd)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder: after it, a new or renamed file survives a power cut."""
    fd = os.open(folder, os.O_RDONLY | NO_LINKS)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_atomically(
    path: Path, pieces: Iterable[bytes], placed: Callable[[os.stat_result], None] | None = None
) -> None:
    """Replace `path` with these, durably, mode 0600. On OSError the old file stands and nothing is left behind.

    `placed` is told of the new file as soon as it stands at `path`: the flush of the folder, which comes after, may
    still fail.
    """
    temp = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINKS, 0o600)
    try:
        try:
            size, waiting = 0, bytearray()
            for piece in pieces:
                waiting += piece
                if len(waiting) >= AT_ONCE:
                    write_all(fd, waiting, size)
                    size, waiting = size + len(waiting), bytearray()
            write_all(fd, waiting, size)
            sync(fd)
            stat = os.fstat(fd)
        finally:
            os.close(fd)
        temp.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink()
        raise
    if placed:
        placed(stat)
    sync_folder(path.parent)


def sweep(path: Path) -> None:
    """Remove what a killed process left of `write_atomically(path, …)`. Only for the holder of the lock."""
    # Not with glob, which compiles a pattern for half a millisecond. What cannot be seen or removed now is swept later.
    with contextlib.suppress(OSError):
        for temp in path.parent.iterdir():
            if temp.name.startswith(f".{path.name}.") and temp.name.endswith(".tmp"):
                temp.unlink(missing_ok=True)
