"""Comma-separated values after RFC 4180, in which no cell is a formula, however a spreadsheet cuts the lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from facilitator.text import clean

_FORMULA: Final = re.compile(r"(?:\A|(?<=[\t\n\r;|]))(?P<blank>[^\S\t\n\r]*)(?=[=+\-@＝＋－＠])")
"""Also after a semicolon, a tab or a new line: where a sheet is cut at those, a cell begins there."""


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The head and the rows, every cell in quotes; lines end with a plain newline, which the caller makes CR and LF."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([[cell(text) for text in row] for row in (head, *rows)])
    return out.getvalue()


def cell(text: str) -> str:
    """The text, with an apostrophe before what would be read as a formula."""
    return _FORMULA.sub(r"\g<blank>'", clean(text).strip())
