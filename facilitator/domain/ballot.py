"""A vote that one person gave to one item, beside the hands that the facilitator counts."""

from __future__ import annotations

from typing import Final

from facilitator.domain.record import Record

VOTES_EACH: Final = 3
"""Votes that one person has in one list: in a section of the notes, or among the causes."""


class Ballot(Record):
    """Somebody's vote for a note or a cause."""

    by: str
    id: int
