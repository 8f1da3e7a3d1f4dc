"""kill -9, ten thousand times at the store and a thousand times at the whole program while somebody types."""

from __future__ import annotations

import random
import re
import signal
import time
from pathlib import Path

import pytest
import test_kill
from measuring import Record, seed, share, tell
from meeting_terminal import NEXT, PAUSE, MeetingTerminal
from tinydb import TinyDB

from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.store.draft import read_draft
from facilitator.store.journal import Journal
from facilitator.store.opening import load

KILLS, KILLS_WHILE_TYPING = 10_000, 1_000
LONGEST = 0.12
"""Seconds until the kill: long enough for fifty edits each, also on a busy machine."""
IN_ONE_SESSION = 25
"""Kills, before the next session: a long one takes longer to open, and says no more."""
LAST_PHASE = 7
DRAFT_WITHIN = 1.0
"""Seconds after which a line that is being typed has to survive."""

pytestmark = pytest.mark.torture


def test_the_store(tmp_path: Path, record_property: Record) -> None:
    kills = share(KILLS, 50)
    toll = test_kill.torture(tmp_path / "session.json", kills, seed(3), LONGEST)
    told = (
        f"{toll.edits:,} acknowledged edits, 0 lost, 0 files that plain TinyDB cannot read; "
        f"{toll.under_way:,} with edits under way, {toll.idle:,} before the first"
    )
    assert toll.edits > kills
    tell(record_property, "kills of the store", kills, KILLS, told)


def test_it_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that calls an edit saved and writes nothing."""
    monkeypatch.setattr(Journal, "append", lambda *_: None)
    with pytest.raises(AssertionError, match="lost"):
        test_kill.torture(tmp_path / "session.json", 40, 4)


class Typist:
    """Types into one session after another, and kills the program each time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.typed = self.acknowledged = self.drafts = self.in_flight = 0
        self._phase = 0
        """How many phases the present meeting was moved on."""
        self._folder, self._rng = folder, random.Random(seed)

    def kill(self, number: int) -> None:
        """Start the program, type, kill it at a random moment, and look for everything it had called saved."""
        workspace = self._folder / f"{number // IN_ONE_SESSION}"
        if not workspace.exists():
            workspace.mkdir()
            self._phase = 0
        with MeetingTerminal(workspace, "demo") as meeting:
            meeting.wait_until(lambda screen: "● saved" in screen and "Timeline · " in screen, 30)
            saved, typed, before = self._type_lines(meeting, number)
            draft = self._type_draft(meeting, number) if self._rng.random() < 0.5 else ""
            meeting.kill(signal.SIGKILL)
            meeting.wait_exit()
        (path,) = (workspace / "demo").glob("*.json")
        assert TinyDB(path, access_mode="r").table("session").all(), f"plain TinyDB cannot read it after kill {number}"
        kept = _session(path)
        missing = set(saved) - {entry.text for entry in kept.entries}
        assert not missing, f"lost after kill {number}: {sorted(missing)}"
        assert len(kept.entries) >= before + len(saved)
        if draft:
            assert read_draft(path) == draft, f"the draft is lost after kill {number}"
            self.drafts += 1
        self.typed += typed
        self.acknowledged += len(saved)
        self.in_flight += typed > len(saved)

    def _type_lines(self, meeting: MeetingTerminal, number: int) -> tuple[list[str], int, int]:
        """Lines, alone or several at once, with other keys between. Those that the screen called saved, how many were
        typed, and how many entries there were before."""
        rng, sent = self._rng, list[str]()
        before = saved = _count(meeting.screen())
        end = time.monotonic() + rng.uniform(0, 2)
        # The line that was left by the kill before comes back, and is thrown away.
        meeting.send(b"\x15")
        while not sent or time.monotonic() < end:
            lines = [f"kill {number} line {len(sent) + i} DB [/var/log] ü" for i in range(rng.choice((1, 1, 1, 5)))]
            sent += lines
            meeting.send("".join(f"14:16 {line}\r" for line in lines))
            if rng.random() < 0.1:
                # A meeting that has ended would be followed by another one.
                key = rng.choice((NEXT, PAUSE)) if self._phase < LAST_PHASE else PAUSE
                self._phase += key == NEXT
                meeting.send(key)
            until = min(end, time.monotonic() + rng.uniform(0, 0.3))
            while time.monotonic() < until:
                saved = max(saved, _saved(meeting.screen()))
                time.sleep(0.002)
        saved = max(saved, _saved(meeting.screen()))
        return sent[: saved - before], len(sent), before

    def _type_draft(self, meeting: MeetingTerminal, number: int) -> str:
        """A line without its Enter; what of it has to be on the disk when it is left alone for a while."""
        line = f"half a line {number}"
        meeting.send(line)
        meeting.wait_for(line)
        wait = self._rng.uniform(0.4, 1.4) * DRAFT_WITHIN
        time.sleep(wait)
        return line if wait >= DRAFT_WITHIN else ""


def _count(screen: str) -> int:
    found = re.search(r"Timeline · (\d+) entries", screen)
    return int(found[1]) if found else 0


def _saved(screen: str) -> int:
    """The number of entries on a screen that calls all of them saved."""
    return _count(screen) if "● saved" in screen else 0


def _session(path: Path) -> Session:
    return replay(load(path).events)


def test_the_whole_program_while_typing(tmp_path: Path, record_property: Record) -> None:
    kills = share(KILLS_WHILE_TYPING, 10)
    typist = Typist(tmp_path, seed(5))
    for number in range(kills):
        typist.kill(number)
    found = (
        f"{typist.typed:,} lines typed, {typist.acknowledged:,} called saved and {typist.drafts} drafts of over 1 s, "
        f"0 lost; {typist.in_flight} kills with lines under way"
    )
    assert typist.acknowledged > kills
    assert typist.in_flight
    tell(record_property, "kills of the whole program while typing", kills, KILLS_WHILE_TYPING, found)
