"""One writer a session: a lock the system frees when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
from datetime import UTC, datetime
from pathlib import Path

from facilitator.store.atomic import NO_LINKS
from facilitator.store.errors import Busy

LOOKED = 0.02
"""Seconds that a look at the lock takes, at most."""


class Lock:
    """A held lock on `<session file>.lock`. That file is never deleted: a deleted one could be locked twice."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    @classmethod
    def take(cls, session: Path) -> Lock:
        """Lock a session for writing. Busy if another process holds it, OSError if the lock file cannot be made."""
        fd = os.open(session.with_name(session.name + ".lock"), os.O_RDWR | os.O_CREAT | NO_LINKS, 0o600)
        try:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(LOOKED)  # Somebody may only have looked whether it is held.
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(fd)
            os.close(fd)
            raise Busy(f"{session.stem} is open in another terminal ({holder}); join it there, or read it.") from None
        except BaseException:
            os.close(fd)
            raise
        # A full disk may refuse these bytes. They are for people: the lock holds without them.
        with contextlib.suppress(OSError):
            os.ftruncate(fd, 0)
            os.pwrite(fd, f"process {os.getpid()} on {socket.gethostname()}\n".encode(), 0)
            os.utime(fd)
        return cls(fd)

    @staticmethod
    def held(session: Path) -> bool:
        """Whether another process holds it. Where that cannot be told, nobody does."""
        try:
            fd = os.open(session.with_name(session.name + ".lock"), os.O_RDONLY | NO_LINKS)
        except OSError:
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(fd)
        return False

    def free(self) -> None:
        """Let others in; a second call does nothing."""
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = -1


def _holder(fd: int) -> str:
    """`process 1234 on host, since 14:02`, in local time: the file's own time is when it was locked."""
    who = os.pread(fd, 200, 0).decode("utf-8", "replace").strip() or "another process"
    since = datetime.fromtimestamp(os.fstat(fd).st_mtime, UTC).astimezone()
    return f"{who}, since {since:%H:%M}"
