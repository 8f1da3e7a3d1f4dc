"""The one door by which text comes in: typed, pasted, imported, loaded, received."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

LONGEST: Final = 10_000
"""Characters of one note; the rest of a longer one becomes further notes."""
MARKS: Final = 8
"""Combining marks that one character may carry."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Colours, cursor moves and the end mark of a string command say nothing to a reader. Other sequences (a window title,
# a link) lose only their control characters: what is left of them can be read, and so may matter.
_UNPRINTABLE: Final = (
    ("(?:\x1b\\[|\x9b)(?:[0-9;:]*m|[0-9;:?]+[A-HJKSTfhlsu]|[HJK])|\x1b\\\\", ""),
    ("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n"),
    ("[\ud800-\udfff]", "\ufffd"),
    (
        "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
        "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # changes of the direction of writing
        f"\ufeff\U000e0000-\U000e007f{_NONCHARACTERS}]",  # byte order mark, tags
        "",
    ),
)
"""Patterns and what comes in their place, in turn. None matches in a text that Python calls printable."""
_JOINERS = "\u200c\u200d"


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    # Here: they take two milliseconds to compile, and what is shown first rarely needs them.
    return [(re.compile(pattern), instead) for pattern, instead in _UNPRINTABLE]


def clean(text: str, *, one_line: bool = False) -> str:
    """The text in NFC without controls, with plain newlines; with `one_line`, in one line without blanks around it.

    Everything that a person can read stays. Cleaning twice is the same as cleaning once.
    """
    printable = text.isprintable()
    if not printable:
        for pattern, instead in _patterns():
            text = pattern.sub(instead, text)
    if not text.isascii():
        text = _fewer_marks(unicodedata.normalize("NFC", text))
    if one_line and not printable:
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
