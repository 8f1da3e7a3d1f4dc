"""Times as people write them into tables, lists and chats: patterns, and what they say when nothing else is known.

Stricter than what is typed in a meeting (`typed`): no `now`, no bare `1425`, since a document is full of numbers.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Precision
from facilitator.imports.sources.instants import shift
from facilitator.when import MONTHS

ZONES: Final = {
    **dict.fromkeys(("UTC", "GMT", "Z"), "UTC"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **dict.fromkeys(("MST", "MDT", "MT"), "America/Denver"),
    **dict.fromkeys(("CST", "CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("EST", "EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    **dict.fromkeys(("BST", "WEST"), "Europe/London"),
    **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "SGT": "Asia/Singapore",
}
"""Where the clocks go by a name. The session's own zone comes first, where its clocks go by it."""
_MONTH_OF: Final = {name: i for i, full in enumerate(MONTHS, 1) for name in (full.lower(), full[:3].lower())} | {
    "sept": 9, "mär": 3, "mrz": 3, "märz": 3, "mai": 5, "okt": 10, "oktober": 10, "dez": 12, "dezember": 12,
    "januar": 1, "februar": 2, "juni": 6, "juli": 7,
}  # fmt: skip
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_NAME = r"(?P<name>[a-zä]{3,9})\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DATES: Final = tuple(
    re.compile(_WEEKDAY + pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?!\d)",
        r"(?P<m>\d\d)-(?P<d>\d\d)(?=[\sT]+\d\d?:)",
        r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.(?:\s?(?P<y>(?:19|20)?\d\d)(?![\d:.]))?(?!\w)",
        r"(?P<a>\d\d?)(?P<sep>[/-])(?P<b>\d\d?)(?P=sep)(?P<y>(?:19|20)?\d\d)(?![\w:])",
        r"(?P<a>\d\d?)/(?P<b>\d\d?)(?![/\w])",
        rf"{_NAME}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?!\w)",
        rf"(?P<d>\d\d?)(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?{_NAME}(?:,?[\s-]+{_YEAR})?(?!\w)",
    )
)
_AFTER_DATE: Final = re.compile(r"(?:T(?=\d)|,?\s+(?:at\s+|um\s+|[-–—|]\s+)?)", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"(?P<about>~\s?|(?:c\.|ca\.|about|around|approx\.|approximately|circa)\s+)?"
    r"(?:(?P<h>\d\d?)(?P<sep>[:h.])(?P<min>\d\d|\d[x?]|\?\?|xx)(?::(?P<s>\d\d)(?:[.,](?P<us>\d{1,9}))?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?|(?P<h2>\d\d?)\s?(?P<half2>[ap])\.?m\b\.?|(?P<none>(?:\?\?|xx):(?:\?\?|xx)))",
    re.IGNORECASE,
)
_ZULU: Final = re.compile(r"Z\b")
_UHR: Final = re.compile(r"\s?(?:Uhr|hrs?|h)\b\.?")
_ZONE: Final = re.compile(
    r"\s?\(?(?P<shift>[+-]\d\d:?\d\d)(?![\d:])\)?"
    r"|\s?\(?(?:(?P<full>[A-Z]{3,4}|Z)\b|(?P<two>[PMCE]T)(?=\s*(?:$|[\])|:,–—-])))(?:(?P<beside>[+-]\d{1,2})\b)?\)?"
)


class Moment(Record):
    """A time of day, and what was written beside it."""

    clock: time | None
    """None for `??:??`."""
    precision: Precision
    day: date | None = None
    yearless: bool = False
    """Whether the year of `day` is not known."""
    zone: str = ""
    """The name of the clocks' zone, such as PST."""
    minutes: int | None = None
    """Minutes east of UTC."""
    end: int = 0
    half: str = ""
    """`a` or `p`, of am and pm."""
    midnight: bool = False
    """24:00, which is the beginning of the day after."""


