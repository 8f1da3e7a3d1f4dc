"""Times as a document tells them: stretches, and a timeline in which a new day shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from facilitator.domain.session import Entry, Session
from facilitator.when import clock, day, label, minutes, span, zone_name

IN_MINUTES: Final = 3 * 3600
"""Seconds up to which a length of time is given in minutes alone."""


def duration(start: datetime | None, end: datetime | None, zone: str) -> str:
    """`90 minutes (14:15 - 15:45 PST)`, or nothing while an end of it is not known."""
    if not start or not end:
        return ""
    seconds = (end - start).total_seconds()
    return f"{minutes(seconds) if seconds < IN_MINUTES else span(seconds)} ({stretch(start, end, zone)})"


def stretch(start: datetime, end: datetime, zone: str, *, dated: bool = False) -> str:
    """`14:15 - 15:45 PST`; with its dates if they differ, with the first one at least if `dated`."""
    first, last, days = clock(start, zone), clock(end, zone), (_local(start, zone), _local(end, zone))
    if zone_name(start, zone) != zone_name(end, zone):
        first = f"{first} {zone_name(start, zone)}"
    if dated or days[0] != days[1]:
        first = f"{day(start, zone)}, {first}"
    if days[0] != days[1]:
        last = f"{day(end, zone)}, {last}"
    return f"{first} - {last} {zone_name(end, zone)}"


def zone_names(session: Session, zone: str) -> str:
    """`PST`, or `PDT / PST` when the clocks changed within the timeline."""
    instants = [entry.when.at for entry in session.entries if entry.when.at]
    instants = instants or [session.incident.started or session.created]
    return " / ".join(dict.fromkeys(zone_name(at, zone) for at in instants))


def first_day(session: Session, zone: str) -> date | None:
    """The day that goes without saying: the incident's, if the whole timeline lies in it."""
    start = session.incident.started
    days = {_local(entry.when.at, zone) for entry in session.entries if entry.when.at}
    return _local(start, zone) if start and days == {_local(start, zone)} else None


def timeline_rows(entries: Sequence[Entry], today: date | None, zone: str) -> list[tuple[str, str]]:
    """Time and text of each entry. A day other than `today` shows its date, changed clocks the name of their zone."""
    rows, name = [], ""
    for entry in entries:
        shown, at = label(entry.when, zone), entry.when.at
        if at is not None:
            if name not in ("", zone_name(at, zone)):
                shown = f"{shown} {zone_name(at, zone)}"
            if today != _local(at, zone):
                shown = f"{day(at, zone)}, {shown}"
            today, name = _local(at, zone), zone_name(at, zone)
        rows.append((shown, entry.text))
    return rows


def _local(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
