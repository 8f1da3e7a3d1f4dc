"""What a person may ask for with a vote of their own."""

from __future__ import annotations

from facilitator.domain.record import Record


class CastVote(Record):
    """For a note or a cause."""

    id: int


class RetractVote(Record):
    id: int


BallotCommand = CastVote | RetractVote
