"""From which day to which, as people say it of what is past: «2025-10», «Q4», «October», «last month», «90 days ago».

A week begins on Monday. What names a longer time means its first day, or its last one where it ends a period.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from facilitator.domain.errors import FacilitatorError
from facilitator.text import clean
from facilitator.when import LONGEST, MONTHS

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_QUARTER: Final = re.compile(r"(?:(?P<first>\d{4})[- ]?)?q(?P<number>[1-4])(?:[- ]?(?P<last>\d{4}))?", re.ASCII)
_AGO: Final = re.compile(r"(\d{1,4}) ?(d|days?|w|weeks?|months?|quarters?|years?)(?: ago)?", re.ASCII)
_MONTH: Final = re.compile(rf"({'|'.join(month[:3].lower() for month in MONTHS)})[a-z]*(?: (\d{{4}}))?", re.ASCII)
_LENGTHS: Final = {"month": 1, "quarter": 3, "year": 12}
"""In months."""


class BadDay(FacilitatorError):
    """A day that cannot be read."""


def read_bound(line: str, today: date, *, last: bool) -> date | None:
    """The day with which a period begins, or with `last` the one with which it ends; None for an empty line.

    What is named without its year is the latest that has begun. BadDay for what is no day.
    """
    said = " ".join(clean(line[: 4 * LONGEST], one_line=True).lower().rstrip(" .").split())
    if not said:
        return None
    try:
        day = read_day(said, last=last) or _named(said, today, last) or _due(said, today)
    except (ValueError, OverflowError):  # no such day, or none so early
        day = None
    if day is None:
        raise BadDay(f"«{line[:LONGEST]}» is no day. Give one such as 2025-10-01, October, Q4 or 90 days ago.")
    return day


def read_day(value: str, *, last: bool) -> date | None:
    """A day in figures; of a month or a year its first one, or its last one."""
    found = _DAY.fullmatch(value)
    if not found:
        return None
    year = int(found[1])
    month = int(found[2]) if found[2] else 12 if last else 1
    try:
        return date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1] if last else 1)
    except ValueError:  # also calendar's own: there is no 13th month
        return None


def _named(said: str, today: date, last: bool) -> date | None:
    if said in ("today", "now", "yesterday"):
        return today - timedelta(days=said == "yesterday")
    which, _, unit = said.partition(" ")
    if which in ("this", "last") and unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * (which == "last"))
        return monday + timedelta(days=6 * last)
    if which in ("this", "last") and unit in _LENGTHS:
        size = _LENGTHS[unit]
        return _of(today.year, (today.month - 1) // size * size + 1 - size * (which == "last"), size, last)
    if found := _QUARTER.fullmatch(said):
        month = 3 * int(found["number"]) - 2
        year = int(found["first"] or found["last"] or today.year - (month > today.month))
        return _of(year, month, 3, last)
    if found := _MONTH.fullmatch(said):
        month = [name[:3].lower() for name in MONTHS].index(found[1]) + 1
        return _of(int(found[2] or today.year - (month > today.month)), month, 1, last)
    found = _AGO.fullmatch(said)
    if found and found[2][0] in "dw":
        return today - timedelta(days=int(found[1]) * (7 if found[2][0] == "w" else 1))
    if found:
        back = today.replace(day=1)
        for _ in range(int(found[1]) * _LENGTHS[found[2].rstrip("s")]):
            back = (back - timedelta(days=1)).replace(day=1)
        return back.replace(day=min(today.day, monthrange(back.year, back.month)[1]))
    return None


def _of(year: int, month: int, months: int, last: bool) -> date:
    """The first day of so many months, or the last one. A month may lie before January."""
    at = year * 12 + month - 1 + (months - 1) * last
    year, month = divmod(at, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1] if last else 1)


def _due(said: str, today: date) -> date | None:
    """A date as it is said of what is due, in the year in which it was."""
    from facilitator.due import MONTH_OF, WEEKDAY_OF, find_due  # here: its patterns compile slowly

    day, words = find_due(said, today), said.split()
    if day is None or day <= today or str(day.year) in said:
        return day
    if not WEEKDAY_OF.keys().isdisjoint(words):
        return day - timedelta(days=7)
    in_a_year = "/" in said or "." in said or not MONTH_OF.keys().isdisjoint(words)
    return day.replace(year=day.year - 1) if in_a_year else day
