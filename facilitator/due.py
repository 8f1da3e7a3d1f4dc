"""A due date as people say it: «Dec 10», «next Friday», «in two weeks», «end of month».

What is due in a week is due on its Friday (a week begins on Monday), and what is due in a month on its last day.
«Friday» is the next one after today, «this Friday» may be today, and «next Friday» is the one of next week: said on a
Wednesday, nine days away. `12/10` is month and day, as in the times of the timeline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from facilitator.domain.errors import FacilitatorError
from facilitator.text import clean
from facilitator.when import LONGEST, MONTHS, short_date

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_OF: Final = {name[:size].lower(): at for at, name in enumerate(MONTHS, 1) for size in (3, None)}
MONTH_OF["sept"] = 9
WEEKDAY_OF: Final = {name[:size].lower(): at for at, name in enumerate(WEEKDAYS) for size in (3, None)}
WEEKDAY_OF.update(tues=1, thur=3, thurs=3)
PERIODS: Final = {"month": 1, "quarter": 3, "year": 12}
"""Their length in months."""
UNITS: Final = ("d", "day", "days", "w", "week", "weeks", "mo", "month", "months")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
COUNTS: Final = {word: at for at, word in enumerate(_NUMBERS.split(), 1)} | {"a": 1, "an": 1}
HALF_A_YEAR: Final = timedelta(days=183)

_SHORT = {"eod": "end day", "cob": "end day", "eow": "end week", "eom": "end month", "eoq": "end quarter"}
_SHORT |= {"eoy": "end year", "tonight": "today", "coming": "this"}
_FILLERS = {"of", "the", "on"}
_MARKS = ("no later than", "due date", "due", "deadline", "eta", "by", "before", "until", "till")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)(?:/(\d{4}|\d\d))?", re.ASCII)
_DOTS = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})?", re.ASCII)
_NUMBER = re.compile(r"(\d\d?)(?:st|nd|rd|th)?", re.ASCII)
_ORDINAL = re.compile(r"(\d\d?)(?:st|nd|rd|th)", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_LATER = re.compile(r"\+(\d{1,4})([a-z]+)", re.ASCII)
_QUARTER = re.compile(r"q([1-4])", re.ASCII)


_QUARTERS = {"q1", "q2", "q3", "q4"}
_STARTS = {*MONTH_OF, *WEEKDAY_OF, *_SHORT, *_QUARTERS, "today", "tomorrow", "day", "end", "close", "this", "next"}
_NOT_LAST = {*_FILLERS, ",", "."}
_INSIDE = {*_STARTS, *UNITS, *COUNTS, *PERIODS, *_NOT_LAST, "in", "within", "after", "business", "working"}


class BadDue(FacilitatorError):
    """A due date that cannot be read."""


def read_due(text: str, today: date) -> date:
    """A whole text as a date; BadDue for any other."""
    said = clean(text[: 4 * LONGEST], one_line=True)
    bare = said.lower().rstrip(" .!,;")
    mark = next((mark for mark in _MARKS if bare.startswith((f"{mark} ", f"{mark}:"))), "")
    rest = bare[len(mark) :].lstrip(" :")
    day = find_due(said, today) or find_due(rest, today) or find_due(f"in {rest}", today)  # «10 days»
    if day is None:
        told = f"«{said[:LONGEST]}» is not a date." if said else "There is no date yet."
        raise BadDue(f"{told} Give one such as Dec 10, Friday, in two weeks, or 2026-01-31.")
    return day


@lru_cache(maxsize=512)  # a line is read again at each key, and asks of the same words
def find_due(text: str, today: date) -> date | None:
    """The date that a text is, without a word such as «by» before it."""
    try:
        return (_written(text, today) if text[:1].isdecimal() else None) or _said(_words(text), today)
    except (ValueError, OverflowError):  # no such day, or none so late
        return None


def begins_date(word: str, then: str = "") -> bool:
    """Whether a date may begin with this word of a line, and the one after it."""
    if word[:1].isdecimal():
        return any(sign in word for sign in "/-.") or then == "of" or then in MONTH_OF
    if word in ("in", "within"):
        return then[:1].isdecimal() or then in COUNTS or then in _QUARTERS
    return word in _STARTS or (word[:1] == "+" and word[1:2].isdecimal())


def date_at(words: Sequence[str], today: date) -> tuple[date | None, int]:
    """The date that words of a line begin with, and how many they are: as many as can be."""
    end = 0
    while end < len(words) and (words[end] in _INSIDE or begins_date(words[end]) or words[end][0].isdecimal()):
        end += 1
    for last in range(end, 0, -1):
        if words[last - 1] not in _NOT_LAST and (day := find_due(" ".join(words[:last]), today)):
            return day, last
    return None, 0


def doubt_due(text: str, day: date, today: date) -> str:
    """What to ask about a date that was read from this text; nothing if all is well."""
    shown = short_date(day, today)
    named = next((WEEKDAY_OF[word] for word in _words(text) if word in WEEKDAY_OF), None)
    if named is not None and named != day.weekday():
        return f"{shown} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[named]}."
    return f"{shown} is in the past." if day < today else ""


def _words(text: str) -> list[str]:
    """The words that matter, abbreviations in full; none of a text that is too long to be a date."""
    words = text.lower().replace(",", " ").replace(". ", " ").split() if len(text) <= LONGEST else []
    return " ".join(_SHORT.get(word, word) for word in words if word not in _FILLERS).split()


def _written(text: str, today: date) -> date | None:
    """A date in numbers."""
    if found := _ISO.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := _DOTS.fullmatch(text):
        return _calendar(int(found[2]), int(found[1]), found[3], today)
    found = _SLASHES.fullmatch(text)
    if found is None or text == "24/7":
        return None
    month, day = int(found[1]), int(found[2])
    if month > 12:
        month, day = day, month
    return _calendar(month, day, found[3], today)


def _said(words: list[str], today: date) -> date | None:
    """A date in words."""
    match words:
        case ["today"] | ["close", "business"]:
            return today
        case ["tomorrow"]:
            return today + timedelta(days=1)
        case ["day", "after", "tomorrow"]:
            return today + timedelta(days=2)
        case ["end" | "this", unit] | ["end", "this", unit] if unit in PERIODS or unit in ("day", "week"):
            return _end_of(unit, today, 0)
        case ["next", unit] | ["end", "next", unit] if unit in PERIODS or unit == "week":
            return _end_of(unit, today, 1)
        case ["end", "day", *rest] | [*rest, "end", "day"] | ["close", "business", *rest]:
            return _said(rest, today)
        case ["end", month] if month in MONTH_OF:
            return _end_of("month", _calendar(MONTH_OF[month], 1, None, today.replace(day=1)), 0)
        case [quarter] | ["end" | "in", quarter] if found := _QUARTER.fullmatch(quarter):
            return _end_of("quarter", _calendar(3 * int(found[1]), 1, None, today.replace(day=1)), 0)
        case [quarter, year] if _QUARTER.fullmatch(quarter) and _YEAR.fullmatch(year):
            return _end_of("quarter", date(int(year), 3 * int(quarter[1]), 1), 0)
        case ["in" | "within", count, "business" | "working", "day" | "days"]:
            return _working_days(count, today)
        case ["in" | "within", count, unit] | [count, unit, "from", "now" | "today"] if unit in UNITS:
            return _later(count, unit, today)
        case [count, unit] if count[0] == "+" and unit in UNITS:
            return _later(count[1:], unit, today)
        case [later] | ["in", later] if found := _LATER.fullmatch(later if len(words) == 1 else f"+{later}"):
            return _later(found[1], found[2], today) if found[2] in UNITS else None
        case [number] if found := _ORDINAL.fullmatch(number):
            return _day_of_month(int(found[1]), today)
        case [name] if name in WEEKDAY_OF:
            return today + timedelta(days=(WEEKDAY_OF[name] - today.weekday() - 1) % 7 + 1)
        case ["this", name] if name in WEEKDAY_OF:
            return today + timedelta(days=(WEEKDAY_OF[name] - today.weekday()) % 7)
        case ["next", name] | [name, "next", "week"] if name in WEEKDAY_OF:
            return today + timedelta(days=WEEKDAY_OF[name] - today.weekday() + 7)
        case [name, *rest] if name in WEEKDAY_OF:  # «Friday, Dec 12»
            return _written(" ".join(rest), today) or _month_and_day(rest, today)
    return _month_and_day(words, today)


def _month_and_day(words: list[str], today: date) -> date | None:
    match words:
        case [day, month, *year] if month in MONTH_OF:
            pass
        case [month, day, *year] if month in MONTH_OF:
            pass
        case _:
            return None
    number = _NUMBER.fullmatch(day)
    if number is None or len(year) > 1 or (year and not _YEAR.fullmatch(year[0])):
        return None
    return _calendar(MONTH_OF[month], int(number[1]), year[0] if year else None, today)


def _calendar(month: int, day: int, year: str | None, today: date) -> date:
    """Without a year it is this one's, or the next one's if that day is long past. ValueError for no such day."""
    if year:
        return date(int(year) + 2000 * (len(year) == 2), month, day)
    try:
        this = date(today.year, month, day)
        if today - this <= HALF_A_YEAR:
            return this
    except ValueError:  # February 29, which the next year may have
        pass
    return date(today.year + 1, month, day)


def _day_of_month(number: int, today: date) -> date | None:
    """The next day that has this number."""
    days = (today + timedelta(days=ahead) for ahead in range(62))
    return next((day for day in days if day.day == number), None)


def _end_of(unit: str, today: date, later: int) -> date:
    """The last day of this period, or of a later one. A weekend belongs to the week after it, but for «next week»."""
    if unit == "day":
        return today
    if unit == "week":
        weeks = later or today.weekday() // 5
        return today + timedelta(days=7 * weeks + 4 - today.weekday())
    length = PERIODS[unit]
    first = today.replace(month=(today.month - 1) // length * length + 1, day=1)
    return _months_later(first, length * (later + 1)) - timedelta(days=1)


def _count(said: str) -> int:
    """A number in digits or in a word. ValueError for any other word."""
    return COUNTS.get(said) or int(said if said.isascii() and len(said) < 5 else "")


def _later(count: str, unit: str, today: date) -> date:
    if unit[0] == "m":
        return _months_later(today, _count(count))
    return today + timedelta(days=_count(count) * (7 if unit[0] == "w" else 1))


def _working_days(count: str, today: date) -> date:
    """From Monday to Friday; a weekend counts from its Friday."""
    weeks, days = divmod(min(today.weekday(), 4) + _count(count), 5)
    return today + timedelta(days=7 * weeks + days - today.weekday())


def _months_later(day: date, by: int) -> date:
    """The same day of a later month, or its last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    after = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))
