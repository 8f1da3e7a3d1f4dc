"""Times as a document tells them: stretches, and a timeline in which a new day shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from facilitator.domain.session import Entry, Session, When
from facilitator.when import clock, day, label, minutes, span, zone_info, zone_name

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
    first, last, days = clock(start, zone), clock(end, zone), (local_day(start, zone), local_day(end, zone))
    if zone_name(start, zone) != zone_name(end, zone):
        first = f"{first} {zone_name(start, zone)}"
    if dated or days[0] != days[1]:
        first = f"{day(start, zone)}, {first}"
    if days[0] != days[1]:
        last = f"{day(end, zone)}, {last}"
    return f"{first} - {last} {zone_name(end, zone)}"


def moment(at: datetime, zone: str, today: date | None) -> str:
    """`14:30 PST`, exactly, with its date unless that is `today`."""
    local = at.astimezone(zone_info(zone)).time()
    shown = local.isoformat() if local.second or local.microsecond else clock(at, zone)
    dated = f"{day(at, zone)}, {shown}" if local_day(at, zone) != today else shown
    return f"{dated} {zone_name(at, zone)}"


def zone_names(session: Session, zone: str) -> str:
    """`PST`, or `PDT / PST` when the clocks changed within the timeline."""
    instants = [entry.when.at for entry in session.entries if entry.when.at]
    instants = instants or [session.incident.started or session.created]
    return " / ".join(dict.fromkeys(zone_name(at, zone) for at in instants))


def first_day(session: Session, zone: str) -> date | None:
    """The day that goes without saying: the incident's, if the whole timeline lies in it."""
    start = session.incident.started
    days = {local_day(entry.when.at, zone) for entry in session.entries if entry.when.at}
    return local_day(start, zone) if start and days == {local_day(start, zone)} else None


def timeline_times(entries: Sequence[Entry], today: date | None, zone: str) -> list[str]:
    """The time of each entry. A day other than `today` shows its date, changed clocks the name of their zone."""
    rows, name = [], ""
    for entry in entries:
        shown, at = _label(entry.when, zone), entry.when.at
        if at is not None:
            if name not in ("", zone_name(at, zone)) and not _over_a_change(entry.when, zone):
                shown = f"{shown} {zone_name(at, zone)}"
            if today != local_day(at, zone):
                shown = f"{day(at, zone)}, {shown}"
            today, name = local_day(at, zone), zone_name(at, zone)
        rows.append(shown)
    return rows


def local_day(at: datetime, zone: str) -> date:
    return at.astimezone(zone_info(zone)).date()


def _label(when: When, zone: str) -> str:
    """As everywhere, but that a range which ends on another day, or after the clocks changed, says so."""
    shown, at, until = label(when, zone), when.at, when.until
    if at is None or until is None or "-" not in shown:
        return shown
    first, _, last = shown.rpartition("-")
    if local_day(at, zone) != local_day(until, zone):
        last = f"{day(until, zone)}, {last}"
    if _over_a_change(when, zone):
        return f"{first} {zone_name(at, zone)} - {last} {zone_name(until, zone)}"
    return f"{first} - {last}" if "," in last else shown


def _over_a_change(when: When, zone: str) -> bool:
    """Whether the clocks were changed within a range."""
    return bool(when.at and when.until and zone_name(when.at, zone) != zone_name(when.until, zone))
