"""Host or scribe is killed at any moment of a shared meeting: nothing that was entered is lost, or there twice."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from measuring import Record, share, tell
from meeting_terminal import LEAVE, MeetingTerminal
from test_live_meeting import NAME, READY, Shared, texts

from facilitator.domain.evolve import replay
from facilitator.store.opening import load

KILLS = 2_000
PATIENCE = 30.0
"""Seconds for a program to be there again, on a machine that is busy."""


@pytest.fixture
def siege(tmp_path: Path) -> Iterator[Siege]:
    made = Siege(Shared(tmp_path / "workspace"))
    yield made
    made.host.close()
    made.scribe.close()


class Siege:
    """A host and a scribe, and what the scribe's screen ever showed as entered."""

    def __init__(self, shared: Shared) -> None:
        self.shared, self.chance = shared, random.Random(KILLS)
        self.typed = 0
        self.entered: set[int] = set()
        self.killed = {"host": 0, "scribe": 0}
        self.host = self._open()
        shared.wait_listening()
        self.scribe = self._join()

    def _open(self) -> MeetingTerminal:
        return MeetingTerminal(self.shared.workspace, "open", NAME, "--share")

    def _join(self) -> MeetingTerminal:
        return MeetingTerminal(self.shared.workspace, "join", "--session", NAME, "--name", "Sam")

    def look(self, screen: str) -> str:
        """The screen, and the lines on it noted: each was on the disk before it was shown."""
        self.entered |= {int(number) for number in re.findall(r"14:16 +line (\d+) ", screen)}
        return screen

    def write(self, seconds: float) -> None:
        """Lines, each as soon as the one before is shown, or a handful at once."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for _ in range(self.chance.choice((1, 1, 1, 5))):
                self.typed += 1
                self.scribe.send(f"14:16 line {self.typed} .\r")
            while self.typed not in self.entered and time.monotonic() < end:
                self.look(self.scribe.screen())
                time.sleep(0.002)

    def kill(self, who: str) -> None:
        victim: MeetingTerminal = getattr(self, who)
        victim.kill(signal.SIGKILL)
        victim.wait_exit()
        self.killed[who] += 1
        if who == "scribe":
            self.look(victim.screen())

    def round(self) -> None:
        """One or two kills at a moment that nobody chose, lines before it, and often lines while the host is away."""
        chance = self.chance
        if chance.random() < 0.8:
            self.scribe.wait_until(lambda screen: READY in self.look(screen), PATIENCE, "scribe that may write")
            self.write(chance.uniform(0.05, 0.6))
        else:  # Also while they are still looking for each other.
            time.sleep(chance.uniform(0, 1))
        who = chance.choice(("host", "scribe", "host", "scribe", "both"))
        if who in ("host", "both"):
            self.kill("host")
            if who == "host" and READY in self.look(self.scribe.screen()):
                self.write(chance.uniform(0, 0.5))
        if who in ("scribe", "both"):
            self.kill("scribe")
            self.scribe.close()
            self.scribe = self._join()
        if who in ("host", "both"):
            self.host.close()
            self.host = self._open()

    def finish(self) -> None:
        """Everything that is anywhere comes to the host, and both leave."""

        def all_there(screen: str) -> bool:
            return READY in self.look(screen) and "● saved" in screen

        self.scribe.wait_until(all_there, PATIENCE, "scribe with nothing unsent")
        for terminal in (self.scribe, self.host):
            terminal.send(LEAVE)
            assert terminal.wait_exit(PATIENCE) == 0


@pytest.mark.torture
def test_kills_of_host_and_scribe_lose_nothing_entered_and_double_nothing(
    siege: Siege, record_property: Record
) -> None:
    wanted = share(KILLS)
    while sum(siege.killed.values()) < wanted:
        siege.round()
    siege.finish()
    path = siege.shared.path
    kept = [int(text.split()[1]) for text in texts(path)]
    lost, doubled = siege.entered - set(kept), len(kept) - len(set(kept))
    count = sum(siege.killed.values())
    told = f"{siege.killed}; {len(siege.entered)} of {siege.typed} lines entered, {len(lost)} lost, {doubled} twice"
    tell(record_property, "kills of a host or a scribe", count, KILLS, told)
    assert len(siege.entered) >= wanted
    assert sorted(lost) == []
    assert doubled == 0
    assert kept == sorted(kept), "out of order"
    assert [entry.text for entry in replay(load(path).events).entries] == texts(path)
