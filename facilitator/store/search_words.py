"""Words as the search compares them, and what was typed as the terms to look for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from facilitator.domain.record import Record

MOST: Final = 32
"""Terms that count; a pasted page is no query."""
LONGEST: Final = 2000
"""Characters of a query that are read."""
_QUOTED = re.compile(r'["“”„«»](?P<phrase>[^"“”„«»]*)(?P<end>["“”„«»]|$)|(?P<word>[^\s"“”„«»]+)')
_TOKEN = re.compile(r"[^\W_]+")
_STANDING_ALONE = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
"""Signs that are written without blanks: each is a word, and several side by side are a phrase."""


class Term(Record):
    """A word, or a phrase of several words side by side."""

    words: tuple[str, ...]
    open: bool = False
    """Whether the last word may go on: it is still being typed, or ends in a `*`."""


def folded(text: str) -> str:
    """The text without the differences that do not count: case, accents, kinds of punctuation."""
    return text.lower() if text.isascii() else "".join(map(_fold, text))


def folded_at(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    parts = [_fold(char) for char in text]
    return "".join(parts), [at for at, part in enumerate(parts) for _ in part]


def terms(typed: str, *, typing: bool) -> tuple[Term, ...]:
    """What to look for. With `typing` the last word may go on. A quote without an end reaches to the end.

    `NEAR`, `OR` and the like are words like any other: people paste messages, they do not write programs.
    """
    found: dict[Term, None] = {}
    typed = typed[:LONGEST]
    for piece in _QUOTED.finditer(typed):
        word, last = piece["word"], piece.end() == len(typed)
        text = piece["phrase"] if word is None else word
        words = tuple(_TOKEN.findall(folded(text)))
        starred = word is not None and word.endswith("*")
        going_on = typing and last and not piece["end"] and text[-1:].strip() != ""
        if words:
            found[Term(words[:MOST], starred or going_on)] = None
    return tuple(found)[:MOST]


def pattern(term: Term) -> re.Pattern[str]:
    """What finds a term in a folded text."""
    between = r"[\W_]+".join(map(re.escape, term.words))
    return re.compile(rf"(?<![^\W_]){between}" + ("" if term.open else r"(?![^\W_])"))


def facet(values: Iterator[str] | tuple[str, ...]) -> str:
    """Names (tags, services, owners) as one text in which `asked_facet` finds the words of a name."""
    return "\n".join(f" {' '.join(_TOKEN.findall(folded(value)))} " for value in values)


def asked_facet(value: str) -> str:
    """The words of a name, to be found whole and side by side: «checkout» finds «checkout service»."""
    return f" {' '.join(_TOKEN.findall(folded(value)))} "


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char.isascii():
        return char.lower()
    if any(first <= char <= last for first, last in _STANDING_ALONE):
        return f" {char} " if char.isalnum() else " "
    plain = (each for each in unicodedata.normalize("NFKD", char) if not unicodedata.combining(each))
    return "".join(each if each.isascii() or each.isalnum() else " " for each in "".join(plain).casefold())
