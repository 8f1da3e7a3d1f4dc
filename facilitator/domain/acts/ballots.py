"""Votes of one's own, for a note or a cause. Whose vote it is, the event says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.ballot import VOTES_EACH, Ballot
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class CastVote(Record):
    """For a note or a cause."""

    id: int

    def decide(self, session: Session, asker: Asker) -> Iterator[VoteCast]:
        beside = _list_of(session, self.id)
        mine = {each.id for each in session.ballots if each.by == asker.by}
        if self.id in mine:
            return
        if len(mine & beside) >= VOTES_EACH:
            raise Refused(f"You have given your {VOTES_EACH} votes here. Take one back first.")
        yield VoteCast(self.id)


class VoteCast(Record):
    id: int

    told = "vote"

    def evolve(self, session: Session, event: Event) -> Session:
        ballot = Ballot(event.by, self.id)
        if ballot in session.ballots or not (session.note(self.id) or session.cause(self.id)):
            return session
        return replace(_counted(session, self.id, 1), ballots=(*session.ballots, ballot))


class RetractVote(Record):
    id: int

    def decide(self, session: Session, asker: Asker) -> Iterator[VoteRetracted]:
        if Ballot(asker.by, self.id) in session.ballots:
            yield VoteRetracted(self.id)


class VoteRetracted(Record):
    id: int

    told = "vote taken back"

    def evolve(self, session: Session, event: Event) -> Session:
        ballot = Ballot(event.by, self.id)
        if ballot not in session.ballots:
            return session
        rest = tuple(each for each in session.ballots if each != ballot)
        return replace(_counted(session, self.id, -1), ballots=rest)


BallotCommand = CastVote | RetractVote
BallotFact = VoteCast | VoteRetracted


def given(session: Session, id: int) -> int:
    """How many ballots an item has; each counts in its `votes`."""
    return sum(each.id == id for each in session.ballots)


def _list_of(session: Session, id: int) -> set[int]:
    """The numbers of all that stands in the same list; Refused for what nobody can vote for."""
    if session.cause(id):
        return {cause.id for cause in session.causes}
    note = session.note(id)
    if note is None:
        raise Refused("That is not there to be voted for. Choose a point or a cause.")
    return {each.id for each in session.section(note.section)}


def _counted(session: Session, id: int, by: int) -> Session:
    notes = tuple(replace(each, votes=each.votes + by) if each.id == id else each for each in session.notes)
    causes = tuple(replace(each, votes=each.votes + by) if each.id == id else each for each in session.causes)
    return replace(session, notes=notes, causes=causes)
