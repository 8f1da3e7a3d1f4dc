"""What may be done now, and what comes of it. `decide` may refuse; it changes nothing.

`decide(session, command, at, by)` gives the events of one step. A refusal is one sentence that says why and what to
do instead. What each command leads to stands with it, in `acts`.
"""

from __future__ import annotations

from datetime import datetime

from facilitator.domain import merge, roles
from facilitator.domain.acts import Asker, Private
from facilitator.domain.acts.rounds import is_nameless
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.events import Event
from facilitator.domain.roles import Role
from facilitator.domain.session import Session


def decide(
    session: Session,
    command: Command,
    at: datetime,
    by: str = "facilitator",
    *,
    role: Role = Role.FACILITATOR,
    op: str = "",
    base: int | None = None,
) -> tuple[Event, ...]:
    """The events that a command leads to, none if it changes nothing; Refused if it may not be done now.

    `at` is the present instant; a clock that was set back never makes an event older than the one before it. `op` is
    the number that a guest gives to what it does. `base` is the last event that was seen when an edit began: what
    others changed since is kept.
    """
    roles.check(session, command, by, role)
    step, at = session.seq + 1, max(at, session.at)
    side, clash = None if role is Role.FACILITATOR and not op else by, None
    if base is not None and base < session.seq:
        command, clash = merge.merged(session, command, base, side)
        roles.check(session, command, by, role)
    facts = [*command.decide(session, Asker(at, by, side)), *([clash] if clash else [])]
    named = "" if is_nameless(session, command) else by
    return tuple(
        Event(seq, at, named, step, fact, isinstance(fact, Private), op) for seq, fact in enumerate(facts, start=step)
    )


def allowed(
    session: Session, command: Command, at: datetime, by: str = "facilitator", role: Role = Role.FACILITATOR
) -> bool:
    """Whether a command may be done now: the same rules, only asked."""
    try:
        decide(session, command, at, by, role=role)
    except Refused:
        return False
    return True
