"""TinyDB's storage, made safe: every write replaces the whole file, durably, or leaves it as it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.storages import Storage

from facilitator.store.atomic import write_atomically
from facilitator.store.layout import Layout
from facilitator.store.read import parse, read_bytes


class Stamp(NamedTuple):
    """What tells one version of a file from another."""

    inode: int
    modified: int
    """Nanoseconds."""
    size: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Stamp:
        return cls(stat.st_ino, stat.st_mtime_ns, stat.st_size)


class SessionStorage(Storage):
    """`TinyDB(path, storage=SessionStorage)`. The file is at every moment one that plain `TinyDB(path)` reads."""

    def __init__(self, path: str | Path, read: os.stat_result | None = None) -> None:
        """`read`: what the system said of the version that was read, if it was; `changed` compares with it."""
        self.path = Path(path)
        self._stamp = Stamp.of(read) if read else None
        self._layout = Layout()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, None if there is no file yet; Damaged if there is one that cannot be read."""
        try:
            self.path.lstat()
        except FileNotFoundError:
            return None
        raw, stat = read_bytes(self.path)
        self._stamp = Stamp.of(stat)
        return parse(raw, self.path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file; OSError if that cannot be done, and then the old one stands."""
        write_atomically(self.path, self._layout.pieces(data), self._placed)

    def changed(self) -> bool:
        """Whether the file at the path is another one than we read or wrote last. A removed file is none."""
        try:
            now = Stamp.of(self.path.lstat())
        except FileNotFoundError:
            return False
        return now != self._stamp

    def _placed(self, stat: os.stat_result) -> None:
        self._stamp = Stamp.of(stat)
