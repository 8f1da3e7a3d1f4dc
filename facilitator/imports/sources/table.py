"""A table in CSV or TSV, as spreadsheets and people write it: any columns, any separator, with a mark at its start.

RFC 4180, and what Excel makes of it in Europe: semicolons, `sep=;` in the first line, and commas in numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from facilitator.imports.sources.columns import named
from facilitator.imports.sources.form import LIKELY, NO, SURE, BadImport, Content, Ground, Result
from facilitator.imports.sources.rows import table

SEPARATORS: Final = ("\t", ";", ",", "|")
LONGEST_CELL: Final = 1_000_000


def detect(content: Content) -> int:
    if content.data or content.archive:
        return NO
    separator, rows = parsed(content.text[:20_000])
    head = next((row for row in rows if any(cell.strip() for cell in row)), ())
    if separator != "|" and named(head) and any(len(row) > 1 for row in rows[1:]):
        return SURE
    return _without_a_head(rows) if separator in ("\t", ";", ",") else NO


def _without_a_head(rows: Sequence[Sequence[str]]) -> int:
    """Rows of the same width in which the first cell is a time."""
    from facilitator.imports.sources.instants import ISO
    from facilitator.imports.sources.moments import moment

    full = [row for row in rows[:20] if any(cell.strip() for cell in row)]
    if not full or len({len(row) for row in full}) > 1 or len(full[0]) < 2:
        return NO
    timed = [
        row for row in full for cell in [row[0].strip()] if ISO.fullmatch(cell) or _is_time(moment(cell, 0, None), cell)
    ]
    return LIKELY + 10 if len(timed) * 2 > len(full) else NO


def _is_time(found: object, cell: str) -> bool:
    return getattr(found, "end", 0) == len(cell) and len(cell) > 3


def read(content: Content, ground: Ground) -> Result:
    separator, rows = parsed(content.text)
    result = table(rows, ground, european=separator == ";")
    if result is None:
        raise BadImport(f"{content.name} has no column of times: name one «Time» in its first line.")
    return result


def parsed(text: str) -> tuple[str, list[list[str]]]:
    """The separator, and the cells of each row."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], _rows(rest, first.strip()[4])
    head = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(SEPARATORS, key=lambda sign: (_outside(head, sign), sign == "\t"))
    return separator, _rows(text, separator)


def _outside(line: str, sign: str) -> int:
    """How often a separator stands outside of quotes."""
    return sum(part.count(sign) for part in line.split('"')[::2])


def _rows(text: str, separator: str) -> list[list[str]]:
    """The rows. A quote that nobody closed would take all that follows into its cell: from there it is a plain sign."""
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    start = end = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for row in reader:
            start, end = end, reader.line_num
            rows.append(row)
        if end - start > 1 and text.count('"') % 2:
            rest = text.splitlines()[start:]
            return [*rows[:-1], *csv.reader(rest, delimiter=separator, quoting=csv.QUOTE_NONE)]
    except csv.Error as fault:
        raise BadImport(f"The table cannot be read ({fault}).") from None
    return rows
