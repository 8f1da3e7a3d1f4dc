"""What a typed or pasted line means: the phase decides, a time or a `?` at its start sends it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Final

from facilitator import noting, workbench
from facilitator.bench import Bench
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.domain.session import Entry, Kind, Precision, Session, When, Work
from facilitator.text import clean, pieces
from facilitator.when import Frame, clock, day, iso, label, read_time, stamp, today

NO_BENCH: Final = Bench()

_LAST_TAG = re.compile(r"(?:^|\s)#([a-z]{3,})$", re.IGNORECASE)
_FIRST_TAG = re.compile(r"#([a-z]{3,})(?:\s|$)", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*•]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")
_HEADER = re.compile(
    r"\|\s*(?:date|time|when|date\s*/\s*time)\s*(?:\([^|()]*\)\s*)?\|\s*(?:events?|what(?: happened)?|descriptions?|"
    r"details?|updates?|actions?)\s*\|.*",
    re.IGNORECASE,
)
_BAR = re.compile(r"(?<!\\)\|")


def read_line(line: str, session: Session, now: datetime, bench: Bench = NO_BENCH) -> Command:
    """What Enter does with a line; Refused if there is nothing in it."""
    line = clean(line, one_line=True)
    if timed := read_time(line, frame(session, now)):
        return AddEntries(_drafts(*timed, "typed"))
    if _seeks_causes(session) and line and not line.startswith("?"):
        return workbench.read(line, session, bench)
    if made := noting.read(line, session, _today(session, now)):
        return made
    return AddEntries(_drafts(When(), line, "typed"))


def read_paste(text: str, session: Session, now: datetime, bench: Bench = NO_BENCH) -> Command:
    """What a pasted block becomes: one item a line. A time in any line makes all of them timeline entries."""
    against = frame(session, now)
    items: list[tuple[When, str]] = []
    for line in _lines(clean(text)):
        when, words = _unlisted(line, against)
        if words:
            items.append((when, words))
        if when.at:
            against = replace(against, last=when.at, start=against.start or when.at)
    if not items:
        raise Refused("Nothing to add yet: the pasted text has no words.")
    lines = [words for _, words in items]
    timed = any(when.written for when, _ in items)
    parked = all(line.startswith("?") for line in lines)
    if _seeks_causes(session) and not timed and not parked:
        return workbench.read_lines(lines, session, bench)
    if not timed and (made := noting.read_lines(lines, session, _today(session, now))):
        return made
    return AddEntries(tuple(draft for when, words in items for draft in _drafts(when, words, "pasted")))


def line_of(entry: Entry, session: Session) -> str:
    """An entry as the line that would make it, to be edited and read again with `read_edit`."""
    text = f"{entry.text} #{entry.kind}" if entry.kind else entry.text
    against = _beside(entry, session, session.at)
    if entry.when.at is None and not read_time(text, against):
        return text
    known = (entry.when.at, entry.when.until, entry.when.precision)
    for line in (f"{time}{by}{text}" for time in _times(entry.when, against) for by in (" ", " - ")):
        again = read_time(line, against)
        if again and (again[0].at, again[0].until, again[0].precision) == known and again[1] == text:
            return line
    return f"{label(entry.when, against.zone)} {text}"


def read_edit(line: str, entry: Entry, session: Session, now: datetime) -> Draft:
    """An entry as its edited line has it; a line without a time keeps the time."""
    line, shown = clean(line).strip(), line_of(entry, session).strip()
    if line == shown:
        return Draft(entry.when, entry.text, entry.kind, entry.source)
    against = _beside(entry, session, now)
    when, rest = read_time(line, against) or (entry.when, line)
    before = read_time(shown, against)
    if before and before[0] == when:
        when = entry.when
    kind, text = _tagged(rest)
    if not text:
        raise Refused("Nothing to keep: the line has no words; remove the entry instead if it should go.")
    return Draft(when, text, kind, entry.source)


def preview(line: str, session: Session, now: datetime, bench: Bench = NO_BENCH) -> str:
    """What Enter would do with a line, in two or three words; nothing for an empty one."""
    line = clean(line, one_line=True)
    if not line:
        return ""
    against = frame(session, now)
    timed = read_time(line, against)
    if _seeks_causes(session) and not timed and not line.startswith("?"):
        return workbench.preview(line, session, bench)
    if not timed and (told := noting.preview(line, session, _today(session, now))) is not None:
        return told
    when, rest = timed or (When(), line)
    kind = _tagged(rest)[0]
    return f"timeline {_short(when, against)}{f' · {kind}' if kind else ''}"


def frame(session: Session, now: datetime) -> Frame:
    """What a time typed in this session is read against."""
    entries, incident = session.entries, session.incident
    start = incident.started or next((entry.when.at for entry in entries if entry.when.at), None)
    return Frame(incident.timezone, _last(_Same(entries)), start, incident.resolved, now)


def _beside(entry: Entry, session: Session, now: datetime) -> Frame:
    """While an entry is edited, a time of day means the one next to its own, whatever was typed since."""
    against = frame(session, now)
    return replace(against, last=entry.when.at or against.last)


class _Same:
    """Entries that are equal only to themselves: each key asks for the last time, and rarely has an entry come."""

    __slots__ = ("entries",)

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries

    def __hash__(self) -> int:
        return id(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.entries is other.entries


@lru_cache(maxsize=2)
def _last(same: _Same) -> datetime | None:
    newest = max((entry for entry in same.entries if entry.when.at), key=attrgetter("id"), default=None)
    return newest.when.at if newest else None


def _seeks_causes(session: Session) -> bool:
    phase = session.working
    return phase is not None and phase.work is Work.CAUSES


def _today(session: Session, now: datetime) -> date:
    return today(now, session.incident.timezone)


def _drafts(when: When, rest: str, source: str) -> tuple[Draft, ...]:
    kind, text = _tagged(rest)
    # Of a block that is kept as a whole, a line with nothing but a tag stays as it was written.
    parts = pieces(text or rest) if source == "pasted" else pieces(text)
    if not parts:
        raise Refused("Nothing to add yet: type what happened, after the time.")
    return tuple(Draft(when, part, kind if i == 0 else None, source) for i, part in enumerate(parts))


def _tagged(text: str) -> tuple[Kind | None, str]:
    """The kind that a tag at the end or the start of a text names, and the text without the tag."""
    for found in (_LAST_TAG.search(text), _FIRST_TAG.match(text)):
        if found:
            kinds = [kind for kind in Kind if kind.startswith(found[1].lower())]
            if len(kinds) == 1:
                return kinds[0], (text[: found.start()] + text[found.end() :]).strip()
    return None, text


def _lines(text: str) -> Iterator[str]:
    """The lines that hold something: not the blank ones, nor the head and the rule of a Markdown table."""
    for line in text.split("\n"):
        line = line.strip()
        if line and not (line.startswith("|") and (_RULE.fullmatch(line) or _HEADER.fullmatch(line))):
            yield line


def _unlisted(line: str, against: Frame) -> tuple[When, str]:
    """The time and the words of a pasted line, without its bullet or the bars of its table."""
    if len(line) > 1 and line.startswith("|") and line.endswith("|"):
        cells = (cell.strip().replace("\\|", "|") for cell in _BAR.split(line[1:-1]))
        line = " · ".join(cell for cell in cells if cell)
    bare = _BULLET.sub("", line, 1)
    # The time comes first: the day of «3. Dec 14:25» looks like the number of a list.
    when, words = read_time(line, against) or read_time(bare, against) or (When(), bare)
    return when, words or when.written


def _times(when: When, against: Frame) -> Iterator[str]:
    """Ways to write a time, the shortest first."""
    zone, at, until = against.zone, when.at, when.until
    if at is None:
        yield "??:??"
        return
    about = "~" if when.precision is Precision.ABOUT else ""
    seconds = about + clock(at, zone, seconds=True) + (f"-{clock(until, zone, seconds=True)}" if until else "")
    if against.start and day(against.start, zone) == day(at, zone):
        yield from (label(when, zone), seconds)
    date = stamp(at, zone)[:10]
    yield from (f"{date} {label(when, zone)}", f"{date} {seconds}")
    yield about + iso(at, zone) + (f" - {iso(until, zone)}" if until else "")


def _short(when: When, against: Frame) -> str:
    shown = label(when, against.zone)
    if not when.at or not against.start:
        return shown
    date = day(when.at, against.zone)
    if date == day(against.start, against.zone):
        return shown
    month, number, _ = date.split()
    return f"{month[:3]} {number.rstrip(',')} {shown}"
