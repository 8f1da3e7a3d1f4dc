"""Twenty people write ten notes a second into a meeting of eight hours, and the facilitator types: is a key shown?

The clock runs sixty times as fast, so that five thousand notes at that pace last as long as such a meeting.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import pyte
import pytest
from measuring import Record, share, tell
from meeting_terminal import LEAVE
from standing import GROWTH, STALL, memory, stood, watching, weight
from test_kills import _count
from test_live_meeting import NAME, Shared, texts

from facilitator.domain.roles import Role
from facilitator.live.lines import JoinLine
from tests.pty_session import _UNKNOWN_TO_PYTE, Terminal

PEOPLE, NOTES, RATE, SPEED = 20, 5_000, 10.0, 60
KEYS, LINE = 8.0, 40
"""Keys a second that the facilitator types, and after how many comes an Enter."""
SHOWN = 0.05
"""Seconds in which a key is to be on the screen, of 99 in 100."""
WARM = 100
"""Notes after which everything has been imported and drawn once: from here on the memory counts."""
PEOPLE_THERE = Path(__file__).with_name("people.py")
FRAME = b"\x1b[?2026l"

pytestmark = pytest.mark.torture


class Timed(Terminal):
    """A terminal that takes the time of all that comes, and draws it when it is asked to: drawing takes longer."""

    def __init__(self, *words: Any, **more: Any) -> None:
        self.came: list[tuple[float, bytes]] = []
        self.drawing = True
        super().__init__(*words, **more)

    def _show(self, data: bytes) -> None:
        self.came.append((time.monotonic(), data))
        if self.drawing:
            super()._show(data)

    def draw(self) -> None:
        """Go on drawing, with a whole screen: after a stop it is painted anew. To catch up would take as long again."""
        self.drawing = True
        self.kill(signal.SIGCONT)


class Typing:
    """What was typed, key by key, and when."""

    def __init__(self, meeting: Timed) -> None:
        self.lines, self.waiting = 0, list[tuple[float, str]]()
        self._meeting, self._hand, self._typed, self._count = meeting, random.Random(1), "", 0

    def key(self) -> None:
        """The next one; a blank shows nothing, and a few letters may stand elsewhere on the screen."""
        self._count += 1
        enter = self._count % LINE == 0
        key = "\r" if enter else " " if self._hand.random() < 0.15 else self._hand.choice("bcdfghjklmnpqrstvwxz")
        at = time.monotonic()
        self._meeting.send(key)
        self._typed = "" if enter else self._typed + key
        self.lines += enter
        if key not in "\r " and len(self._typed) > 5:
            self.waiting.append((at, self._typed[-10:]))

    def took(self) -> list[tuple[float, float]]:
        """When each key was pressed, and seconds until it was on the screen."""
        found = []
        waiting = iter(self.waiting)
        at, wanted = next(waiting)
        for when, text in lines(self._meeting.came):
            while when >= at and wanted in text:
                found.append((at, when - at))
                if (more := next(waiting, None)) is None:
                    return found
                at, wanted = more
        raise AssertionError(f"{wanted!r} never showed")


def lines(came: list[tuple[float, bytes]]) -> Iterator[tuple[float, str]]:
    """The scribe's line and what is beside it, each time that something could be seen, and since when."""
    screen = pyte.Screen(120, 36)
    stream = pyte.ByteStream(screen)
    rest = b""
    for when, data in came:
        frames, end, rest = (rest + data).rpartition(FRAME)
        if end:
            stream.feed(_UNKNOWN_TO_PYTE.sub(b"", frames + end))
            yield when, "\n".join("".join(screen.buffer[y][x].data for x in range(120)) for y in range(30, 36))


@contextmanager
def people(line: JoinLine, notes: int, rate: float) -> Iterator[subprocess.Popen[str]]:
    """They are in, and write; after it they go."""
    words = [str(PEOPLE_THERE), line.url, line.token, str(PEOPLE), str(notes), str(rate)]
    with subprocess.Popen([sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        assert crowd.stdin and crowd.stdout
        assert crowd.stdout.readline() == "in\n"
        crowd.stdin.write("go\n")
        crowd.stdin.flush()
        yield crowd
        crowd.communicate("go home\n", 30)


def held(shared: Shared, notes: int) -> dict[str, Any]:
    """Hold it; what was measured."""
    report, real, start = shared.workspace / "report.json", notes / RATE, time.time()
    clock = f"{start};{datetime.now(UTC).isoformat()};{SPEED}"
    command = watching(report, "open", NAME, "--share", "--workspace", str(shared.workspace))
    told: dict[str, Any] = {}
    with Timed(command, cwd=shared.workspace, env={"TZ": "UTC", "FACILITATOR_CLOCK": clock}) as meeting:

        def there(count: int, seconds: float) -> None:
            meeting.wait_until(lambda screen: _count(screen) == count and "● saved" in screen, seconds, f"{count}")

        meeting.wait_for("Others can join now", 30)
        line = shared.line(Role.SCRIBE)
        with people(line, WARM, 5 * RATE):
            there(WARM, 60)
        time.sleep(3)  # What says who came and went has gone by then.
        typing = Typing(meeting)
        with people(line, notes, RATE) as crowd:
            told["memory"], began = memory(meeting.pid), time.monotonic()
            meeting.drawing = False
            due = began
            while time.monotonic() < began + real:
                due += random.uniform(0.5, 1.5) / KEYS
                time.sleep(max(0.0, due - time.monotonic()))
                typing.key()
            assert crowd.stdout and crowd.stdout.readline() == "done\n"
            meeting.draw()
            there(WARM + notes + typing.lines, 60)
            told["grown"] = memory(meeting.pid) - told["memory"]
        left = time.monotonic()
        meeting.send(LEAVE)
        assert meeting.wait_exit(30) == 0
        told["took"] = typing.took()
    kept = sorted(int(text.split()[1]) for text in texts(shared.path) if text.startswith("note "))
    assert kept == sorted([*range(WARM), *range(notes)])
    return told | {"stood": stood(report, began, left), "weight": weight(shared.path)}


def spread(seconds: list[float]) -> str:
    return f"p50 {median(seconds) * 1000:.0f} ms, p99 {p99(seconds) * 1000:.0f} ms"


def p99(seconds: list[float]) -> float:
    return quantiles(seconds, n=100, method="inclusive")[-1]


def test_twenty_people_write_ten_notes_a_second(tmp_path: Path, record_property: Record) -> None:
    notes, shared = share(NOTES, 300), Shared(tmp_path / "workspace")
    found = held(shared, notes)
    waits = found["stood"].waits
    own = [
        took - sum(waited for at, waited in waits if pressed <= at - waited and at <= pressed + took)
        for pressed, took in found["took"]
    ]
    told = (
        f"by {PEOPLE} people, {RATE:.0f} a second, {notes / RATE * SPEED / 3600:.1f} hours of meeting; {len(own)} keys "
        f"shown after {spread([took for _, took in found['took']])}, without the loop's waits for a processor "
        f"{spread(own)}; {found['stood']}; from {found['memory']:.1f} MB the memory grew by {found['grown']:.1f} MB, "
        f"of which the record itself is {found['weight']:.1f} MB; 0 lost"
    )
    tell(record_property, "notes of twenty people", notes, NOTES, told)
    assert p99(own) <= SHOWN
    assert found["stood"].own <= STALL
    assert found["grown"] <= GROWTH
