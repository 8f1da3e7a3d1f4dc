"""The journal: one checksummed line an event, on the disk before the event shows as saved.

The first line, the head, says which events stand before the others: a journal is never played onto another history.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from facilitator.store.atomic import NO_LINKS, sync_data, sync_folder, write_all, write_atomically
from facilitator.store.record import Line

ROOM: Final = bytes(64 * 1024)


def sealed(text: bytes) -> bytes:
    """A line as it stands in the journal: `crc32 SP json NL`."""
    return b"%08x %b\n" % (zlib.crc32(text), text)


def head(seq: int, checksum: int) -> bytes:
    """The first line: the last event before those of the journal, and the checksum of all up to it."""
    return sealed(json.dumps({"after": seq, "checksum": f"{checksum:08x}"}).encode())


class Journal:
    """An open journal, for the one holder of the session's lock.

    The file is kept longer than what it holds, filled with zeros: a flush is a quarter faster when the file does not
    grow, and a disk that becomes full still takes some hundred edits.
    """

    def __init__(self, path: Path, start: bytes) -> None:
        """Open it, making it if need be; OSError if that cannot be done. `start` is the `head` of an empty one.

        What a crash left in it stays, and is not added to: it has to be cut or renewed first.
        """
        self.path = path
        self.trusted = True
        """Whether lines may be added. If not, `cut` or `renew` helps."""
        self._start = start
        self._size = 0
        self._fd = self._open()
        if os.fstat(self._fd).st_size:
            self.trusted = False
        else:
            self._make_room()
        sync_folder(path.parent)

    def append(self, lines: Sequence[Line]) -> None:
        """Add lines and flush them to the disk, all in one; OSError if they are not there, and then none of them is."""
        data = b"".join([sealed(line.text) for line in lines])
        if not self._size:
            data = self._start + data
        try:
            write_all(self._fd, data, self._size)
        except OSError:
            self._take_back()
            raise
        try:
            sync_data(self._fd)
        except OSError:
            # The system may count pages it could not write as written: a second try would be told «done».
            self._take_back()
            self.trusted = False
            raise
        self._size += len(data)

    def lost(self) -> bool:
        """Whether somebody removed the file under us."""
        return not os.fstat(self._fd).st_nlink

    def renew(self, start: bytes, lines: Sequence[Line]) -> None:
        """Put a new file with these lines in the place of one that is not trusted; OSError if it cannot be made."""
        self.trusted = False
        data = start + b"".join([sealed(line.text) for line in lines])
        write_atomically(self.path, [data])
        fd = self._open()
        self.close()
        self._fd, self._size, self._start, self.trusted = fd, len(data), start, True

    def cut(self, start: bytes) -> None:
        """Empty it: the session file holds everything. If that fails, the lines stay and are passed over later."""
        try:
            os.ftruncate(self._fd, 0)
        except OSError:
            self.trusted = False
            return
        self._size, self._start, self.trusted = 0, start, True
        self._make_room()

    def remove(self) -> None:
        """Close and delete it: the session file holds everything."""
        self.close()
        with contextlib.suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = -1

    def _open(self) -> int:
        return os.open(self.path, os.O_RDWR | os.O_CREAT | NO_LINKS, 0o600)

    def _make_room(self) -> None:
        """Fill an empty file with zeros. Where there is no room for them, it grows line by line."""
        try:
            write_all(self._fd, ROOM)
            sync_data(self._fd)
        except OSError:
            self._take_back()

    def _take_back(self) -> None:
        """Cut off what a failed append left."""
        try:
            os.ftruncate(self._fd, self._size)
        except OSError:
            self.trusted = False
