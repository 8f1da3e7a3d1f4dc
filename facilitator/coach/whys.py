"""The question to ask next of a cause: as it was reworded, past a person, or written from its text."""

from __future__ import annotations

from functools import lru_cache

from facilitator.coach.causes import Hint, look
from facilitator.coach.questions import next_why
from facilitator.domain.cause import Cause
from facilitator.domain.session import Session


def question(session: Session, cause: Cause) -> str:
    """The why that is asked of a cause."""
    found = hint(session, cause)
    return cause.question or (found.ask if found else _next_why(cause.text))


def hint(session: Session, cause: Cause) -> Hint | None:
    """What to say when a cause ends at a person. What a chain starts from is what happened, not a cause."""
    if cause.chained and cause.parent is None and not cause.bone:
        return None
    return _look(cause.statement or cause.text, tuple(person.name for person in session.people))


_next_why = lru_cache(maxsize=500)(next_why)
_look = lru_cache(maxsize=500)(look)
