"""The fishbone read back from its list; the drawing above it cannot be read, and says the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from facilitator.documents.root_cause import CHAINED, drawing
from facilitator.domain.session import Session
from facilitator.imports.building import Building
from facilitator.imports.entries import Entries
from facilitator.imports.found import Found
from facilitator.imports.inline import Line, bold, line, words
from facilitator.imports.page import LISTS, Part, below, is_ours, nested, raw, texts
from facilitator.imports.reading import UNSAID, Analysis, ReadCause

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

TITLE: Final = "Fishbone"
_WHERE: Final = f"in «{TITLE}»"


def fishbone(part: Part, read: Analysis, entries: Entries, building: Building) -> None:
    """Put the causes that were read from the chains on their bones, and add those that stand on the fishbone only."""
    chained = Found((cause.text, cause) for cause in read.chained())

    def twigs(items: Iterable[SyntaxTreeNode], bone: str, under: ReadCause | None) -> None:
        row: list[ReadCause] = []
        for item in items:
            said = line(raw(item))
            cause = chained.get(said) if CHAINED in said.tags else None
            if cause is None or cause.bone:
                cause = _alone(said, entries)
            cause.bone, cause.under = bone, under
            read.pinned.append(cause)
            row.append(cause)
            for inner in nested(item):
                twigs(inner.children, bone, cause)
            building.keep_all(below(item, *LISTS), _WHERE)
        read.orders.append(row)

    for block in part.blocks:
        if block.type in LISTS:
            for item in block.children:
                bone, beside = bold(raw(item)) or (words(raw(item)), "")
                row = list(nested(item))
                for inner in row:
                    twigs(inner.children, bone or UNSAID, None)
                strange = [words(beside), *below(item, *LISTS)]
                building.keep_all(strange if row else [bone, *strange], _WHERE)
        elif not _is_drawing(block) and not is_ours(block):
            building.keep_all(texts(block), _WHERE)


def check_drawing(part: Part, session: Session, building: Building) -> None:
    """Tell if the drawing says something else than the list. It was read by nobody."""
    for block in part.blocks:
        if _is_drawing(block) and block.content.strip() != drawing(session).strip():
            building.tell("The fishbone was read from its list; the drawing above it says something else, or more.")


def _is_drawing(block: SyntaxTreeNode) -> bool:
    return block.type == "fence" and block.info.strip() == "text"


def _alone(said: Line, entries: Entries) -> ReadCause:
    """A cause that stands on the fishbone only: its evidence, its votes and its why are said here."""
    asked = said.own("asked")
    ours = (f"asked: {asked}", CHAINED, f"no. {said.number}")
    beside = entries.beside([tag for tag in said.tags if tag not in ours])
    cause = ReadCause(said.text if beside else said.whole, chained=False, question=asked)
    cause.evidence, cause.votes = beside or ([], 0)
    return cause
