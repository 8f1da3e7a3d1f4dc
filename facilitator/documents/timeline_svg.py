"""The incident's timeline as a picture: an axis, every entry a tick, the turns of the incident with their words.

What an entry is shows in the form of its mark, not in a colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from facilitator.documents.cells import width, wrap
from facilitator.documents.plain import known_zone
from facilitator.domain.record import Record
from facilitator.domain.session import Entry, Kind, Session
from facilitator.when import clock, day, label, zone_info, zone_name

WIDE: Final = 900
EDGE: Final = 40
LETTER: Final = 8.2
"""Width of a letter of a label, on the safe side."""
ROW: Final = 19
LEVEL: Final = 66
"""Height of a label: a time and two lines."""
LEVELS: Final = 3
"""Rows of labels on each side of the axis."""
COLUMNS: Final = 26
"""Letters of a label's line."""
TICKS: Final = 120
"""Ticks of entries without a label; beyond that they are a grey bar."""
STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 40320, 524160)
"""Minutes between two times on the axis, the first that leaves room."""
TURNS: Final = (Kind.RESOLUTION, Kind.DETECTION, Kind.MITIGATION, Kind.DECISION, Kind.COMMUNICATION, Kind.INVESTIGATION)
"""Whose words are shown first, where there is not room for all."""
MARKS: Final = {
    Kind.DETECTION: '<path class="mark detection" d="M{x} {t}l9 15h-18z"/>',
    Kind.DECISION: '<path class="mark decision" d="M{x} {t}l8 9l-8 9l-8 -9z"/>',
    Kind.MITIGATION: '<path class="mark mitigation" d="M{l} {t}h14v14h-14z"/>',
    Kind.RESOLUTION: '<path class="mark resolution" d="M{l} {t}h14v14h-14z"/>',
}
OTHER: Final = '<circle class="mark" cx="{x}" cy="{y}" r="6"/>'
LEGEND: Final = (("detection", Kind.DETECTION), ("decision", Kind.DECISION), ("mitigation", Kind.MITIGATION),
                 ("resolution", Kind.RESOLUTION), ("other", None))  # fmt: skip


class Label(Record):
    """An entry with its words: `level` 0, 1, 2 above the axis, -1, -2, -3 below it."""

    entry: Entry
    x: float
    left: float
    level: int
    lines: tuple[str, ...]


def render(session: Session) -> str:
    """The picture; nothing while fewer than two times are known."""
    timed = [entry for entry in session.entries if entry.when.at]
    ends = [each.when.until or each.when.at for each in timed] + [session.incident.resolved]
    starts = [*(each.when.at for each in timed), session.incident.started]
    known = [at for at in (*starts, *ends) if at]
    if not timed or min(known) == max(known):
        return ""
    first, last = min(known), max(known)
    zone = known_zone(session.incident.timezone)
    labels = _labelled(timed, first, last, zone)
    above = max((each.level for each in labels), default=-1) + 1
    below = -min((each.level for each in labels), default=0)
    axis = 24 + above * LEVEL + 22
    high = axis + 44 + below * LEVEL + 40
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="timeline-title timeline-desc" '
        f'viewBox="0 0 {WIDE} {high}">',
        f'<title id="timeline-title">Timeline: {_text(session.incident.title)}</title>',
        f'<desc id="timeline-desc">{_text(_told(timed, zone))}</desc>',
        *_span(session, first, last, axis),
        *_ticks(timed, labels, first, last, axis),
        *(_lead(each, axis) for each in labels),
        *_axis(first, last, zone, axis),
        *(line for each in labels for line in _label(each, axis, zone)),
        *_legend(high - 14, {each.entry.kind for each in labels}),
        "</svg>\n",
    ])  # fmt: skip


def _x(at: datetime, first: datetime, last: datetime) -> float:
    return round(EDGE + (WIDE - 2 * EDGE) * ((at - first) / (last - first)), 1)


def _labelled(timed: Sequence[Entry], first: datetime, last: datetime, zone: str) -> list[Label]:
    """The most telling entries that find room, each in the row that is nearest to the axis."""
    taken: dict[int, list[tuple[float, float]]] = {}
    found: list[Label] = []
    ranked = sorted(timed, key=lambda each: (TURNS.index(each.kind) if each.kind else len(TURNS), each.when.at))
    for entry in ranked[: 4 * LEVELS * 2]:
        assert entry.when.at
        shown = wrap(entry.text, COLUMNS)
        lines = (*shown[:1], shown[1] if len(shown) == 2 else f"{shown[1][: COLUMNS - 1]}…") if shown[1:] else (*shown,)
        wide = max(width(line) for line in (*lines, label(entry.when, zone))) * LETTER
        x = _x(entry.when.at, first, last)
        left = min(max(4, x - wide / 2), WIDE - 4 - wide)
        for level in (0, -1, 1, -2, 2, -3)[: 2 * LEVELS]:
            row = taken.setdefault(level, [])
            stems = [each.x for each in found if level in _nearer(each.level)]
            between = [other for near in _nearer(level) for other in taken.get(near, ())]
            if all(left + wide + 10 < start or end + 10 < left for start, end in row) and not (
                any(left - 4 < stem < left + wide + 4 for stem in stems)
                or any(start - 4 < x < end + 4 for start, end in between)
            ):
                row.append((left, left + wide))
                found.append(Label(entry, x, left, level, tuple(lines)))
                break
    return sorted(found, key=lambda each: each.x)


