"""An action item and a figure of the insights, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from textual.content import Content

from facilitator import follow_up
from facilitator.domain.action import Priority, Status, missing
from facilitator.follow_up import Agreement, Change, Item
from facilitator.insights_parts import Figure, some
from facilitator.milestones import length
from facilitator.text import clean
from facilitator.ui import plots, shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.hits import marker
from facilitator.ui.widgets.items import SIGNS
from facilitator.when import day, short_date, stamp

WARNING: Final = "$text-warning"
SHOWN: Final = 12
"""Periods that are drawn: a year of months, three years of quarters."""
PAIRS: Final = 40
"""Recurrences that are told, the last ones; in a large archive there are thousands."""
COUNTS: Final = {
    "completed": "completed",
    "open": "open",
    "overdue": "overdue",
    "blocked": "blocked",
    "wont_do": "won't do",
    "within_48_h": "within 48 hours",
}
"""Further counts of a figure that are worth a word."""


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def draw_item(item: Item, width: int, chosen: bool, today: date) -> list[Content]:
    """An action item in two lines or three: what and how far, then who, until when, how old, from where."""
    task = item.action.task
    sign, style = SIGNS[task.status]
    words = text(clean(task.text, one_line=True), "bold" if item.open else QUIET)
    head = shapes.line(marker(chosen), text(f"{sign} ", style), words.stylize("reverse") if chosen else words)
    again = ", reopened" if follow_up.reopened(item.history) else ""
    first = shapes.ends(head, text(f"{task.status.value}{again}", style or QUIET), width)
    owner = clean(task.owner, one_line=True)
    facts = [text(owner, "bold") if owner else text("no owner", WARNING if item.open else QUIET), _due(item, today)]
    if task.priority:
        facts.append(text(task.priority, "$text-error" if task.priority is Priority.HIGH else ""))
    facts.append(text(f"{_days(item.age)} old" if item.age else "new", QUIET))
    facts.append(text(clean(item.title, one_line=True) or item.name, QUIET))
    if task.tracker:
        facts.append(text(f"↗ {clean(task.tracker, one_line=True)}", "$text-accent"))
    lines = [first, *shapes.hanging(text("    "), text(" · ", QUIET).join(facts), width)]
    if task.reason:
        lines += shapes.hanging(text("    "), text(f"because {clean(task.reason, one_line=True)}", style), width)
    return lines


def _due(item: Item, today: date) -> Content:
    due = item.action.task.due
    if due is None:
        return text("no due date", WARNING if item.open else QUIET)
    shown = f"due {short_date(due, today)}"
    if not item.open:
        return text(shown, QUIET)
    if item.overdue:
        return text(f"{shown}, {_days((today - due).days)} late", f"bold {WARNING}")
    return text(f"{shown}, today" if due == today else shown)


def draw_history(item: Item, zone: str, width: int) -> Content:
    """What was agreed, and every state that it came into."""
    task = item.action.task
    facts = [
        ("owner", clean(task.owner, one_line=True) or "nobody yet"),
        ("due", task.due.isoformat() if task.due else "no date"),
        ("priority", task.priority.value if task.priority else "none"),
        ("done when", clean(task.criteria, one_line=True) or "no success criterion yet"),
        ("from", f"{clean(item.title, one_line=True)} ({item.name})"),
        *([("tracker", clean(task.tracker, one_line=True))] if task.tracker else []),
    ]
    lines = [line for name, told in facts for line in shapes.hanging(text(f"{name:<11}", QUIET), text(told), width)]
    if lacking := missing(task):
        lines += shapes.hanging(text("▲ ", WARNING), text(f"not yet agreed: {', '.join(lacking)}", WARNING), width)
    lines.append(shapes.NOTHING)
    happened = [(change.at, change.by, _state(change), change.reason) for change in item.history]
    happened += [
        (after.at, after.by, said, "") for before, after in pairwise(item.agreed) for said in _moved(before, after)
    ]
    for at, by, said, reason in sorted(happened, key=lambda each: each[0]):
        told = shapes.line(said, text(f"  {clean(by, one_line=True)}", QUIET))
        lines += shapes.hanging(text(f"{stamp(at, zone)}  ", QUIET), told, width)
        if reason:
            lines += shapes.hanging(text(" " * 20), text(clean(reason, one_line=True)), width)
    if item.completed:
        lines += [shapes.NOTHING, text(f"✓ Completed on {day(item.completed, zone)}.", SIGNS[Status.COMPLETE][1])]
    return shapes.stack(lines)


def _state(change: Change) -> Content:
    sign, style = SIGNS[change.status]
    return text(f"{sign} {change.status.value}", style)


def _moved(before: Agreement, after: Agreement) -> Iterator[Content]:
    """What was agreed anew."""
    if after.owner != before.owner:
        yield text(f"→ {clean(after.owner, one_line=True) or 'nobody'}")
    if after.due != before.due:
        old = f", not {before.due.isoformat()}" if before.due else ""
        yield text(f"→ due {after.due.isoformat() if after.due else 'some day'}{old}")


# Insights

MET = {True: ("✓", "met", "$text-success"), False: ("▲", "missed", WARNING), None: ("·", "", QUIET)}
"""Sign, word and style, by whether the target is met."""


def told(value: float | None, unit: str) -> str:
    """A figure for people: `66.7 %`, `26.5 h`, `2 min 30 s`; a dash for none."""
    if value is None:
        return "–"
    return length(value) if unit == "s" else f"{round(value, 1):g} {unit}"


def draw_figure(figure: Figure, width: int, chosen: bool) -> list[Content]:
    """A figure in one line, or in two where there is little room: what it is, its value, the target, from how many."""
    sign, _, style = MET[figure.met]
    name = text(figure.metric.title, "bold" if figure.value.value is not None else "")
    head = shapes.line(marker(chosen), text(f"{sign} ", style), name.stylize("reverse") if chosen else name)
    value = text(told(figure.value.value, figure.metric.unit), "bold")
    beside = shapes.line(text(_target(figure), style), text(f"  n = {figure.value.n}", QUIET))
    if width < 60:
        return [shapes.ends(head, value, width), shapes.line("    ", beside), shapes.NOTHING]
    left = shapes.line(head, " " * max(1, 34 - head.cell_length), value)
    return [shapes.ends(left, beside, width)]


def _target(figure: Figure) -> str:
    metric = figure.metric
    if metric.target is None:
        return "no target" if figure.value.value is not None else "too few data"
    word = MET[figure.met][1] or "too few data"
    return f"target {'>' if metric.above else '<'} {told(metric.target, metric.unit)}, {word}"


def draw_detail(figure: Figure, quarters: bool, width: int) -> Content:
    """What a figure stands on: its formula, what is missing, how it went on, and the tables that belong to it."""
    metric, value = figure.metric, figure.value
    sign, _, style = MET[figure.met]
    amount = text(f"  {told(value.value, metric.unit)}", "bold")
    words = shapes.line(text(metric.title, "bold $text-primary"), amount, text(f"  {sign} {_target(figure)}", style))
    lines = shapes.hanging(shapes.NOTHING, words, width)
    lines += shapes.hanging(text("= ", QUIET), text(metric.formula, QUIET), width)
    behind = f"n = {value.n}, from {some(len(value.sessions), 'session')}"
    lines.append(text(behind, QUIET))
    if value.why:
        lines += shapes.hanging(text("▲ " if value.value is None else "  ", WARNING), text(value.why), width)
    points = (figure.quarters if quarters else figure.months)[-SHOWN:]
    if points:
        legend = f"   {plots.TARGET} target" if metric.target is not None else ""
        heading = text("By quarter" if quarters else "By month", "bold")
        lines += [shapes.NOTHING, shapes.line(heading, text(legend, QUIET))]
        lines += plots.bars(figure, points, width, lambda value: told(value, metric.unit))
    more = [line for said in _more(figure) for line in shapes.hanging(text("  "), text(said), width)]
    return shapes.stack([*lines, *([shapes.NOTHING, text("Behind it", "bold"), *more] if more else [])])


def _more(figure: Figure) -> Iterator[str]:
    """The tables that belong to a figure, in lines."""
    more = dict(figure.value.more)
    pairs = more.get("pairs", ())
    yield from (f"{pair['session']} repeats {pair['earlier']}" for pair in pairs[-PAIRS:])
    if len(pairs) > PAIRS:
        yield f"… and {len(pairs) - PAIRS} earlier ones; `facilitator insights` tells them all"
    yield from (f"{name}: {points:g} %" for name, points in more.get("criteria", {}).items())
    for phase in more.get("phases", ()):
        title = clean(phase["title"], one_line=True)
        yield f"{title}: {phase['real_min']:g} min of {phase['planned_min']:g} planned (n = {phase['n']})"
    for what, table in (("category", "categories"), ("service", "services")):
        rows = [f"{clean(row[what], one_line=True)} {row['incidents']}" for row in more.get(table, ())[:5]]
        if rows:
            yield f"incidents by {what}: {', '.join(rows)}"
    yield from (f"{row['incidents']} × {clean(row['cause'], one_line=True)}" for row in more.get("repeated", ()))
    counts = [f"{said}: {more[name]}" for name, said in COUNTS.items() if more.get(name) is not None]
    if counts:
        yield " · ".join(counts)
