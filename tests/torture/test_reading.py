"""Bytes from hell by the hundred megabytes, into what reads the terminal: our driver, its decoder, Textual's parser.

The program behind it takes a thousand times as long for each key. It is given as many bytes as time allows for, in
`test_bytes.py`; here it is left out, so that its first gate can be given all of them.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import threading
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest
from measuring import Record, seed, share, tell
from test_bytes import sequence
from test_hostile_texts import FORBIDDEN
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from facilitator.domain.printable import printable
from facilitator.ui.reports import ReportParser
from facilitator.ui.terminal import SteadyDriver

BYTES: Final = 1_000_000_000
AT_ONCE: Final = 500_000
"""Bytes between two looks at whether it still reads."""
ANSWER: Final = 10.0
"""Seconds after which it is called hung. How long it took at most is told."""
CLOSE: Final = b"\x1b[201~"
"""Ends a paste that is open by chance: what comes in it are no keys."""

pytestmark = pytest.mark.torture


class Gate(SteadyDriver):
    """The driver, with a pipe for a terminal. What it would give to the app is looked at, and counted."""

    def __init__(self, fileno: int) -> None:
        self.fileno, self.exit_event, self.wrong = fileno, threading.Event(), list[Any]()
        self._woken, self._wake = os.pipe()
        self.events, self.asked, self.answered = 0, "", threading.Event()
        self.cursor_origin = self._last_move_event = None
        self._debug = self._in_band_window_resize = False
        self._app, self._down_buttons = None, []  # type: ignore[assignment]

    def send_message(self, message: Message) -> None:
        self.events += 1
        if isinstance(message, events.Paste) and FORBIDDEN.search(shown := printable(message.text)):
            self.wrong.append(shown)
        if isinstance(message, events.CursorPosition) and message.x + 1 == 4242:
            self.answered.set()

    def write(self, data: str) -> None:
        """To nowhere."""

    def _tell(self, do: Any, what: Any) -> None:
        self.wrong.append(what)

    _crew: Any = type("Crew", (), {"_handle_exception": "fault", "leave_on": "gone"})


def hell(rng: random.Random, size: int) -> Iterator[bytes]:
    """At least so many bytes of what a terminal may send, or nearly so, or never: some sequences in any order."""
    some = [sequence(rng) for _ in range(500)]
    while size > 0:
        made = b"".join(rng.choices(some, k=200))
        size -= len(made)
        yield made


def give(into: int, data: bytes, gate: Gate) -> None:
    """All of it, while somebody takes it."""
    end = time.monotonic() + ANSWER
    while data:
        select.select([], [into], [], 0.1)
        with contextlib.suppress(BlockingIOError):
            data = data[os.write(into, data) :]
        assert time.monotonic() < end and not gate.wrong, f"it no longer reads: {gate.wrong}"


def feed(count: int, seed: int) -> tuple[int, int, float]:
    """How many bytes were read, how many events came of them, and the longest time until it had come through."""
    rng, sent, worst = random.Random(seed), 0, 0.0
    out, into = os.pipe()
    os.set_blocking(into, False)
    gate = Gate(out)
    reader = threading.Thread(target=gate._run_input_thread, daemon=True)
    reader.start()
    while sent < count:
        for data in hell(rng, AT_ONCE):
            give(into, data, gate)
            sent += len(data)
        gate.answered.clear()
        give(into, CLOSE + b"\x1b[1;4242R", gate)
        start = time.monotonic()
        assert gate.answered.wait(ANSWER), f"it no longer reads: {gate.wrong}"
        worst = max(worst, time.monotonic() - start)
        assert not gate.wrong, gate.wrong
    os.close(into)
    reader.join(ANSWER)
    os.close(out)
    assert not reader.is_alive()
    assert len(gate.wrong) == 1, "the end of the terminal is told, and nothing else"
    return sent, gate.events, worst


def test_a_billion_bytes(record_property: Record) -> None:
    read, came, worst = feed(share(BYTES), seed(1))
    told = f"{came:,} events for the app, 0 faults, 0 ends, 0 controls in a paste; at most {worst * 1000:.0f} ms behind"
    tell(record_property, "random bytes into what reads the terminal", read, BYTES, told)


def test_it_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that ends at a report that means nothing."""
    monkeypatch.setattr(ReportParser, "_sequence_to_key_events", XTermParser._sequence_to_key_events)
    with pytest.raises(AssertionError, match="it no longer reads"):
        feed(2_000_000, 2)
