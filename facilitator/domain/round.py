"""Silent writing: each writes alone, nobody sees it, and the facilitator reveals all of it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from facilitator.domain.note import Section
from facilitator.domain.record import Record

WRITTEN_ALONE: Final = (Section.WELL, Section.WRONG, Section.LUCKY, Section.QUESTION, Section.LESSON)
"""The lists that a round may be about."""
POINTS_EACH: Final = 20
"""Points of one person in a round that is not anonymous."""
POINTS_IN_ALL: Final = 1000
LONGEST_KEY: Final = 64
"""Characters."""


class Round(Record):
    """A stretch of silent writing, for one list."""

    section: Section
    anonymous: bool
    """Whether nothing keeps who wrote what."""
    opened: datetime
    """UTC."""


class Sealed(Record):
    """A point that waits to be revealed. Private: only the host has it."""

    key: str
    """Chosen by its writer, at random: who knows it may change the point or take it back."""
    text: str
    author: str
    """Empty in an anonymous round."""
