"""AWS Incident Manager: `list-timeline-events`, which has times but no words, and `get-timeline-event`, which has both.

The API counts seconds since 1970, the command line writes ISO 8601. `eventData` is JSON in a text, or a text in JSON.
"""

from __future__ import annotations

import json
from typing import Any, Final

from facilitator.imports.sources.fields import JSON, each, first, more, records, some, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact

_LISTS: Final = ("eventSummaries", "event", "events")
_WORDLESS: Final = (
    "Some of these events have no words: «aws ssm-incidents get-timeline-event» writes an event with them."
)


def detect(content: Content) -> int:
    return SURE if some(content, _LISTS, lambda record: {"eventTime", "eventId", "eventType"} <= record.keys()) else NO


def read(content: Content, ground: Ground) -> Result:
    found = records(content, *_LISTS)
    bare = any(isinstance(record, dict) and not record.get("eventData") for record in found)
    told = (*more(content, "nextToken", "NextToken"), *[_WORDLESS] * bare)
    return Result(each(found, lambda event: _item(event, ground)), told=told)


def _item(event: JSON, ground: Ground) -> Item:
    when, why = exact(event.get("eventTime"), ground)
    said = _data(event.get("eventData"))
    return Item(when, said or text(event.get("eventType")), None, why)


def _data(value: Any) -> str:
    """The words in an event's data, however they are packed."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return str(value).strip()
    if isinstance(value, str | int | float):
        return text(value)
    if isinstance(value, dict):
        found = first(value, "message", "description", "summary", "title", "note", "text")
        return found or json.dumps(value, ensure_ascii=False)[:2000]
    return json.dumps(value, ensure_ascii=False)[:2000] if value else ""
