"""In what order the parts of a column of times stand: day or month first, the oldest or the newest line first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final

from facilitator.imports.sources.form import Ground

_PAIR: Final = re.compile(r"(?<![\d/.-])(\d\d?)([/-])(\d\d?)(?:\2((?:19|20)?\d\d))?(?![\d/:-])")
_CLOCK: Final = re.compile(r"(?<!\d)(\d\d?):(\d\d)(?!\d)(?:\s?([ap])m)?", re.IGNORECASE)


def day_first(texts: Iterable[str], ground: Ground, *, european: bool) -> tuple[bool | None, tuple[str, ...]]:
    """Whether `3/12` is the third of December, and a sentence where nothing in the texts decides it.

    A number over twelve decides. Else the reading that is nearer to the incident does, then what is `european`.
    """
    pairs = [(int(found[1]), int(found[3]), found[4]) for text in texts for found in _PAIR.finditer(text[:64])]
    dated = [pair for pair in pairs if 1 <= pair[0] <= 31 and 1 <= pair[1] <= 31]
    if any(a > 12 for a, _, _ in dated):
        return True, ()
    if any(b > 12 for _, b, _ in dated) or not dated:
        return (False if dated else european or None), ()
    first = european
    a, b, year = dated[0]
    if ground.start and a != b:
        near = ground.start.date()
        number = int(year) + 2000 * (int(year) < 100) if year else near.year
        first = abs(date(number, b, 1).replace(day=min(a, 28)) - near) < abs(date(number, a, 1).replace(day=b) - near)
    order = "day/month" if first else "month/day"
    return first, (f"Dates such as {a}/{b} can be read in two ways: they were read as {order}.",) if a != b else ()


def newest_first(texts: Iterable[str]) -> bool:
    """Whether times run backwards, as pages with the newest line on top have them."""
    clocks = [_minutes(found) for text in texts if (found := _CLOCK.search(text[:64]))]
    falls = sum(after < before for before, after in pairwise(clocks))
    rises = sum(after > before for before, after in pairwise(clocks))
    return falls > max(1, rises)


def _minutes(found: re.Match[str]) -> int:
    hour, half = int(found[1]), (found[3] or "").lower()
    return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + int(found[2])
