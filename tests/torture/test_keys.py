"""Keys and pastes in bursts of any size, into a program that is held up: all of it comes out, and in order."""

from __future__ import annotations

import math
import random
import re
import signal
import time
from pathlib import Path

import pytest
from measuring import Record, seed, share, tell
from meeting_terminal import BACK, NEXT, PAUSE, UNDO, MeetingTerminal

from facilitator.domain.acts.entries import EntryAdded
from facilitator.domain.acts.phases import Paused, PhaseEntered, Resumed
from facilitator.domain.acts.undoing import Undone
from facilitator.domain.events import Event
from facilitator.domain.evolve import replay
from facilitator.store.opening import load

SCRIPTS, PASTES = 10_000, 1_000
IN_ONE_PROGRAM, PASTES_IN_ONE = 250, 10
LARGEST = 1_000_000
LEFT, RIGHT, HOME, END, BACKSPACE, DELETE, KILL = (
    b"\x1b[D",
    b"\x1b[C",
    b"\x1b[H",
    b"\x1b[F",
    b"\x7f",
    b"\x1b[3~",
    b"\x15",
)
HURT = (b"\x1b[31m", b"\x1b]52;c;QQ==\x07", b"\x1b[200~", b"\x00", b"\x07", b"\xff", b"\xc3", b"\xf0\x9f\x94",
b"\x1bOA", b"\x9b",
        "é日🔥".encode(), b"[/var/log]", b"[@click=app.quit]", b"\x7f", b"\x08", b"\t", "\u202e".encode())  # fmt: skip

pytestmark = pytest.mark.torture


