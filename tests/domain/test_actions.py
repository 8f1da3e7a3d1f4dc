"""Action items: what may be done with them, and which causes they cover."""

from __future__ import annotations

from datetime import date

import pytest
from givens import at, do, entry, held

from facilitator.domain import coverage
from facilitator.domain.action import Priority, Status, Task, missing
from facilitator.domain.acts.actions import ActionChanged, AddActions, ChangeAction, MoveAction, RemoveAction
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.cause import Standing
from facilitator.domain.codec import decode, upcast
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import replay
from facilitator.domain.note import Section
from facilitator.domain.record import replace
from facilitator.domain.rules import decide
from facilitator.domain.session import Session

ALERT = Task("Add an alert", "@alice", date(2025, 12, 10), Priority.HIGH, "it fires in staging")


def texts(session: Session) -> list[str]:
    return [action.task.text for action in session.actions]


def test_an_incomplete_item_is_kept_and_marked() -> None:
    session = held((1, AddActions((Task("Improve monitoring"), ALERT))))
    assert texts(session) == ["Improve monitoring", "Add an alert"]
    assert missing(session.actions[0].task) == ("owner", "due", "priority", "criteria")
    assert missing(ALERT) == ()
    assert session.actions[0].added == at(1)


def test_what_will_not_be_done_lacks_nothing_but_needs_a_reason() -> None:
    session = held((1, AddActions((Task("Buy a pony"),))))
    id = session.actions[0].id
    with pytest.raises(Refused, match="needs a reason"):
        do(session, ChangeAction(id, Task("Buy a pony", status=Status.WONT_DO)))
    session = do(session, ChangeAction(id, Task("Buy a pony", status=Status.WONT_DO, reason="no stable")))
    assert missing(session.actions[0].task) == ()
    session = do(session, ChangeAction(id, Task("Buy a pony", status=Status.COMPLETE, reason="no stable")))
    assert session.actions[0].task.reason == ""


def test_change_move_remove() -> None:
    session = held((1, AddActions((Task("a"), Task("b"), Task("c")))))
    a, b, _ = (action.id for action in session.actions)
    assert texts(do(session, MoveAction(b, -1))) == ["b", "a", "c"]
    assert texts(do(session, MoveAction(b, 1))) == ["a", "c", "b"]
    with pytest.raises(Refused, match="end of its list"):
        do(session, MoveAction(a, -1))
    assert texts(do(session, RemoveAction(a))) == ["b", "c"]
    assert [event.fact for event in decide(session, ChangeAction(a, replace(ALERT, text="a")), at(2))] == [
        ActionChanged(a, replace(ALERT, text="a"))
    ]
    assert decide(session, ChangeAction(a, Task("a")), at(2)) == ()
    for command in (RemoveAction(99), MoveAction(99, 1), ChangeAction(99, ALERT)):
        with pytest.raises(Refused, match="not there any more"):
            do(session, command)


def test_coverage() -> None:
    session = held(
        (1, AddEntries((entry("14:25", "pool saturated"),))),
        (2, AnswerWhy(("pool exhausted",), None, "API failed")),
    )
    seen, pool = session.entries[0].id, session.causes[-1].id
    session = do(session, LinkEvidence(pool, seen))
    assert coverage.uncovered(session) == ()
    session = do(session, JudgeCause(pool, Standing.PRIMARY))
    session = do(session, AddNotes(Section.WRONG, ("No alert",)))
    point = session.notes[0].id
    assert [cause.id for cause in coverage.uncovered(session)] == [pool]
    assert [(thread.answered, thread.action) for thread in coverage.threads(session)] == [(session.cause(pool), None)]
    answers = (
        Task("raise it", addresses=pool),
        Task("alert", addresses=point),
        Task("party"),
        Task("gone", addresses=99),
    )
    session = do(session, AddActions(answers))
    assert coverage.uncovered(session) == ()
    assert [action.task.text for action in coverage.loose(session)] == ["party", "gone"]
    told = [
        (
            [each.text for each in thread.entries],
            [each.text for each in thread.whys],
            thread.action and thread.action.task.text,
        )
        for thread in coverage.threads(session)
    ]
    assert told == [
        (["pool saturated"], ["API failed"], "raise it"),
        ([], [], "alert"),
        ([], [], "party"),
        ([], [], "gone"),
    ]
    given_up = replace(session.actions[0].task, status=Status.WONT_DO, reason="too dear")
    session = do(session, ChangeAction(session.actions[0].id, given_up))
    assert [cause.id for cause in coverage.uncovered(session)] == [pool]


def _stored(seq: int, event: str, **data: object) -> dict[str, object]:
    return {"seq": seq, "at": at(seq).isoformat(), "by": "x", "step": seq, "event": event, "data": data}


def test_action_notes_of_the_second_version_are_action_items_now() -> None:
    docs = [
        _stored(1, "SessionCreated", incident={"title": "API outage"}, agenda={"name": "", "phases": []}),
        _stored(2, "NoteAdded", section="action", text="first", cause=None),
        _stored(3, "NoteAdded", section="action", text="second", cause=7),
        _stored(4, "NoteAdded", section="lesson", text="kept", cause=None),
        _stored(5, "NoteChanged", id=3, section="action", text="2nd"),
        _stored(6, "NoteMoved", id=3, rank=2),
        _stored(7, "NoteMoved", id=2, rank=3),
        _stored(8, "NoteAdded", section="action", text="third"),
        _stored(9, "NoteRemoved", id=8),
        _stored(10, "NoteChanged", id=4, section="lesson", text="kept it"),
    ]
    session = replay(map(decode, upcast(docs, 2)))
    assert [(action.id, action.task) for action in session.actions] == [
        (3, Task("2nd", addresses=7)),
        (2, Task("first")),
    ]
    assert [(note.id, note.section, note.text) for note in session.notes] == [(4, Section.LESSON, "kept it")]
