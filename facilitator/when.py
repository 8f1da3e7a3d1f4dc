"""Times as people type them, and as the product shows them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.domain.session import Precision, When

LONGEST: Final = 64
"""Characters at the start of a line in which a time is looked for."""
SOON: Final = timedelta(hours=6)
"""While an incident's end is not known, it is taken to reach this far past the last timed entry."""

_NAMES = "January February March April May June July August September October November December"
MONTHS: Final = tuple(_NAMES.split())
_FULL_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_TYPED_TEN = re.compile(r"\d:\d[x?]", re.IGNORECASE)
_TYPED_SECONDS = re.compile(r"\d:\d\d:\d\d")


class BadTime(FacilitatorError):
    """A time or a zone that cannot be read."""


class Frame(Record):
    """What a typed time is read against. Instants are aware."""

    zone: str
    last: datetime | None
    """The time of the last timed entry."""
    start: datetime | None
    end: datetime | None
    now: datetime

    def far(self, at: datetime) -> timedelta:
        """How far an instant lies from the incident; nothing while that is not known."""
        if self.start is None:
            return timedelta(0)
        end = self.end or (self.last or self.start) + SOON
        return max(self.start - at, at - max(self.start, end), timedelta(0))


def read_time(line: str, frame: Frame) -> tuple[When, str] | None:
    """The time at the start of a line, and the rest of the line; None if the line does not start with a time.

    Four bare digits are a time even if they look like a year (`2015 db down`): a scribe who types at speed means the
    clock. They are none before a thing that is counted (`1200 users`).
    """
    from facilitator import typed  # here: what only shows times need not wait for its patterns

    return typed.read_time(line, frame)


@cache
def zone_info(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def read_instant(text: str, zone: str) -> datetime:
    """An instant of the command line, in UTC; read in `zone` unless it has an offset. A date alone is its midnight."""
    import pendulum  # here: it takes 36 ms, and most commands need none of it

    text = text.strip()
    try:
        if len(text) > LONGEST or not _FULL_DATE.match(text):
            raise ValueError
        parsed = pendulum.parse(text, tz=zone)
        if not isinstance(parsed, pendulum.DateTime):
            raise ValueError
    except (ValueError, OverflowError):
        example = "Give one such as 2025-12-03T14:15, or 2025-12-03T14:15-08:00 with an offset."
        raise BadTime(f"«{text[:LONGEST]}» is not a date and time. {example}") from None
    if parsed.timezone_name == zone:  # of an hour that comes twice pendulum takes the second
        parsed = parsed.replace(tzinfo=None)
        return datetime.combine(parsed.date(), parsed.time(), zone_info(zone)).astimezone(UTC)
    return datetime.fromtimestamp(parsed.timestamp(), UTC)


def check_zone(name: str) -> str:
    """The name of a zone that exists; BadTime with one that is like it for any other."""
    try:
        return zone_info(name).key
    except (KeyError, ValueError, OSError):
        import difflib  # here: only a wrong name needs it

        known = {part.lower(): zone for zone in sorted(available_timezones()) for part in (zone, zone.split("/")[-1])}
        like = difflib.get_close_matches(name.lower().replace(" ", "_"), known, 1)
        hint = f"Did you mean {known[like[0]]}?" if like else "Give one such as America/Los_Angeles or UTC."
        raise BadTime(f"There is no time zone «{name[:LONGEST]}». {hint}") from None


def read_clock(text: str, zone: str, now: datetime) -> datetime:
    """The next instant at which the clocks of the zone show this, at most a day from now; `+30` is minutes from now."""
    from facilitator import typed

    return typed.read_clock(text, zone, now)


def clock(at: datetime, zone: str, seconds: bool = False) -> str:
    """`14:25`."""
    local = at.astimezone(zone_info(zone))
    return f"{local.hour:02}:{local.minute:02}:{local.second:02}" if seconds else f"{local.hour:02}:{local.minute:02}"


def day(at: datetime, zone: str) -> str:
    """`December 3, 2025`."""
    local = at.astimezone(zone_info(zone))
    return f"{MONTHS[local.month - 1]} {local.day}, {local.year}"


def today(now: datetime, zone: str) -> date:
    """The day that it is in a zone."""
    return now.astimezone(zone_info(zone)).date()


def short_date(day: date, beside: date) -> str:
    """`Dec 10`, with the year where it is not that of the other day."""
    shown = f"{MONTHS[day.month - 1][:3]} {day.day}"
    return shown if day.year == beside.year else f"{shown}, {day.year}"


def stamp(at: datetime, zone: str) -> str:
    """`2025-12-03 14:25`."""
    return f"{at.astimezone(zone_info(zone)):%Y-%m-%d %H:%M}"


def iso(at: datetime, zone: str) -> str:
    """`2025-12-03T14:25:00-08:00`."""
    return at.astimezone(zone_info(zone)).isoformat()


def zone_name(at: datetime, zone: str) -> str:
    """`PST`."""
    return at.astimezone(zone_info(zone)).tzname() or zone


def label(when: When, zone: str) -> str:
    """How a time shows in a table: `14:25`, `~14:2x`, `14:??`, `??:??`, `15:00-15:45`."""
    if when.at is None or when.precision is Precision.UNKNOWN:
        return "??:??"
    if when.precision is Precision.HOUR:
        return clock(when.at, zone)[:3] + "??"
    seconds = bool(when.at.second or (when.until and when.until.second)) and bool(_TYPED_SECONDS.search(when.written))
    shown = clock(when.at, zone, seconds)
    if when.until:
        shown += "-" + clock(when.until, zone, seconds)
    if when.precision is Precision.EXACT:
        return shown
    return f"~{shown[:-1]}x" if _TYPED_TEN.search(when.written) and not when.until else f"~{shown}"


def span(seconds: float) -> str:
    """A length of time in a table: `45 s`, `12 min`, `1 h 30 min`."""
    sign, whole = ("-" if round(seconds) < 0 else ""), abs(round(seconds))
    if whole < 60:
        return f"{sign}{whole} s"
    hours, rest = divmod((whole + 30) // 60, 60)
    return sign + " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest))


def minutes(seconds: float) -> str:
    """A length of time in a sentence: `90 minutes`."""
    whole = int((abs(seconds) + 30) // 60) * (-1 if seconds < 0 else 1)
    return f"{whole} minute{'' if abs(whole) == 1 else 's'}"
