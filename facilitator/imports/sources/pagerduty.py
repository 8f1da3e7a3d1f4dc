"""PagerDuty: the log entries and the notes of an incident.

PagerDuty/api-schema: reference/REST/openapiv3.json. The schema spells both acknowledge_ and acknowledgement_log_entry.
"""

from __future__ import annotations

from typing import Final

from facilitator.domain.session import Kind
from facilitator.imports.sources.fields import JSON, each, first, more, records, some, spoken, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact

_LISTS: Final = ("log_entries", "notes", "log_entry", "note")
_KINDS: Final = {
    "trigger": Kind.DETECTION,
    "acknowledge": Kind.INVESTIGATION,
    "acknowledgement": Kind.INVESTIGATION,
    "resolve": Kind.RESOLUTION,
    "status_update": Kind.COMMUNICATION,
}
NOTIFIED: Final = "notifications of people on call"
_END: Final = "_log_entry"
_NOTES: Final = ("annotate", "status_update")
"""Log entries of which the summary only says that there is a text; it stands elsewhere."""


def detect(content: Content) -> int:
    return SURE if some(content, _LISTS, _is_entry) or some(content, _LISTS, _is_note) else NO


def read(content: Content, ground: Ground) -> Result:
    items = each(records(content, *_LISTS), lambda entry: _item(entry, ground))
    return Result(items, told=more(content, "more"))


def _is_entry(record: JSON) -> bool:
    return text(record.get("type")).removesuffix("_reference").endswith(_END) and "created_at" in record


def _is_note(record: JSON) -> bool:
    return {"content", "user", "created_at"} <= record.keys() and "body" not in record


def _item(entry: JSON, ground: Ground) -> Item:
    when, why = exact(entry.get("created_at"), ground)
    if "content" in entry and not _is_entry(entry):
        return Item(when, spoken(first(entry, "user.summary", "user.name"), text(entry.get("content"))), None, why)
    kind = text(entry.get("type")).removesuffix("_reference").removesuffix(_END)
    return Item(when, _words(entry, kind), _KINDS.get(kind), why, NOTIFIED if kind == "notify" else "")


def _words(entry: JSON, kind: str) -> str:
    summary = first(entry, "summary", "event_details.description", "channel.summary") or kind.replace("_", " ")
    details = [first(entry, "event_details.description", "channel.details.description")]
    if kind in _NOTES:
        noted = first(entry, "note", "channel.summary", "channel.note", "channel.content", "message")
        if kind == "annotate" and noted:
            return spoken(first(entry, "agent.summary"), noted)
        details.append(noted)
    elif kind == "trigger":
        details.append(first(entry, "channel.summary", "channel.subject"))
    known = (part for part in dict.fromkeys(details) if part and part not in summary)
    return ": ".join((summary, *known))
