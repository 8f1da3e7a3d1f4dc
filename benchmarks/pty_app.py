"""A program in a terminal of 120 by 36: what it wrote, and when. The bytes are made into screens after the measuring.

While it runs we only poll, read, take the time and answer what Textual asks of a terminal. What stands in a
synchronized update (mode 2026) is seen when the update ends.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

COLUMNS, ROWS = 120, 36
PATIENCE = 20.0
"""Seconds after which a program that does not show what it should has failed."""
ANSWERS = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
_FRAME_ENDS = re.compile(rb"(?<=\x1b\[\?2026l)")
# Sequences that pyte takes for others, or prints; none of them changes what a screen shows.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-z]")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;?<=>$]*)?\Z")


class PtyApp:
    """One run of a program. Times are seconds since it was started."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        """All that was read, and when."""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._fed, self._unfed = 0, b""
        self._text = ""
        self._last = b""
        self._master, slave = os.openpty()
        self.size = COLUMNS, ROWS
        self._tell_size()
        tty = os.ttyname(slave)
        # The first terminal that the leader of a new session opens is its controlling terminal.
        actions = [(os.POSIX_SPAWN_OPEN, 0, tty, os.O_RDWR, 0), *((os.POSIX_SPAWN_DUP2, 0, fd) for fd in (1, 2))]
        self.started = time.perf_counter()
        self.pid = os.posix_spawn(command[0], command, environment, file_actions=actions, setsid=True)
        os.close(slave)
        self._poll = select.poll()
        self._poll.register(self._master, select.POLLIN)
        self._gone = False

    def clock(self) -> float:
        return time.perf_counter() - self.started

    def cpu(self) -> float:
        """Seconds of processor time it has had; Linux's name for another process's clock."""
        return time.clock_gettime_ns((~self.pid << 3) | 2) / 1e9

    def peak(self) -> float:
        """The most memory it had so far, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def wrote(self) -> int:
        """The bytes it gave to all its write calls, the terminal's among them."""
        return int(Path(f"/proc/{self.pid}/io").read_text().split("wchar:")[1].split()[0])

    # While measuring

    def listen(self, until: float, quiet: float | None = None) -> None:
        """Read until this time, or until nothing was written for `quiet` seconds."""
        last = self.clock()
        while (left := (until if quiet is None else min(until, last + quiet)) - self.clock()) > 0:
            # poll counts in whole milliseconds: the last one is spent asking.
            if not self._poll.poll(int(left * 1000)):
                continue
            try:
                data = os.read(self._master, 65536)
            except OSError:
                raise SystemExit(f"The program ended:\n{self.see()}") from None
            last = self.clock()
            self._take(last, data)

    def _take(self, at: float, data: bytes) -> None:
        self.chunks.append((at, data))
        for question, answer in ANSWERS.items():
            # One byte less than the question: half of one may have come before, a whole one was answered.
            for _ in range((self._last[1 - len(question) :] + data).count(question)):
                os.write(self._master, answer)
        self._last = data

    def type(self, keys: str) -> float:
        """Press these keys; when."""
        at = self.clock()
        os.write(self._master, keys.encode())
        return at

    def resize(self, columns: int, rows: int) -> float:
        """Make its window another size; when."""
        self.see()
        self._screen.resize(rows, columns)
        self.size, at = (columns, rows), self.clock()
        self._tell_size()
        return at

    def end(self, keys: str) -> float:
        """Press these keys, which end it; seconds until the process is gone. SystemExit if the terminal is in ruins."""
        at = self.type(keys)
        watched = os.pidfd_open(self.pid)
        self._poll.register(watched, select.POLLIN)
        while watched not in (ready := dict(self._poll.poll(int(PATIENCE * 1000)))):
            if not ready:
                raise SystemExit(f"It does not end:\n{self.see()}")
            try:
                self._take(self.clock(), os.read(self._master, 65536))
            except OSError:  # It let the terminal go, and is not gone yet.
                self._poll.unregister(self._master)
        took = self.clock() - at
        os.close(watched)
        self._reap()
        modes = termios.tcgetattr(self._master)[3]
        rest = self.written(at) + self._left_over()
        if not modes & termios.ECHO or not modes & termios.ICANON or b"\x1b[?1049l" not in rest:
            raise SystemExit(f"The terminal was not given back: {rest[-200:]!r}")
        return took

    # After it

    def states(self) -> Iterator[tuple[float, str]]:
        """What could be seen since the last call, one state after another, and since when."""
        while self._fed < len(self.chunks):
            at, data = self.chunks[self._fed]
            self._fed += 1
            # Half an update shows nothing, and half a sequence means nothing, until the rest has come.
            *frames, self._unfed = _FRAME_ENDS.split(self._unfed + data)
            if BEGIN not in self._unfed and not _UNFINISHED.search(self._unfed):
                frames, self._unfed = [*frames, self._unfed], b""
            for frame in filter(None, frames):
                self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", frame))
                self._text = "\n".join("".join(row[x].data for x in range(self.size[0])) for row in self._rows())
                yield at, self._text

    def see(self) -> str:
        """The screen as it is now."""
        for _ in self.states():
            pass
        return self._text

    def wait_for(self, *words: str) -> float:
        """When the screen first showed all of these."""
        while self.clock() < PATIENCE:
            self.listen(PATIENCE, quiet=0.3)
            for at, text in self.states():
                if all(word in text for word in words):
                    return at
        raise SystemExit(f"{words} never showed:\n{self.see()}")

    def written(self, since: float) -> bytes:
        return b"".join(data for at, data in self.chunks if at >= since)

    def kill(self) -> None:
        """End it at once, and close its window."""
        if not self._gone:
            os.kill(self.pid, signal.SIGKILL)
            self._reap()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _reap(self) -> None:
        os.waitpid(self.pid, 0)
        self._gone = True

    def _left_over(self) -> bytes:
        """What it wrote last."""
        try:
            return os.read(self._master, 65536) if select.select([self._master], [], [], 0)[0] else b""
        except OSError:
            return b""

    def _tell_size(self) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", *self.size[::-1], 0, 0))

    def _rows(self) -> list[dict[int, pyte.screens.Char]]:
        return [self._screen.buffer[y] for y in range(self.size[1])]


@contextmanager
def read(*apps: PtyApp) -> Iterator[None]:
    """Meanwhile a thread each reads what they write."""
    over = threading.Event()

    def go_on(app: PtyApp) -> None:
        while not over.is_set():
            app.listen(app.clock() + 0.1)

    threads = [threading.Thread(target=go_on, args=(app,)) for app in apps]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def environment(home: Path) -> dict[str, str]:
    """A home of its own, and nothing that a build machine sets: neither PYTHONUNBUFFERED nor a size."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
