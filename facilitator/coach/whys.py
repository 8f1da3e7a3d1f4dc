"""The question to ask next of a cause: as it was reworded, past a person, or written from its text.

The word lists that this needs take a while to import, so each is loaded when the first cause asks for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.domain.cause import Cause
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.coach.causes import Hint


def question(session: Session, cause: Cause) -> str:
    """The why that is asked of a cause."""
    found = hint(session, cause)
    return cause.question or (found.ask if found else first_why(cause.text))


def hint(session: Session, cause: Cause) -> Hint | None:
    """What to say when a cause ends at a person. What a chain starts from is what happened, not a cause."""
    if cause.chained and cause.parent is None and not cause.bone:
        return None
    return _look(cause.statement or cause.text, tuple(person.name for person in session.people))


@lru_cache(maxsize=500)
def first_why(text: str) -> str:
    """The why that is asked of something that was said."""
    from facilitator.coach.questions import next_why

    return next_why(text)


def as_cause(line: str) -> str:
    """What a typed because says."""
    from facilitator.coach.questions import as_cause

    return as_cause(line)


def effect_of(question: str) -> str | None:
    """What a typed first why is asked of, if that can be told."""
    from facilitator.coach.questions import effect_of

    return effect_of(question)


@lru_cache(maxsize=500)
def same(text: str) -> str:
    """What is equal for two texts that say the same cause."""
    from facilitator.coach.questions import same

    return same(text)


def therefore(texts: tuple[str, ...]) -> tuple[str, ...]:
    """A chain from its deepest cause up, as lines to be read aloud."""
    from facilitator.coach.questions import therefore

    return therefore(texts)


@lru_cache(maxsize=500)
def _look(text: str, names: tuple[str, ...]) -> Hint | None:
    from facilitator.coach.causes import look

    return look(text, names)
