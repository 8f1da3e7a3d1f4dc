"""The timeline of a session as `facilitator export --format json` and `show --json` write it."""

from __future__ import annotations

from typing import Any, Final

from facilitator.domain.session import Kind, Precision, When
from facilitator.imports.sources.fields import JSON, dig, each, first, listed, text
from facilitator.imports.sources.form import NO, NO_TIME, SURE, BadImport, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact
from facilitator.when import LONGEST

ONLY: Final = (
    "Only its timeline was taken; without a session before it, «facilitator import» makes a session of all of it."
)


def detect(content: Content) -> int:
    return SURE + 5 if len(content.data) == 1 and is_ours(content.data[0]) else NO


def is_ours(value: Any) -> bool:
    return (
        isinstance(value, dict) and isinstance(value.get("timeline"), list) and isinstance(value.get("incident"), dict)
    )


def read(content: Content, ground: Ground) -> Result:
    page = next((page for page in content.data if is_ours(page)), None)
    if page is None:
        raise BadImport(f"{content.name} is no session of facilitator: it has no incident with a timeline.")
    return Result(each(listed(dig(page, "timeline")), lambda entry: item(entry, ground)), told=(ONLY,))


def item(entry: JSON, ground: Ground) -> Item:
    """An entry as it was kept."""
    written = text(entry.get("written"))[:LONGEST]
    kind = next((kind for kind in Kind if kind.value == entry.get("kind")), None)
    said = first(entry, "text")
    if entry.get("at") is None:
        return Item(When(written=written), said, kind, NO_TIME)
    when, why = exact(entry["at"], ground)
    until = exact(entry.get("until"), ground)[0].at
    if when.at is None:
        return Item(when, said, kind, why)
    precision = next((each for each in Precision if each.value == entry.get("precision")), Precision.EXACT)
    if precision is Precision.UNKNOWN:
        precision = Precision.EXACT
    return Item(When(when.at, until if until and until >= when.at else None, precision, written), said, kind)
