"""Texts without what a terminal acts on instead of showing it: escapes, controls, turns of the direction of writing."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

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


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    # Here: they take two milliseconds to compile, and what is shown first rarely needs them.
    return [(re.compile(pattern), instead) for pattern, instead in _UNPRINTABLE]


def printable(text: str) -> str:
    """The text without controls, with plain newlines. Everything that a person can read stays."""
    if not text.isprintable():
        for pattern, instead in _patterns():
            text = pattern.sub(instead, text)
    return text
