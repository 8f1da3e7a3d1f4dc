"""What became of everything that was read: added, folded away, there already, without a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.domain.record import Record
from facilitator.text import clean

QUOTED: Final = 70
"""Characters of a text that are told."""
TOLD: Final = 5
"""Texts without a time that are told one by one, unless all are asked for."""


class Unplaced(Record):
    """An entry that was kept without a time."""

    text: str
    why: str


class Report(Record):
    """`read` is the sum of `added`, `folded` and `duplicates`; what is unplaced is among the added."""

    source: str
    read: int
    added: int
    folded: tuple[tuple[str, int], ...] = ()
    """What was folded away, and how many of each."""
    duplicates: int = 0
    """In the session already, or twice in the file."""
    unplaced: tuple[Unplaced, ...] = ()
    beside: tuple[tuple[str, int], ...] = ()
    """What hung on the things that were read, and was only counted: reactions."""
    told: tuple[str, ...] = ()
    """How it was read where that could have been otherwise: a sentence each."""


def lines(report: Report, *, every: bool = False, would: bool = False) -> Iterator[str]:
    """The report for people, the sums first. With `would` nothing has been added yet."""
    away = sum(count for _, count in report.folded)
    sums = [f"{report.read:,} read", f"{report.added:,} {'to add' if would else 'added'}"]
    sums += [f"{away:,} folded away"] * bool(away) + [f"{report.duplicates:,} there already"] * bool(report.duplicates)
    sums += [f"{len(report.unplaced):,} without a time"] * bool(report.unplaced)
    yield f"{report.source}: {', '.join(sums)}."
    if report.folded:
        yield f"Folded away: {_counted(report.folded)}."
    if report.beside:
        yield f"Only counted: {_counted(report.beside)}."
    shown = report.unplaced if every else report.unplaced[:TOLD]
    for each in shown:
        yield f"Kept without a time: «{_short(each.text)}» ({each.why})."
    if left := len(report.unplaced) - len(shown):
        yield f"Kept without a time: {left:,} more."
    yield from report.told


def _counted(counts: tuple[tuple[str, int], ...]) -> str:
    return "; ".join(f"{what} ({count:,})" for what, count in counts)


def _short(text: str) -> str:
    line = clean(text, one_line=True)
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1].rstrip()}…"
