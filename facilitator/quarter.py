"""What opens the quarterly incident retro: trends, what improved most, what is open, what came up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from facilitator.domain.action import Status
from facilitator.follow_up import OPEN
from facilitator.insights import insights
from facilitator.insights_digest import Digest
from facilitator.insights_parts import Figure, shown, some
from facilitator.insights_trend import most_improved
from facilitator.when import today

DAYS: Final = timedelta(days=92)
"""A quarter, counted back from the meeting."""
TOLD: Final = ("action_completion_rate", "incident_recurrence_rate", "time_to_post_mortem")
"""The guide's metrics that have a target."""
CAUSES: Final = 2
"""Causes that came up again, of which so many are told."""


def trends(digests: Sequence[tuple[str, Digest]], now: datetime, zone: str) -> tuple[str, ...]:
    """A line each. A figure that too few data can bear is left out."""
    return tuple(_lines(digests, now, zone))


def _lines(digests: Sequence[tuple[str, Digest]], now: datetime, zone: str) -> Iterator[str]:
    day = today(now, zone)
    since = day - DAYS
    recent = insights(digests, now, since, day)
    tasks = [task for _, told in digests for task in told.tasks]
    held = sum(bool(told.ended and told.ended >= now - DAYS) for _, told in digests)
    yield f"{some(held, 'post-mortem')} in the last quarter"
    for figure in recent:
        metric, value = figure.metric, figure.value
        if metric.id in TOLD and value.value is not None and metric.target is not None:
            sign = ">" if metric.above else "<"
            mark = {True: "✓", False: "▲", None: "·"}[figure.met]
            target = shown(metric.target, metric.unit)
            yield f"{mark} {metric.title}: {shown(value.value, metric.unit)} (target {sign} {target}; n = {value.n})"
    if best := most_improved(insights(digests, now)):
        unit = best.metric.unit
        before, after = shown(best.before.value, unit), shown(best.after.value, unit)
        yield f"★ Celebrate: {best.metric.title.lower()}, from {before} to {after}"
    late = sum(due is not None and due < day and status in OPEN for status, due in tasks)
    blocked = sum(status is Status.BLOCKED for status, _ in tasks)
    waiting = some(sum(status in OPEN for status, _ in tasks), "action item")
    if late or blocked:
        yield f"▲ {waiting} open: {late} overdue, {blocked} blocked"
    elif tasks:
        yield f"✓ {waiting} open: nothing is overdue, nothing is blocked"
    for cause in _again(recent):
        yield f"↻ In {cause['incidents']} incidents: {cause['cause']}"


def _again(figures: Sequence[Figure]) -> Sequence[dict[str, Any]]:
    """The causes that came up most often, in more than one incident of the quarter."""
    (common,) = (figure for figure in figures if figure.metric.id == "common_causes")
    found: Sequence[dict[str, Any]] = dict(common.value.more)["repeated"]
    return found[:CAUSES]
