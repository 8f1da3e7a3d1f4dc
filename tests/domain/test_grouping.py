"""Points that say the same stand together: one level deep, in one list, whatever is undone in between."""

from __future__ import annotations

import pytest
from givens import at, do, held

from facilitator.domain.acts.notes import AddNotes, ChangeNote, GroupNote, MoveNote, RemoveNote
from facilitator.domain.acts.undoing import Redo, Undo, UndoStep
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve
from facilitator.domain.note import Section, heads, members
from facilitator.domain.rules import decide
from facilitator.domain.session import Session

A, B, C, D = 2, 3, 4, 5


def points() -> Session:
    """Four points that went well, and a lesson."""
    session = held((0, AddNotes(Section.WELL, ("a", "b", "c", "d"))))
    return do(session, AddNotes(Section.LESSON, ("e",)))


def shape(session: Session) -> list[tuple[str, str]]:
    """Each head of what went well, with all that stands under it."""
    row = session.section(Section.WELL)
    return [(head.text, "".join(each.text for each in members(row, head.id))) for head in heads(row)]


def order(session: Session) -> str:
    return "".join(note.text for note in session.section(Section.WELL))


def test_what_stands_under_a_point_comes_right_after_it() -> None:
    session = do(points(), GroupNote(D, A))
    assert (shape(session), order(session)) == ([("a", "d"), ("b", ""), ("c", "")], "adbc")
    assert order(do(session, GroupNote(D, None))) == "abcd"
    assert order(do(session, Undo())) == "abcd"


def test_under_a_member_is_under_its_head() -> None:
    session = do(do(points(), GroupNote(B, A)), GroupNote(C, B))
    assert shape(session) == [("a", "bc"), ("d", "")]


def test_a_head_takes_along_what_stands_under_it() -> None:
    session = do(do(points(), GroupNote(B, A)), GroupNote(A, D))
    assert shape(session) == [("c", ""), ("d", "ab")]


def test_a_removed_head_leaves_the_others_alone() -> None:
    session = do(do(points(), GroupNote(C, A)), RemoveNote(A))
    assert shape(session) == [("b", ""), ("c", ""), ("d", "")]
    assert shape(do(session, Undo())) == [("a", "c"), ("b", ""), ("d", "")]


@pytest.mark.parametrize("moved", [A, C])
def test_a_group_is_of_one_list(moved: int) -> None:
    session = do(do(points(), GroupNote(C, A)), ChangeNote(moved, "moved", Section.LUCKY))
    assert all(note.group is None for note in session.notes)


def test_a_head_that_is_undone_leaves_the_others_alone() -> None:
    session = do(points(), AddNotes(Section.WELL, ("f",)))
    f = session.notes[-1].id
    session = do(do(session, GroupNote(A, f)), UndoStep(f))
    assert shape(session) == [("a", ""), ("b", ""), ("c", ""), ("d", "")]


def test_steps_that_are_undone_and_brought_back_between_others_leave_one_level() -> None:
    session = points()
    for command in (GroupNote(B, A), Undo()):
        for event in decide(session, command, at(1), "sam", op="1"):
            session = evolve(session, event)
    session = do(session, GroupNote(A, D))
    for event in decide(session, Redo(), at(2), "sam", op="2"):
        session = evolve(session, event)
    assert shape(session) == [("c", ""), ("d", "ab")]


def test_heads_and_members_change_places_among_themselves() -> None:
    session = do(do(points(), GroupNote(C, A)), GroupNote(D, A))
    assert order(do(session, MoveNote(A, 1))) == "bacd"
    assert order(do(session, MoveNote(D, -1))) == "adcb"
    for id, by in ((B, 1), (C, -1), (D, 1), (A, -1)):
        with pytest.raises(Refused, match="end of its list"):
            do(session, MoveNote(id, by))


def test_what_cannot_stand_together_is_told() -> None:
    session = do(points(), GroupNote(B, A))
    for id, under, word in (
        (A, A, "under itself"), (A, B, "under itself"), (A, 6, "one list"), (A, 99, "not there"), (99, A, "not there")
    ):  # fmt: skip
        with pytest.raises(Refused, match=word):
            do(session, GroupNote(id, under))
    assert do(session, GroupNote(B, A)).seq == session.seq
    assert do(session, GroupNote(A, None)).seq == session.seq


def test_a_head_that_is_not_among_them_counts_as_none() -> None:
    session = do(points(), GroupNote(B, A))
    rest = [note for note in session.notes if note.id != A]
    assert [note.text for note in heads(rest)] == ["b", "c", "d", "e"]
