"""The same thing twice: from two sources, from one imported again, or typed before.

Two are the same when they say the same words at the same instant. A source that writes no seconds has an instant for
every minute, so of two that say the same one may be anywhere within the minute that the other names.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from facilitator.domain.acts.entries import Draft
from facilitator.domain.session import START_OF_TIME, Entry, When

_WORD: Final = re.compile(r"\w+")


def normal(text: str) -> str:
    """The words of a text, without case, marks and the way they are written; the signs of one that has no words."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(_WORD.findall(text.casefold())) or " ".join(text.split())


class Doubles:
    """What is there already."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._there: dict[str, list[datetime]] = {}
        self._read: dict[str, set[datetime]] = {}
        self._untimed: Counter[str] = Counter()
        for entry in entries:
            words = normal(entry.text)
            if entry.when.at:
                self._there.setdefault(words, []).append(entry.when.at)
            else:
                self._untimed[words] += 1

    def seen(self, draft: Draft) -> bool:
        """Whether it is there already; from now on it is. Of entries without a time, each stands for one."""
        words, at = normal(draft.text), draft.when.at
        if at is None:
            self._untimed[words] -= 1
            return self._untimed[words] >= 0
        if any(_same(at, other) for other in self._there.get(words, ())):
            return True
        read = self._read.setdefault(words, set())
        if at in read:
            return True
        read.add(at)
        return False


def _same(one: datetime, other: datetime) -> bool:
    if one.replace(microsecond=0) == other.replace(microsecond=0):
        return True
    minutes = [at for at in (one, other) if not (at.second or at.microsecond)]
    return bool(minutes) and one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def placed(whens: Sequence[When]) -> list[int]:
    """The order of time: what has none stays behind what it stood behind. Many sources write the newest first."""
    timed = [when.at for when in whens if when.at]
    falls = sum(after < before for before, after in pairwise(timed))
    newest_first = falls * 2 > max(0, len(timed) - 1)
    place = START_OF_TIME  # what stands before the first time stays at the beginning
    places: list[tuple[datetime, int, int]] = []
    for nth, i in enumerate(reversed(range(len(whens))) if newest_first else range(len(whens))):
        place = whens[i].at or place
        places.append((place, nth, i))
    return [i for _, _, i in sorted(places)]
