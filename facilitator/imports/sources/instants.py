"""Instants as programs write them: ISO 8601 with or without an offset, and seconds or milliseconds since 1970."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from facilitator.domain.session import START_OF_TIME, Precision, When
from facilitator.imports.sources.form import FAR, NO_SUCH_TIME, NO_TIME, NOT_A_TIME, Ground
from facilitator.when import LONGEST, zone_info

ISO: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,](?P<part>\d{1,9}))?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?"
)
_EPOCH: Final = re.compile(r"(?P<whole>\d{9,13})(?:\.(?P<part>\d{1,9}))?")
_MILLISECONDS: Final = 10**11
"""From this number on, milliseconds are meant: as seconds it would be the year 5138."""
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def exact(value: object, ground: Ground) -> tuple[When, str]:
    """The time that a program wrote, and why there is none; one without an offset is of the ground's zone."""
    if value is None or value == "" or isinstance(value, bool):
        return When(), NO_TIME
    written = str(value).strip()[:LONGEST] if isinstance(value, str | int | float) else ""
    try:
        at = _number(value) if isinstance(value, int | float) else _written(written, ground)
    except (ValueError, OverflowError):
        return When(written=written), NO_SUCH_TIME
    if at is None:
        return When(written=written), NOT_A_TIME
    return (When(at, None, Precision.EXACT, written), "") if _FIRST <= at < _LAST else (When(written=written), FAR)


def instants(day: date, clock: time, zone: str) -> list[datetime]:
    """When the clocks of a zone show this: twice in the hour that autumn repeats. What spring leaves out lies after."""
    info = zone_info(zone)
    first, second = (datetime.combine(day, clock.replace(fold=fold), info).astimezone(UTC) for fold in (0, 1))
    return [first, second] if first < second else [first]


def _number(value: float) -> datetime | None:
    if not math.isfinite(value):
        return None
    if value >= _MILLISECONDS:
        value /= 1000
    return START_OF_TIME + timedelta(microseconds=round(value * 1_000_000))


def _written(text: str, ground: Ground) -> datetime | None:
    if found := _EPOCH.fullmatch(text):
        whole, part = int(found["whole"]), int((found["part"] or "").ljust(6, "0")[:6])
        if whole >= _MILLISECONDS:
            return START_OF_TIME + timedelta(milliseconds=whole)
        return START_OF_TIME + timedelta(seconds=whole, microseconds=part)
    found = ISO.fullmatch(text)
    if not found:
        return None
    day, clock = date.fromisoformat(found["day"]), time.fromisoformat(found["clock"])
    clock = clock.replace(microsecond=int((found["part"] or "").ljust(6, "0")[:6]))
    if not found["zone"]:
        return instants(day, clock, ground.zone)[0]
    return datetime.combine(day, clock, UTC) - shift(found["zone"])


def shift(zone: str) -> timedelta:
    """The length of `+05:30`, `-0800` or `+02`; none for Z. ValueError if no clock on earth is so far off."""
    if zone[0] not in "+-":
        return timedelta(0)
    digits = zone[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if length > timedelta(hours=14) or int(digits[2:] or 0) > 59:
        raise ValueError(zone)
    return -length if zone[0] == "-" else length
