"""A document of plain text or Markdown, line by line, each as what its section asks for: what the coach would say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from facilitator.coach.hint import Hint
from facilitator.coach.language import hints
from facilitator.coach.lexicon import Lexicon
from facilitator.domain.record import Record

_SECTIONS: Final = (
    ("timeline", "timeline"),
    ("5 why", "why"),
    ("five why", "why"),
    ("whys", "why"),
    ("root cause", "root_cause"),
    ("contributing", "root_cause"),
    ("went well", "well"),
    ("lucky", "well"),
    ("went wrong", "wrong"),
    ("action", "action"),
    ("lesson", "lesson"),
    ("parking", "question"),
    ("question", "question"),
)
"""What stands in a heading, and the context of the lines below it."""
_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})\s+(?P<text>.*?)[\s#]*\Z")
_FENCE: Final = re.compile(r"\s{0,3}(```|~~~)")
_RULE: Final = re.compile(r"[\s|:=_*+-]*\Z")
_MARKS: Final = re.compile(r"\A\s*(?:>\s?)*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?")
_LISTED: Final = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")
_TITLE: Final = re.compile(r"\s*(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*:?|__:?)\s*\Z")
"""A line that is bold as a whole is a heading too."""
_OURS: Final = re.compile(r"\s*(?:_[^_]+_|\*[^*]+\*)\s*\Z")
"""What is in italics as a whole tells what to write there; nobody said it."""
_LINK: Final = re.compile(r"\[(?P<text>[^\][]*)\]\((?P<to>[^()\s]*)\)")
_BOLD: Final = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")


class Remark(Record):
    """A hint, and the line of the document that it is about."""

    line: int
    text: str
    """What of the line was looked at."""
    hint: Hint


def lint(text: str, people: Collection[str], lexicon: Lexicon | None = None) -> Iterator[Remark]:
    """What the coach notices, in the order of the lines. Code, tables' heads and headings are passed over."""
    context, fenced = "note", False
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if heading := _HEADING.match(line):
            context = section_of(heading["text"]) or ("note" if len(heading[1]) <= 2 else context)
            continue
        if title := _TITLE.match(line):
            context = section_of(title["text"]) or context
            continue
        after = lines[number] if number < len(lines) else ""
        if (
            fenced
            or _RULE.match(line)
            or _OURS.match(line)
            or (line.lstrip()[:1] == "|" and _RULE.match(after) and "-" in after)
        ):
            continue
        where = "note" if context == "action" and line.lstrip()[:1] != "|" and not _LISTED.match(line) else context
        for said in _said(_LINK.sub(lambda link: "" if link["to"][:1] == "#" else link["text"], line), where):
            for hint in hints(said, where, people, lexicon):
                yield Remark(number, said, hint)


def section_of(heading: str) -> str:
    """The context of the lines below a heading; empty where it does not tell."""
    low = heading.lower()
    return next((context for word, context in _SECTIONS if word in low), "")


def _said(line: str, context: str) -> Iterator[str]:
    """What a line says, without the marks around it. A row of an action table is one action item."""
    if line.lstrip()[:1] == "|":
        cells = [_BOLD.sub("", cell).strip() for cell in line.strip().strip("|").split("|")]
        yield from ["; ".join(filter(None, cells))] if context == "action" else cells[-1:] if cells[-1] else cells
        return
    if said := _BOLD.sub("", _MARKS.sub("", line, count=1)).strip():
        yield said
