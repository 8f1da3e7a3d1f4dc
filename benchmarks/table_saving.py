"""W1, W2: one saved edit against append + fdatasync in the same folder, and what it writes.

An edit is saved when `saved_seq` or, at the latest, the saving thread says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event as Signal

from figures import Claim, Figures
from trials import Takers, Trial

from facilitator.clock import ticks
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.store.record import as_lines
from facilitator.store.session_file import SessionFile
from tests.store.store_helpers import AT, described, entry, with_entries

SMALL, LARGE = 100, 5_000


class Saved:
    """Our way: append, then wait for the word that it is on the disk."""

    def __init__(self, folder: Path, count: int) -> None:
        self.file = SessionFile.create(folder / f"session-{count}.json", with_entries(count), described)
        self._signal, self._end = Signal(), 0.0
        self.file.listen(self._saved, print)

    def edit(self) -> Figures:
        events = decide(self.file.session, AddEntries((entry(self.file.session.seq),)), AT)
        session = evolve(self.file.session, events[0])
        self._signal.clear()
        start = ticks()
        self.file.append(events, session)
        back = ticks()
        known = self.file.saved_seq == session.seq
        self._signal.wait()
        journaled = sum(len(each.text) + len(b"12345678 \n") for each in as_lines(events))
        said = sum(len(each.text) for each in as_lines(events))
        return {"ms": [((back if known else self._end) - start) * 1e3], "call ms": [(back - start) * 1e3],
                "bytes": [journaled], "said": [said]}  # fmt: skip

    def _saved(self, _: int) -> None:
        self._end = ticks()
        self._signal.set()


class Yardstick:
    """The same line, written and flushed by hand."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "yardstick", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._line = as_lines(with_entries(1))[-1].text + b"\n"

    def edit(self) -> Figures:
        start = ticks()
        os.write(self._fd, self._line)
        os.fdatasync(self._fd)
        return {"ms": [(ticks() - start) * 1e3]}

    def close(self) -> None:
        os.close(self._fd)


BASE = "append + fdatasync"


@contextmanager
def saving(folder: Path) -> Iterator[Takers]:
    yardstick = Yardstick(folder)
    ways = {count: Saved(folder, count) for count in (SMALL, LARGE)}
    yield {BASE: yardstick.edit} | {str(count): partial(Saved.edit, way) for count, way in ways.items()}
    yardstick.close()
    for way in ways.values():
        way.file.close()


TRIALS = (
    Trial(
        BASE,
        (
            Claim("W1", f"one edit saved, {SMALL} entries", "ms", str(SMALL), BASE, 1.5),
            Claim("W1", f"one edit saved, {LARGE} entries", "ms", str(LARGE), BASE, 1.5),
            Claim("W2", f"one edit, {LARGE} entries against {SMALL}", "ms", str(LARGE), str(SMALL), 1.2),
            Claim(
                "W2", "bytes an edit against the event's own", "bytes", str(LARGE), str(LARGE), 2.0, base_figure="said"
            ),
        ),
        saving,
        turns=36,
    ),
)
