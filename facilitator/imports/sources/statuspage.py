"""Statuspage: the updates of an incident, as the page's own `incidents.json` and the API have them.

alissonlinneker/statuspage-php-sdk: docs/Model/IncidentUpdate.md. Newest first; the body may be HTML; `display_at` is
the time that readers were shown, `created_at` when it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from facilitator.domain.session import Kind
from facilitator.imports.sources.fields import JSON, each, first, listed, records, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact
from facilitator.imports.sources.markup import words

_LISTS: Final = ("incidents", "incident")
_UPDATES: Final = ("incident_updates", "event_updates")


def detect(content: Content) -> int:
    found = list(islice(_records(content), 20))
    return SURE if any(isinstance(each, dict) and _is_update(each) for each in found) else NO


def read(content: Content, ground: Ground) -> Result:
    return Result(each(list(_records(content)), lambda update: _item(update, ground)))


def _is_update(record: JSON) -> bool:
    return "body" in record and "status" in record and ("display_at" in record or "affected_components" in record)


def _records(content: Content) -> Iterator[Any]:
    for record in records(content, *_LISTS):
        names = [name for name in _UPDATES if isinstance(record, dict) and name in record]
        if names:
            yield from listed(record[names[0]])
        else:
            yield record


def _item(update: JSON, ground: Ground) -> Item:
    when, why = exact(update.get("display_at") or update.get("created_at"), ground)
    status = text(update.get("status")).replace("_", " ").capitalize()
    said = words(text(update.get("body")))
    changed = [_changed(part) for part in listed(update.get("affected_components")) if isinstance(part, dict)]
    told = f"{status}: {said}" if status and said else said or status
    components = "; ".join(filter(None, changed))
    kind = Kind.RESOLUTION if status == "Resolved" else Kind.COMMUNICATION
    return Item(when, f"{told} ({components})" if components else told, kind, why)


def _changed(component: JSON) -> str:
    """`API: operational → major outage`; nothing for one that stayed as it was."""
    old, new = (first(component, name).replace("_", " ") for name in ("old_status", "new_status"))
    return f"{first(component, 'name', 'code')}: {old} → {new}" if old != new and new else ""
