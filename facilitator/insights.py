"""How well post-mortems work here: the guide's metrics and a few more, each with its formula and what it stands on.

Pure functions over the digests of the sessions. No figure is shown from fewer data than it can bear: then `why` says
what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from facilitator.insights_causes import common, recurrence, recurrences
from facilitator.insights_digest import Digest
from facilitator.insights_metrics import completion, quality, time_to, time_to_meeting
from facilitator.insights_parts import Case, Figure, Metric, Point
from facilitator.insights_phases import phase_time
from facilitator.undisturbed import undisturbed

Periods = dict[str, list[Case]]
"""The cases of each month or quarter, the earliest first."""


def insights(
    digests: Iterable[tuple[str, Digest]], now: datetime, since: date | None = None, until: date | None = None
) -> tuple[Figure, ...]:
    """Every metric of the incidents from one day to another; whether one recurred is told by all of them."""
    with undisturbed():
        return _insights([Case(name, told) for name, told in digests], now, since or date.min, until or date.max)


def _insights(every: Sequence[Case], now: datetime, since: date, until: date) -> tuple[Figure, ...]:
    cases = [case for case in every if since <= case.told.day <= until]
    cases.sort(key=lambda case: (case.told.day, case.name))
    months: Periods = {}
    quarters: Periods = {}
    for case in cases:
        day = case.told.day
        months.setdefault(f"{day.year}-{day.month:02}", []).append(case)
        quarters.setdefault(f"{day.year}-Q{(day.month + 2) // 3}", []).append(case)
    return tuple(
        Figure(metric, metric.of(cases), _points(metric, months), _points(metric, quarters))
        for metric in _metrics(every, now)
    )


def _metrics(every: Sequence[Case], now: datetime) -> tuple[Metric, ...]:
    return (
        Metric(
            "action_completion_rate",
            "Action item completion",
            "%",
            "completed action items / all action items × 100",
            completion(now),
            90,
            True,
        ),
        Metric(
            "incident_recurrence_rate",
            "Incident recurrence",
            "%",
            "incidents with the root cause of an earlier one / all incidents × 100",
            recurrence(recurrences(every)),
            5,
        ),
        Metric(
            "time_to_post_mortem",
            "Time to post-mortem",
            "h",
            "median of the hours from the incident's resolution to the start of the meeting",
            time_to_meeting,
            48,
        ),
        Metric(
            "post_mortem_quality",
            "Post-mortem quality",
            "points",
            "mean of the points of «facilitator check», 0 to 100, of meetings that ended",
            quality,
            above=True,
        ),
        *(
            Metric(
                name.replace(" ", "_"),
                name.capitalize(),
                "s",
                f"median of the seconds from {start} to the {end}, read off the marked timeline entries",
                time_to(name),
            )
            for name, start, end in (
                ("time to detect", "the incident's start", "detection"),
                ("time to mitigate", "the detection", "mitigation"),
                ("time to resolve", "the detection", "resolution"),
            )
        ),
        Metric(
            "phase_time",
            "Real against planned time",
            "%",
            "real minutes / minutes of the agenda × 100, of the phases that were held in meetings that ended",
            phase_time,
        ),
        Metric(
            "common_causes",
            "Causes that came up again",
            "causes",
            "causes said in the same words in more than one incident",
            common,
        ),
    )


def _points(metric: Metric, periods: Periods) -> tuple[Point, ...]:
    found = ((period, metric.of(cases)) for period, cases in periods.items())
    return tuple(Point(period, value.value, value.n, value.sessions, value.why) for period, value in found)
