"""The 5 Whys read back: numbered lists of `question → answer`, and bullets where a why has several answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.imports.building import Building
from facilitator.imports.entries import Entries
from facilitator.imports.found import Found
from facilitator.imports.inline import Line, bold, fact, line, plain, words
from facilitator.imports.page import LISTS, Part, below, is_ours, nested, raw, texts
from facilitator.imports.reading import ReadCause

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

TITLE: Final = "5 Whys Analysis"
ARROW: Final = " → "
DEEPEST: Final = 200
"""Whys below one another; what is deeper becomes notes."""
ENDS: Final = ("root cause", "contributing factor")


def chains(part: Part, problem: str, entries: Entries, building: Building) -> list[ReadCause]:
    """The causes from which chains start; `problem` is the one that goes without saying."""
    heads: list[ReadCause] = []
    listed = False
    """Whether the present chain has its answers already."""
    for block in part.blocks:
        if block.type == "ordered_list":
            if not heads or listed:
                heads.append(ReadCause(problem))
            _answers(block, heads[-1], entries, building)
            listed = True
            continue
        said = raw(block) if block.type == "paragraph" else ""
        end, head = fact(said), _head(said)
        if end and end[0].casefold() in ENDS and line(end[1]).text:
            if not heads:
                heads.append(ReadCause(problem))
            _end(heads[-1], line(end[1]), building)
        elif head:
            heads.append(ReadCause(head.text))
            _beside(heads[-1], head, entries)
            listed = False
        elif not is_ours(block):
            building.keep_all(texts(block), f"in «{TITLE}»")
    return heads


def _head(said: str) -> Line | None:
    """What a chain starts from: a line in bold, with what is said quietly beside it."""
    found = bold(said)
    if found is None or not found[0]:
        return None
    beside = line(found[1])
    return None if beside.text else Line(found[0], beside.tags)


def _answers(block: SyntaxTreeNode, why: ReadCause, entries: Entries, building: Building, depth: int = 0) -> None:
    """A list in which each line asks why of the answer before it."""
    for item in block.children:
        if depth > DEEPEST:
            building.keep_all(texts(item), f"in «{TITLE}»")
            continue
        asked, arrow, said = raw(item).partition(ARROW)
        _ask(why, words(asked), building)
        if arrow:
            why, depth = _answered(why, said, entries), depth + 1
        for inner in nested(item):
            if inner.type == "ordered_list":
                _answers(inner, why, entries, building, depth + 1)
                continue
            for bullet in inner.children:
                answer = _answered(why, raw(bullet), entries)
                for deeper in nested(bullet, "ordered_list"):
                    _answers(deeper, answer, entries, building, depth + 1)
                building.keep_all(below(bullet, "ordered_list"), f"in «{TITLE}»")
        building.keep_all(below(item, *LISTS), f"in «{TITLE}»")
        if why.answers and item is not block.children[-1]:
            why, depth = why.answers[-1], depth + 1  # Somebody went on asking below a list of several answers.


def _ask(why: ReadCause, question: str, building: Building) -> None:
    if why.question and question and question != why.question:
        building.keep(why.question, "A cause has one why")
    why.question = question or why.question


def _answered(why: ReadCause, said: str, entries: Entries) -> ReadCause:
    read = line(said)
    answer = ReadCause(read.text)
    _beside(answer, read, entries)
    why.answers.append(answer)
    return answer


def _beside(cause: ReadCause, said: Line, entries: Entries) -> None:
    """Evidence and votes. Brackets with anything else in them are somebody's words."""
    beside = entries.beside(said.tags)
    if beside is None:
        cause.text = plain(Line(cause.text, said.tags).whole)
    else:
        cause.evidence, cause.votes = beside


def _end(head: ReadCause, said: Line, building: Building) -> None:
    """A root-cause statement. Without a word on where it stands it ends the chain's last answer."""
    row = list(head.walk())
    of = said.own("for")
    cause = Found((each.text, each) for each in row).get(Line(of, said.tags)) if of else None
    if of and cause is None:
        building.tell(f"There is no «{of}» among the whys: the root cause was put at the end of its chain.")
    text = said.text if of or not said.tags else said.whole
    ends = [each for each in row if not each.answers]
    cause = cause or ends[-1]
    if cause.statement and cause.statement != text:
        building.keep(f"Root cause: {text}", "A chain ends in one root cause")
    else:
        cause.statement = text
