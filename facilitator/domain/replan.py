"""A hard stop: spread the minutes that are left over the phases that are left.

Each phase to come keeps at least its floor; closing keeps at least the time its script takes to say. Locked phases
keep what they have. The rest shrinks or grows in proportion, in whole half-minutes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.schedule import spent, still_to_come
from facilitator.domain.session import Phase, Session, Work

STEP: Final = 30
"""Seconds; planned times are given in half-minutes."""
WORDS_A_MINUTE: Final = 130
"""A calm speaking rate."""


class Row(Record):
    """What a re-plan does to one phase, in planned seconds."""

    phase: Phase
    before: int
    after: int
    held: str
    """Why it could not shrink further: `locked`, `floor` or nothing."""


class Proposal(Record):
    """A re-plan, to look at before it is taken."""

    rows: tuple[Row, ...]
    """The present phase and those after it."""
    plan: tuple[int, ...]
    """Planned seconds for every phase of the agenda."""
    short: int
    """Seconds by which the meeting still ends late, with every phase at its floor. 0 when it fits."""


def script_seconds(phase: Phase) -> int:
    """How long a phase's script takes to say."""
    words = sum(len(line.split()) for line in phase.say)
    return round(words * 60 / WORDS_A_MINUTE)


def floor(phase: Phase) -> int:
    """Seconds below which a re-plan does not go."""
    return max(phase.floor, script_seconds(phase)) if phase.work is Work.CLOSING else phase.floor


def propose(session: Session, now: datetime) -> Proposal:
    """The re-plan for the session's hard stop. Without one, or with nothing to come, it changes nothing."""
    to_come = still_to_come(session, now)
    phases = [phase for phase in session.agenda.phases if phase.id in to_come]
    budget = (session.ends_by - now).total_seconds() if session.ends_by else sum(to_come.values())
    had = {phase.id: spent(session, phase.id, now) for phase in phases}
    least = {
        phase.id: to_come[phase.id]
        if phase.id in session.locked
        else max(0.0, min(floor(phase), session.plan[session.index(phase.id)]) - had[phase.id])
        for phase in phases
    }
    shares = _spread(to_come, least, frozenset(session.locked), budget)
    plan = list(session.plan)
    rows = []
    owed = 0.0
    """Seconds that rounding kept back from the phases so far; the next one gets them."""
    for phase in phases:
        i = session.index(phase.id)
        before = session.plan[i]
        if phase.id in session.locked or abs(shares[phase.id] - to_come[phase.id]) < 1:
            after = before
        else:
            exact = had[phase.id] + shares[phase.id] + owed
            low = had[phase.id] + least[phase.id]
            after = max(int(exact // STEP) * STEP, -int(-low // 1))
            owed = exact - after
        held = "locked" if phase.id in session.locked else "floor" if shares[phase.id] <= least[phase.id] else ""
        plan[i] = after
        rows.append(Row(phase, before, after, held))
    return Proposal(tuple(rows), tuple(plan), max(0, round(sum(least.values()) - budget)))


def _spread(
    wanted: dict[str, float], least: dict[str, float], locked: frozenset[str], budget: float
) -> dict[str, float]:
    """Seconds for each phase: in proportion to what it wanted, none below its least, together the budget if it can be.

    Phases that would fall below their least are held there, and the others share what is left, until none falls.
    """
    held = {id: least[id] for id in wanted if id in locked}
    while True:
        free = {id: seconds for id, seconds in wanted.items() if id not in held}
        rest = max(0.0, budget - sum(held.values()))
        whole = sum(free.values())
        shares = {id: rest * seconds / whole if whole else 0.0 for id, seconds in free.items()}
        low = [id for id, share in shares.items() if share < least[id]]
        if not low:
            return held | shares
        held |= {id: least[id] for id in low}
