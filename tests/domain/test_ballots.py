"""People's own votes beside the hands that the facilitator counts: each can be taken back without the other."""

from __future__ import annotations

import pytest
from givens import at, do, entry, held

from facilitator.domain.acts.ballots import CastVote, RetractVote
from facilitator.domain.acts.cause_marks import VoteCause
from facilitator.domain.acts.causes import StartChain
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.notes import AddNotes, RemoveNote, VoteNote
from facilitator.domain.acts.undoing import Redo, Undo, UndoStep
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve
from facilitator.domain.note import Section
from facilitator.domain.roles import Role
from facilitator.domain.rules import decide
from facilitator.domain.session import Session

NOTE, CAUSE = 2, 3


def by(session: Session, who: str, *commands: Command) -> Session:
    for command in commands:
        for event in decide(session, command, at(1), who, role=Role.PARTICIPANT, op=f"{who} {session.seq}"):
            session = evolve(session, event)
    return session


def voted() -> Session:
    """A point and a cause, with a vote of two people for each."""
    session = held((0, AddNotes(Section.WELL, ("a",))), (0, StartChain("b")))
    return by(by(session, "pat", CastVote(NOTE), CastVote(CAUSE)), "kim", CastVote(NOTE), CastVote(CAUSE))


def votes(session: Session) -> tuple[int, int]:
    return session.notes[0].votes, session.causes[0].votes


def test_hands_and_ballots_are_counted_together() -> None:
    session = do(do(voted(), VoteNote(NOTE, 3)), VoteCause(CAUSE, 1))
    assert votes(session) == (5, 3)
    assert votes(by(session, "pat", Undo(), Undo())) == (4, 2)
    assert votes(do(do(session, Undo()), Undo())) == (2, 2)


def test_hands_never_take_a_ballot_away() -> None:
    session = do(do(voted(), VoteNote(NOTE, 1)), VoteNote(NOTE, -5))
    assert votes(session) == (2, 2)
    assert do(session, VoteNote(NOTE, -1)).seq == session.seq
    assert do(session, VoteCause(CAUSE, -1)).seq == session.seq


def test_with_what_is_removed_its_votes_go_and_come_back_with_it() -> None:
    session = do(voted(), RemoveNote(NOTE))
    assert {each.id for each in session.ballots} == {CAUSE}
    assert votes(do(session, Undo())) == (2, 2)
    assert by(do(session, Undo()), "pat", RetractVote(NOTE)).notes[0].votes == 1


def test_a_vote_for_what_was_undone_counts_nothing() -> None:
    session = do(do(held(), AddNotes(Section.WELL, ("a",))), Undo())
    with pytest.raises(Refused, match="Choose a point or a cause"):
        by(session, "pat", CastVote(NOTE))
    gone = do(voted(), UndoStep(NOTE))
    assert {each.id for each in gone.ballots} == {CAUSE}
    assert votes(do(gone, Redo())) == (2, 2)


def test_votes_go_to_points_and_causes() -> None:
    session = do(voted(), AddEntries((entry("14:00"),)))
    with pytest.raises(Refused, match="Choose a point or a cause"):
        by(session, "pat", CastVote(session.entries[0].id))
