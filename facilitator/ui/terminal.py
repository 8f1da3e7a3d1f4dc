"""The driver we run on: leaves properly when told to by a signal, or when its terminal goes away."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from typing import Any, Final, Protocol, TextIO, TypeVar

from textual import constants
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.message import Message

from facilitator.clock import ticks
from facilitator.ui.decoding import TerminalDecoder
from facilitator.ui.reports import ReportParser

_T = TypeVar("_T")
LEAVE: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
WIDEST: Final = 1000
HIGHEST: Final = 500
"""Cells. On the largest screen, in letters that can just be read, there are half as many."""
_RESTORE: Final = "".join(
    f"\x1b[{code}"
    for code in ("?1000l", "?1003l", "?1015l", "?1006l", "?2004l", "?7h", "<u", "?1049l", "?25h", "?1004l")
)
"""Mouse, paste, line wrap, keyboard, screen, cursor and focus as a shell expects them."""

_TAKE: Final = "".join(
    f"\x1b[{code}" for code in ("?1049h", "?25l", "?1004h", "?1000h", "?1003h", "?1015h", "?1006h", "?2004h", "?7l")
)
"""The same, as we need them."""

MOST: Final = 256
"""Keys that may be under way before the next is read. A flood, of which each takes some KB, waits in the terminal."""
_PATIENCE: Final = 6.0
"""Seconds after which it is read on all the same."""


class Crew(Protocol):
    """What the driver asks of the app."""

    def leave_on(self, number: int) -> None:
        """End the app as this signal asks."""

    def paint_anew(self) -> None:
        """Paint the whole screen, whatever is on it."""

    def caught_up(self) -> Coroutine[Any, Any, None]:
        """Wait until what came from the terminal so far has had its effect."""

    def _handle_exception(self, error: Exception) -> None:
        """End the app after a fault."""


class SteadyDriver(LinuxDriver):
    """Textual's driver, which left the terminal in ruins on SIGHUP and SIGTERM (textual#5140, #5136, #4986)."""

    _ours: list[Any] | None = None
    """The settings of the terminal that we run with."""
    _under_way = 0
    """What was read since the app had caught up the last time."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._crew: Crew = app  # type: ignore[assignment]
        self._file = _Outlet(sys.__stderr__, self._terminal_gone)  # type: ignore[assignment,arg-type]
        self._woken, self._wake = os.pipe()
        """By which the thread that reads is told to end."""
        os.set_blocking(self._woken, False)

    def start_application_mode(self) -> None:
        """Signals are caught before the terminal is touched."""
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        for number in LEAVE:
            self._loop.add_signal_handler(number, self._crew.leave_on, number)
            # The loop forgets a signal while its pipe is full, as when some hundred keys wait. Python does not.
            signal.signal(number, self._heard)
        with suppress(BlockingIOError):
            os.read(self._woken, 64)  # What told the thread before to end.
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with suppress(termios.error):
            self._ours = termios.tcgetattr(self.fileno)

    def _sigtstp_application(self, *_: object) -> None:
        self._in_loop(self._stop)

    def _sigcont_application(self, *_: object) -> None:
        self._in_loop(self._go_on)

    def _in_loop(self, do: Callable[[], None]) -> None:
        """Not where the signal comes: it may be amid a write, whose lock the next one waits for, for ever."""
        with suppress(RuntimeError, AttributeError):  # No loop yet, or no longer: there is no screen either.
            self._loop.call_soon_threadsafe(do, context=self._context)

    def _stop(self) -> None:
        super()._sigtstp_application()
        # We stood still in there. Nothing may be written before the thread that writes is there again.
        self._go_on()

    def _go_on(self) -> None:
        """Go on after a stop. Where none of it was asked of us, all threads are there still: Textual would start each
        a second time, on an empty screen, and take our own settings of the terminal for those of the shell."""
        if self._must_signal_resume:
            super()._sigcont_application()
        else:
            if self._ours is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self._ours)
            self.write(_TAKE)
            self.flush()
        self._crew.paint_anew()

    def send_message(self, message: Message) -> None:
        """Hand something to the app. Textual reads on whether the app keeps pace or not."""
        super().send_message(message)
        self._under_way += 1
        if self._under_way >= MOST and threading.current_thread() is self._key_thread:
            self._under_way = 0
            self._let_catch_up()

    def _let_catch_up(self) -> None:
        caught_up = asyncio.run_coroutine_threadsafe(self._crew.caught_up(), self._loop)
        until = ticks() + _PATIENCE
        while not self.exit_event.is_set() and ticks() < until:  # The app may end meanwhile: its loop waits for us.
            with suppress(TimeoutError):
                caught_up.result(0.1)
                return
        caught_up.cancel()

    def give_back(self, last_words: str) -> None:
        """Restore the terminal at once, without waiting for any thread; for the case that stopping takes for ever."""
        try:
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(2, False)
            os.write(2, (_RESTORE + last_words).encode())
            os.set_blocking(2, True)
        except (OSError, termios.error):
            return

    def disable_input(self) -> None:
        os.write(self._wake, b".")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read keys. Textual's own asks ten times a second whether that is over: leaving waits for it twice, and an
        idle screen wakes the machine for nothing."""
        parser, decoder = ReportParser(self._debug), TerminalDecoder()
        ready = []
        while self._woken not in ready:
            begun = parser._timeout_time is not None  # Such as an Escape, which may be the beginning of another key.
            ready = select.select([self.fileno, self._woken], [], [], constants.ESCAPE_DELAY if begun else None)[0]
            if self.fileno in ready:
                for event in parser.feed(decoder.decode(os.read(self.fileno, 4096))):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except (OSError, EOFError):
            self._terminal_gone()
        except Exception as error:
            self._tell(self._crew._handle_exception, error)

    def process_message(self, message: Message) -> None:
        """A window that is said to be larger than any would take all the memory to be painted."""
        if not isinstance(message, Resize) or (message.size.width <= WIDEST and message.size.height <= HIGHEST):
            super().process_message(message)

    def _terminal_gone(self) -> None:
        self._tell(self._crew.leave_on, signal.SIGHUP)

    def _heard(self, number: int, _: object) -> None:
        self._tell(self._crew.leave_on, signal.Signals(number))

    def _tell(self, do: Callable[[_T], None], what: _T) -> None:
        """From a thread, and past the app's queue, where something may never end."""
        self._loop.call_soon_threadsafe(do, what, context=self._context)


class _Outlet:
    """A terminal to write to. When it is gone what is written goes nowhere, so that the app can end in order."""

    def __init__(self, file: TextIO, when_gone: Callable[[], None]) -> None:
        self._file = file
        self._when_gone = when_gone

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, text: str) -> None:
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        self._try(self._file.flush)

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except OSError:
            # Python writes what is left in its buffers at the very end, and would then exit with 120.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for number in (1, 2):
                os.dup2(nowhere, number)
            os.close(nowhere)
            self._when_gone()