def _row(level: int) -> int:
    """How many rows are between it and the axis."""
    return level if level >= 0 else -1 - level


def _nearer(level: int) -> list[int]:
    """The rows between this one and the axis: its line must not cross their words."""
    return list(range(level)) if level >= 0 else list(range(-1, level, -1))


def _span(session: Session, first: datetime, last: datetime, axis: int) -> list[str]:
    start, end = session.incident.started, session.incident.resolved
    if not start or not end or end <= start:
        return []
    left, right = _x(start, first, last), _x(end, first, last)
    return [f'<rect class="span" x="{left}" y="{axis - 11}" width="{round(right - left, 1)}" height="22" rx="4"/>']


def _axis(first: datetime, last: datetime, zone: str, axis: int) -> list[str]:
    """The line with its times, on round ones of the zone."""
    lines = [f'<line class="axis" x1="{EDGE}" y1="{axis}" x2="{WIDE - EDGE}" y2="{axis}"/>']
    minutes = (last - first).total_seconds() / 60
    step = next((step for step in STEPS if minutes / step <= 9), int(minutes / 8) or 1)
    local = first.astimezone(zone_info(zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    at = first + timedelta(minutes=-(((local - midnight).total_seconds() / 60) % step) % step)
    while at <= last:
        x = _x(at, first, last)
        shown = clock(at, zone) if step < 1440 else day(at, zone).partition(",")[0]
        lines.append(f'<line class="tick" x1="{x}" y1="{axis}" x2="{x}" y2="{axis + 14}"/>')
        lines.append(f'<text class="soft" x="{x}" y="{axis + 30}" font-size="14" text-anchor="middle">{shown}</text>')
        at += timedelta(minutes=step)
    named = f"{day(first, zone)}, {zone_name(first, zone)}"
    return [*lines, f'<text class="soft" x="{EDGE}" y="16" font-size="14">{_text(named)}</text>']


def _ticks(timed: Sequence[Entry], labels: Sequence[Label], first: datetime, last: datetime, axis: int) -> list[str]:
    shown = {each.entry.id for each in labels}
    rest = [_x(each.when.at, first, last) for each in timed if each.when.at and each.id not in shown]
    rest = rest if len(rest) <= TICKS else sorted({float(round(x)) for x in rest})
    return [f'<line class="tick" x1="{x}" y1="{axis - 9}" x2="{x}" y2="{axis + 9}"/>' for x in rest]


def _top(each: Label, axis: int) -> int:
    """The base line of its first line."""
    if each.level >= 0:
        return axis - 18 - each.level * LEVEL - (1 + len(each.lines)) * ROW
    return axis + 52 + _row(each.level) * LEVEL


def _lead(each: Label, axis: int) -> str:
    """From the mark to its words."""
    end = _top(each, axis) + len(each.lines) * ROW + 6 if each.level >= 0 else _top(each, axis) - ROW + 5
    return f'<line class="lead" x1="{each.x}" y1="{axis}" x2="{each.x}" y2="{end}"/>'


def _label(each: Label, axis: int, zone: str) -> list[str]:
    lines = [_mark(each.entry.kind, each.x, axis)]
    for i, text in enumerate((label(each.entry.when, zone), *each.lines)):
        kind, y = "" if i else ' class="time"', _top(each, axis) + i * ROW
        lines.append(f'<text{kind} x="{round(each.left, 1)}" y="{y}" font-size="15">{_text(text)}</text>')
    return lines


def _mark(kind: Kind | None, x: float, y: float) -> str:
    shape = MARKS.get(kind, OTHER) if kind else OTHER
    return shape.format(x=x, y=y, l=round(x - 7, 1), t=y - (9 if kind in (Kind.DETECTION, Kind.DECISION) else 7))


def _legend(y: float, kinds: set[Kind | None]) -> list[str]:
    lines, x = [], float(EDGE + 8)
    for name, kind in LEGEND:
        if kind in kinds or (kind is None and kinds - {*MARKS}):
            lines.append(_mark(kind, x, y - 5))
            lines.append(f'<text class="soft" x="{x + 16}" y="{y}" font-size="14">{name}</text>')
            x += 60 + len(name) * LETTER
    return lines


def _told(timed: Sequence[Entry], zone: str) -> str:
    """The picture in words: the entries that it may show with theirs."""
    turns = [each for each in timed if each.kind in MARKS] or list(timed)
    return ". ".join(f"{label(each.when, zone)} {each.text}" for each in turns[:24])


def _text(text: str) -> str:
    return escape(" ".join(text.split()))
