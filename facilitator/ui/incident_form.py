"""The incident and the people as the lines of a form, and the lines as what they make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from facilitator.documents.times import duration
from facilitator.domain.record import replace
from facilitator.domain.session import Incident, Person, Precision
from facilitator.people import read_people, write_people
from facilitator.ui.screens.form import Fault, Field, Values
from facilitator.when import BadTime, Frame, check_zone, iso, read_instant, read_time, stamp

TIMES: Final = ("started", "detected", "mitigated", "resolved")
LISTS: Final = ("services", "tags")
NAMES: Final = {
    "title": ("What happened", "such as API requests failed for 90 minutes"),
    "id": ("Incident ID", "such as INC-2025-12-03-001"),
    "severity": ("Severity", "such as SEV1"),
    "started": ("Started", "such as 2025-12-03 14:15, or empty"),
    "detected": ("Detected", "such as 14:15"),
    "mitigated": ("Mitigated", "such as 14:30"),
    "resolved": ("Resolved", "such as 15:45, or empty"),
    "timezone": ("Time zone", "such as America/Los_Angeles"),
    "services": ("Services", "such as API, checkout service"),
    "tags": ("Tags", "such as database, connection-pool"),
    "type": ("Type", "such as outage, degradation"),
    "author": ("Author", "such as @bob"),
    "people": ("People", "such as @bob IC, @dana facilitator, @erin scribe, @alice SME"),
    "summary": ("Summary", "In 2-3 sentences, in plain language: what happened?"),
}
LEAST: Final = ("title", "id", "severity", "started", "resolved", "people")
"""What a new session asks for. All but the first may stay empty."""


def fields(incident: Incident, people: Sequence[Person], ids: Sequence[str] = tuple(NAMES)) -> list[Field]:
    """The lines of a form that shows these."""
    return [Field(id, NAMES[id][0], _shown(id, incident, people), NAMES[id][1]) for id in ids]


def read(values: Values, incident: Incident, now: datetime) -> tuple[Incident, tuple[Person, ...] | None]:
    """The incident as the lines have it, and the people if they speak of them; BadTime for a time or a zone.

    A time of day is of the day on which the incident started; it is read in the zone of the form.
    """
    zone = check_zone(values.get("timezone") or incident.timezone)
    changes: dict[str, object] = {"timezone": zone}
    start: datetime | None = None
    for id in TIMES:
        if id in values:
            changes[id] = _instant(values[id], zone, start, now)
            start = start or _instant(values[id], zone, start, now)
    for id, value in values.items():
        if id in LISTS:
            changes[id] = tuple(part.strip() for part in value.split(",") if part.strip())
        elif id not in (*TIMES, "timezone", "people"):
            changes[id] = value
    return replace(incident, **changes), read_people(values["people"]) if "people" in values else None


def fault(values: Values, incident: Incident, now: datetime) -> Fault | None:
    """What is wrong with the lines, and in which one."""
    if not values["title"]:
        return "title", "A few words on what happened, please: the session is named by them."
    try:
        check_zone(values.get("timezone") or incident.timezone)
    except BadTime as bad:
        return "timezone", str(bad)
    for id in TIMES:
        if id in values:
            try:
                read({each: values[each] for each in TIMES[: TIMES.index(id) + 1] if each in values}, incident, now)
            except BadTime as bad:
                return id, str(bad)
    made, _ = read(values, incident, now)
    if made.started and made.resolved and made.resolved < made.started:
        return "resolved", "The incident cannot be resolved before it started. Look at the two times."
    return None


def told(values: Values, incident: Incident, now: datetime) -> str:
    """The duration that the lines make, with the zone in which they are read."""
    try:
        made, _ = read(values, incident, now)
    except BadTime:
        return ""
    lasted = duration(made.started, made.resolved, made.timezone)
    return f"Duration: {lasted}" if lasted else f"Times in {made.timezone}. The duration follows from start and end."


def _shown(id: str, incident: Incident, people: Sequence[Person]) -> str:
    if id == "people":
        return write_people(people)
    value = getattr(incident, id)
    if id in LISTS:
        return ", ".join(value)
    if id in TIMES:
        if value is None:
            return ""
        return iso(value, incident.timezone) if value.second or value.microsecond else stamp(value, incident.timezone)
    return str(value)


def _instant(line: str, zone: str, start: datetime | None, now: datetime) -> datetime | None:
    if not line:
        return None
    found = read_time(line, Frame(zone, start, start, None, now))
    if found and not found[1] and found[0].at and found[0].precision is Precision.EXACT:
        return found[0].at
    return read_instant(line, zone)
