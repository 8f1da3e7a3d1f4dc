"""The index itself: a throw-away SQLite file in the user's cache. The sessions stay the truth.

Three tables of words, none of which keeps the text: `heads` (title, id, services, tags), `words` (what is in a session
at all, quick for words that are still being typed) and `phrases` (with places, for words side by side). Together they
are less than half as large as the text. Rows of such tables cannot be taken out: a session that changed gets a new
number, and what stands under the old one is dead. `docs` tells which are alive.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from facilitator.domain.record import Record

VERSION: Final = 2
"""Of the tables, and of how words are folded. An index of another version is made anew."""
BUSY: Final = 10.0
"""Seconds that one process waits while another writes."""
DEAD: Final = 200
"""Dead rows that never matter; beyond them, a fifth of those that live is too many."""

_TABLES = """
CREATE TABLE docs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, fault TEXT,
    title TEXT, day TEXT, updated TEXT, severity TEXT, tags TEXT, services TEXT, owners TEXT, level TEXT, parts TEXT
);
CREATE VIRTUAL TABLE heads USING fts5(x, content='', tokenize='ascii', prefix='1 2 3');
CREATE VIRTUAL TABLE words USING fts5(x, content='', tokenize='ascii', detail=none, prefix='1 2 3');
CREATE VIRTUAL TABLE phrases USING fts5(x, content='', tokenize='ascii');
"""
FTS: Final = ("heads", "words", "phrases")


class Row(Record):
    """What is kept of one session."""

    name: str
    stamp: str
    """What the system said of its files when they were read."""
    fault: str | None = None
    """Why it cannot be searched, in one sentence."""
    title: str = ""
    day: str = ""
    updated: str = ""
    severity: str = ""
    tags: str = ""
    services: str = ""
    owners: str = ""
    level: str = ""
    """The severity as it is written; the fields above are as they are compared."""
    parts: str = ""
    """The services as they are written, one a line."""
    head: str = ""
    text: str = ""


_COLUMNS = (
    "name", "stamp", "fault", "title", "day", "updated", "severity", "tags", "services", "owners", "level", "parts"
)  # fmt: skip
_INSERT = f"INSERT INTO docs ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


class Index:
    """An open index. A connection of its own for each thread that uses it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = opened(path, VERSION, _TABLES)

    def close(self) -> None:
        self.db.close()

    def known(self) -> dict[str, str]:
        """The stamp of every session in it."""
        return dict(self.db.execute("SELECT name, stamp FROM docs"))

    def faults(self) -> list[tuple[str, str]]:
        return self.db.execute("SELECT name, fault FROM docs WHERE fault IS NOT NULL ORDER BY name").fetchall()

    @property
    def worn(self) -> bool:
        """Whether so much of it is dead that it had better be made anew."""
        made = self.db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'docs'").fetchone()[0]
        alive = self.db.execute("SELECT count(*) FROM docs").fetchone()[0]
        return bool(made - alive > max(DEAD, alive // 5))

    def keep(self, rows: Iterable[Row], gone: Iterable[str] = ()) -> None:
        """Take these in, in place of what is known of the same names, and forget what is gone. All or nothing."""
        with writing(self.db):
            for name in gone:
                self.db.execute("DELETE FROM docs WHERE name = ?", (name,))
            for row in rows:
                self.db.execute("DELETE FROM docs WHERE name = ?", (row.name,))
                kept = [getattr(row, column) for column in _COLUMNS]
                id = self.db.execute(_INSERT, kept).lastrowid
                if row.fault is None:
                    for table, text in zip(FTS, (row.head, row.text, row.text), strict=True):
                        self.db.execute(f"INSERT INTO {table} (rowid, x) VALUES (?, ?)", (id, text))

    def tidy(self) -> None:
        """Bring what was taken in piece by piece into one piece: smaller, and quicker to look into."""
        with writing(self.db):
            for table in FTS:
                self.db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self.db.execute("VACUUM")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def place(folder: Path, what: str = "search") -> Path:
    """Where the index of a sessions folder is kept: in the user's cache, so that the folder holds sessions only."""
    import platformdirs  # here: nothing else asks for the cache

    key = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return platformdirs.user_cache_path("facilitator", appauthor=False) / f"{what}-{key}.sqlite"


def spare() -> Path:
    """A place for an index where the cache cannot be written: it lasts as long as the program runs."""
    return Path(tempfile.mkdtemp(prefix="facilitator-search-")) / "search.sqlite"


def remove(path: Path) -> None:
    """Throw an index away."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()


def opened(path: Path, version: int, tables: str) -> sqlite3.Connection:
    """A connection to a throw-away file; what is none of this version is removed first.

    OSError or sqlite3.Error if that fails.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _connected(path, version, tables)
    except sqlite3.DatabaseError as fault:
        if busy(fault):
            raise
    remove(path)
    return _connected(path, version, tables)


def _connected(path: Path, version: int, tables: str) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # It holds words of meetings: for the user alone.
    db = sqlite3.connect(path, timeout=BUSY, isolation_level=None, check_same_thread=False)
    try:
        # Written by one while others read. It need not survive a power cut: it is made anew if it did not.
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if found != version:
            if found or _tables_of(db):
                raise sqlite3.DatabaseError(f"a file of version {found}")
            _fill(db, version, tables)
        if not _tables_of(db):
            raise sqlite3.DatabaseError("a file without tables")
    except BaseException:
        db.close()
        raise
    return db


def _tables_of(db: sqlite3.Connection) -> int:
    count: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return count


def _fill(db: sqlite3.Connection, version: int, tables: str) -> None:
    with writing(db):
        if db.execute("PRAGMA user_version").fetchone()[0] != version:  # else another process was quicker
            for statement in filter(str.strip, tables.split(";")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version}")


def busy(fault: sqlite3.Error) -> bool:
    """Whether another process is only keeping us waiting."""
    return isinstance(fault, sqlite3.OperationalError) and ("locked" in str(fault) or "busy" in str(fault))
