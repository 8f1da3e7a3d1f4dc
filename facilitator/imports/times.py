"""The document's times, read back: moments, stretches, and the times of a timeline in which a new day shows."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from facilitator.domain.session import Precision, When
from facilitator.when import MONTHS, Frame, read_time, zone_info, zone_name

_DAY = r"(?:(?P<{0}>[A-Z][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d),? )"
_ZONE = r"(?: (?P<{0}>[A-Z][A-Za-z]{{1,5}}|[+-]\d{{2,4}}))"
_CLOCK = r"(?P<{0}>\d\d:\d\d(?::\d\d(?:\.\d{{1,6}})?)?)"
_MOMENT: Final = re.compile(f"{_DAY.format('day')}?{_CLOCK.format('clock')}{_ZONE.format('zone')}?")
_ROW: Final = re.compile(
    rf"{_DAY.format('day')}?(?P<about>~)?(?P<clock>\?\?:\?\?|\d\d:(?:\?\?|\d[x?]|\d\d(?::\d\d)?)){_ZONE.format('zone')}?"
    rf"(?:\s?[-–]\s?{_DAY.format('last_day')}?{_CLOCK.format('last')}{_ZONE.format('last_zone')}?)?"
)
_LONG: Final = timedelta(hours=12)


def read_day(text: str) -> date | None:
    """`December 3, 2025`, or `2025-12-03`."""
    try:
        if found := re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})", text.strip()):
            names = [month[:3] for month in MONTHS]
            return date(int(found[3]), names.index(found[1][:3].capitalize()) + 1, int(found[2]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def read_moment(text: str, today: date | None, zone: str, name: str = "") -> datetime | None:
    """`December 3, 2025, 14:30 PST`; without a date on `today`, without the name of a zone in the one of this name."""
    found = _MOMENT.fullmatch(text.strip())
    day = read_day(found["day"]) if found and found["day"] else today
    clock = _time(found["clock"]) if found else None
    return _instant(day, clock, zone, (found["zone"] or name) if found else "") if day and clock else None


def read_stretch(text: str, today: date | None, zone: str) -> tuple[datetime, datetime] | None:
    """`14:15 - 15:45 PST`."""
    first, dash, last = text.partition(" - ")
    end = _MOMENT.fullmatch(last.strip()) if dash else None
    name = (end["zone"] or "") if end else ""
    start = read_moment(first, today, zone, name)
    until = read_moment(last, today, zone)
    return (start, until) if start and until else None


class Rows:
    """The times of a timeline, each read against the one above it."""

    def __init__(self, today: date | None, zone: str, name: str, now: datetime) -> None:
        """`today` is the day that goes without saying, `name` that of the zone at the first entry."""
        self._today, self._zone, self._name, self._now = today, zone, name, now
        self._last: datetime | None = None

    def read(self, text: str) -> When | None:
        """The time in a cell; None if it cannot be read."""
        found = _ROW.fullmatch(text.strip())
        when = self._read(found) if found else self._typed(text)
        if when and when.at:
            self._last, self._name = when.at, zone_name(when.at, self._zone)
            self._today = when.at.astimezone(zone_info(self._zone)).date()
        return when

    def _read(self, found: re.Match[str]) -> When | None:
        clock, about = found["clock"], found["about"] or ""
        if clock == "??:??":
            return When(written=clock)
        day = (
            read_day(found["day"])
            if found["day"]
            else self._today or self._now.astimezone(zone_info(self._zone)).date()
        )
        typed = _time(re.sub(r"[x?]", "0", clock))
        if day is None or typed is None:
            return None
        at = _instant(day, typed, self._zone, found["zone"] or found["last_zone"] or self._name)
        if not found["day"] and self._last and self._last - at > _LONG:
            at = _instant(day + timedelta(days=1), typed, self._zone, self._name)  # past midnight, by hand
        at = self._within(at, clock)
        until = self._until(found, at)
        if clock.endswith("??"):
            return When(at, None, Precision.HOUR, clock)
        known = Precision.ABOUT if about or not clock[-1].isdigit() else Precision.EXACT
        return When(at, until, known, f"{about}{clock}" + (f"-{found['last']}" if until else ""))

    def _within(self, at: datetime, clock: str) -> datetime:
        """The first instant that shows so, and that is not before the row above."""
        shown = 3600 if clock.endswith("??") else 600 if not clock[-1].isdigit() else 60 if len(clock) == 5 else 1
        return self._last if self._last and at <= self._last < at + timedelta(seconds=shown) else at

    def _until(self, found: re.Match[str], at: datetime) -> datetime | None:
        clock = _time(found["last"]) if found["last"] else None
        if clock is None:
            return None
        day = read_day(found["last_day"] or "") or at.astimezone(zone_info(self._zone)).date()
        name = found["last_zone"] or zone_name(at, self._zone)
        until = _instant(day, clock, self._zone, name)
        if until < at and not found["last_day"]:
            same = at - until < timedelta(minutes=1)
            until = at if same else _instant(day + timedelta(days=1), clock, self._zone, name)
        return until

    def _typed(self, text: str) -> When | None:
        """A time as people type them into a row."""
        zone = zone_info(self._zone)
        start = datetime.combine(self._today, time(), zone).astimezone(UTC) if self._today else None
        read = read_time(f"{text} | x", Frame(self._zone, self._last, start, None, self._now))
        return read[0] if read and read[1] == "x" else None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _instant(day: date, clock: time, zone: str, name: str) -> datetime:
    """When the clocks show this; of an hour that comes twice, where the zone has this name."""
    both = [datetime.combine(day, clock.replace(fold=fold), zone_info(zone)).astimezone(UTC) for fold in (0, 1)]
    return next((at for at in both if zone_name(at, zone) == name), both[0])
