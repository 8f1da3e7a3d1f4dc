"""Opsgenie: the timeline of an incident, and the log or the notes of an alert.

docs.opsgenie.com/docs/incident-timeline-api. Its text is `description.content`; a client of Opsgenie's own reads
`description.name`, so both are looked at.
"""

from __future__ import annotations

from typing import Any, Final

from facilitator.domain.session import Kind
from facilitator.imports.sources.fields import JSON, dig, each, first, listed, more, records, spoken, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact
from facilitator.imports.sources.markup import words

_KINDS: Final = {
    "IncidentCreated": Kind.DETECTION,
    "IncidentResolved": Kind.RESOLUTION,
    "IncidentClosed": Kind.RESOLUTION,
    "StakeholderUpdate": Kind.COMMUNICATION,
}
HIDDEN: Final = "entries that were hidden"


def detect(content: Content) -> int:
    return SURE if any(_is_entry(each) for each in _records(content)[:20]) else NO


def read(content: Content, ground: Ground) -> Result:
    items = each(_records(content), lambda entry: _item(entry, ground))
    return Result(items, told=more(content, "data.nextOffset", "nextOffset", "paging.next"))


def _records(content: Content) -> list[Any]:
    """The entries: `data.entries`, a bare `entries`, or the `data` of an alert's log."""
    found: list[Any] = []
    for entry in records(content, "data", "entries"):
        inner = dig(entry, "entries")
        found += listed(inner) if isinstance(inner, list) else [entry]
    return found


def _is_entry(record: Any) -> bool:
    if not isinstance(record, dict):
        return False
    timeline = "eventTime" in record and ("group" in record or "description" in record) and "eventId" not in record
    return timeline or ("createdAt" in record and "owner" in record and ("log" in record or "note" in record))


def _item(entry: JSON, ground: Ground) -> Item:
    kind = text(entry.get("type"))
    if "eventTime" not in entry:
        when, why = exact(entry.get("createdAt"), ground)
        return Item(when, spoken(text(entry.get("owner")), first(entry, "log", "note")), None, why)
    when, why = exact(entry["eventTime"], ground)
    title = first(entry, "title.content", "title.name", "title")
    said = words(first(entry, "description.content", "description.name", "description"))
    told = ": ".join(dict.fromkeys(filter(None, (title, said)))) or kind
    folded = HIDDEN if entry.get("hidden") is True else ""
    return Item(when, spoken(first(entry, "actor.name", "actor"), told), _KINDS.get(kind), why, folded)
