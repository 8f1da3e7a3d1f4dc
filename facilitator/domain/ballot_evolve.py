"""What a fact makes of people's votes. Total, as `evolve` is: each ballot of what is there counts in its `votes`."""

from __future__ import annotations

from facilitator.domain import ballot_events as e
from facilitator.domain.ballot import Ballot
from facilitator.domain.ballot_events import BallotFact
from facilitator.domain.record import replace
from facilitator.domain.session import Session


def apply(session: Session, fact: BallotFact, by: str) -> Session:
    """The session after it; `by` is whose vote it is."""
    ballot = Ballot(by, fact.id)
    cast = ballot in session.ballots
    match fact:
        case e.VoteCast(id) if not cast and (session.note(id) or session.cause(id)):
            return replace(_counted(session, id, 1), ballots=(*session.ballots, ballot))
        case e.VoteRetracted(id) if cast:
            rest = tuple(each for each in session.ballots if each != ballot)
            return replace(_counted(session, id, -1), ballots=rest)
    return session


def given(session: Session, id: int) -> int:
    """How many ballots an item has."""
    return sum(each.id == id for each in session.ballots)


def _counted(session: Session, id: int, by: int) -> Session:
    notes = tuple(replace(each, votes=each.votes + by) if each.id == id else each for each in session.notes)
    causes = tuple(replace(each, votes=each.votes + by) if each.id == id else each for each in session.causes)
    return replace(session, notes=notes, causes=causes)
