"""What is told of every session of a folder, kept beside the search index: only what changed since is read again.

A throw-away file in the user's cache. The sessions stay the truth: where it is missing, damaged, of another edition of
the program or cannot be written, everything is told anew. It is a file of its own, for the index is thrown away when it
is worn.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import typing
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from facilitator.domain.codec import decoder, encoder
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.follow_up import Sheet, sheet
from facilitator.insights_digest import Digest, digest
from facilitator.store import search_index as index
from facilitator.store import tellers
from facilitator.store.archive import Skipped
from facilitator.store.opening import load
from facilitator.store.search_scan import scan
from facilitator.undisturbed import undisturbed

BATCH: Final = 100
"""Sessions that are told between two words on how far it is."""
MANY: Final = 400
"""Sessions that are too many for this process alone: starting others takes as long as reading a hundred."""
_TABLE: Final = "CREATE TABLE told (name TEXT PRIMARY KEY, stamp TEXT, day TEXT, digest BLOB, sheet BLOB)"
_COLUMN: Final = {Digest: "digest", Sheet: "sheet"}
_NOT_OURS: Final = ("ui", "live", "__pycache__")
"""Folders of the program on which no figure depends."""

T = TypeVar("T", Digest, Sheet)


class Told(NamedTuple, Generic[T]):
    """What was found in a folder."""

    told: tuple[tuple[str, T], ...] = ()
    """Under the name of each session, the newest incident first."""
    skipped: tuple[Skipped, ...] = ()


class _Row(NamedTuple):
    """What is kept of a session; the last two packed."""

    name: str
    stamp: str
    day: str
    digest: bytes
    sheet: bytes


def read_told(
    folder: Path,
    kind: type[T],
    seen: Callable[[Sequence[tuple[str, T]], int], None] = lambda told, of: None,
    most: int | None = None,
    at: Path | None = None,
    without: str = "",
) -> Told[T]:
    """The digest or the sheet of every session. Nothing is written in the folder, and no lock is taken.

    While sessions are read, `seen` hears of all that is told so far, and of how many there are. `most`: read so
    many anew, the newest ones, and leave the rest for another time. `at`: where it is kept, if not in the user's cache.
    `without`: the session from which is asked; it is not read, long and changing as it is.
    """
    with undisturbed():
        return _read_told(folder, kind, seen, most, at or index.place(folder, "told"), without)


def _read_told(
    folder: Path,
    kind: type[T],
    seen: Callable[[Sequence[tuple[str, T]], int], None],
    most: int | None,
    at: Path,
    without: str,
) -> Told[T]:
    stamps = scan(folder)
    stamps.pop(without, None)
    shelf = _Shelf(at)
    unpack = unpacker(kind)
    try:
        found = {name: (day, told) for name, day, told in shelf.known(kind, stamps)}
        left = sorted(stamps.keys() - found.keys(), reverse=True)[:most]
        skipped: list[Skipped] = []
        if left:
            seen([(name, told) for name, (_, told) in found.items()], len(stamps))
        for rows, odd in _answers(folder, [(name, stamps[name]) for name in left]):
            shelf.keep(rows)
            skipped += odd
            found |= {row.name: (row.day, unpack(getattr(row, _COLUMN[kind]))) for row in rows}
            if len(found) + len(skipped) < len(stamps):
                seen([(name, told) for name, (_, told) in found.items()], len(stamps))
        shelf.forget(stamps.keys() | {without})
    finally:
        shelf.close()
    names = sorted(found, key=lambda name: (found[name][0], name), reverse=True)
    skipped.sort(key=lambda each: each.name)
    return Told(tuple((name, found[name][1]) for name in names), tuple(skipped))


def _answers(folder: Path, left: Sequence[tuple[str, str]]) -> Iterator[tuple[list[_Row], list[Skipped]]]:
    """What is told of these, batch by batch: by other processes where there are many, and by this one."""
    if len(left) >= MANY:
        batches = (left[start : start + BATCH] for start in range(0, len(left), BATCH))
        done: set[str] = set()
        for rows, odd in tellers.told(str(folder), batches, edition()):
            done |= {each.name for each in (*rows, *odd)}
            yield rows, odd
        left = [each for each in left if each[0] not in done]
    for start in range(0, len(left), BATCH):
        yield answer(folder, left[start : start + BATCH])


def answer(folder: Path, asked: Sequence[tuple[str, str]]) -> tuple[list[_Row], list[Skipped]]:
    """What is told of sessions, each given with its stamp."""
    rows: list[_Row] = []
    skipped: list[Skipped] = []
    for name, stamp in asked:
        try:
            session = replay(load(folder / f"{name}.json").events)
        except FacilitatorError as fault:
            skipped.append(Skipped(name, str(fault)))
        else:
            told = digest(session)
            rows.append(_Row(name, stamp, told.day.isoformat(), packed(Digest, told), packed(Sheet, sheet(session))))
    return rows, skipped


class _Shelf:
    """The file. Whatever is wrong with it, the caller goes on without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        with self._without():
            self._db = index.opened(path, edition(), _TABLE)

    def close(self) -> None:
        if self._db:
            self._db.close()

    def known(self, kind: type[T], stamps: dict[str, str]) -> Iterator[tuple[str, str, T]]:
        """Name, day and what is told, of the sessions that are as they were."""
        unpack = unpacker(kind)
        with self._without():
            rows = self._db.execute(f"SELECT name, stamp, day, {_COLUMN[kind]} FROM told") if self._db else ()
            for name, stamp, day, text in rows:
                if stamps.get(name) == stamp:
                    with contextlib.suppress(
                        ValueError, TypeError, KeyError, AttributeError, zlib.error
                    ):  # Then it is read again.
                        yield name, day, unpack(text)

    def keep(self, rows: Iterable[_Row]) -> None:
        self._write("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", list(rows))

    def forget(self, there: Collection[str]) -> None:
        """Leave out what is gone."""
        with self._without():
            names = self._db.execute("SELECT name FROM told").fetchall() if self._db else ()
            self._write("DELETE FROM told WHERE name = ?", [row for row in names if row[0] not in there])

    def _write(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        with self._without():
            if self._db and rows:
                with index.writing(self._db):
                    self._db.executemany(statement, rows)

    @contextlib.contextmanager
    def _without(self) -> Iterator[None]:
        """Go on without the file when it fails; a damaged one is thrown away."""
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            if self._db:
                self._db.close()
                self._db = None
            if isinstance(fault, sqlite3.DatabaseError) and not index.busy(fault):
                index.remove(self._path)


def unpacker(kind: type[T]) -> Callable[[bytes], T]:
    """The way back from `packed`."""
    read = decoder(kind)
    return lambda text: typing.cast(T, read(json.loads(zlib.decompress(text))))


def packed(kind: type[T], told: T) -> bytes:
    """As it is kept, and handed from process to process."""
    text: Any = encoder(kind)(told)
    return zlib.compress(json.dumps(text, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 1)


@cache
def edition() -> int:
    """A number that changes with the program: a figure that was counted otherwise is not the same figure."""
    root, sums = Path(__file__).parents[1], 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - set(_NOT_OURS))
        for name in sorted(files):
            stat = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
            sums = zlib.crc32(f"{name} {stat.st_size} {stat.st_mtime_ns}".encode(), sums)
    return sums >> 1 or 1
