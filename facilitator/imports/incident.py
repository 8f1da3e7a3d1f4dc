"""Section 1 read back: the incident, the people, and how far the document is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Final

from facilitator.documents.times import duration
from facilitator.domain.acts.papers import SetState
from facilitator.domain.paper import State
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Incident, Person
from facilitator.imports.building import Building, shortened
from facilitator.imports.inline import fact, line, plain, words
from facilitator.imports.page import Part, fact_rows, is_ours, texts
from facilitator.imports.times import read_day, read_moment, read_stretch
from facilitator.when import BadTime, check_zone, zone_info

FACTS: Final = "Incident Summary"
SUMMARY: Final = "Summary"
_NOT_GIVEN: Final = "_not given yet_"
_TEXTS: Final = {"incident id": "id", "severity": "severity", "author": "author", "type": "type"}
_LISTS: Final = {"tags": "tags", "services": "services"}
_TIMES: Final = ("started", "detected", "mitigated", "resolved")
_PERSON: Final = re.compile(r"\s*(?P<name>[^,(]*[^,(\s])\s*(?:\((?P<roles>[^)]*)\))?\s*(?:,|$)")
_STATE: Final = re.compile(r"(?P<state>draft|in review|published)(?:(?: since| on)? (?P<day>.+))?", re.IGNORECASE)
_TITLE: Final = re.compile(r"post-?mortem\s*(?::|[-–—] )?\s*", re.IGNORECASE)


class Summary(Record):
    """What section 1 says."""

    incident: Incident
    people: tuple[Person, ...] = ()
    stage: tuple[State, datetime] | None = None
    """The state of the document and since when, unless it is a draft."""


def summary(parts: Iterable[Part], title: str, building: Building) -> Summary:
    """Read it; `title` is for a document that has none."""
    values: dict[str, str] = {}
    paragraphs: list[str] = []
    for part in parts:
        if part.level == 1:
            title = _TITLE.sub("", part.title, count=1) or title
        if part.title.casefold() == SUMMARY.casefold():
            paragraphs += [text for block in part.blocks if not is_ours(block) for text in texts(block)]
        elif part.title.casefold() == FACTS.casefold():
            for name, value in _facts(part, building):
                values[name] = value
    zone = _zone(values.pop("time zone", ""), building)
    made = Incident(title=title, timezone=zone, summary="\n\n".join(paragraphs))
    for name, value in values.items():
        if name in _TEXTS:
            made = replace(made, **{_TEXTS[name]: words(value)})
        elif name in _LISTS:
            made = replace(made, **{_LISTS[name]: tuple(filter(None, map(words, value.split(","))))})
    made = _timed(made, values, building)
    return Summary(made, _people(values.get("attendees", "")), _stage(values.get("status", ""), zone, building))


def set_state(stage: tuple[State, datetime] | None, building: Building) -> None:
    if stage:
        building.do(SetState(stage[0]), stage[1])


def _facts(part: Part, building: Building) -> Iterator[tuple[str, str]]:
    """Name and value, in Markdown, of each fact that is known."""
    known = {*_TEXTS, *_LISTS, *_TIMES, "duration", "date", "attendees", "status", "time zone"}
    strange: list[str] = []
    for block in part.blocks:
        if is_ours(block):
            continue
        rows = fact_rows(block)
        for row in rows:
            found = fact(row)
            if not found or found[0].casefold() not in known:
                strange.append(line(row).whole)
            elif found[1] != _NOT_GIVEN:
                yield found[0].casefold(), found[1]
        if not rows:
            strange += texts(block)
    building.keep_all(strange, f"in «{FACTS}»")


def _zone(value: str, building: Building) -> str:
    try:
        return check_zone(words(value)) if value else "UTC"
    except BadTime as bad:
        building.tell(f"{bad} Times were read as UTC.")
        return "UTC"


def _timed(incident: Incident, values: dict[str, str], building: Building) -> Incident:
    zone = incident.timezone
    today = _today(values.get("date", ""), building)
    if value := words(values.get("duration", "")):
        found = re.search(r"\((.*)\)$", value)
        stretch = read_stretch(found[1], today, zone) if found else None
        if stretch:
            incident = replace(incident, started=stretch[0], resolved=stretch[1])
            known = duration(*stretch, zone)
            if plain(known) != plain(value):
                building.tell(f"The duration «{shortened(value)}» was read as {known}.")
        else:
            building.keep(f"Duration: {value}", "It has no times that could be read")
    for name in _TIMES:
        if value := words(values.get(name, "")):
            at = read_moment(value, today, zone)
            if at:
                incident = replace(incident, **{name: at})
            else:
                building.keep(f"{name.capitalize()}: {value}", "It is no time that could be read")
    if incident.started is None and today:  # The day is known, if nothing else is.
        building.keep(f"Date: {words(values['date'])}", "Without a time it cannot be kept as the start")
    return incident


def _today(value: str, building: Building) -> date | None:
    day = read_day(words(value)) if value else None
    if value and day is None:
        building.keep(f"Date: {words(value)}", "It is no date that could be read")
    return day


def _people(value: str) -> tuple[Person, ...]:
    """`@bob (IC), @alice (on-call, SME)`. Signs that are part of a name are character references still."""
    found = []
    for each in _PERSON.finditer(value):
        roles = (words(role) for role in (each["roles"] or "").split(","))
        found.append(Person(words(each["name"]), tuple(role for role in roles if role)))
    return tuple(person for person in found if person.name)


def _stage(value: str, zone: str, building: Building) -> tuple[State, datetime] | None:
    said = words(value)
    found = _STATE.fullmatch(said)
    if said and not found:
        building.keep(f"Status: {said}", "It is none of draft, in review and published")
    if not found:
        return None
    day = read_day(found["day"] or "")
    if found["day"] and not day:
        building.keep(f"Status: {said}", "It has no date that could be read")
    if found["state"].lower() == State.DRAFT:
        return None
    at = datetime.combine(day, time(), zone_info(zone)).astimezone(UTC) if day else building.now
    return State(found["state"].lower()), min(at, building.now)
