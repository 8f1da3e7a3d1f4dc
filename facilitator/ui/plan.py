"""A re-plan as a table to look at: minutes before and after, phase by phase; and what a typed end makes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual.content import Content

from facilitator.domain import schedule
from facilitator.domain.acts.plan import SetEnd
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import evolve
from facilitator.domain.replan import Proposal, propose
from facilitator.domain.rules import decide
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.when import BadTime, clock, read_clock


def table(session: Session, proposal: Proposal, now: datetime, zone: str) -> Content:
    """The phases to come with their planned minutes before and after, and when the meeting would end."""
    lines = [text(f"{'Phase':<26}{'now':>8}{'then':>8}", QUIET)]
    for row in proposal.rows:
        change = row.after - row.before
        style = "$text-warning" if change < 0 else "$text-success" if change > 0 else ""
        note = f"  {row.held}" if row.held else ""
        title = text(row.phase.title).truncate(26, pad=True, ellipsis=True)
        numbers = text(f"{minutes(row.before):>8}{minutes(row.after):>8}", style)
        lines.append(shapes.line(title, numbers, text(note, QUIET)))
    moved = sum(row.after - row.before for row in proposal.rows)
    before = schedule.ends(session, now)
    after = before + timedelta(seconds=moved)
    lines.append(Content(""))
    lines.append(text(f"The meeting ends {clock(before, zone)} as planned now, {clock(after, zone)} then."))
    if proposal.short:
        lines.append(
            text(f"With every phase at its floor it is still {minutes(proposal.short)} min too long.", "$text-error")
        )
    return shapes.stack(lines)


def minutes(seconds: float) -> str:
    """Minutes as people say them: `12`, `2.5`."""
    return f"{round(seconds / 30) / 2:.1f}".removesuffix(".0")


def cost(session: Session, now: datetime, zone: str) -> str:
    """What the time just added costs: when the meeting will end now, and what the later phases lose to a hard stop."""
    end = clock(schedule.ends(session, now), zone)
    late = schedule.drift(session, now)
    if session.ends_by and late > 30:
        return (
            f"The meeting would end {end}, {minutes(late)} min past the hard stop. The later phases pay: ^G re-plans."
        )
    return f"The meeting will end {end}."


def fault(line: str, zone: str, now: datetime) -> str:
    """What is wrong with the time typed for a hard stop; empty if nothing is."""
    try:
        if line:
            read_clock(line, zone, now)
    except BadTime as bad:
        return str(bad)
    return ""


def what_if(session: Session, line: str, zone: str, now: datetime) -> Content:
    """The plan as it would be with this end."""
    try:
        for event in decide(session, SetEnd(read_clock(line, zone, now)), now):
            session = evolve(session, event)
    except FacilitatorError:
        return Content("")
    return table(session, propose(session, now), now, zone)
