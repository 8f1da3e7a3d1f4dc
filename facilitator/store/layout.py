"""How a TinyDB file of ours looks: JSON that a person can read, one event a line, so that two versions compare well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from facilitator.store.record import json_text

OPENED: Final = "session"
"""The table whose documents are laid out over many lines."""
ROWS: Final = 200
"""Rows of one piece."""

Rows = dict[Any, tuple[dict[str, Any], bytes]]
"""Each row of a list by its id, and how it was encoded."""


class Layout:
    """Writes tables out. What has not changed since the last time is not encoded again."""

    def __init__(self) -> None:
        self._known: dict[str, Rows] = {}

    def pieces(self, tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
        """The whole file. A document given as bytes is JSON already.

        A long session is never in memory as a whole, and nothing is encoded in one long call: another thread gets its
        turn between any two rows.
        """
        start = b"{"
        for name, table in tables.items():
            yield start + json_text(name) + b": {\n"
            yield from self._opened(table) if name == OPENED else _joined(_rows(table))
            yield b"\n}"
            start = b",\n"
        yield b"}\n"

    def _opened(self, table: Mapping[str, Any]) -> Iterator[bytes]:
        known: dict[str, Rows] = {}
        for at, (number, document) in enumerate(table.items()):
            yield (b",\n" if at else b"") + json_text(number) + b": {\n"
            for place, (key, value) in enumerate(document.items()):
                yield (b",\n" if place else b"") + json_text(key) + b": "
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    yield b"[\n"
                    yield from _joined(self._items(value, self._known.get(key, {}), known.setdefault(key, {})))
                    yield b"\n]"
                else:
                    yield json_text(value)
            yield b"\n}"
        self._known = known

    def _items(self, items: list[dict[str, Any]], before: Rows, now: Rows) -> Iterator[bytes]:
        for item in items:
            id = item.get("id")
            row = before.get(id) if id is not None else None
            if row is None or (row[0] is not item and row[0] != item):
                row = item, json_text(item)
            now[id] = row
            yield row[1]


def _rows(table: Mapping[str, Any]) -> Iterator[bytes]:
    for number, document in table.items():
        yield b'"%b": %b' % (number.encode(), document if isinstance(document, bytes) else json_text(document))


def _joined(rows: Iterator[bytes]) -> Iterator[bytes]:
    """Some rows at a time, as one list."""
    between = b""
    while some := list(islice(rows, ROWS)):
        yield between + b",\n".join(some)
        between = b",\n"
