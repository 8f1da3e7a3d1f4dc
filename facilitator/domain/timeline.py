"""The incident's timeline: its order, and what can be read off it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from datetime import datetime, timedelta

from facilitator.domain.session import START_OF_TIME, Entry


def order(entry: Entry) -> tuple[datetime, float]:
    """Chronological however entries were typed. Without any place, an entry stands first: nothing was before it."""
    return entry.place or START_OF_TIME, entry.rank


def place(entries: tuple[Entry, ...], new: Iterable[Entry]) -> tuple[Entry, ...]:
    """`entries`, with new ones where they belong."""
    row = list(entries)
    for entry in new:
        if not row or order(row[-1]) <= order(entry):
            row.append(entry)
        else:
            insort(row, entry, key=order)
    return tuple(row)


def replaced(entries: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """`entries` with the one of the same id changed; as they were, if there is none."""
    rest = without(entries, entry.id)
    return place(rest, (entry,)) if len(rest) < len(entries) else entries


def without(entries: tuple[Entry, ...], id: int) -> tuple[Entry, ...]:
    return tuple([entry for entry in entries if entry.id != id])


def latest(entries: tuple[Entry, ...]) -> Entry | None:
    """The entry typed last, wherever it stands."""
    return max(entries, key=lambda entry: entry.id, default=None)


def gaps(entries: tuple[Entry, ...], at_least: timedelta) -> tuple[tuple[Entry, Entry], ...]:
    """Neighbours with a known time between which at least this much time went without an entry."""
    found, before, end = [], None, None
    for entry in entries:
        at = entry.when.at
        if at is None:
            continue
        if before and end and at - end >= at_least:
            found.append((before, entry))
        before, end = entry, entry.when.until or at
    return tuple(found)