class Typist:
    """Writes key scripts, and what each has to come to."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.keys, self.wanted, self.entries = rng, bytearray(), list[str](), 0
        self._phase = -1
        self._can_undo = False

    def script(self, number: int) -> None:
        """A line with its corrections, or a key of the meeting."""
        match self.rng.randrange(12):
            case 0 if self._phase < 6:
                self._phase += 1
                self._key(NEXT, f"phase {self._phase}")
            case 1 if self._phase > 0:
                self._phase -= 1
                self._key(BACK, f"phase {self._phase}")
            case 2 if self._phase >= 0:
                self._key(PAUSE, "paused")
                self._key(PAUSE, "resumed")
            case 3 if self._can_undo:
                self._key(UNDO, "undone")
                self.entries -= 1
            case _:
                self._line(number)

    def _key(self, key: bytes, wanted: str) -> None:
        self.keys += key
        self.wanted.append(wanted)
        self._can_undo = False

    def _line(self, number: int) -> None:
        rng, line, at = self.rng, list(f"14:16 n{number} "), 0
        at = len(line)
        self.keys += "".join(line).encode()
        for _ in range(rng.randrange(1, 25)):
            match rng.randrange(10):
                case 0 if at > 10:
                    self.keys += BACKSPACE
                    at -= 1
                    del line[at]
                case 1 if at > 10:
                    self.keys += LEFT
                    at -= 1
                case 2 if at < len(line):
                    self.keys += RIGHT
                    at += 1
                case 3 if at < len(line):
                    self.keys += DELETE
                    del line[at]
                case 4:
                    self.keys += HOME + END
                    at = len(line)
                case 5 if rng.random() < 0.1:
                    start = f"14:16 n{number} again "
                    self.keys += END + KILL + start.encode()
                    line, at = list(start), len(start)
                case _:
                    char = rng.choice("abcxyz019.,;:!-+()[]{}é日ß🔥 ")
                    self.keys += char.encode()
                    line.insert(at, char)
                    at += 1
        self.keys += b"\r"
        self.wanted.append("entry " + "".join(line).removeprefix("14:16 ").strip())
        self.entries += 1
        self._can_undo = True


def send_in_bursts(meeting: MeetingTerminal, keys: bytes, rng: random.Random) -> None:
    """Cut anywhere, and now and then while the program stands still."""
    at = 0
    while at < len(keys):
        cut = round(math.exp(rng.uniform(0, math.log(3000))))
        still = rng.random() < 0.05
        if still:
            meeting.kill(signal.SIGSTOP)
        # More than a terminal holds for a program that stands still would hold us, too.
        meeting.send(keys[at : at + (min(cut, 1000) if still else cut)])
        at += min(cut, 1000) if still else cut
        if still:
            time.sleep(rng.uniform(0, 0.5))
            meeting.kill(signal.SIGCONT)


def made(events: list[Event], phases: list[str]) -> list[str]:
    """What the record says was done."""
    found = []
    for event in events:
        match event.fact:
            case EntryAdded():
                found.append(f"entry {event.fact.text}")
            case PhaseEntered():
                found.append(f"phase {phases.index(event.fact.phase)}")
            case Paused():
                found.append("paused")
            case Resumed():
                found.append("resumed")
            case Undone():
                found.append("undone")
            case _:
                found.append(str(event.fact))
    return found


def _ended(path: Path) -> bool:
    """Whether the last line that was typed has come in: only then all before it has."""
    fact = load(path).events[-1].fact
    return isinstance(fact, EntryAdded) and fact.text == "the end"


def test_key_scripts(tmp_path: Path, record_property: Record) -> None:
    scripts, rng, keys = share(SCRIPTS, 100), random.Random(seed(1)), 0
    for start in range(0, scripts, IN_ONE_PROGRAM):
        typist, folder = Typist(rng), tmp_path / f"{start}"
        folder.mkdir()
        for number in range(start, min(scripts, start + IN_ONE_PROGRAM)):
            typist.script(number)
        typist.keys += b"14:17 the end\r"
        typist.wanted.append("entry the end")
        with MeetingTerminal(folder, "demo") as meeting:
            meeting.wait_for("● saved", 30)
            send_in_bursts(meeting, bytes(typist.keys), rng)
            (path,) = (folder / "demo").glob("*.json")
            meeting.wait_until(lambda _, path=path: _ended(path), 120, "last line")
            meeting.kill(signal.SIGTERM)
            meeting.wait_exit(20)
        events, keys = load(path).events, keys + len(typist.keys)
        phases = [phase.id for phase in replay(events).agenda.phases]
        assert made(list(events[12:]), phases) == typist.wanted, start
    tell(record_property, "key scripts in bursts", scripts, SCRIPTS, f"{keys:,} bytes of keys, 0 out of order")


def test_pastes(tmp_path: Path, record_property: Record) -> None:
    pastes, rng, sent = share(PASTES, 10), random.Random(seed(2)), 0
    for start in range(0, pastes, PASTES_IN_ONE):
        folder, wanted = tmp_path / f"{start}", list[str]()
        folder.mkdir()
        with MeetingTerminal(folder, "demo") as meeting:
            meeting.wait_for("● saved", 30)
            for number in range(start, min(pastes, start + PASTES_IN_ONE)):
                words, data, lines = a_paste(rng, number)
                wanted += words
                sent += len(data)
                meeting.send(b"\x1b[200~" + data + b"\x1b[201~")
                if lines > 1:
                    meeting.wait_for("lines pasted", 60)
                    meeting.send(b"\r")
                    meeting.wait_gone("lines pasted", 60)
                else:
                    meeting.send(b"\r")
            meeting.send(b"14:17 the end\r")
            meeting.wait_for("the end", 120)
            meeting.kill(signal.SIGTERM)
            meeting.wait_exit(30)
        (path,) = (folder / "demo").glob("*.json")
        texts = [event.fact.text for event in load(path).events if isinstance(event.fact, EntryAdded)]
        kept = re.findall(r"\bw\d+x\d+\b", " ".join(texts))
        assert kept == wanted, next(pair for pair in zip(kept, wanted, strict=False) if pair[0] != pair[1])
    tell(record_property, "pastes", pastes, PASTES, f"{sent:,} bytes, 0 words lost or out of order")


def a_paste(rng: random.Random, number: int) -> tuple[list[str], bytes, int]:
    """Words that are known again, with bytes that do harm between them; how many lines it has."""
    size, words, parts, length, lines = (
        round(math.exp(rng.uniform(0, math.log(LARGEST)))),
        list[str](),
        list[bytes](),
        0,
        1,
    )
    one_line = rng.random() < 0.3
    while length < size or not words:
        words.append(f"w{number}x{len(words)}")
        part = words[-1].encode() + b" " + (rng.choice(HURT) + b" " if rng.random() < 0.3 else b"")
        if not one_line and rng.random() < 0.15:
            part += b"\n" if rng.random() < 0.5 else b"\r"
            lines += 1
        parts.append(part)
        length += len(part)
    ended = parts[-1].endswith((b"\n", b"\r"))
    return words, b"".join(parts), lines - ended
