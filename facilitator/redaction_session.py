"""The texts of a session that people wrote: each with its place, and all of them changed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from facilitator.domain.action import Action, Task
from facilitator.domain.cause import Cause
from facilitator.domain.clash import Clash
from facilitator.domain.note import Note
from facilitator.domain.paper import Impact
from facilitator.domain.record import fields_of, is_record, replace
from facilitator.domain.round import Sealed
from facilitator.domain.session import Agenda, Entry, Incident, Person, Session

TEXTS: Final[dict[type, tuple[str, ...]]] = {
    Incident: ("title", "id", "severity", "services", "tags", "type", "summary", "author"),
    Person: ("name", "roles"),
    Agenda: ("name", "categories"),
    Entry: ("text",),
    Note: ("text", "owner"),
    Cause: ("text", "question", "statement", "bone"),
    Action: ("task",),
    Task: ("text", "owner", "criteria", "reason", "tracker"),
    Impact: tuple(name for name, _ in fields_of(Impact)),
    Clash: ("text",),
    Sealed: ("text",),
    Session: (
        "incident",
        "people",
        "agenda",
        "entries",
        "notes",
        "causes",
        "actions",
        "impact",
        "clashes",
        "sealed",
    ),
}
"""The fields that hold what people wrote, or that lead to it."""
WRITERS: Final = ("entries", "notes", "causes", "actions")
"""What knows who typed it; no document shows that."""


def texts(session: Session) -> Iterator[tuple[str, str]]:
    """Every text that is not empty, and its place: `entries/3/text`."""
    found: list[tuple[str, str]] = []

    def note(where: str, text: str) -> str:
        found.append((where, text))
        return text

    _changed(session, "", note)
    return ((where, text) for where, text in found if text)


def changed(session: Session, change: Callable[[str, str], str]) -> Session:
    """The session with every text changed. Who typed and voted what, the voices and the past are left out."""
    made: Session = _changed(session, "", change)
    bare = {name: tuple(replace(each, author="") for each in getattr(made, name)) for name in WRITERS}
    return replace(made, voices=(), past=(), asked=(), ballots=(), clashes=(), sealed=(), **bare)


def is_name(where: str) -> bool:
    """Whether the text at a place is nothing but the name of a person."""
    field = where.rpartition("/")[2]
    return field in ("owner", "author") or (field == "name" and where.startswith("people/"))


def place(where: str) -> str:
    """The place in words: `timeline`, `action items`."""
    return _PLACES.get(where.partition("/")[0], "session")


_PLACES: Final = {
    "incident": "incident",
    "people": "people",
    "entries": "timeline",
    "notes": "points",
    "causes": "causes",
    "actions": "action items",
    "impact": "impact",
}


def _changed(value: Any, where: str, change: Callable[[str, str], str]) -> Any:
    if type(value) is str:
        return change(where, value)
    if isinstance(value, tuple):
        return tuple(_changed(each, f"{where}/{i}", change) for i, each in enumerate(value))
    if is_record(type(value)):
        names = TEXTS.get(type(value), ())
        changes = {name: _changed(getattr(value, name), f"{where}/{name}".lstrip("/"), change) for name in names}
        return replace(value, **changes) if changes else value
    return value
