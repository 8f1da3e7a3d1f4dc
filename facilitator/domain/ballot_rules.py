"""What may be done with votes of one's own, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import ballot_commands as c
from facilitator.domain import ballot_events as e
from facilitator.domain.ballot import VOTES_EACH, Ballot
from facilitator.domain.ballot_commands import BallotCommand
from facilitator.domain.ballot_events import BallotFact
from facilitator.domain.errors import Refused
from facilitator.domain.session import Session


def facts(session: Session, command: BallotCommand, by: str) -> Iterator[BallotFact]:
    """The facts that a command leads to, none if it changes nothing; Refused if it may not be done now."""
    match command:
        case c.CastVote(id):
            beside = _list_of(session, id)
            mine = {each.id for each in session.ballots if each.by == by}
            if id in mine:
                return
            if len(mine & beside) >= VOTES_EACH:
                raise Refused(f"You have given your {VOTES_EACH} votes here. Take one back first.")
            yield e.VoteCast(id)
        case c.RetractVote(id):
            if Ballot(by, id) in session.ballots:
                yield e.VoteRetracted(id)


def _list_of(session: Session, id: int) -> set[int]:
    """The numbers of all that stands in the same list; Refused for what nobody can vote for."""
    if session.cause(id):
        return {cause.id for cause in session.causes}
    note = session.note(id)
    if note is None:
        raise Refused("That is not there to be voted for. Choose a point or a cause.")
    return {each.id for each in session.section(note.section)}
