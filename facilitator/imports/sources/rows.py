"""The rows of a table as items, whatever order its columns stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import islice

from facilitator.domain.session import Kind, Precision, When
from facilitator.imports.sources.clocks import Clocks
from facilitator.imports.sources.columns import Columns, guessed, named
from facilitator.imports.sources.fields import spoken
from facilitator.imports.sources.form import WORDLESS, Ground, Item, Result
from facilitator.imports.sources.order import day_first, newest_first

EMPTY = "empty rows"


def table(
    rows: Sequence[Sequence[str]], ground: Ground, *, european: bool = False, after: Clocks | None = None
) -> Result | None:
    """The items of a table with or without a head; None if it has no column of times.

    `after` has read what stands before the table, such as the day.
    """
    head = next((row for row in rows if any(cell.strip() for cell in row)), ())
    columns = named(head)
    body = rows[rows.index(head) + 1 :] if columns else rows
    columns = columns or guessed(rows, ground)
    if columns is None:
        return None
    told: tuple[str, ...] = ()
    if after is None:
        first, told = day_first(islice(_times(body, columns), 2000), ground, european=european)
        after = Clocks(ground, day_first=first, backwards=newest_first(islice(_times(body, columns), 2000)))
    clocks = after
    if named(head):
        clocks.declare(
            "time " + " ".join(head[i] for i in (columns.when, columns.clock, columns.date) if i is not None)
        )
    items, empty = [], 0
    for row in body:
        if any(cell.strip() for cell in row):
            items.append(_item(row, columns, head if named(head) else (), clocks))
        else:
            empty += 1
    return Result(tuple(items), ((EMPTY, empty),), (*told, *clocks.told))


def _times(rows: Iterable[Sequence[str]], columns: Columns) -> Iterable[str]:
    return (_when(row, columns) for row in rows)


def _cell(row: Sequence[str], i: int | None) -> str:
    return row[i].strip() if i is not None and i < len(row) else ""


def _when(row: Sequence[str], columns: Columns) -> str:
    """The time of a row in one text."""
    if columns.when is not None:
        parts = [_cell(row, columns.when)]
    else:
        parts = [_cell(row, columns.date), _cell(row, columns.clock)]
    return " ".join(filter(None, (*parts, _cell(row, columns.zone) if any(parts) else "")))


def _item(row: Sequence[str], columns: Columns, head: Sequence[str], clocks: Clocks) -> Item:
    written = _when(row, columns)
    when, why = clocks.cell(written)
    zone = _cell(row, columns.zone)
    if when.at is None and zone and written.endswith(zone):  # a zone whose name is not known
        when, why = clocks.cell(written.removesuffix(zone))
    end = _cell(row, columns.end)
    others = [end] if end and not when.at else []
    if end and when.at:
        until, _ = clocks.cell(end)
        if until.at and timedelta(0) <= until.at - when.at <= timedelta(days=31):
            when = When(when.at, until.at, when.precision, f"{when.written} - {end}"[:64])
            if Precision.HOUR in (when.precision, until.precision):
                when = When(when.at, None, when.precision, written[:64])
        else:
            others.append(f"{head[columns.end]}: {end}" if head and columns.end is not None else end)
    kind = _kind(_cell(row, columns.kind))
    if not kind and columns.kind is not None:
        others.append(_cell(row, columns.kind))
    others += [_labelled(row, i, head) for i in columns.others]
    others += [cell for cell in row[max(len(head), _width(columns)) :] if cell.strip()]
    said = " · ".join(filter(None, (*(_cell(row, i) for i in columns.what), *others)))
    return Item(when, spoken(_cell(row, columns.who), said or WORDLESS), kind, why)


def _width(columns: Columns) -> int:
    known = (columns.when, columns.date, columns.clock, columns.end, columns.zone, columns.kind, columns.who)
    return max((i + 1 for i in (*known, *columns.what, *columns.others) if i is not None), default=0)


def _labelled(row: Sequence[str], i: int, head: Sequence[str]) -> str:
    """A cell of a column that nothing is known of, with the column's name."""
    cell = _cell(row, i)
    name = head[i].strip() if i < len(head) else ""
    return f"{name}: {cell}" if cell and name else cell


def _kind(cell: str) -> Kind | None:
    return next((kind for kind in Kind if kind.value == cell.casefold()), None)
