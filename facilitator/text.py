"""The one door by which text comes in: typed, pasted, imported, loaded, received."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from facilitator.domain.printable import printable

LONGEST: Final = 10_000
"""Characters of one note; the rest of a longer one becomes further notes."""
MARKS: Final = 8
"""Combining marks that one character may carry."""

_JOINERS = "\u200c\u200d"


def clean(text: str, *, one_line: bool = False) -> str:
    """The text in NFC without controls, with plain newlines; with `one_line`, in one line without blanks around it.

    Everything that a person can read stays. Cleaning twice is the same as cleaning once.
    """
    in_one_line = text.isprintable()
    text = printable(text)
    if not text.isascii():
        text = _fewer_marks(unicodedata.normalize("NFC", text))
    if one_line and not in_one_line:
        parts = (part.strip() for part in re.split("[\t\n]+", text))
        text = " ".join(part for part in parts if part)
    return text.strip() if one_line else text


def pieces(text: str, limit: int = LONGEST) -> tuple[str, ...]:
    """The text in parts of at most `limit` characters, cut at a blank where one is near; none for a blank text."""
    parts = []
    text = text.strip()
    while len(text) > limit:
        cut = _cut(text, limit)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return (*parts, text) if text else tuple(parts)


def _cut(text: str, limit: int) -> int:
    blank = max(text.rfind(" ", limit // 2, limit + 1), text.rfind("\n", limit // 2, limit + 1))
    if blank > 0:
        return blank
    cut = limit
    while cut > max(1, limit - MARKS) and _is_mark(text[cut]):
        cut -= 1
    return cut


def _fewer_marks(text: str) -> str:
    if not any(map(_is_mark, set(text))):
        return text
    kept, marks = [], 0
    for char in text:
        if _is_mark(char):
            marks += 1
            if marks > MARKS:
                continue
        elif char not in _JOINERS:  # a joiner between two marks begins no new character
            marks = 0
        kept.append(char)
    return "".join(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")
