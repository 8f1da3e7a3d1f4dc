"""What of a session can be found: its words, section by section, read from its file without opening it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from facilitator.domain.record import Record
from facilitator.review_parts import ACTIONS, CAUSES, IMPACT, LESSONS, MEETING, PARKED, SUMMARY, TIMELINE, WELL, WRONG
from facilitator.store.listing import START
from facilitator.store.opening import load, read_journal
from facilitator.store.read import END, EVENTS, parse, read_bytes, read_contents

SESSION: Final = b'\n},\n"session": {\n"1": '
LUCKY: Final = "Where We Got Lucky"
NOTES: Final = "Notes"
_INCIDENT: Final = ("id", "severity", "type", "summary", "author")
_LISTS: Final = (
    ("went_well", WELL, ("text",)),
    ("went_wrong", WRONG, ("text",)),
    ("lucky", LUCKY, ("text",)),
    ("actions", ACTIONS, ("task", "owner", "criteria", "reason", "tracker")),
    ("lessons", LESSONS, ("text",)),
    ("parking_lot", PARKED, ("text", "owner")),
    ("notes", NOTES, ("text",)),
)

Document = dict[str, Any]


class Passage(Record):
    """A piece of a session that is shown as one."""

    section: str
    """The title of the section of the document."""
    text: str


def read_document(path: Path) -> tuple[Document, Document]:
    """What `list` tells of a session and its readable state; a FacilitatorError for a file that is not one, or damaged.

    Both hold nothing private. The events are not replayed, which would take twenty times as long: their checksum tells
    whether the file is as we wrote it. What stands in a journal only is replayed.
    """
    if read_journal(path).strip(b"\0"):
        return _replayed(path)
    raw = read_bytes(path)[0]
    if read := _as_we_wrote_it(raw):
        return read
    read_contents(path)  # It says what is wrong with it, if something is.
    tables = parse(raw, path)  # Another program wrote it, in a form of its own.
    return tables["meta"]["1"], tables["session"]["1"]


def passages(document: Document) -> Iterator[Passage]:
    """All that can be found, the title first. Nothing private is in the document to begin with.

    What does not have the shape that we write is left out: people change files.
    """
    incident = _dict(document.get("incident"))
    yield Passage(SUMMARY, _text(incident.get("title")))
    yield Passage(SUMMARY, _text(incident.get("summary")))
    facts = [_text(incident.get(key)) for key in _INCIDENT if key != "summary"]
    yield Passage(SUMMARY, " · ".join(filter(None, [*facts, *names(incident, "services"), *names(incident, "tags")])))
    for person in _list(document.get("people")):
        yield Passage(MEETING, _text(person.get("name")))
    for entry in _list(document.get("timeline")):
        yield Passage(TIMELINE, _text(entry.get("text")))
    for text in dict.fromkeys(_causes(document)):
        yield Passage(CAUSES, text)
    for key, value in _dict(document.get("impact")).items():
        yield Passage(IMPACT, f"{key.replace('_', ' ').capitalize()}: {_text(value)}" if _text(value) else "")
    for key, section, fields in _LISTS:
        for item in _list(document.get(key)):
            yield Passage(section, " · ".join(filter(None, (_text(item.get(field)) for field in fields))))


def names(document: Document, key: str) -> list[str]:
    """The texts in a list of texts."""
    found = document.get(key)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def owners(document: Document) -> list[str]:
    """Who has an action item."""
    return [owner for action in _list(document.get("actions")) if (owner := _text(action.get("owner")))]


def _causes(document: Document) -> Iterator[str]:
    yield _text(document.get("root_cause"))
    for cause in _list(document.get("contributing_factors")):
        yield _text(cause.get("text"))
    for why in _list(document.get("whys")):
        yield from (_text(why.get("text")), _text(why.get("root_cause")))
    waiting = [
        cause
        for bone in _list(_dict(document.get("fishbone")).get("categories"))
        for cause in _list(bone.get("causes"))
    ]
    while waiting:
        cause = waiting.pop(0)
        yield _text(cause.get("text"))
        waiting.extend(_list(cause.get("causes")))


def _as_we_wrote_it(raw: bytes) -> tuple[Document, Document] | None:
    start, end = raw.find(SESSION), raw.find(EVENTS)
    if start < 0 or end < start or not raw.endswith(END):
        return None
    try:
        meta = json.loads(raw[len(START) : start].rstrip(b"\n").removesuffix(b"},"))
        document = json.loads(raw[start + len(SESSION) : end].removesuffix(b"\n},"))
        lines = [row.partition(b": ")[2] for row in raw[end + len(EVENTS) : -len(END)].split(b",\n")]
        checksum = crc32(b"\n".join([*lines, b""]))
        whole = (meta["count"], meta["checksum"]) == (len(lines), f"{checksum:08x}")
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (meta, document) if whole and isinstance(document, dict) else None


def _replayed(path: Path) -> tuple[Document, Document]:
    from facilitator.documents.plain import as_document  # here, as below: only a session that is open needs it
    from facilitator.domain.evolve import replay
    from facilitator.store.summary import summary

    session = replay(load(path).events)
    return summary(session, path.stem), dict(as_document(session, path.stem))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> Document:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Document]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
