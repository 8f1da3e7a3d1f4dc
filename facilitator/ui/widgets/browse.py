"""Sessions in a list without words to look for: by date, by severity, by service, under headings with their counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from textual.content import Content

from facilitator.domain.record import Record
from facilitator.store.search import Entry
from facilitator.text import clean
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.hits import marker
from facilitator.when import MONTHS


class By(StrEnum):
    """What a list is grouped by, in the order of its key."""

    DATE = "date"
    SEVERITY = "severity"
    SERVICE = "service"


class Row(Record):
    """A session under its heading."""

    heading: str
    """Only above the first of its group."""
    entry: Entry


def following(by: By | None) -> By | None:
    """What comes next; None is the list of hits."""
    order: tuple[By | None, ...] = (None, *By)
    return order[(order.index(by) + 1) % len(order)]


def grouped(entries: Iterable[Entry], by: By) -> list[Row]:
    """The sessions under their headings. One of several services stands under each; what is not known comes last."""
    groups: dict[str, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for heading in _HEADINGS[by](entry) or ("",):
            groups.setdefault(heading.casefold(), (heading, []))[1].append(entry)
    order = sorted(groups, reverse=by is By.DATE)
    if "" in order:
        order.remove("")
        order.append("")
    return [
        Row(f"{_told(groups[key][0], by)} · {len(groups[key][1])}" if i == 0 else "", entry)
        for key in order
        for i, entry in enumerate(groups[key][1])
    ]


def draw(rows: Sequence[Row], i: int, width: int, chosen: bool) -> list[Content]:
    """A session in one line, under its heading if it begins a group."""
    heading, entry = rows[i].heading, rows[i].entry
    above = [text(heading, "bold $text-primary")] if heading else []
    title = text(clean(entry.title, one_line=True) or entry.name, "bold")
    beside = " · ".join(each for each in (entry.severity, *entry.services) if each)
    left = shapes.line(marker(chosen), title.stylize("reverse") if chosen else title, text(f"  {beside}", QUIET))
    line = shapes.ends(left, text(entry.date or "no date", QUIET), width)
    return [*([shapes.NOTHING] if heading and i else []), *above, line]


_HEADINGS: dict[By, Callable[[Entry], tuple[str, ...]]] = {
    By.DATE: lambda entry: (entry.date[:7],),
    By.SEVERITY: lambda entry: (entry.severity,),
    By.SERVICE: lambda entry: entry.services,
}


def _told(heading: str, by: By) -> str:
    if not heading:
        return f"No {by.value}"
    if by is By.DATE and heading[5:].isdecimal() and 1 <= int(heading[5:]) <= 12:
        return f"{MONTHS[int(heading[5:]) - 1]} {heading[:4]}"
    return heading
