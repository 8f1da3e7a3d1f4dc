"""Rootly: the events of an incident, as JSON:API has them (rootlyhq/rootly-go: swagger.json).

`occurred_at` is when it happened, `created_at` when it was written down.
"""

from __future__ import annotations

from facilitator.imports.sources.fields import JSON, dig, first, more, plain, records, some, spoken, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact
from facilitator.imports.sources.markup import words


def detect(content: Content) -> int:
    return SURE if some(content, ("data",), _is_event) else NO


def read(content: Content, ground: Ground) -> Result:
    result = plain(records(content, "data"), lambda record: _item(record, ground))
    return Result(result.items, told=more(content, "links.next", "meta.next_page"))


def _is_event(record: JSON) -> bool:
    own = dig(record, "attributes")
    return record.get("type") == "incident_events" or (
        isinstance(own, dict) and "event" in own and "occurred_at" in own
    )


def _item(record: JSON, ground: Ground) -> Item:
    own = record.get("attributes")
    event = own if isinstance(own, dict) else record
    when, why = exact(event.get("occurred_at") or event.get("created_at"), ground)
    who = first(event, "user_display_name", "user.full_name", "user.data.attributes.full_name", "user.name")
    return Item(when, spoken(who, words(text(event.get("event")))), None, why)
