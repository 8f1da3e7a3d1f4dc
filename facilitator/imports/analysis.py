"""Section 3 read back: the why chains, the fishbone, and which of their causes the document calls the root causes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from facilitator.domain.cause import Standing
from facilitator.imports.bones import TITLE as FISHBONE
from facilitator.imports.bones import fishbone
from facilitator.imports.building import Building
from facilitator.imports.chains import TITLE as WHYS
from facilitator.imports.chains import chains
from facilitator.imports.entries import Entries
from facilitator.imports.found import Found
from facilitator.imports.inline import line, words
from facilitator.imports.page import LISTS, Part, below, is_ours, raw, texts
from facilitator.imports.reading import Analysis, ReadCause

if TYPE_CHECKING:
    pass

SECTION: Final = "Root Cause Analysis"
PRIMARY: Final = "Primary Root Cause"
FACTORS: Final = "Contributing Factors"
TITLES: Final = (PRIMARY, FACTORS, WHYS, FISHBONE)


def analysis(parts: Iterable[Part], problem: str, entries: Entries, building: Building) -> Analysis:
    """All causes; `problem` is what a chain starts from that does not say so."""
    by_title = {part.title.casefold(): part for part in parts}
    whys, bones = by_title.get(WHYS.casefold()), by_title.get(FISHBONE.casefold())
    there = SECTION.casefold() in by_title
    read = Analysis(factors_only=PRIMARY.casefold() not in by_title if there else None)
    if whys:
        read.heads = chains(whys, problem, entries, building)
    if bones:
        fishbone(bones, read, entries, building)
    read.orders += _orders(read)
    primary = by_title.get(PRIMARY.casefold())
    for title, part in ((PRIMARY, primary), (FACTORS, by_title.get(FACTORS.casefold()))):
        if part:
            _judge(part, Standing.PRIMARY if title == PRIMARY else Standing.CONTRIBUTING, read, building)
    return read


def _orders(read: Analysis) -> list[list[ReadCause]]:
    """The order of chains, and of the answers to each why."""
    return [read.heads, *(cause.answers for cause in read.chained())]


def _judge(part: Part, standing: Standing, read: Analysis, building: Building) -> None:
    """What the document calls a root cause is one that it has shown, or a new one, which starts a chain of its own."""
    row: list[ReadCause] = []
    for block in part.blocks:
        if is_ours(block):
            continue
        if block.type in LISTS:
            said = [raw(item) for item in block.children]
            building.keep_all([text for item in block.children for text in below(item)], f"in «{part.title}»")
        elif block.type == "paragraph":
            said = [raw(block)]
        else:
            building.keep_all(texts(block), f"in «{part.title}»")
            continue
        for each in said:
            if row and standing is Standing.PRIMARY:
                building.keep(words(each), "There is one primary root cause")
            elif cause := _meant(each, read, building):
                cause.standing = cause.standing or standing
                row.append(cause)
    read.orders.append(row)


def _meant(said: str, read: Analysis, building: Building) -> ReadCause | None:
    spoken = line(said)
    cause = Found((each.stated, each) for each in read.causes()).get(spoken)
    text = spoken.text if spoken.number else spoken.whole
    if cause is None and text:
        cause = ReadCause(text)
        read.heads.append(cause)
        building.tell("A root cause or a contributing factor that stands in no why chain starts one of its own.")
    return cause
