"""The end of a long session, read without the rest: enough for a first screen, while the whole is still to be read."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Final

from facilitator.domain.codec import SCHEMA, BadRecord, decode
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.store.opening import read_journal
from facilitator.store.read import END, EVENTS, read_bytes

LONG: Final = 256 * 1024
"""Bytes. A shorter session is read as a whole in the time in which this would be."""
LAST: Final = 80
"""Events at the end that are read in any case: more entries than a screen has rows."""
_ENTRY: Final = b'"event": "EntryAdded"'
_SCHEMA: Final = b'{"schema": %d,' % SCHEMA


def glimpse(path: Path) -> Session | None:
    """The session without its earlier timeline entries; None where the whole has to be read to tell.

    Nothing is checked here: what is shown of it is taken back if the whole turns out to be damaged.
    """
    try:
        raw = read_bytes(path)[0]
        if len(raw) < LONG or _SCHEMA not in raw[:200] or read_journal(path).strip(b"\0"):
            return None
        start = raw.index(EVENTS) + len(EVENTS)
        rows = raw[start : -len(END)].split(b",\n")
        wanted = chain((row for row in rows[:-LAST] if _ENTRY not in row), rows[-LAST:])
        return replay([decode(json.loads(row.partition(b": ")[2])) for row in wanted])
    except (FacilitatorError, BadRecord, ValueError, RecursionError):
        return None
