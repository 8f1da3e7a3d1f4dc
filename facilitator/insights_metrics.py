"""The guide's metrics of one set of post-mortems: completion, time to the meeting, quality, times of the incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from facilitator.domain.action import Status
from facilitator.domain.session import Session
from facilitator.follow_up import OPEN, is_overdue
from facilitator.insights_parts import FEW, Case, Value, average, share, some, typical
from facilitator.milestones import Moment, measured, moment
from facilitator.review import Review, review
from facilitator.when import today


def completion(now: datetime) -> Callable[[Sequence[Case]], Value]:
    """(Completed Items / Total Items) × 100. What was completed and opened again is not completed."""

    def of(cases: Sequence[Case]) -> Value:
        having = [case for case in cases if case.session.actions]
        tasks = [(case, action.task) for case in having for action in case.session.actions]
        done = sum(task.status is Status.COMPLETE for _, task in tasks)
        late = sum(is_overdue(task, today(now, "UTC")) for _, task in tasks)
        more = (
            ("completed", done),
            ("total", len(tasks)),
            ("open", sum(task.status in OPEN for _, task in tasks)),
            ("overdue", late),
            ("blocked", sum(task.status is Status.BLOCKED for _, task in tasks)),
            ("wont_do", sum(task.status is Status.WONT_DO for _, task in tasks)),
        )
        why = "" if tasks else "There are no action items yet."
        if 0 < len(tasks) < 10:
            why = f"Of so few items each one counts for {round(100 / len(tasks))} points."
        return Value(share(done, len(tasks)), len(tasks), _names(having), why, more)

    return of


def time_to_meeting(cases: Sequence[Case]) -> Value:
    """Hours from incident resolution to post-mortem meeting."""
    hours, before = [], 0
    for case in cases:
        over, met = resolved(case.session), case.session.started
        if over and met and met >= over:
            hours.append((case, (met - over).total_seconds() / 3600))
        before += bool(over and met and met < over)
    within = sum(length < 48 for _, length in hours)
    lengths = [length for _, length in hours]
    more = (
        ("mean", average(lengths)),
        ("within_48_h", within),
        ("longest", round(max(lengths), 2) if lengths else None),
    )
    left = len(cases) - len(hours)
    why = f"{some(left, 'session')} left out: not held yet, or without a time of resolution." if left else ""
    if before:
        why = f"{some(left, 'session')} left out; of these, {before} met before the typed resolution."
    if not hours:
        why = "No meeting was held after a known time of resolution yet."
    return Value(typical(lengths), len(hours), _names(case for case, _ in hours), why, more)


def quality(now: datetime) -> Callable[[Sequence[Case]], Value]:
    """The points of `facilitator check`: blameless tone, specific action items, root cause identified, complete."""

    reviewed: dict[str, Review] = {}  # A look takes a while, and each session is in a month and a quarter, too.

    def of(cases: Sequence[Case]) -> Value:
        held = [case for case in cases if case.session.ended]
        for case in held:
            if case.name not in reviewed:
                reviewed[case.name] = review(case.session, now)
        found = [reviewed[case.name] for case in held]
        criteria: dict[str, list[float]] = {}
        for each in found:
            for score in each.scores:
                criteria.setdefault(score.name, []).append(100 * score.points / score.of)
        more = (("criteria", {name: average(points) for name, points in criteria.items()}),)
        why = "" if held else "No meeting has ended yet, so there is no document to look at."
        return Value(average([each.total for each in found]), len(held), _names(held), why, more)

    return of


def time_to(name: str) -> Callable[[Sequence[Case]], Value]:
    """One of the times that are read off the marked entries: `time to detect`, …"""

    def of(cases: Sequence[Case]) -> Value:
        known = [
            (case, each.seconds)
            for case in cases
            for each in measured(case.session)
            if each.name == name and each.seconds is not None
        ]
        lengths = [seconds for _, seconds in known]
        if len(known) < FEW:
            why = f"A typical {name} needs {FEW} incidents in which it can be measured; there {_are(len(known))}."
            return Value(None, len(known), _names(case for case, _ in known), why, (("mean", None),))
        left = len(cases) - len(known)
        why = f"It cannot be measured in {some(left, 'incident')}: entries are not marked." if left else ""
        return Value(
            typical(lengths), len(known), _names(case for case, _ in known), why, (("mean", average(lengths)),)
        )

    return of


def resolved(session: Session) -> datetime | None:
    """When the incident was over: as typed, else as the last marked resolution says."""
    if session.incident.resolved:
        return session.incident.resolved
    found = moment("resolution", session)
    return found.at if isinstance(found, Moment) else None


def _names(cases: Iterator[Case] | Sequence[Case]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.name for case in cases))


def _are(count: int) -> str:
    return "is none" if not count else "is 1" if count == 1 else f"are {count}"
