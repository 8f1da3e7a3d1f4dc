"""The lines of a document in Markdown or plain text, by the headings that they stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from facilitator.domain.record import Record

_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)[\s#]*")
_UNDERLINE: Final = re.compile(r"\s{0,3}(?:=+|-+)\s*")
_RULE: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?|\|\s*:?-+:?\s*\|")
_BAR: Final = re.compile(r"(?<!\\)\|")
_BULLET: Final = re.compile(r"(?:>\s?)*(?:[-*+•·‣]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?")
_BOLD: Final = re.compile(r"^(?P<open>[\[(]?)(?P<mark>\*\*|__|`)(?P<said>[^*`]{1,64}?)(?P=mark)")
_AT: Final = re.compile(r"(?:at|around|um|by)\s+(?=[~\d])", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Section(Record):
    """A heading, and the lines below it up to the next one."""

    title: str
    level: int
    """0 for what stands before the first heading."""
    lines: tuple[str, ...]


def sections(text: str) -> list[Section]:
    found: list[tuple[str, int, list[str]]] = [("", 0, [])]
    for line in text.splitlines():
        below = found[-1][2]
        heading = _HEADING.fullmatch(line) if len(line) < 300 and line.lstrip().startswith("#") else None
        if heading:
            found.append((heading[2], len(heading[1]), []))
        elif below and below[-1].strip() and "|" not in line and len(line) < 300 and _UNDERLINE.fullmatch(line) \
                and len(line.strip()) > 2 and not (len(below) > 1 and below[-2].strip()):  # fmt: skip
            found.append((below.pop().strip(), 1 if "=" in line else 2, []))
        else:
            below.append(line)
    return [Section(title, level, tuple(lines)) for title, level, lines in found]


def blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Tables, each with all of its lines, and every other line by itself."""
    i = 0
    while i < len(lines):
        end = i
        while end < len(lines) and is_row(lines[end]):
            end += 1
        if end - i > 1 and any(is_rule(line) for line in lines[i:end]):
            yield list(lines[i:end])
            i = end
        else:
            yield [lines[i]]
            i += 1


def is_row(line: str) -> bool:
    return "|" in line and (line.lstrip().startswith("|") or line.rstrip().endswith("|") or line.count("|") > 0)


def is_rule(line: str) -> bool:
    """`|---|---|`."""
    return len(line) < 1000 and "|" in line and not line.strip().strip("|-: \t") and "-" in line


def cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [_BREAK.sub("\n", cell.strip().replace("\\|", "|")) for cell in _BAR.split(line)]


def bare(line: str) -> str:
    """A line without its bullet, and without the marks around what it begins with."""
    line = line.strip()
    bullet = _BULLET.match(line)
    return opened(line[bullet.end() :] if bullet else line)


def opened(line: str) -> str:
    line = _AT.sub("", line.strip(), count=1) if _AT.match(line.strip()) else line.strip()
    if found := _BOLD.match(line):
        rest = line[found.end() :]
        closed = found["said"].rstrip()
        # «**14:25:** text» and «**14:25** text»: a space keeps apart what the mark kept apart
        return f"{found['open']}{closed}{'' if rest[:1] in ' :])-–—|,' else ' '}{rest}"
    return line


def is_bullet(line: str) -> bool:
    bullet = _BULLET.match(line.strip())
    return bool(bullet and bullet.end())
