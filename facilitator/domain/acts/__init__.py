"""What can be done to a session: each command beside the facts that come of it, a family a file.

A command has `decide(session, asker)`: its facts, none if it changes nothing; Refused if it may not be done now.
A fact has `evolve(session, event)`: the session after it, always; and `told`, what it is in the words of the room.
Each family ends in its two unions, which `commands.Command` and `events.Fact` join: mypy finds what lacks one.
"""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session
from facilitator.domain.side import Side


class Asker(Record):
    """Who asks for something, and when."""

    at: datetime
    """The present instant, never before the last event's."""
    by: str
    side: Side


class Private(Record):
    """A fact that never leaves the facilitator's own process."""


def forgotten(session: Session, id: int) -> Session:
    """The session without the votes for what was removed, and without what was to be decided about it."""
    if not (session.ballots or session.clashes):
        return session
    ballots = tuple(each for each in session.ballots if each.id != id)
    return replace(session, ballots=ballots, clashes=tuple(each for each in session.clashes if each.id != id))
