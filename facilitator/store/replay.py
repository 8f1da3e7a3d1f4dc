"""What a journal holds, and whether it goes on from a session file."""

from __future__ import annotations

import json
import zlib
from typing import Any, NamedTuple

from facilitator.store.record import Line, Record, extended


class Replayed(NamedTuple):
    """The lines of a journal that can be read."""

    after: int | None
    """The last event before the journal's; None if the head cannot be read."""
    checksum: str
    lines: list[Line]
    documents: list[dict[str, Any]]
    bad: int
    """Whole lines whose checksum does not hold. A last line without its end was never acknowledged and is not one."""


def replayed(raw: bytes) -> Replayed:
    """Every good line, those after a bad one too."""
    after, checksum, bad = None, "", 0
    lines: list[Line] = []
    documents: list[dict[str, Any]] = []
    # The zeros at the end are room for more.
    for row in raw.rstrip(b"\0").split(b"\n")[:-1]:
        document = _document(row)
        if document is None:
            bad += 1
        elif "after" in document:
            after, checksum = document["after"], document["checksum"]
        else:
            lines.append(Line(document["seq"], row[9:]))
            documents.append(document)
    return Replayed(after, checksum, lines, documents, bad)


def belongs(found: Replayed, record: Record) -> bool:
    """Whether the journal goes on from these events, or repeats the last of them."""
    known = {line.seq: line.text for line in record.lines}
    if any(known.get(line.seq, line.text) != line.text for line in found.lines):
        return False
    if found.after is None:
        return bool(found.lines) and found.lines[0].seq <= record.seq + 1
    checksum = extended(0, (line for line in record.lines if line.seq <= found.after))
    return found.after <= record.seq and found.checksum == f"{checksum:08x}"


def _document(row: bytes) -> dict[str, Any] | None:
    text = row[9:]
    if row[:9] != b"%08x " % zlib.crc32(text):
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    is_head = type(document.get("after")) is int and type(document.get("checksum")) is str
    return document if is_head or type(document.get("seq")) is int else None
