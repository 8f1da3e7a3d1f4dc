"""What `hearing` gives: a sentence as words in a row, each with its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple

ONE, ME, YOU, SOME, NONE, QUOTE = "H", "M", "Y", "S", "N", "Q"
"""A named person, a role or a team; I and we; you and they; somebody; nobody; what is quoted."""
PEOPLE: Final = frozenset((ONE, ME, YOU, SOME, NONE))


class Word(NamedTuple):
    text: str
    start: int
    end: int


class Heard(NamedTuple):
    """A sentence of `text`. `line` has one blank around every word; `words` holds where they were."""

    text: str
    words: tuple[Word, ...]
    line: str
    starts: tuple[int, ...]
    """Where each word begins in `line`."""
    known: frozenset[str]

    def at(self, position: int) -> int:
        """Which word of the sentence stands there in `line`."""
        return bisect_right(self.starts, position) - 1

    def typed(self, first: int, last: int) -> str:
        """What was typed from one word up to another."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""
