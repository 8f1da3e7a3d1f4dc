"""A column of times read one after the other: each against the one before, across midnight and changes of the clocks.

A time without a date is of the day of the one before it, or of the day after where it would lie half a day back. In
the hour that autumn repeats it is the first one that is not before the one before.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from facilitator.domain.session import Precision, When
from facilitator.imports.sources.form import FAR, NO_CLOCK, NO_SUCH_TIME, NO_TIME, NOT_A_TIME, Ground
from facilitator.imports.sources.instants import ISO, exact, instants
from facilitator.imports.sources.moments import ZONES, Moment, moment, whole_day
from facilitator.when import LONGEST, BadTime, check_zone, zone_info, zone_name

_HALF: Final = timedelta(hours=12)
_TO: Final = re.compile(r"\s?(?:[-–—]|→|->)\s?|\s+(?:to|until|till|bis)\s+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{9,13}(?:\.\d{1,9})?")
_OPENING: Final = re.compile(r"(?:\[|\(|\*\*|__|`|<)?\s?")
_CLOSING: Final = re.compile(
    r"\s?(?:\]|\)|\*\*|__|`|>)?(?:\s?[-–—:|,·•]+(?=\s|$|[A-Za-z*_`\[]))?(?:\s|$|(?<=[\]):*`])(?=\S))"
)
_SPEAKS: Final = re.compile(r"\b(?:times?|timeline|timestamps?|zeit(?:en)?|uhrzeit|zone)\b", re.IGNORECASE)
_ZONE: Final = re.compile(r"(?<!\w)(?:[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+|(?:UTC|GMT)[+-]\d{1,2}|[A-Z]{2,4})(?!\w)")
DAY_FROM_INCIDENT: Final = "The file names no date: its first time was taken to be of the day of the incident."
NO_DAY: Final = "The file names no date, nor does the incident: its first time was taken to be of the last day."


class Clocks:
    """Reads times in turn, and remembers the day, the zone and the time of the last one."""

    def __init__(self, ground: Ground, *, day_first: bool | None = None, backwards: bool = False) -> None:
        self._ground, self._day_first, self._back = ground, day_first, backwards
        self._zone, self._name = ground.zone, ""
        self._day: date | None = None
        self._last: datetime | None = None
        self.told: list[str] = []

    def heading(self, line: str) -> bool:
        """Whether a line is a date and nothing else; the times after it are of that day."""
        bare = line.strip().strip("#*_-–—=:[]() \t")
        found = whole_day(bare, self._day_first) if len(bare) <= LONGEST else None
        if not found or bare[found[2] :].strip(" ,.:()") not in ("", *ZONES):
            return False
        self.of_day(found[0], yearless=found[1])
        self.declare(f"times {bare[found[2] :].strip(' ,.:()')} ")
        return True

    def of_day(self, day: date, *, yearless: bool = False) -> None:
        self._day, self._last = (self._year(day) if yearless else day), None

    def declare(self, line: str) -> None:
        """Take the zone that a heading names: `Timeline (all times UTC)`."""
        if self._ground.said or not _SPEAKS.search(line[:300]):
            return
        own = zone_name(self._ground.start or self._ground.now, self._ground.zone)
        for name in _ZONE.findall(line[:300]):
            zone = self._ground.zone if name == own else ZONES.get(name) or _known(name)
            if zone:
                if zone != self._zone:
                    self.told.append(f"Times without an offset were read in {zone}, as the file says ({name}).")
                self._zone = zone
                return

    def cell(self, text: str) -> tuple[When, str]:
        """The time that is all of a text, and why there is none."""
        text = text.strip()
        written = text[:LONGEST]
        if not text:
            return When(), NO_TIME
        if len(text) > LONGEST:
            return When(written=written), NOT_A_TIME
        if ISO.fullmatch(text) or _NUMBER.fullmatch(text):
            return self._exactly(text)
        bare = text.strip("*_`[]() ") or text
        day = whole_day(bare, self._day_first)
        if day and day[2] == len(bare):  # the times below it are of that day
            self.of_day(day[0], yearless=day[1])
            return When(written=written), NO_CLOCK
        read = self._read(bare, 0)
        if isinstance(read, tuple) and not bare[read[1] :].strip(" .):]*"):
            return self._dated(read[0], written)
        return When(written=written), NO_SUCH_TIME if isinstance(read, str) else NOT_A_TIME

    def lead(self, line: str) -> tuple[When, str, str] | None:
        """The time at the start of a line, why it cannot be read, and the rest of the line; None if there is none."""
        opening = _OPENING.match(line)
        start = opening.end() if opening else 0
        if iso := ISO.match(line, start):
            closing = _CLOSING.match(line, iso.end())
            if closing and closing.end() > iso.end() and not _TO.match(line, iso.end()):
                return *self._exactly(iso[0].rstrip()), line[closing.end() :].strip()
        read = self._read(line, start)
        if read is None:
            return None
        if isinstance(read, str):
            return When(), NO_SUCH_TIME, line.strip()
        closing = _CLOSING.match(line, read[1])
        if not closing or (closing.end() == read[1] and line[read[1] :]):
            return None
        return *self._dated(read[0], line[start : read[1]].strip()[:LONGEST]), line[closing.end() :].strip()

    def _exactly(self, text: str) -> tuple[When, str]:
        ground = self._ground
        when, why = exact(text, Ground(self._zone, ground.said, ground.start, ground.end, ground.now))
        if when.at:
            bare = ISO.fullmatch(text)
            if bare and not bare["zone"]:  # in the hour that comes twice, the one that is not before the last time
                local = when.at.astimezone(zone_info(self._zone))
                at = self._fold(instants(local.date(), local.time(), self._zone))
                when = When(at, None, when.precision, when.written)
            self._last, self._day = when.at, None
        return when, why

    def _read(self, line: str, start: int) -> tuple[When, int] | str | None:
        found = moment(line, start, self._day_first)
        if found is None or isinstance(found, str):
            return found
        to = _TO.match(line, found.end)
        last = moment(line, to.end(), self._day_first) if to and found.clock else None
        if not isinstance(last, Moment) or not last.clock or Precision.HOUR in (found.precision, last.precision):
            at = self._settle(found)
            return When(at, None, found.precision if at else Precision.UNKNOWN), found.end
        if last.half and not found.half and found.clock and 1 <= found.clock.hour < 12:
            found = self._halved(found, last)
        zone, minutes = (found.zone or last.zone), last.minutes if found.minutes is None else found.minutes
        first = Moment(
            found.clock,
            found.precision,
            found.day,
            found.yearless,
            zone,
            minutes,
            found.end,
            found.half,
            found.midnight,
        )
        about = Precision.ABOUT in (found.precision, last.precision)
        at = self._settle(first)
        until = (
            self._until(
                at, Moment(last.clock, last.precision, last.day, last.yearless, zone, minutes, midnight=last.midnight)
            )
            if at
            else None
        )
        return When(at, until, Precision.ABOUT if about else Precision.EXACT), last.end

    def _halved(self, found: Moment, last: Moment) -> Moment:
        """`2:25-2:40pm` means two times of the afternoon, `11:50-12:10pm` one before noon."""
        clock = found.clock
        assert clock and last.clock
        later = clock.replace(hour=clock.hour % 12 + 12 * (last.half == "p"))
        clock = later if later <= last.clock else clock
        return Moment(clock, found.precision, found.day, found.yearless, found.zone, found.minutes, found.end)

    def _until(self, at: datetime, last: Moment) -> datetime | None:
        if last.day:
            until = self._settle(last, fresh=at)
            return until if until and until >= at else None
        days = (at.astimezone(zone_info(self._zone)).date() + timedelta(days=by) for by in (-1, 0, 1, 2))
        found = [each for day in days for each in self._at(day, last)]
        return min((each for each in found if at <= each <= at + timedelta(days=1)), default=None)

    def _settle(self, found: Moment, fresh: datetime | None = None) -> datetime | None:
        """The instant that is meant, which is the last time from now on."""
        if found.clock is None:
            return None
        if found.zone and not self._name and self._last is None:
            self._name = found.zone  # the zone of the first time is that of all that name none
        if found.day:
            day = self._year(found.day) if found.yearless else found.day
            at = self._fold(self._at(day, found))
        elif self._day:
            at = self._fold(self._at(self._day, found))
        elif self._last:
            at = self._carried(self._last, found)
        else:
            at = self._first(found)
        if fresh is None:
            self._last, self._day = at, None
        return at

    def _carried(self, last: datetime, found: Moment) -> datetime:
        """On the day of the time before, or past midnight."""
        day = last.astimezone(zone_info(self._zone)).date()
        at = self._fold(self._at(day, found))
        if not self._back and at < last - _HALF:
            return self._fold(self._at(day + timedelta(days=1), found))
        if self._back and at > last + _HALF:
            return self._fold(self._at(day - timedelta(days=1), found))
        return at

    def _first(self, found: Moment) -> datetime:
        """The first time of all, of which no day is known: near the incident, else of the last day."""
        ground = self._ground
        near = ground.start or ground.now
        days = [near.astimezone(zone_info(self._zone)).date() + timedelta(days=by) for by in (-1, 0, 1)]
        possible = [at for day in days for at in self._at(day, found)]
        if ground.start is None:
            self.told.append(NO_DAY)
            return max((at for at in possible if at <= ground.now), default=possible[0])
        self.told.append(DAY_FROM_INCIDENT)
        start, end = ground.start, max(ground.end or ground.start, ground.start)
        return min(possible, key=lambda at: (max(start - at, at - end, timedelta(0)), abs(at - start)))

    def _at(self, day: date, found: Moment) -> list[datetime]:
        """The instants at which the clocks show this on a day."""
        clock = found.clock or time()
        if found.midnight:
            day += timedelta(days=1)
        if found.minutes is not None:
            return [datetime.combine(day, clock, UTC) - timedelta(minutes=found.minutes)]
        name = found.zone or self._name
        own = instants(day, clock, self._zone)
        if not name:
            return own
        named = [at for at in own if zone_name(at, self._zone) == name]
        if named:
            return named
        there = instants(day, clock, ZONES[name])
        return [at for at in there if zone_name(at, ZONES[name]) == name] or there

    def _fold(self, both: list[datetime]) -> datetime:
        """Of an hour that comes twice, the one that goes on from the last time."""
        if self._back:
            return next((at for at in reversed(both) if self._last is None or at <= self._last), both[0])
        return next((at for at in both if self._last is None or at >= self._last), both[0])

    def _year(self, day: date) -> date:
        """The year in which it is next to what is known."""
        near = self._last.date() if self._last else self._day or (self._ground.start or self._ground.now).date()
        found = []
        for year in (near.year - 1, near.year, near.year + 1):
            try:
                found.append(day.replace(year=year))
            except ValueError:  # 29 February
                continue
        return min(found, key=lambda each: abs(each - near), default=day)

    def _dated(self, when: When, written: str) -> tuple[When, str]:
        if when.at is None:
            return When(written=written), NO_TIME
        if not 1970 <= when.at.year < 2200:
            return When(written=written), FAR
        return When(when.at, when.until, when.precision, written), ""


def _known(name: str) -> str:
    if name[:3] in ("UTC", "GMT") and name[3:]:  # the database of zones counts the other way: UTC+1 is Etc/GMT-1
        name = f"Etc/GMT{'-' if name[3] == '+' else '+'}{int(name[4:])}"
    try:
        return check_zone(name) if "/" in name else ""
    except BadTime:
        return ""
