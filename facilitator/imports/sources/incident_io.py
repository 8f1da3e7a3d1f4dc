"""incident.io: the updates of an incident, and its follow-ups.

incident-io/terraform-provider-incident: internal/client/client.gen.go. A follow-up has no due date; a post-mortem's
content is Markdown, which the Markdown source reads.
"""

from __future__ import annotations

from typing import Any, Final

from facilitator.domain.session import Kind
from facilitator.imports.sources.fields import JSON, dig, each, first, more, records, some, spoken, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact

_LISTS: Final = ("incident_updates", "follow_ups", "incident_update", "follow_up")
DELETED: Final = "deleted follow-ups"


def detect(content: Content) -> int:
    return SURE if some(content, _LISTS, lambda each: _is_update(each) or _is_follow_up(each)) else NO


def read(content: Content, ground: Ground) -> Result:
    items = each(records(content, *_LISTS), lambda record: _item(record, ground))
    return Result(items, told=more(content, "pagination_meta.after"))


def _is_update(record: JSON) -> bool:
    return "created_at" in record and ("new_incident_status" in record or ("updater" in record and "message" in record))


def _is_follow_up(record: JSON) -> bool:
    return {"title", "status", "created_at", "incident_id"} <= record.keys() or (
        {"title", "status", "created_at"} <= record.keys()
        and record["status"] in ("outstanding", "completed", "deleted", "not_doing")
    )


def _item(record: JSON, ground: Ground) -> Item:
    when, why = exact(record.get("created_at"), ground)
    if _is_follow_up(record):
        return Item(when, _follow_up(record), None, why, DELETED if record.get("status") == "deleted" else "")
    status = first(record, "new_incident_status.name")
    severity = first(record, "new_severity.name")
    changed = [f"status {status}" if status else "", f"severity {severity}" if severity else ""]
    told = ", ".join(filter(None, changed))
    message = text(record.get("message"))
    said = f"{message} ({told})" if message and told else message or told
    closed = first(record, "new_incident_status.category") in ("closed", "learning")
    return Item(when, spoken(_who(record.get("updater")), said), Kind.RESOLUTION if closed else None, why)


def _follow_up(record: JSON) -> str:
    owner = first(record, "assignee.name", "assignee.email")
    facts = ", ".join(
        filter(None, (text(record.get("status")).replace("_", " "), owner, first(record, "priority.name")))
    )
    title = f"Follow-up: {text(record.get('title'))}" + (f" ({facts})" if facts else "")
    return "\n".join(filter(None, (title, text(record.get("description")))))


def _who(updater: Any) -> str:
    """A user, a workflow, an API key or an alert."""
    kinds = ("user", "workflow", "api_key", "alert")
    found = (dig(updater, kind) for kind in kinds)
    return next((first(each, "name", "title", "email") for each in found if isinstance(each, dict)), "")
