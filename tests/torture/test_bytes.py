"""Bytes from hell into the whole program's terminal: it stays alive, answers, and gives the terminal back."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from pathlib import Path
from typing import Final

import pytest
from measuring import Record, seed, share, tell
from meeting_terminal import MeetingTerminal

from facilitator.domain.evolve import replay
from facilitator.paths import places
from facilitator.store.opening import load

SEQUENCES, SIGNALS = 100_000, 500
BETWEEN = 20
"""Sequences between two looks at whether it is alive."""
ANSWER = 10.0
"""Seconds after which it is called hung. How long it took at most is told: a busy machine is not its own fault."""
CAUGHT_UP: Final = 120.0
"""Seconds in which it has to have dealt with all that was sent to it."""
LEAVE: Final = b"\x1b[57387u"
"""F24."""
RESTORED: Final = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[<u")
KNOWN: Final = (
    b"\x1b[A", b"\x1bOB", b"\x1b[1;5C", b"\x1b[3~", b"\x1b[15~", b"\x1b[200~", b"\x1b[201~", b"\x1b[I", b"\x1b[O",
    b"\x1b[<0;10;10M", b"\x1b[<0;10;10m", b"\x1b[<64;5;5M", b"\x1b[M !!", b"\x1b[?2026;2$y", b"\x1b[?62;22c",
    b"\x1b[1;1R",
    b"\x1b[113;5u", b"\x1b[97;1:3u", b"\x1b[1:2u", b"\x1b[57363u", b"\x1b[27;5;13~",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;QQ==\x07", b"\x1bP>|xterm\x1b\\", b"\x1b_Gi=1;OK\x1b\\", b"\x1b[48;36;120;0;0t", b"\x1b[",
    b"\x1b]", b"\x1bP", b"\x1b",
    b"\r", b"\t", b"\x7f", b"\x00", b"\xc3", b"\xf0\x9f", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xaf",
    b"\x9b31m", "é日🔥".encode(),
    b"14:15 text #decision", b"/", b"?", b"=",
)  # fmt: skip

pytestmark = pytest.mark.torture


def sequence(rng: random.Random) -> bytes:
    """What a terminal may send, or nearly so."""
    made = b"".join(rng.choice(KNOWN) for _ in range(rng.randrange(1, 6)))
    match rng.randrange(4):
        case 0:
            made = rng.randbytes(rng.randrange(1, 60))
        case 1:
            at = rng.randrange(len(made))
            made = made[:at] + rng.randbytes(1) + made[at + 1 :]
        case 2:
            made = made[: rng.randrange(len(made)) + 1] + bytes(rng.choices(range(0x20, 0x7F), k=rng.randrange(20)))
    return made


class Victim(MeetingTerminal):
    """The program, in which no key leaves."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        config = folder / "config.toml"
        config.write_text('[keys]\nleave = "f24"\n')
        super().__init__(folder, "demo", env={"FACILITATOR_CONFIG": str(config), "PYTHONFAULTHANDLER": "1"})
        self.wait_for("Timeline · ", 30)
        self._wide = 120

    def answers(self) -> float:
        """Seconds until it painted itself anew for a window of another size."""
        self._wide = 240 - self._wide - 1 if self._wide == 120 else 120
        before, start = len(self.output), time.monotonic()
        self.resize(self._wide, 36)
        while len(self.output) == before:
            if time.monotonic() - start > ANSWER:
                self.kill(signal.SIGABRT)  # Python tells where it stands.
                time.sleep(1)
                raise AssertionError(f"it hangs\n{self.crash()}\n{bytes(self.output[before:])!r}\n{self.screen()}")
            assert not self.ended(), f"it ended: {bytes(self.output)[-500:]!r}\n{self.crash()}"
            time.sleep(0.002)
        return time.monotonic() - start

    def ended(self) -> bool:
        """Whether it is a zombie by now."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def crash(self) -> str:
        """What was noted of a fault; nothing if there was none."""
        log = places(str(self.workspace)).log
        return log.read_text() if log.exists() else ""

    def end(self, number: int) -> float:
        """Ask it to end, and look at what it leaves behind; the seconds that it took."""
        before, start = len(self.output), time.monotonic()
        self.kill(number)
        assert self.wait_exit(20) == 128 + number, self.crash()
        took = time.monotonic() - start
        self._look_restored(before)
        return took

    def _look_restored(self, before: int) -> None:
        assert self.echo(), "the terminal does not show what is typed"
        last = bytes(self.output[before:])
        missing = [code for code in RESTORED if code not in last]
        assert not missing, missing
        assert b"Traceback" not in last
        assert not self.crash(), self.crash()

    def leave(self) -> float:
        """Press the key that leaves: it is heard when all before it has been dealt with. The seconds that it took."""
        self.send(b"\x1b[201~")
        before, start = len(self.output), time.monotonic()
        while not self.ended():
            assert time.monotonic() - start < CAUGHT_UP, f"it never came to the key that leaves\n{self.screen()}"
            self.send(b"\x1b")  # It closes a dialog, where no key leaves.
            time.sleep(0.2)
            self.send(b"" if self.ended() else LEAVE)
            time.sleep(0.2)
        assert self.wait_exit() == 0, self.crash()
        self._look_restored(before)
        return time.monotonic() - start

    def lose(self) -> float:
        """Close its window; the seconds until it has ended."""
        start = time.monotonic()
        self.hang_up()
        assert self.wait_exit(20) == 128 + signal.SIGHUP
        took = time.monotonic() - start
        assert not self.crash(), self.crash()
        return took

    def entries(self) -> int:
        """As the screen counts them, all of them saved; -1 before it says so."""
        screen = self.screen()
        found = re.search(r"Timeline · (\d+) entries", screen)
        return int(found[1]) if found and "● saved" in screen else -1


def test_random_bytes(tmp_path: Path, record_property: Record) -> None:
    count, rng, worst, late, sent, left = share(SEQUENCES, 400), random.Random(seed(1)), 0.0, 0.0, 0, 0
    for number in range(max(1, count // 1000)):
        with Victim(tmp_path / f"{number}") as victim:
            for i in range(min(1000, count)):
                data = sequence(rng)
                victim.send(data)
                sent += len(data)
                if i % BETWEEN == 0:
                    worst = max(worst, victim.answers())
            late = max(late, victim.leave())
            left += 1
    told = (
        f"{sent:,} bytes, 0 exits, 0 hangs, slowest answer {worst * 1000:.0f} ms; then the key that leaves was heard, "
        f"{late:.1f} s behind at most, and the terminal restored {left} of {left} times"
    )
    tell(record_property, "random bytes into the terminal", count, SEQUENCES, told)


def test_signals_while_typing(tmp_path: Path, record_property: Record) -> None:
    count, rng, lines, took = share(SIGNALS, 10), random.Random(seed(2)), 0, list[float]()
    numbers = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, None)
    for i in range(count):
        folder = tmp_path / f"{i // 20}"
        with Victim(folder) as victim:
            victim.wait_until(lambda _, victim=victim: victim.entries() > 0, 30, "saved entries")
            victim.send(b"\x15")  # What was under way at the signal before came back.
            there, more = victim.entries(), rng.randrange(1, 4)
            for each in range(more):
                victim.send(f"14:16 before signal {i} {each}\r")
            lines += more
            victim.wait_until(lambda _, victim=victim, all=there + more: victim.entries() == all, 30, "saved lines")
            victim.send(f"14:17 under way {i}\r" * rng.randrange(3))
            time.sleep(rng.uniform(0, 0.05))
            took.append(victim.end(number) if (number := numbers[i % 5]) else victim.lose())
        (path,) = (folder / "demo").glob("*.json")
        texts = [entry.text for entry in replay(load(path).events).entries]
        assert {f"before signal {i} {each}" for each in range(more)} <= set(texts)
    told = (
        f"{lines} lines called saved, 0 lost, terminal restored every time, every status right; "
        f"the slowest end took {max(took) * 1000:.0f} ms"
    )
    tell(record_property, "signals while typing", count, SIGNALS, told)


def test_it_would_be_noticed(tmp_path: Path) -> None:
    """A program that is killed gives nothing back; one that has ended does not answer."""
    with Victim(tmp_path) as victim, pytest.raises(AssertionError, match=re.escape("does not show what is typed")):
        victim.end(signal.SIGKILL)
    with Victim(tmp_path) as victim:
        victim.kill(signal.SIGKILL)
        with pytest.raises(AssertionError, match=re.escape("it ended")):
            while True:
                victim.answers()
