"""Which column of a table holds what: by the names of its head, else by what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facilitator.domain.record import Record
from facilitator.imports.sources.clocks import Clocks
from facilitator.imports.sources.form import Ground

_NAMES: Final = {
    "when": (
        "time", "timestamp", "when", "datetime", "date time", "date/time", "date and time", "occurred at", "at",
        "created at", "event time", "eventtime", "zeitpunkt", "zeit", "start", "start time", "started", "from", "ts",
        "beginn", "von", "horodatage", "fecha y hora", "datum/uhrzeit", "time of event",
    ),
    "date": ("date", "day", "datum", "tag", "fecha", "jour"),
    "clock": ("uhrzeit", "clock", "time of day", "heure", "hora"),
    "end": ("end", "end time", "until", "to", "ended", "bis", "ende", "finished", "stop"),
    "zone": ("timezone", "time zone", "tz", "zone", "zeitzone"),
    "kind": ("kind", "type", "category", "event type", "phase", "art", "kategorie"),
    "who": ("who", "author", "by", "user", "person", "actor", "name", "wer", "reporter", "posted by", "username"),
    "what": (
        "event", "what", "what happened", "description", "text", "message", "details", "note", "notes", "action",
        "update", "comment", "summary", "content", "ereignis", "beschreibung", "was", "bemerkung", "activity",
        "événement", "evento", "descripción", "title", "body", "log", "entry", "observation", "detail",
    ),
}  # fmt: skip
_BRACKETS: Final = re.compile(r"[(\[{].*?[)\]}]")
_SIGNS: Final = re.compile(r"[\s_:*`|-]+")


class Columns(Record):
    """The places of the columns; those of no known name are told behind the words."""

    when: int | None = None
    date: int | None = None
    clock: int | None = None
    end: int | None = None
    zone: int | None = None
    kind: int | None = None
    who: int | None = None
    what: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def timed(self) -> bool:
        return self.when is not None or self.date is not None or self.clock is not None


def named(head: Sequence[str]) -> Columns | None:
    """The columns that a head names; None if it names no time."""
    found: dict[str, int] = {}
    what: list[int] = []
    others: list[int] = []
    for i, cell in enumerate(head):
        name = _SIGNS.sub(" ", _BRACKETS.sub(" ", cell)).strip().casefold()
        name = re.sub(r" (?:utc|gmt|[pmce][sd]?t|cest|mez|local)$", "", name)
        known = next((what for what, names in _NAMES.items() if name in names), "")
        if known == "what":
            what.append(i)
        elif known and known not in found:
            found[known] = i
        else:
            others.append(i)
    columns = Columns(**found, what=tuple(what), others=tuple(others))
    if columns.when is not None and columns.date is not None:  # «Date» beside «Time»
        columns = Columns(**{**found, "clock": columns.when, "when": None}, what=tuple(what), others=tuple(others))
    return columns if columns.timed and len(head) > 1 else None


def guessed(rows: Sequence[Sequence[str]], ground: Ground) -> Columns | None:
    """The first column in which most cells are times; None if no column is one."""
    sample = [row for row in rows[:30] if any(cell.strip() for cell in row)]
    for i in range(min(8, max(map(len, sample), default=0))):
        clocks = Clocks(ground)
        cells = [row[i] for row in sample if len(row) > i and row[i].strip()]
        if cells and sum(clocks.cell(cell)[0].at is not None for cell in cells) * 2 > len(cells):
            width = max(map(len, sample))
            return Columns(i, others=tuple(j for j in range(width) if j != i)) if width > 1 else None
    return None
