"""The sessions of a folder, told from the head of each file. Imports next to nothing: `list` must be quick."""

from __future__ import annotations

import json
import os

from facilitator.folders import names_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Row = dict[str, Any]

HEAD = 8192
"""Bytes. `meta` comes first in a file of ours and is far shorter."""
LARGEST = 64 * 1024 * 1024
START = '{"meta": {\n"1": '
END = b"\n}}\n"
KEYS = ("name", "id", "title", "severity", "date", "state", "updated")


def listed(folder: str) -> list[Row]:
    """A row for each session, newest first: `{"name", "id", "title", "severity", "date", "state", "updated"}`.

    A file that cannot be read has the state `damaged`, and a TinyDB file of another program `foreign`.
    """
    rows = [_row(os.path.join(folder, name), name[:-5]) for name in names_in(folder, ".json")]  # noqa: PTH118
    return sorted(rows, key=lambda row: (row["date"] or "", row["updated"] or "", row["name"]), reverse=True)


def _row(path: str, name: str) -> Row:
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for ever.
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0))
        try:
            return _read(fd, name)
        finally:
            os.close(fd)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _odd(name, "damaged")


def _read(fd: int, name: str) -> Row:
    size = os.fstat(fd).st_size
    head = os.pread(fd, HEAD, 0)
    text = head.decode("utf-8", "ignore")
    if text.startswith(START) and os.pread(fd, len(END), max(0, size - len(END))) == END:
        return _told(json.JSONDecoder().raw_decode(text, len(START))[0], name)
    if size > LARGEST:
        return _odd(name, "damaged")
    tables = json.loads(os.pread(fd, size, 0).decode())
    if "meta" not in tables:
        return _odd(name, "foreign" if _are_tables(tables) else "damaged")
    return _told(tables["meta"]["1"], name)


def _told(meta: Row, name: str) -> Row:
    """The row in a file's `meta`. The file's name counts, should somebody have renamed it."""
    row = {key: meta[key] for key in KEYS} | {"name": name}
    if not all(isinstance(value, str) for value in row.values()):
        raise TypeError(name)
    return row


def _are_tables(tables: Any) -> bool:
    return isinstance(tables, dict) and all(isinstance(table, dict) for table in tables.values())


def _odd(name: str, state: str) -> Row:
    return dict.fromkeys(KEYS) | {"name": name, "state": state}
