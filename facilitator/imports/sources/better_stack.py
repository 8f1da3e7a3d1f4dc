"""Better Stack: the timeline of an incident (betterstack.com/docs/uptime/api/list-of-incident-timeline-events).

A long timeline has a place where events are left out, marked as `timeline_truncated`; the docs also spell it without
an n. What a monitor was answered is folded away.
"""

from __future__ import annotations

import json
from typing import Any, Final

from facilitator.imports.sources.fields import JSON, dig, each, first, listed, records, some, spoken, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact
from facilitator.imports.sources.markup import words

_CUT: Final = ("timeline_truncated", "timeline_trucated")
_ANSWERS: Final = ("response_item", "payload")
ANSWERS: Final = "answers of monitors"


def detect(content: Content) -> int:
    return (
        SURE if some(content, ("data",), lambda record: isinstance(dig(record, "attributes", "item_type"), str)) else NO
    )


def read(content: Content, ground: Ground) -> Result:
    found = records(content, "data")
    cut = [first(each, "attributes.data.title") for each in found if dig(each, "attributes", "item_type") in _CUT]
    told = tuple(
        f"Better Stack left events out of this timeline: {each or 'it does not say how many'}." for each in cut
    )
    return Result(each(found, lambda record: _item(record, ground)), told=told)


def _item(record: JSON, ground: Ground) -> Item:
    own = record.get("attributes")
    event = own if isinstance(own, dict) else record
    when, why = exact(event.get("at"), ground)
    data = event.get("data")
    data = data if isinstance(data, dict) else {}
    names = [f"(file: {name})" for part in listed(data.get("attachments")) if (name := text(dig(part, "filename")))]
    said = "\n".join(filter(None, (text(data.get("title")), _content(data.get("content")), *names)))
    folded = ANSWERS if event.get("item_type") in _ANSWERS else ""
    return Item(when, spoken(text(dig(data, "content", "user", "name")), said), None, why, folded)


def _content(value: Any) -> str:
    if isinstance(value, dict):
        return words(first(value, "text", "content")) or json.dumps(value, ensure_ascii=False)[:2000]
    return words(text(value))
