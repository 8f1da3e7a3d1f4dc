"""Times as people type them at the start of a line. Import late, through `when`: the patterns take long to compile."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from facilitator.domain.record import replace
from facilitator.domain.session import Precision, When
from facilitator.when import LONGEST, MONTHS, BadTime, Frame, zone_info, zone_name

_MONTH_OF = {name.lower(): i for i, full in enumerate(MONTHS, 1) for name in (full, full[:3])} | {"sept": 9}
_MONTH = r"(?P<m>[a-z]{3,9})\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?:T|\s+)",
        rf"(?P<m>\d\d?)/(?P<d>\d\d?)(?:/{_YEAR})?,?\s+",
        rf"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.(?:\s?{_YEAR})?,?\s+",
        rf"{_MONTH}\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?,?\s+(?:at\s+)?",
        rf"(?P<d>\d\d?)(?:st|nd|rd|th)?\.?\s+{_MONTH}(?:,?\s+{_YEAR})?,?\s+(?:at\s+)?",
    )
)
_CLOCK = re.compile(
    r"(?P<h>\d\d?|\?\?|xx)(?:(?P<sep>[:.h]?)(?P<min>\d\d|\d[x?]|\?\?|xx)(?::(?P<s>\d\d)(?:[.,](?P<us>\d{1,6})\d*)?)?)?"
    r"(?:\s?(?P<half>[ap])(?:m\b|\.m\.))?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?P<utc>Z\b|\s?(?:UTC|GMT)\b)|\s?(?P<name>[A-Z]{3,5})\b|\s?(?P<shift>[+-]\d\d:?\d\d)(?![\d:])")
_ABOUT = re.compile(r"~\s?|(?:c\.|ca\.|about|around|approx\.)\s+|", re.IGNORECASE)
_OPENING = re.compile(r"(\[|\(|\*\*|`)\s*")
_BRACKETS = {"[": "]", "(": ")", "**": "**", "`": "`"}
# «+1 for the runbook» is a vote, and «now that …» or a capital Now the start of a sentence.
_LATER = re.compile(
    r"\+(?!1 (?:for|on|to)\b)(?:(?P<h>\d\d?)(?:\s?hours?|h(?:(?P<hm>\d\d?)m?)?)|(?P<m>\d{1,3})(?:m|\s?min(?:ute)?s?)?)"
    r"(?![\w:.])"
)
_NOW = re.compile(r"now(?!\w| that\b)")
_TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|until|till)\s+")
_AFTER = re.compile(r"$|[\s|*•·–—]|[-:,.](?!\d)")
_SEPARATOR = re.compile(r"^(?:[-–—:|*•·,.](?=\S)|\s*[-–—:|*•·,.](?=\s|$))")
# What a number before it counts: «1500 ms», «+5 more» and, with a round number, «1200 users» are no times.
_NEXT_WORD = re.compile(r"\s+(%|[a-z]+)", re.IGNORECASE)
_UNITS = (
    " % x of more times percent thousand million billion b k kb mb gb tb kib mib gib tib ms s sec secs second seconds "
    "min mins minute minutes hour hours day days week weeks year years rps qps usd eur dollar dollars "
)
_THINGS = (
    " people users customers engineers orders errors alerts hosts pods nodes servers connections messages tickets rows "
    "requests transactions queries "
)
_BARE = ("", ".")
"""Forms of a time that could as well be a number."""
_HALVES = {"a", "p"}


class _Found(NamedTuple):
    at: datetime | None
    precision: Precision
    end: int
    """Where the time ends in the line."""
    form: str
    """What stands between hour and minute, `a` or `p` for an am or pm."""


def read_time(line: str, frame: Frame) -> tuple[When, str] | None:
    """See `when.read_time`."""
    line = line.strip()
    opening = _OPENING.match(line)
    start = opening.end() if opening else 0
    found = _relative(line, start, frame) or _moment(line, start, frame)
    if found is None:
        return None
    found, until = _with_end(line, start, found, frame)
    end, close = found.end, _BRACKETS[opening[1]] if opening else ""
    if not line.startswith(close, end) or not (close or _AFTER.match(line, end)):
        return None
    rest = line[end + len(close) :]
    if (found.form in _BARE and not rest.strip()) or (found.form in (*_BARE, "+") and _counts(line, end, found.form)):
        return None
    return When(found.at, until, found.precision, line[start:end].strip()), _SEPARATOR.sub("", rest, 1).strip()


def _with_end(line: str, start: int, found: _Found, frame: Frame) -> tuple[_Found, datetime | None]:
    """A time, and the end of the range that it begins, if it begins one."""
    to = _TO.match(line, found.end)
    last = _moment(line, to.end(), replace(frame, last=found.at), found.at) if to and found.at else None
    if not to or not last or not last.at or Precision.HOUR in (found.precision, last.precision):
        return found, None
    if found.form == ":" and last.form in _HALVES:  # «2:25-2:40pm», but not «11:50-12:10pm»
        first = _moment(line, start, frame, half=last.form)
        end = _moment(line, to.end(), replace(frame, last=first.at), first.at) if first and first.at else None
        if first and first.at and end and end.at and end.at - first.at < timedelta(hours=12):
            found, last = first, end
    elif last.form != found.form and not {last.form, found.form} <= _HALVES:
        return found, None
    about = Precision.ABOUT in (found.precision, last.precision)
    return found._replace(end=last.end, precision=Precision.ABOUT if about else Precision.EXACT), last.at


def _counts(line: str, end: int, form: str) -> bool:
    """Whether the number that ends here says how many, and not when."""
    found = _NEXT_WORD.match(line, end)
    word = f" {found[1].lower()} " if found else "  "
    return word in _UNITS or (word in _THINGS and form != "+" and line[end - 2 : end] == "00")


def _relative(line: str, start: int, frame: Frame) -> _Found | None:
    """`now`, or so long after the entry before."""
    about = _about(line, start)
    precision = Precision.ABOUT if about > start else Precision.EXACT
    if found := _NOW.match(line, about):
        return _Found(frame.now.astimezone(UTC).replace(microsecond=0), precision, found.end(), "now")
    before = frame.last or frame.start
    if before and (found := _LATER.match(line, about)):
        return _Found(before + _length(found), precision, found.end(), "+")
    return None


def _moment(line: str, start: int, frame: Frame, after: datetime | None = None, half: str = "") -> _Found | None:
    """A time of day with or without a date. `after` is the start of the range that it ends, `half` its am or pm
    where it has none."""
    about = _about(line, start)
    for pattern in _DATES:
        if date_typed := pattern.match(line, about, LONGEST):
            clock = _about(line, date_typed.end())
            if found := _time_of_day(line, clock, frame, date_typed, after, half):
                return _fuzzy(found) if clock > date_typed.end() or about > start else found
    found = _time_of_day(line, about, frame, None, after, half)
    if found and found.form in _BARE and line[start:about].strip() not in ("", "~"):
        return None  # «about 1425 users»
    return _fuzzy(found) if found and about > start else found


def _about(line: str, start: int) -> int:
    found = _ABOUT.match(line, start, LONGEST)
    return found.end() if found else start


def _fuzzy(found: _Found) -> _Found:
    return found._replace(precision=Precision.ABOUT) if found.precision is Precision.EXACT else found


def _time_of_day(
    line: str, start: int, frame: Frame, typed: re.Match[str] | None, after: datetime | None, half: str
) -> _Found | None:
    found = _CLOCK.match(line, start, LONGEST)
    clock = _clock(found, half) if found else None
    if not found or not clock:
        return None
    at, precision = clock
    form = (found["half"] or half).lower() or found["sep"] or (":" if typed else "")
    if at is None:
        return _Found(None, precision, found.end(), form)
    end = found.end()
    marks: list[tuple[int, tzinfo | None, str]] = [(end, None, "")]
    if mark := _zone_mark(line, end, bool(typed and typed.re is _DATES[0] and ("T" in typed[0].upper() or found["s"]))):
        marks.insert(0, mark)
    for end, shift, name in marks:
        days = _days(typed, shift or zone_info(frame.zone), frame)
        if instants := [each for day in days if (each := _instants(day, at, shift, name, frame.zone))]:
            chosen = _choose(instants, frame, after, dated=typed is not None)
            return _Found(chosen, precision, end, form) if chosen else None
    return None


def _clock(found: re.Match[str], half: str = "") -> tuple[time | None, Precision] | None:
    """The time of day that was typed and how well it is known; None for an impossible one."""
    hour, minute, sep, half = found["h"], found["min"], found["sep"], found["half"] or half
    if not hour.isdigit():
        return (None, Precision.UNKNOWN) if sep == ":" and minute and not minute[0].isdigit() else None
    if (minute is None and not half) or (minute is not None and sep != ":" and not (hour + minute).isdecimal()):
        return None
    if sep != ":" and (found["s"] or (minute is not None and len(hour) < 2)):
        return None  # «1h30» and «3.14» are lengths and numbers
    if half and (not 1 <= int(hour) <= 12 or (minute is None and found.end("h") != found.start("half"))):
        return None
    hours = int(hour) % 12 + 12 * (half in "pP") if half else int(hour)
    precision = Precision.EXACT
    if minute is not None and not minute.isdigit():
        precision = Precision.ABOUT if minute[0].isdigit() else Precision.HOUR
    minutes = int(re.sub(r"\D", "0", minute or "0"))
    if hours > 23 or minutes > 59 or int(found["s"] or 0) > 59:
        return None
    return time(hours, minutes, int(found["s"] or 0), int((found["us"] or "0").ljust(6, "0"))), precision


def _zone_mark(line: str, start: int, full: bool) -> tuple[int, tzinfo | None, str] | None:
    """Where a zone typed after the time ends, its shift or its name. Only a `full` ISO time may have any shift: in
    `15:00-15:45` it is a range, and in `14:25 +1000 errors` a number."""
    found = _ZONE.match(line, start, LONGEST)
    if not found or found["utc"]:
        return (found.end(), UTC, "") if found else None
    if found["name"]:
        return found.end(), None, found["name"]
    shift = found["shift"]
    hours, minutes = int(shift[1:3]), int(shift[-2:])
    if hours > 14 or minutes > 59 or not (full or (found[0][0] == "+" and ":" in shift)):
        return None
    length = timedelta(hours=hours, minutes=minutes)
    return found.end(), timezone(-length if shift[0] == "-" else length), ""


def _days(typed: re.Match[str] | None, zone: tzinfo, frame: Frame) -> Iterable[date]:
    """The days that may be meant: the typed one, in the years around, or those around what is known."""
    known = {at.astimezone(zone).date() for at in (frame.last, frame.start, frame.end) if at}
    known = known or {frame.now.astimezone(zone).date()}
    if typed is None:
        return sorted({day + timedelta(days=by) for day in known for by in (-1, 0, 1)})
    month, day = typed["m"], int(typed["d"])
    number = int(month) if month.isdigit() else _MONTH_OF.get(month.lower(), 0)
    if typed.re is _DATES[1] and number > 12:
        number, day = day, number
    years = {int(typed["y"])} if typed["y"] else {each.year + by for each in known for by in (-1, 0, 1)}
    return [date(year, number, day) for year in sorted(years) if _exists(year, number, day)]


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _instants(day: date, at: time, shift: tzinfo | None, name: str, zone: str) -> list[datetime]:
    """When the clocks show this: twice in the hour that autumn repeats. An hour that spring leaves out lies after the
    gap. The name of a zone leaves only the instants at which the zone has that name."""
    if shift:
        return [datetime.combine(day, at, shift).astimezone(UTC)]
    first, second = (datetime.combine(day, at.replace(fold=fold), zone_info(zone)).astimezone(UTC) for fold in (0, 1))
    both = [first, second] if first < second else [first]
    return [each for each in both if not name or zone_name(each, zone) == name]


def _choose(days: list[list[datetime]], frame: Frame, after: datetime | None, *, dated: bool) -> datetime | None:
    """Of the instants of several days, the one that lies nearest to the incident, then to the last entry."""
    if after:
        return min((at for day in days for at in day if at >= after), default=None)
    singles = [_fold(day, frame) for day in days]
    anchor = frame.last or frame.start or frame.end
    if anchor is None and not dated:
        return max((at for at in singles if at <= frame.now), default=None)
    near = anchor or frame.now
    return min(singles, key=lambda at: (frame.far(at), abs(at - near)))


def _fold(both: list[datetime], frame: Frame) -> datetime:
    """Of an hour that comes twice, the one within the incident, not before the last entry, else the first."""
    inside = [at for at in both if not frame.far(at)] or both
    return next((at for at in inside if frame.last is None or at >= frame.last), inside[0])


def _length(found: re.Match[str]) -> timedelta:
    return timedelta(hours=int(found["h"] or 0), minutes=int(found["hm"] or found["m"] or 0))


def read_clock(text: str, zone: str, now: datetime) -> datetime:
    """See `when.read_clock`."""
    text = text.strip()[:LONGEST]
    if later := _LATER.fullmatch(text):
        return now + _length(later)
    found = _CLOCK.fullmatch(text)
    clock, precision = (found and _clock(found)) or (None, Precision.UNKNOWN)
    if clock is None or precision is not Precision.EXACT:
        raise BadTime(f"«{text}» is not a time of day. Give one such as 15:45, 3:45pm, or +30 for minutes from now.")
    today = now.astimezone(zone_info(zone)).date()
    days = (today, today + timedelta(days=1), today + timedelta(days=2))
    return next(at for day in days for at in _instants(day, clock, None, "", zone) if at >= now)
