"""Times in Markdown or plain text: tables, lists and paragraphs that begin with a time, as post-mortems have them.

What stands in the timeline without a time is kept without one. Lines of other parts of a document are folded away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from facilitator.domain.session import When
from facilitator.imports.sources.clocks import Clocks
from facilitator.imports.sources.form import LIKELY, MAYBE, NO, NO_TIME, BadImport, Content, Ground, Item, Result
from facilitator.imports.sources.lines import Section, bare, blocks, cells, is_bullet, is_rule, opened, sections
from facilitator.imports.sources.order import day_first, newest_first
from facilitator.imports.sources.rows import table

TIMELINE: Final = re.compile(r"\b(?:timeline|chronolog\w*|zeitverlauf|ablauf|sequence of events)\b", re.IGNORECASE)
_NOWHERE: Final = Ground("UTC", False, None, None, datetime(2001, 1, 1, tzinfo=UTC))
"""For a first look, which asks only whether something is a time."""
_DATE: Final = re.compile(r"[\s>*_|-]*(?:incident |event )?(?:date|datum|day)\b", re.IGNORECASE)
_ALL_TIMES: Final = re.compile(
    r"\b(?i:all (?:times?|timestamps?)|times|timestamps) (?i:(?:below|are|is|shown|given|listed|in|the) )*"
    r"\(?((?:UTC|GMT)[+-]\d{1,2}|[A-Z]{2,4}|[A-Z]\w+/\w+)(?!\w)"
)
"""`All times in PDT (UTC-7).`, wherever it stands."""
_FULL: Final = re.compile(
    r"(?<![\d-])20\d\d-\d\d-\d\d(?![\d-])|\b[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? 20\d\d\b"
    r"|\b\d{1,2}\.? [A-Z][a-z]{2,8} 20\d\d\b|\b\d{1,2}\.\d{1,2}\.20\d\d\b"
)
_STRONG: Final = re.compile(r"\*\*([^*\n]{1,500})\*\*")
OTHER: Final = "lines outside of the timeline"


def detect(content: Content) -> int:
    if content.data or content.archive:
        return NO
    clocks = Clocks(_NOWHERE)
    lines = [line for line in content.text[:200_000].splitlines() if line.strip()][:2000]
    timed = sum(_timed(line, clocks) for line in lines)
    if timed > 1 or (timed and len(lines) <= 3):
        return LIKELY
    return MAYBE if timed else NO


def read(content: Content, ground: Ground) -> Result:
    every = sections(content.text)
    first, told = day_first(content.text.splitlines()[:5000], ground, european=False)
    lines = [bare(line) for line in content.text.splitlines() if line.strip()]
    clocks = Clocks(ground, day_first=first, backwards=newest_first(_leading(lines, Clocks(ground, day_first=first))))
    wanted = _wanted(every, ground)
    told = (*told, *_dated(every, clocks))
    for line in (line for section in every for line in section.lines):
        if said := _ALL_TIMES.search(line[:200]):
            clocks.declare(f"times {said[1]}")
    items: list[Item] = []
    for section in every:
        if section in wanted:
            items += _section(section, clocks, ground)
        else:
            clocks.heading(section.title)
            title = [section.title] * bool(section.title.strip())
            kept = [*title, *(line for line in section.lines if line.strip() and not is_rule(line))]
            items += [Item(When(), line.strip(), folded=OTHER) for line in kept]
    if all(item.folded for item in items):
        raise BadImport(f"{content.name} has no line that begins with a time.")
    return Result(tuple(items), told=(*told, *clocks.told))


def _dated(every: list[Section], clocks: Clocks) -> list[str]:
    """Take the day that the document is of, by its title or by a line that gives the date; and say so."""
    titles = [section.title for section in every if section.level == 1]
    for line in (*titles, *(line for section in every for line in section.lines if _DATE.match(line[:40]))):
        if (found := _FULL.search(line[:300])) and clocks.heading(found[0]):
            return [f"Times without a date were read from {found[0]} on, the date that the document gives."]
    return []


def _leading(lines: Iterable[str], clocks: Clocks) -> list[str]:
    return [line for line in lines if _timed(line, clocks)][:2000]


def _timed(line: str, clocks: Clocks) -> bool:
    """Whether a line begins with a time, or is the row of a table in which one stands."""
    if line.lstrip().startswith("|"):
        return any(clocks.cell(opened(cell))[0].at for cell in cells(line)[:3] if len(cell) < 64)
    head = line[:200]
    found = clocks.lead(opened(head)) or clocks.lead(bare(head))
    return bool(found and found[0].at)


def _wanted(every: list[Section], ground: Ground) -> list[Section]:
    """The timeline with the parts below it; in a document without that heading every part that has times."""
    clocks = Clocks(ground)
    timed = [section for section in every if any(_timed(line, clocks) for line in section.lines if line.strip())]
    below: list[Section] = []
    level = 0
    for section in every:
        if TIMELINE.search(section.title) and (not level or section.level <= level):
            level = section.level
        elif section.level <= level:
            level = 0
        if level:
            below.append(section)
    return below if any(section in timed for section in below) else timed


def _section(section: Section, clocks: Clocks, ground: Ground) -> list[Item]:
    clocks.heading(section.title)
    clocks.declare(section.title)
    items: list[Item] = []
    # What stands in a timeline before its first time belongs to it: «[???] the disk began to fill».
    open_, started = False, bool(TIMELINE.search(section.title))
    for block in blocks(section.lines):
        if len(block) > 1:
            items += _table(block, clocks, ground)
            open_, started = False, True
            continue
        line = block[0]
        if not line.strip():
            open_ = False
        elif not line.strip("-=*_| \t") or clocks.heading(bare(line)):
            continue
        elif found := _item(line, clocks):
            items.append(found)
            open_ = started = True
        elif open_ and (line[:1].isspace() or not is_bullet(line)):
            last = items.pop()
            items.append(Item(last.when, f"{last.text}\n{line.strip()}".strip(), last.kind, last.why))
        elif is_bullet(line) and started:
            items.append(Item(When(), _unmarked(bare(line)), why=NO_TIME))
            open_ = True
        else:
            clocks.declare(line)
            items.append(Item(When(), line.strip(), folded=OTHER))
    return items


def _item(line: str, clocks: Clocks) -> Item | None:
    whole = line.strip()
    if whole.startswith("|"):
        whole = " | ".join(cells(whole))
    # The time comes first: the day of «3. Dec 14:25» looks like the number of a list.
    found = clocks.lead(opened(whole)) or clocks.lead(bare(whole))
    if not found:
        return None
    when, why, rest = found
    return Item(when, _unmarked(rest.removeprefix("**").strip() if rest.count("**") % 2 else rest), None, why)


def _unmarked(text: str) -> str:
    """Without the marks of bold words. Other signs may be part of what is said."""
    return _STRONG.sub(r"\1", text)


def _table(block: list[str], clocks: Clocks, ground: Ground) -> list[Item]:
    rows = [[_unmarked(opened(cell)) for cell in cells(line)] for line in block if not is_rule(line)]
    found = table(rows, ground, after=clocks)
    if found:
        return list(found.items)
    return [Item(When(), " · ".join(filter(None, row)), folded=OTHER) for row in rows]
