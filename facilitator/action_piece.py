"""What an action line is cut into: words and breaks, and the pieces among them, each with how surely it is meant."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import NamedTuple

from facilitator.domain.action import Priority


class Grip(IntEnum):
    """How surely a piece is meant, and so where it counts."""

    LONE = 0  # «high»: only alone between breaks, or beside another piece
    PLAIN = 1  # «@alice», «Friday»: also at the end, after a word to which it does not belong
    MARKED = 2  # «by Friday», «owner bob»: also before a break, or before «and»
    SURE = 3  # «due: Friday», «!high»: anywhere


class Word(NamedTuple):
    """A word or a break; its text is in lower case, and QUOTE if it is quoted."""

    text: str
    start: int
    end: int


class Line(NamedTuple):
    typed: str
    words: list[Word]
    today: date
    names: frozenset[tuple[str, ...]]
    """The people who are known, each name as its words."""

    def text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def slice(self, first: int, last: int) -> str:
        return self.typed[self.words[first].start : self.words[last - 1].end] if first < last else ""


class Who(NamedTuple):
    names: tuple[str, ...]
    said: str


class Link(NamedTuple):
    """Where it is followed besides."""

    said: str


class Piece(NamedTuple):
    first: int
    last: int
    """The word after it."""
    grip: Grip
    value: Who | date | Priority | Link | str | None
    """A text is no date after `due:`, and stays; None is a mark with nothing after it."""
    doubt: str = ""
