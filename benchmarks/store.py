"""One saved edit against append + fdatasync, in the same folder, in turn. Goals: at most 1.5, growing at most 1.2.

    python benchmarks/store.py [--rounds 400] [--dir FOLDER]

An edit is saved when `saved_seq` or, at the latest, the saving thread says so. Each round takes one edit in every way,
in random order; ratios are taken per round.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path
from threading import Event as Signal

sys.path.insert(0, str(Path(__file__).parents[1]))

from facilitator.clock import ticks
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.store.record import as_lines
from facilitator.store.session_file import SessionFile
from tests.store.store_helpers import AT, described, entry, with_entries

SIZES = (100, 5_000)


class Saved:
    """Our way: append, then wait for the word that it is on the disk."""

    def __init__(self, folder: Path, count: int) -> None:
        self.file = SessionFile.create(folder / f"session-{count}.json", with_entries(count), described)
        self._signal, self._end = Signal(), 0.0
        self.file.listen(self._saved, print)

    def edit(self) -> tuple[float, float]:
        """Seconds until the call came back, and until the edit was on the disk."""
        events = decide(self.file.session, AddEntries((entry(self.file.session.seq),)), AT)
        session = evolve(self.file.session, events[0])
        self._signal.clear()
        start = ticks()
        self.file.append(events, session)
        back = ticks()
        known = self.file.saved_seq == session.seq
        self._signal.wait()
        return back - start, (back if known else self._end) - start

    def _saved(self, _: int) -> None:
        self._end = ticks()
        self._signal.set()


class Yardstick:
    """The same line, written and flushed by hand."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "yardstick", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._line = as_lines(with_entries(1))[-1].text + b"\n"

    def edit(self) -> float:
        start = ticks()
        os.write(self._fd, self._line)
        os.fdatasync(self._fd)
        return ticks() - start


def interval(values: list[float], draws: int = 1000) -> str:
    """The median with its 95 % bootstrap interval."""
    rng = random.Random(1)
    medians = sorted(statistics.median(rng.choices(values, k=len(values))) for _ in range(draws))
    return f"{statistics.median(values):.2f} [{medians[draws // 40]:.2f}..{medians[-draws // 40]:.2f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--dir", default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.dir) as name:
        folder = Path(name)
        yardsticks = {"once": Yardstick(folder), "again": Yardstick(folder)}
        ways = {count: Saved(folder, count) for count in SIZES}
        ratios: dict[int, list[float]] = {count: [] for count in SIZES}
        calls: dict[int, list[float]] = {count: [] for count in SIZES}
        growth, same, plain = [], [], []
        for _ in range(asked.rounds):
            took: dict[str | int, float] = {}
            turns: list[str | int] = [*yardsticks, *SIZES]
            for way in random.sample(turns, len(turns)):
                if isinstance(way, str):
                    took[way] = yardsticks[way].edit()
                else:
                    call, took[way] = ways[way].edit()
                    calls[way].append(call)
            plain.append(took["once"])
            same.append(took["again"] / took["once"])
            for count in SIZES:
                ratios[count].append(took[count] / took["once"])
            growth.append(took[SIZES[1]] / took[SIZES[0]])
        print(f"append + fdatasync: median {statistics.median(plain) * 1e6:.0f} µs; against itself {interval(same)}")
        for count in SIZES:
            worst = max(calls[count]) * 1e3
            print(f"{count:5} entries: saved {interval(ratios[count])} times it (goal 1.5); call: worst {worst:.1f} ms")
        print(f"growth: {interval(growth)} (goal 1.2)")
        for saved in ways.values():
            saved.file.close()


if __name__ == "__main__":
    main()
