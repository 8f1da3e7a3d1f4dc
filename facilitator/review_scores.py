"""The guide's quality criteria as points, each with its reason, and how complete the document is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from facilitator.documents.analysis import stated
from facilitator.domain import causes, coverage
from facilitator.domain.cause import Cause
from facilitator.domain.session import Session
from facilitator.review_parts import CAUSES, Gap, Heard, Score, quoted

OF: Final = 25
"""Points of each criterion."""
NAMED: Final = 10
"""Points for a root cause at all; each of the three things that it should have besides counts five."""


def scores(session: Session, asked: Sequence[tuple[bool, Gap]], heard: Sequence[Heard]) -> tuple[Score, ...]:
    """`asked` is what the guide asks for, `heard` the texts that were looked at for blame."""
    return _tone(heard), _specific(asked), _root_cause(session, heard), _complete(asked)


def _tone(heard: Sequence[Heard]) -> Score:
    """The share of the texts that do not stop at a person."""
    name, stop = "Blameless tone", sum(bool(each.what) for each in heard)
    if not heard:
        return Score(name, 0, OF, "There are no causes and no points on what went wrong yet that could be looked at.")
    causes = sum(each.section == CAUSES for each in heard)
    looked = f"{_some(causes, 'cause')} and {_some(len(heard) - causes, 'point')} on what went wrong were looked at"
    told = f"{looked}, and no other text: {stop or 'none'} of them stop{'s' if stop < 2 else ''} at a person."
    return Score(name, OF * (len(heard) - stop) // len(heard), OF, told)


def _specific(asked: Sequence[tuple[bool, Gap]]) -> Score:
    """The share of what action items need: a specific task, one owner, a due date, a priority, success criteria."""
    name = "Specific action items"
    things = [there for there, gap in asked if gap.place.what == "actions" and gap.place.id is not None]
    if not things:
        return Score(name, 0, OF, "There are no action items yet.")
    items, there = len({gap.place.id for _, gap in asked if gap.place.what == "actions"}), sum(things)
    needs = "needs five things" if items == 1 else "need five things each"
    told = f"{_some(items, 'action item')} {needs} (task, owner, due date, priority, criteria)"
    return Score(name, OF * there // len(things), OF, f"{told}: {there} of {len(things)} are there.")


def _root_cause(session: Session, heard: Sequence[Heard]) -> Score:
    """Ten points for naming it, five each for a system behind it, an entry that shows it, an action that answers it."""
    name, head = "Root cause identified", causes.primary(session)
    roots = causes.contributing(session) if session.factors else (head,) if head else ()
    if not roots:
        what = "contributing factor" if session.factors else "primary root cause"
        return Score(name, 0, OF, f"No {what} is marked yet.")
    stop = {each.place.id for each in heard if each.what and each.section == CAUSES}
    open_ = {cause.id for cause in coverage.uncovered(session)}
    checks = {
        "an end at a system and not at a person": all(cause.id not in stop for cause in roots),
        "a timeline entry that shows it": all(_shown(session, cause) for cause in roots),
        "an action item that answers it": all(cause.id not in open_ for cause in roots),
    }
    lacks = [check for check, met in checks.items() if not met]
    one = quoted(stated(roots[0])) if len(roots) == 1 else f"{len(roots)} contributing factors"
    told = f"{one} {'is' if len(roots) == 1 else 'are'} marked; "
    each = "" if len(roots) == 1 else "for each "
    told += f"still missing: {each}{', '.join(lacks)}." if lacks else "system, evidence and action item are there."
    return Score(name, NAMED + 5 * (len(checks) - len(lacks)), OF, told)


def _complete(asked: Sequence[tuple[bool, Gap]]) -> Score:
    there = sum(met for met, _ in asked)
    told = f"{there} of the {len(asked)} things that the guide asks of the document are there."
    return Score("Completeness", OF * there // len(asked), OF, told)


def _shown(session: Session, cause: Cause) -> bool:
    """Whether an entry shows it, or what it explains in its chain."""
    return any(causes.evidence(session, each) for each in causes.path(session, cause.id))


def _some(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
