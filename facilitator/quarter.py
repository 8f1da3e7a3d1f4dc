"""What opens the quarterly incident retro: trends, what improved most, what is open, what came up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from facilitator.domain.action import Status
from facilitator.domain.session import Session
from facilitator.follow_up import items
from facilitator.insights import insights
from facilitator.insights_parts import shown
from facilitator.insights_trend import most_improved
from facilitator.when import today

DAYS: Final = timedelta(days=92)
"""A quarter, counted back from the meeting."""
TOLD: Final = ("action_completion_rate", "incident_recurrence_rate", "time_to_post_mortem")
"""The guide's metrics that have a target."""


def trends(sessions: Sequence[tuple[str, Session]], now: datetime, zone: str) -> tuple[str, ...]:
    """A line each. A figure that too few data can bear is left out."""
    return tuple(_lines(sessions, now, zone))


def _lines(sessions: Sequence[tuple[str, Session]], now: datetime, zone: str) -> Iterator[str]:
    day = today(now, zone)
    since = day - DAYS
    recent = insights(sessions, now, since, day)
    found = items(sessions, day)
    held = sum(bool(session.ended and session.ended >= now - DAYS) for _, session in sessions)
    yield f"{held} post-mortem{'' if held == 1 else 's'} in the last quarter"
    for figure in recent:
        metric, value = figure.metric, figure.value
        if metric.id in TOLD and value.value is not None and metric.target is not None:
            sign = ">" if metric.above else "<"
            mark = {True: "✓", False: "▲", None: "·"}[figure.met]
            target = shown(metric.target, metric.unit)
            yield f"{mark} {metric.title}: {shown(value.value, metric.unit)} (target {sign} {target})"
    late = sum(item.overdue for item in found)
    blocked = sum(item.action.task.status is Status.BLOCKED for item in found)
    if late or blocked:
        yield f"▲ {late} action item{'' if late == 1 else 's'} overdue, {blocked} blocked"
    elif found:
        yield "✓ Nothing is overdue, nothing is blocked"
    if best := most_improved(insights(sessions, now)):
        unit = best.metric.unit
        before, after = shown(best.before.value, unit), shown(best.after.value, unit)
        yield f"Celebrate: {best.metric.title.lower()}, from {before} to {after}"
