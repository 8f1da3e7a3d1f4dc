"""The events of a session as the lines of JSON they are stored as, encoded once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from facilitator.domain.codec import encode
from facilitator.domain.events import Event

ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)


class Line(NamedTuple):
    """One event."""

    seq: int
    text: bytes
    """JSON in UTF-8, without a newline."""


class Record:
    """All lines of a session in order, and the checksum that runs over them."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self.lines: list[Line] = []
        self.checksum = 0
        self.add(lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def seq(self) -> int:
        """The number of the last event; 0 if there is none."""
        return self.lines[-1].seq if self.lines else 0

    def add(self, lines: Iterable[Line]) -> None:
        new = list(lines)
        self.lines += new
        self.checksum = extended(self.checksum, new)


def extended(checksum: int, lines: Iterable[Line]) -> int:
    """The checksum of all lines up to the last of these, from that of those before them."""
    return zlib.crc32(b"".join([line.text + b"\n" for line in lines]), checksum)


def json_text(value: Any) -> bytes:
    """JSON in UTF-8 on one line. ValueError for NaN; half a surrogate pair becomes a question mark."""
    return ENCODER.encode(value).encode("utf-8", "replace")


def as_lines(events: Sequence[Event]) -> list[Line]:
    return [Line(event.seq, json_text(encode(event))) for event in events]