def moment(line: str, start: int, day_first: bool | None) -> Moment | str | None:
    """The time at a place in a line. None where none is written, a text where one is that cannot be."""
    if line[start : start + 1].isdigit() or line[start : start + 1].isalpha():
        for pattern in _DATES:
            dated = pattern.match(line, start)
            after = _AFTER_DATE.match(line, dated.end()) if dated else None
            if dated and after:
                clock = _clock(line, after.end())
                day = _day(dated, day_first)
                if clock is None or day is None:
                    continue
                if isinstance(clock, str) or isinstance(day, str):
                    return dated[0] if isinstance(day, str) else str(clock)
                return _with(clock, day, yearless=not _has_year(dated))
    return _clock(line, start)


def whole_day(line: str, day_first: bool | None) -> tuple[date, bool, int] | None:
    """The date at the start of a line, whether its year is unknown, and where it ends."""
    for pattern in _DATES:
        if (dated := pattern.match(line)) and (day := _day(dated, day_first)) and not isinstance(day, str):
            return day, not _has_year(dated), dated.end()
    return None


def _with(clock: Moment, day: date, *, yearless: bool) -> Moment:
    return Moment(
        clock.clock, clock.precision, day, yearless, clock.zone, clock.minutes, clock.end, clock.half, clock.midnight
    )


def _has_year(found: re.Match[str]) -> bool:
    return bool(found.groupdict().get("y"))


def _day(found: re.Match[str], day_first: bool | None) -> date | str | None:
    """The day; its text if there is no such day, None if it is no date at all."""
    parts = found.groupdict()
    year = int(parts.get("y") or 2000)  # a leap year, for 29 February
    year += 2000 if year < 100 else 0
    if name := parts.get("name"):
        if name.lower() not in _MONTH_OF:
            return None
        month, day = _MONTH_OF[name.lower()], int(parts["d"])
    elif parts.get("a"):
        a, b = int(parts["a"]), int(parts["b"])
        month, day = (b, a) if a > 12 or (day_first and b <= 12) else (a, b)
    else:
        month, day = int(parts["m"]), int(parts["d"])
    try:
        return date(year, month, day)
    except ValueError:
        return found[0]


def _clock(line: str, start: int) -> Moment | str | None:
    found = _CLOCK.match(line, start)
    if not found or (found["sep"] == "." and not _UHR.match(line, found.end()) and not found["half"]):
        return None
    if found["sep"] in ("h", "H", ".") and len(found["h"]) < 2:
        return None  # «1h30» and «3.14» are lengths and numbers
    about, end = bool(found["about"]), found.end()
    uhr = _UHR.match(line, end)
    end = uhr.end() if uhr else end
    if (line[end : end + 1].isalnum() and not _ZULU.match(line, end)) or line[end : end + 2].lstrip(":.").isdigit():
        return None
    if found["none"]:
        return Moment(None, Precision.UNKNOWN, end=end)
    half, minute = (found["half"] or found["half2"] or "").lower(), found["min"] or "00"
    hour, second = int(found["h"] or found["h2"]), int(found["s"] or 0)
    precision = Precision.ABOUT if about or not minute[1].isdigit() else Precision.EXACT
    if not minute[0].isdigit():
        precision = Precision.HOUR
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    minutes = int("".join(digit if digit.isdigit() else "0" for digit in minute))
    day_after = (hour, minutes, second) == (24, 0, 0)  # the midnight at the end of a day
    try:
        clock = time(0 if day_after else hour, minutes, second, int((found["us"] or "0").ljust(6, "0")[:6]))
    except ValueError:
        return found[0]
    return _zoned(Moment(clock, precision, end=end, half=half, midnight=day_after), line)


def _zoned(moment: Moment, line: str) -> Moment | str:
    found = _ZONE.match(line, moment.end)
    name = (found["full"] or found["two"] or "") if found else ""
    if not found or (name and name not in ZONES):
        return moment
    written = found["shift"] or (_padded(found["beside"]) if found["beside"] else "")
    try:
        minutes = int(shift(written).total_seconds() // 60) if written else None
    except ValueError:
        return moment
    return Moment(
        moment.clock, moment.precision, None, False, "" if written else name, minutes, found.end(), moment.half,
        moment.midnight,
    )  # fmt: skip


def _padded(hours: str) -> str:
    """`+2` as `+02`."""
    return f"{hours[0]}{hours[1:]:0>2}"
