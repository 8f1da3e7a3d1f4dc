"""A program in a terminal of its own, used as a person uses it: keys go in, a screen comes out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType

import pyte

# Sequences that pyte takes for others, or prints; none of them changes what a screen shows. It has one screen only.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$[a-z]")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;?<=>$]*)?\Z")
_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[6n": b"\x1b[1;1R",
}


class Terminal:
    """Starts a command in a pty. A thread reads all that comes, so that the program never waits for us, unless it is to
    be a slow line."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 36,
        env: dict[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        answers: bool = True,
        bytes_a_second: float | None = None,
    ) -> None:
        self.output = bytearray()
        """Every byte the program wrote."""
        self._answers = answers
        self._rate = bytes_a_second
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unfed = b""
        self._news = threading.Condition()
        self._ended = False
        self._status: int | None = None
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        # Left unset, these follow the terminal's real size.
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                if cwd is not None:
                    os.chdir(cwd)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(command[0], list(command), environment)
            finally:
                os._exit(127)
        self._wake_read, self._wake_write = os.pipe()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # What a person does

    def send(self, data: bytes | str) -> None:
        """Type these bytes at once."""
        view = memoryview(data.encode() if isinstance(data, str) else data)
        while view:
            view = view[os.write(self.master, view[:1024]) :]

    def resize(self, columns: int, rows: int) -> None:
        with self._news:
            self._screen.resize(rows, columns)
            fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        self._stop_reading()
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    # What a person sees

    def screen(self) -> str:
        """The screen's lines, without blanks at their ends."""
        with self._news:
            return self._lines()

    def wait_for(self, text: str, timeout: float = 10.0) -> str:
        """The screen, as soon as it shows this text."""
        self.wait_until(lambda screen: text in screen, timeout, f"{text!r} on the screen")
        return self.screen()

    def wait_gone(self, text: str, timeout: float = 10.0) -> str:
        """The screen, as soon as it no longer shows this text."""
        self.wait_until(lambda screen: text not in screen, timeout, f"{text!r} gone from the screen")
        return self.screen()

    def wait_until(self, shown: Callable[[str], bool], timeout: float = 10.0, what: str = "the screen") -> None:
        """Wait until the screen is as wanted; AssertionError with the screen when it does not come to be."""
        end = time.monotonic() + timeout
        with self._news:
            while not shown(screen := self._lines()):
                left = end - time.monotonic()
                if self._ended or left <= 0:
                    why = "the program ended" if self._ended else f"waited {timeout} s"
                    raise AssertionError(f"No {what}: {why}.\n{screen.rstrip()}")
                self._news.wait(min(left, 0.5))

    def echo(self) -> bool:
        """Whether the terminal shows what is typed, as a shell needs it."""
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    # The end

    def wait_exit(self, timeout: float = 10.0) -> int:
        """The exit status, as a shell has it: 128 + the number of a signal that killed it."""
        end = time.monotonic() + timeout
        while self._status is None:
            pid, raw = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(raw)
                break
            if time.monotonic() > end:
                raise AssertionError(f"Still running after {timeout} s.\n{self.screen().rstrip()}")
            time.sleep(0.005)
        if self.master >= 0:
            self._reader.join(2)
        return self._status if self._status >= 0 else 128 - self._status

    def close(self) -> None:
        """End the program if it still runs, and give back what was used."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait_exit()
        self.hang_up()
        for handle in (self._wake_read, self._wake_write):
            os.close(handle)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # The terminal's own work

    def _lines(self) -> str:
        """As `display` has them, which stumbles where something was drawn over one half of a wide character."""
        screen = self._screen
        rows = (screen.buffer[y] for y in range(screen.lines))
        return "\n".join("".join([row[x].data for x in range(screen.columns)]).rstrip() for row in rows)

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self.master, self._wake_read], [], [])
            if self._wake_read in ready:
                break
            try:
                data = os.read(self.master, 65536 if self._rate is None else max(1, int(self._rate / 50)))
            except OSError:
                data = b""
            if not data:
                break
            with self._news:
                self._show(data)
                self._news.notify_all()
            if self._rate is not None:
                time.sleep(len(data) / self._rate)
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _show(self, data: bytes) -> None:
        self.output += data
        data = self._unfed + data
        cut = _UNFINISHED.search(data)
        self._unfed = data[cut.start() :] if cut else b""
        data = data[: cut.start()] if cut else data
        if self._answers:
            for question, answer in _ANSWERS.items():
                for _ in range(data.count(question)):
                    os.write(self.master, answer)
        for other_screen in (b"\x1b[?1049h", b"\x1b[?1049l"):
            data = data.replace(other_screen, b"\x1b[H\x1b[2J")
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def _stop_reading(self) -> None:
        if self._reader.is_alive():
            os.write(self._wake_write, b".")
            self._reader.join()
