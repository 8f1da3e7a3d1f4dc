"""Section 2 read back: the table of the incident's timeline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from facilitator.domain.acts.entries import Draft
from facilitator.domain.session import Incident, Kind, When
from facilitator.imports.building import Building, shortened
from facilitator.imports.inline import line, words
from facilitator.imports.page import Part, is_ours, rows, texts
from facilitator.imports.reading import UNSAID
from facilitator.imports.times import Rows
from facilitator.when import zone_info

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

TITLE: Final = "Timeline"
SOURCE: Final = "markdown"
_ZONES: Final = re.compile(r"all times ([^\s/()]+)", re.IGNORECASE)


def timeline(parts: Iterable[Part], incident: Incident, building: Building) -> tuple[Draft, ...]:
    """Its entries, in the order of the table."""
    drafts: list[Draft] = []
    for part in parts:
        found = _ZONES.search(part.title)
        times = Rows(_day(incident), incident.timezone, found[1] if found else "", building.now)
        for block in part.blocks:
            if block.type == "table":
                drafts += [draft for row in rows(block) if (draft := _draft(row, times, building))]
            elif not is_ours(block):
                drafts += _listed(block)
    return tuple(drafts)


def _day(incident: Incident) -> date | None:
    return incident.started.astimezone(zone_info(incident.timezone)).date() if incident.started else None


def _draft(row: dict[str, str], times: Rows, building: Building) -> Draft | None:
    cells = list(row.values())
    shown = words(row.get("time", cells[0] if cells else ""))
    event = line(row.get("event", cells[1] if len(cells) > 1 else ""), one_line=False)
    kind = Kind(event.tags[0]) if len(event.tags) == 1 and event.tags[0] in list(Kind) else None
    text = event.text if kind else event.whole
    others = [words(cell) for name, cell in row.items() if name not in ("time", "event")] if "event" in row else []
    text = " · ".join(each for each in (text, *others) if each)
    when = times.read(shown) if shown else When()
    if when is None:
        building.tell(f"The time «{shortened(shown)}» could not be read: it was kept in the text of its entry.")
        when, text = When(), f"{shown} {text}"
    return Draft(when, text.strip() or UNSAID, kind, SOURCE) if shown or text.strip() else None


def _listed(block: SyntaxTreeNode) -> list[Draft]:
    """What somebody wrote beside the table: entries of which no time is known."""
    return [Draft(When(), text, None, SOURCE) for text in texts(block) if text.strip()]
