"""The JSON Schema of what `export --format json` and `show --json` write. Keys are only ever added."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from facilitator.domain.action import MISSING, Priority, Status
from facilitator.domain.cause import Standing
from facilitator.domain.note import Gap
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.record import fields_of
from facilitator.domain.session import Kind, Precision

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
INSTANT: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}:\d{2}(:\d{2})?$"
DATE: Final = r"^\d{4}-\d{2}-\d{2}$"

TEXT: Final[Schema] = {"type": "string"}
SAID: Final[Schema] = {"type": ["string", "null"], "minLength": 1}
ID: Final[Schema] = {"type": "integer", "minimum": 0}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
MAYBE_ID: Final[Schema] = {"type": ["integer", "null"]}
AT: Final[Schema] = {"type": ["string", "null"], "pattern": INSTANT}


def schema() -> Schema:
    """The schema of a whole session."""
    return {
        "$schema": DIALECT,
        "title": "A post-mortem of facilitator",
        "description": (
            "Instants are ISO 8601 with the offset of the incident's zone, lengths are seconds, what is not known is "
            "null. Keys are only ever added, so readers should pass over those that they do not know."
        ),
        **_object(
            {
                "name": _told(TEXT, "What the commands take as SESSION."),
                "incident": _incident(),
                "people": _list(_object({"name": TEXT, "roles": _list(TEXT)})),
                "timeline": _list(_ref("entry")),
                "whys": _told(_list(_ref("why")), "The 5 Whys: each before its answers."),
                "fishbone": _object({"effect": SAID, "categories": _list(_ref("category"))}),
                "root_cause": SAID,
                "contributing_factors": _list(_object({"id": ID, "text": TEXT})),
                **{name: _list(_ref("note")) for name in ("went_well", "went_wrong", "lucky")},
                "impact": _object({name: SAID for name, _ in fields_of(Impact)}),
                "actions": _list(_ref("action")),
                **{name: _list(_ref("note")) for name in ("lessons", "parking_lot", "notes")},
                "document": _object({"state": _one_of(State), "dates": _list(_ref("date"))}),
                "poll": _list(_object({"question": _one_of(Question), "score": COUNT, "hands": COUNT})),
                "steps": _told(_list(_object({"step": TEXT, "at": AT})), "Steps of the guide's process that are done."),
                "meeting": _meeting(),
            }
        ),
        "$defs": {
            "date": _object({"state": _one_of(State), "at": AT}),
            "entry": _entry(),
            "why": _why(),
            "category": _object({"name": TEXT, "causes": _list(_ref("twig"))}),
            "twig": _object({"id": ID, "text": TEXT, "votes": COUNT, "causes": _list(_ref("twig"))}),
            "note": _note(),
            "action": _action(),
        },
    }  # fmt: skip


def _incident() -> Schema:
    times = dict.fromkeys(("started", "detected", "mitigated", "resolved"), AT)
    texts = dict.fromkeys(("type", "summary", "author"), SAID)
    return _object({
        "id": SAID, "title": SAID, "severity": SAID, **times, "timezone": _told(TEXT, "An IANA zone."),
        "services": _list(TEXT), "tags": _list(TEXT), **texts,
    })  # fmt: skip


def _entry() -> Schema:
    return _object({
        "id": ID, "at": AT, "until": AT, "precision": _one_of(Precision),
        "written": _told(SAID, "The time as it was typed."), "kind": _one_of(Kind, None), "text": TEXT, "author": SAID,
        "source": TEXT,
    })  # fmt: skip


def _why() -> Schema:
    return _object({
        "id": ID, "parent": _told(MAYBE_ID, "The cause whose why it answers."), "text": TEXT, "question": TEXT,
        "root_cause": _told(SAID, "The statement in which its chain ends."), "standing": _one_of(Standing, None),
        "evidence": _told(_list(ID), "Entries of the timeline that show it."), "votes": COUNT, "author": SAID,
    })  # fmt: skip


def _note() -> Schema:
    return _object({
        "id": ID, "text": TEXT, "gap": _one_of(Gap, None), "owner": SAID, "entry": MAYBE_ID, "votes": COUNT,
        "group": _told(MAYBE_ID, "The note of the same list that it stands under."),
    })  # fmt: skip


def _action() -> Schema:
    return _object({
        "id": ID, "task": TEXT, "owner": SAID, "due": {"type": ["string", "null"], "pattern": DATE},
        "priority": _one_of(Priority, None), "status": _one_of(Status), "reason": SAID, "criteria": SAID,
        "addresses": _told(MAYBE_ID, "The cause or the point that it answers."),
        "tracker": _told(SAID, "A link, or a key such as OPS-12, under which it is followed."),
        "missing": _list({"enum": list(MISSING)}), "added": AT,
    })  # fmt: skip


def _meeting() -> Schema:
    phase = _object({"id": TEXT, "title": TEXT, "planned_s": {"type": "integer"}, "spent_s": COUNT})
    return _object({"agenda": SAID, "scheduled": AT, "phases": _list(phase), "started": AT, "ended": AT})


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(kind: type[StrEnum], *others: None) -> Schema:
    return {"enum": [*(each.value for each in kind), *others]}


def _told(what: Schema, description: str) -> Schema:
    return {**what, "description": description}
