"""The text of `git log`: its usual form with any of its dates, `--pretty=fuller`, and one line for each commit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from facilitator.domain.session import Precision, When
from facilitator.imports.sources.fields import spoken
from facilitator.imports.sources.form import LIKELY, NO, NO_TIME, NOT_A_TIME, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import ISO, exact, shift
from facilitator.when import MONTHS

_COMMIT: Final = re.compile(r"[*|\\/ ]*commit (?P<sha>[0-9a-f]{7,64})\b(?P<refs> \(.*\))?.*")
_HEADER: Final = re.compile(
    r"[*|\\/ ]*(?P<name>Author|AuthorDate|Commit|CommitDate|Date|Merge|Reflog(?: message)?):\s*(?P<value>.*)"
)
_LINE: Final = re.compile(
    rf"[*|\\/ ]*(?P<sha>[0-9a-f]{{7,40}})[\s,;|]+(?P<when>{re.sub(r'[?]P<[a-z]+>', '?:', ISO.pattern)}|\d{{10}})"
    r"[\s,;|]+(?P<said>.*)"
)
_ONE_LINE: Final = re.compile(r"[*|\\/ ]*(?P<sha>[0-9a-f]{7,40}) (?:\((?:HEAD|tag|[\w/]+)[^)]*\) )?(?P<said>\S.*)")
_GIT: Final = re.compile(
    r"(?:[A-Z][a-z]{2},? )?(?:(?P<m>[A-Z][a-z]{2}) (?P<d>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2}) (?P<y2>\d{4})) "
    r"(?P<clock>\d\d:\d\d:\d\d)(?: (?P<y>\d{4}))?(?: (?P<zone>[+-]\d{4}))?"
)
_RAW: Final = re.compile(r"(?P<seconds>\d{9,11})(?: [+-]\d{4})?")
_STAT: Final = re.compile(r"[*|\\/ ]*\s.+\s\|\s+(?:\d+ [+-]*|Bin .*)|[*|\\/ ]*\s?\d+ files? changed.*")
CHANGED: Final = "lines on changed files"
_SHORT: Final = 10
_LONG: Final = 300
"""Characters from which on a line is no header and names no changed file."""


def detect(content: Content) -> int:
    if content.data or content.archive:
        return NO
    lines = [line for line in content.text.splitlines()[:60] if line.strip()]
    if not lines:
        return NO
    if _COMMIT.fullmatch(lines[0]) and any(_HEADER.fullmatch(line) for line in lines):
        return SURE
    if all(_LINE.fullmatch(line) for line in lines):
        return SURE
    return LIKELY if all(_ONE_LINE.fullmatch(line) and any(map(str.isdigit, line[:9])) for line in lines) else NO


def read(content: Content, ground: Ground) -> Result:
    lines = content.text.splitlines()
    if not any(_COMMIT.fullmatch(line) for line in lines):
        items = [_one(line, ground) for line in lines if line.strip()]
        # Without any time, all that is known is that a log begins with the newest.
        return Result(tuple(items if any(item.when.at for item in items) else reversed(items)))
    items, changed = [], 0
    for commit in _commits(lines):
        item, files = _read(commit, ground)
        items.append(item)
        changed += files
    return Result(tuple(items), ((CHANGED, changed),))


def _commits(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each commit; what stands before the first is one of its own."""
    block: list[str] = []
    for line in lines:
        if _COMMIT.fullmatch(line):
            if any(each.strip() for each in block):
                yield block
            block = []
        block.append(line)
    if any(each.strip() for each in block):
        yield block


def _read(block: list[str], ground: Ground) -> tuple[Item, int]:
    first = _COMMIT.fullmatch(block[0])
    if not first:
        return Item(When(), "\n".join(block).strip(), why=NO_TIME), 0
    headers: dict[str, str] = {}
    said: list[str] = []
    changed = 0
    for line in block[1:]:
        header = _HEADER.fullmatch(line) if not said else None
        bare = line.lstrip("*|\\/ ") if line[:1] in "*|\\/" else line.strip()
        if header:
            headers[header["name"]] = header["value"].strip()[:_LONG]
        elif len(line) < _LONG and _STAT.fullmatch(line) and not line.lstrip("*|\\/").startswith("    "):
            changed += 1
        elif bare or said:
            said.append(bare)
    when, why = _time(headers.get("Date") or headers.get("AuthorDate") or headers.get("CommitDate", ""), ground)
    who = re.sub(r"\s*<[^<>]*>$", "", headers.get("Author", ""))
    tags = [part for part in (first["refs"] or "").strip(" ()").split(", ") if part.startswith("tag: ")]
    end = ", ".join([first["sha"][:_SHORT], *tags])
    text = "\n".join(said).strip()
    head, newline, rest = text.partition("\n")
    return Item(when, f"{spoken(who, head)} ({end}){newline}{rest}", None, why), changed


def _one(line: str, ground: Ground) -> Item:
    if found := _LINE.fullmatch(line):
        when, why = _time(found["when"], ground)
        return Item(when, f"{found['said'].strip()} ({found['sha'][:_SHORT]})", None, why)
    short = _ONE_LINE.fullmatch(line)
    return Item(When(), f"{short['said']} ({short['sha'][:_SHORT]})" if short else line.strip(), None, NO_TIME)


def _time(written: str, ground: Ground) -> tuple[When, str]:
    if raw := _RAW.fullmatch(written):
        return exact(raw["seconds"], ground)
    found = _GIT.fullmatch(written)
    if not found:
        return exact(written, ground)
    months = [name[:3] for name in MONTHS]
    try:
        month = months.index(found["m"] or found["m2"]) + 1
        year, day = int(found["y"] or found["y2"] or 0), int(found["d"] or found["d2"])
        iso = f"{year:04}-{month:02}-{day:02}T{found['clock']}"
        if not found["zone"]:
            when, why = exact(iso, ground)
            return When(when.at, None, when.precision, written), why
        at = datetime.fromisoformat(iso).replace(tzinfo=UTC) - shift(found["zone"])
    except (ValueError, OverflowError):
        return When(written=written), NOT_A_TIME
    return When(at, None, Precision.EXACT, written), ""
