"""The guide's metrics of one set of post-mortems: completion, time to the meeting, quality, times of the incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from facilitator.domain.action import Status
from facilitator.follow_up import OPEN
from facilitator.insights_parts import FEW, Case, Value, average, share, some, typical
from facilitator.review import total
from facilitator.when import today


def completion(now: datetime) -> Callable[[Sequence[Case]], Value]:
    """(Completed Items / Total Items) × 100. What was completed and opened again is not completed."""
    day = today(now, "UTC")

    def of(cases: Sequence[Case]) -> Value:
        having = [case for case in cases if case.told.tasks]
        tasks = [task for case in having for task in case.told.tasks]
        states = Counter(status for status, _ in tasks)
        done = states[Status.COMPLETE]
        more = (
            ("completed", done),
            ("total", len(tasks)),
            ("open", sum(states[status] for status in OPEN)),
            ("overdue", sum(due is not None and due < day and status in OPEN for status, due in tasks)),
            ("blocked", states[Status.BLOCKED]),
            ("wont_do", states[Status.WONT_DO]),
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
        over, met = case.told.over, case.told.met
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
    return Value(typical(lengths), len(hours), _names(case for case, _ in hours), _of_few(len(hours), why), more)


def quality(cases: Sequence[Case]) -> Value:
    """The points of `facilitator check`: blameless tone, specific action items, root cause identified, complete."""
    held = [case for case in cases if case.told.ended]
    criteria: dict[str, list[float]] = {}
    for case in held:
        for name, got, of in case.told.points:
            criteria.setdefault(name, []).append(100 * got / of)
    more = (("criteria", {name: average(shares) for name, shares in criteria.items()}),)
    why = "" if held else "No meeting has ended yet, so there is no document to look at."
    totals = [total((got, of) for _, got, of in case.told.points) for case in held]
    return Value(average(totals), len(held), _names(held), _of_few(len(held), why), more)


def time_to(name: str) -> Callable[[Sequence[Case]], Value]:
    """One of the times that are read off the marked entries: `time to detect`, …"""

    def of(cases: Sequence[Case]) -> Value:
        known = [(case, seconds) for case in cases for what, seconds in case.told.lengths if what == name]
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


def _names(cases: Iterator[Case] | Sequence[Case]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.name for case in cases))


def _of_few(meetings: int, why: str) -> str:
    """A fact about these meetings bears to be told of one; that it is no habit is told, too."""
    few = f"It stands on {some(meetings, 'meeting')}, too few to show a habit." if 0 < meetings < FEW else ""
    return f"{why} {few}".strip()


def _are(count: int) -> str:
    return "is none" if not count else "is 1" if count == 1 else f"are {count}"
