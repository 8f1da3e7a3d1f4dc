"""`facilitator insights`: the guide's metrics over all sessions."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from facilitator.cli_print import document
from facilitator.cli_search import tell_skipped
from facilitator.clock import clock_from_environment
from facilitator.folders import work_folder
from facilitator.insights import insights as computed
from facilitator.insights_digest import Digest
from facilitator.insights_parts import Figure, Point, shown
from facilitator.insights_trend import most_improved
from facilitator.store.archive_told import read_told
from facilitator.text import clean


def insights(workspace: str | None, options: Namespace) -> int:
    """Print every metric with its target, formula and sample size."""
    # All are read whatever the days: an incident of this quarter may repeat one of the last.
    archive = read_told(Path(work_folder("sessions", workspace)), Digest)
    tell_skipped((skipped.name, skipped.why) for skipped in archive.skipped)
    now, since, until = clock_from_environment().now(), options.since, options.until
    figures = computed(archive.told, now, since, until)
    if options.json:
        said = {figure.metric.id: _plain(figure) for figure in figures}
        document(clean(json.dumps(said, indent=2, ensure_ascii=False) + "\n"))
    else:
        document(clean("".join(f"{line}\n" for line in _lines(figures, since, until))))
    return 0


def _plain(figure: Figure) -> dict[str, Any]:
    metric, value = figure.metric, figure.value
    return {
        "value": value.value,
        "target": metric.target,
        "n": value.n,
        "formula": metric.formula,
        "title": metric.title,
        "unit": metric.unit,
        "goal": None if metric.target is None else "above" if metric.above else "below",
        "met": figure.met,
        "why": value.why or None,
        "sessions": list(value.sessions),
        **dict(value.more),
        "by_month": [_point(point) for point in figure.months],
        "by_quarter": [_point(point) for point in figure.quarters],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "period": point.period,
        "value": point.value,
        "n": point.n,
        "why": point.why or None,
        "sessions": list(point.sessions),
    }


def _lines(figures: tuple[Figure, ...], since: date | None, until: date | None) -> Iterator[str]:
    days = f" of incidents from {since or 'the first one'} to {until or 'today'}" if since or until else ""
    yield f"Post-mortem metrics{days}"
    for figure in figures:
        metric, value = figure.metric, figure.value
        sign = ">" if metric.above else "<"
        target = f" (target: {sign} {shown(metric.target, metric.unit)})" if metric.target is not None else ""
        met = {True: "  met", False: "  missed", None: ""}[figure.met]
        yield ""
        yield f"{metric.title}: {shown(value.value, metric.unit)}{target}{met}"
        yield f"  {metric.formula}; n = {value.n}"
        if value.why:
            yield f"  {value.why}"
        yield from (f"  {line}" for line in _more(figure))
        if len(figure.quarters) > 1:
            yield "  " + " · ".join(f"{each.period} {shown(each.value, metric.unit)}" for each in figure.quarters[-6:])
    if found := most_improved(figures):
        unit = found.metric.unit
        yield ""
        yield f"Celebrate: {found.metric.title.lower()} improved most, from {shown(found.before.value, unit)}"
        yield f"  in {found.before.period} to {shown(found.after.value, unit)} in {found.after.period}."


def _more(figure: Figure) -> Iterator[str]:
    """The tables that belong to a figure."""
    more = dict(figure.value.more)
    for pair in more.get("pairs", ()):
        yield f"{pair['session']} repeats {pair['earlier']}"
    for name, points in more.get("criteria", {}).items():
        yield f"{name}: {points:g} %"
    for phase in more.get("phases", ()):
        title = clean(phase["title"], one_line=True)
        yield f"{title}: {phase['real_min']:g} min of {phase['planned_min']:g} planned (n = {phase['n']})"
    for what in ("category", "service"):
        rows = more.get("categories" if what == "category" else "services", ())
        told = [f"{clean(row[what], one_line=True)} {row['incidents']}" for row in rows[:5]]
        if told:
            yield f"incidents by {what}: {', '.join(told)}"
    for row in more.get("repeated", ()):
        yield f"{row['incidents']} × {clean(row['cause'], one_line=True)}"
