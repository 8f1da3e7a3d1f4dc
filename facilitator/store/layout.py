"""How a TinyDB file of ours looks: JSON that a person can read, one event a line, so that two versions compare well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from facilitator.store.record import json_text

OPENED: Final = "session"
"""The table whose documents are laid out over many lines."""


Known = dict[tuple[str, Any], tuple[dict[str, Any], bytes]]


class Layout:
    """Writes tables out. What has not changed since the last time is not encoded again."""

    def __init__(self) -> None:
        self._known: Known = {}

    def text(self, tables: Mapping[str, Mapping[str, Any]]) -> bytes:
        """The whole file. A document given as bytes is JSON already.

        Nothing here is encoded in one long call: another thread gets its turn between any two rows.
        """
        return b"{" + b",\n".join(self._table(name, table) for name, table in tables.items()) + b"}\n"

    def _table(self, name: str, table: Mapping[str, Any]) -> bytes:
        rows = self._opened(table) if name == OPENED else _rows(table)
        return json_text(name) + b": {\n" + b",\n".join(rows) + b"\n}"

    def _opened(self, table: Mapping[str, Any]) -> Iterator[bytes]:
        known: Known = {}
        for number, document in table.items():
            rows = []
            for key, value in document.items():
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    items = b",\n".join([self._item(key, item, known) for item in value])
                    rows.append(json_text(key) + b": [\n" + items + b"\n]")
                else:
                    rows.append(json_text(key) + b": " + json_text(value))
            yield json_text(number) + b": {\n" + b",\n".join(rows) + b"\n}"
        self._known = known

    def _item(self, key: str, item: dict[str, Any], known: Known) -> bytes:
        id = item.get("id")
        before = self._known.get((key, id)) if id is not None else None
        text = before[1] if before and before[0] == item else json_text(item)
        known[key, id] = item, text
        return text


def _rows(table: Mapping[str, Any]) -> list[bytes]:
    return [
        b'"%b": %b' % (number.encode(), document if isinstance(document, bytes) else json_text(document))
        for number, document in table.items()
    ]
