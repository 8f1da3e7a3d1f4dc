"""What happened with people's own votes. Whose vote it is, the event says."""

from __future__ import annotations

from facilitator.domain.record import Record


class VoteCast(Record):
    id: int


class VoteRetracted(Record):
    id: int


BallotFact = VoteCast | VoteRetracted
