"""Getting events onto the disk: the journal first, then the TinyDB file. One thread at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.domain.codec import SCHEMA
from facilitator.domain.session import Session
from facilitator.store.errors import Busy
from facilitator.store.journal import Journal, head
from facilitator.store.lock import Lock
from facilitator.store.opening import journal_of
from facilitator.store.record import Line, Record

if TYPE_CHECKING:
    from facilitator.store.tiny import SessionStorage

Describe = Callable[[Session, str], dict[str, Any]]
"""The readable present state of a session, and its name; called where the file is written."""


class Keeper:
    """What is durable and what is not, of one session that is locked for writing."""

    def __init__(
        self, path: Path, lock: Lock, record: Record, filed: int, read: os.stat_result | None, describe: Describe
    ) -> None:
        """`record` holds `filed` lines that are in the file and others that are in its journal.

        `read` is what the system said of the file when it was read.
        OSError if the journal cannot be opened for writing.
        """
        self.path = path
        self.notices: list[str] = []
        self._lock, self._record, self._describe = lock, record, describe
        self._read = read
        self._filed = filed
        self._filed_checksum = Record(record.lines[:filed]).checksum
        self._journaled = len(record)
        self._journal = Journal(journal_of(path), self._head())

    @cached_property
    def _storage(self) -> SessionStorage:
        from facilitator.store.tiny import SessionStorage  # here: TinyDB is not needed until a file is written

        return SessionStorage(self.path, self._read)

    @property
    def saved_seq(self) -> int:
        """Every event up to this one is on the disk."""
        count = max(self._journaled, self._filed)
        return self._record.lines[count - 1].seq if count else 0

    @property
    def unsaved(self) -> int:
        """How many events are in memory only."""
        return len(self._record) - max(self._journaled, self._filed)

    @property
    def unfiled(self) -> int:
        """How many events are not yet in the TinyDB file."""
        return len(self._record) - self._filed

    def add(self, lines: Iterable[Line]) -> None:
        self._record.add(lines)

    def save(self) -> None:
        """Make every event durable in the journal; OSError if that fails, and then they are kept for the next try."""
        lines = self._record.lines
        if self._journal.trusted and not self._journal.lost():
            self._journal.append(lines[self._journaled :])
        else:
            self._journal.renew(self._head(), lines[self._filed :])
        self._journaled = len(lines)

    def checkpoint(self, session: Session) -> None:
        """Write the TinyDB file anew, durably, and empty the journal; OSError if it could not be written.

        A file that another program changed is not written over: the session moves to a new name beside it.
        """
        if self._storage.changed():
            self._move(session)
        else:
            self._storage.write(self._tables(session, self.path.stem))
        self._filed = self._journaled = len(self._record)
        self._filed_checksum = self._record.checksum
        self._journal.cut(self._head())

    def close(self) -> None:
        """Let the session go. The journal goes too, unless it holds what the file does not."""
        if self.unfiled:
            self._journal.close()
        else:
            self._journal.remove()
        self._lock.free()

    def abandon(self) -> None:
        """Leave nothing of a session that could not be made."""
        self._journal.remove()
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _tables(self, session: Session, name: str) -> dict[str, dict[str, Any]]:
        from facilitator.store.summary import summary  # here, as above

        record = self._record
        meta = {"schema": SCHEMA, "seq": record.seq, "count": len(record), "checksum": f"{record.checksum:08x}"}
        return {
            "meta": {"1": meta | summary(session, name)},
            "session": {"1": self._describe(session, name)},
            "events": {str(line.seq): line.text for line in record.lines},
        }

    def _head(self) -> bytes:
        seq = self._record.lines[self._filed - 1].seq if self._filed else 0
        return head(seq, self._filed_checksum)

    def _move(self, session: Session) -> None:
        """Go on under a name of our own, with a lock and a journal of its own."""
        from facilitator.store.tiny import SessionStorage

        path, lock = _free_place(self.path)
        try:
            journal = Journal(journal_of(path), self._head())
            storage = SessionStorage(path)
            try:
                storage.write(self._tables(session, path.stem))
            except BaseException:
                journal.remove()
                path.unlink(missing_ok=True)
                raise
        except BaseException:
            lock.free()
            raise
        self.notices.append(
            f"{self.path.name} was changed by another program and was left as it is; "
            f"this session goes on as {path.name}, beside it."
        )
        self._journal.remove()
        self._lock.free()
        self.path, self._lock, self._journal, self._storage = path, lock, journal, storage


def _free_place(path: Path) -> tuple[Path, Lock]:
    """The first free name for a session that may not be kept under its own, locked."""
    number = 1
    while True:
        stem = f"-conflict-{number}"
        place = path.with_name(path.stem[: 80 - len(stem)] + stem + path.suffix)
        number += 1
        if place.exists():
            continue
        try:
            return place, Lock.take(place)
        except Busy:
            continue
