"""Two people edit one thing: what each of them changed stays, and no words are lost."""

from __future__ import annotations

import pytest
from givens import at, do, entry, held

from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions, ChangeAction, RemoveAction
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, ChangeCause, RemoveCause, StartChain
from facilitator.domain.acts.clashes import SettleClash
from facilitator.domain.acts.entries import AddEntries, ChangeEntry
from facilitator.domain.acts.notes import AddNotes, ChangeNote, RemoveNote
from facilitator.domain.acts.undoing import Undo, UndoStep
from facilitator.domain.clash import Clash
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Gap, Section
from facilitator.domain.roles import Role
from facilitator.domain.rules import decide
from facilitator.domain.session import Session

IT = 2
"""The first thing of a session."""


def by(session: Session, who: str, command: Command, base: int | None = None, role: Role = Role.SCRIBE) -> Session:
    for event in decide(session, command, at(1), who, role=role, op=f"{who} {session.seq}", base=base):
        session = evolve(session, event)
    return session


def note() -> Session:
    return held((0, AddNotes(Section.WRONG, ("old",), Gap.TOOLS)))


def test_the_words_of_three_people_are_all_kept() -> None:
    session = by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS))
    session = by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=IT)
    session = by(session, "cas", ChangeNote(IT, "cas's", None, Gap.TOOLS), base=IT)
    assert session.notes[0].text == "cas's"
    assert session.clashes == (Clash(IT, "ann's", "ann"), Clash(IT, "ben's", "ben"))
    assert replay(session.past) == session
    session = do(session, SettleClash(IT, earlier=True))
    assert (session.notes[0].text, session.clashes) == ("ben's", (Clash(IT, "ann's", "ann"),))
    assert do(session, SettleClash(IT)).clashes == ()


def test_one_who_goes_on_typing_meets_nobody_but_the_others() -> None:
    session = by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS))
    session = by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=IT)
    session = by(session, "ben", ChangeNote(IT, "ben's own", None, Gap.TOOLS), base=IT)
    assert (session.notes[0].text, session.clashes) == ("ben's own", (Clash(IT, "ann's", "ann"),))


def test_the_same_words_are_no_clash() -> None:
    session = by(note(), "ann", ChangeNote(IT, "new", None, Gap.TOOLS))
    after = by(session, "ben", ChangeNote(IT, "new", None, Gap.TOOLS), base=IT)
    assert (after.seq, after.clashes) == (session.seq, ())


def test_what_was_put_in_other_words_and_undone_is_no_clash() -> None:
    session = by(by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS)), "ann", Undo())
    session = by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=IT)
    assert (session.notes[0].text, session.clashes) == ("ben's", ())


def test_who_undid_newer_words_brought_the_older_ones() -> None:
    session = by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS))
    seen = session.seq
    session = by(by(session, "ann", Undo()), "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=seen)
    assert session.clashes == (Clash(IT, "old", "ann"),)


def test_a_gap_goes_with_the_list_that_it_is_for() -> None:
    session = by(note(), "ann", ChangeNote(IT, "old", Section.WELL))
    session = by(session, "ben", ChangeNote(IT, "old and more", None, Gap.TRAINING), base=IT)
    assert (session.notes[0].text, session.notes[0].section, session.notes[0].gap) == (
        "old and more",
        Section.WELL,
        None,
    )


def test_each_field_of_an_action_item_is_merged_for_itself() -> None:
    session = held((0, AddActions((Task("old", "@ann"),))))
    session = by(session, "ann", ChangeAction(IT, Task("old", "@ben", status=Status.WONT_DO, reason="no time")))
    session = by(session, "ben", ChangeAction(IT, Task("new", "@ann", priority=Priority.HIGH)), base=IT)
    task = session.actions[0].task
    assert task == Task("new", "@ben", priority=Priority.HIGH, status=Status.WONT_DO, reason="no time")
    assert session.clashes == ()
    blocked = held((0, AddActions((Task("old", status=Status.BLOCKED, reason="parts"),))))
    blocked = by(blocked, "ann", ChangeAction(IT, Task("old", status=Status.WONT_DO, reason="parts")))
    blocked = by(blocked, "ben", ChangeAction(IT, Task("old", status=Status.BLOCKED)), base=IT)
    assert blocked.actions[0].task.reason == "parts"


def test_without_a_base_the_later_words_win_and_nobody_is_asked() -> None:
    session = by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS))
    assert by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS)).clashes == ()
    assert by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=session.seq).clashes == ()


def test_with_what_is_removed_its_clash_goes() -> None:
    session = by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS))
    session = by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=IT)
    assert do(session, RemoveNote(IT)).clashes == ()
    assert do(do(session, RemoveNote(IT)), Undo()).clashes == session.clashes
    assert do(session, UndoStep(IT)).clashes == ()


def test_a_step_with_a_clash_is_undone_with_it() -> None:
    session = by(note(), "ann", ChangeNote(IT, "ann's", None, Gap.TOOLS))
    session = by(session, "ben", ChangeNote(IT, "ben's", None, Gap.TOOLS), base=IT)
    undone = by(session, "ben", Undo())
    assert (undone.notes[0].text, undone.clashes) == ("ann's", ())


@pytest.mark.parametrize("kind", ["entry", "cause", "action"])
def test_the_earlier_words_come_back_whatever_they_are_of(kind: str) -> None:
    made: Command = {
        "entry": AddEntries((entry("14:00", "old"),)),
        "cause": StartChain("old"),
        "action": AddActions((Task("old"),)),
    }[kind]

    def edit(text: str) -> Command:
        return {
            "entry": ChangeEntry(IT, entry("14:00", text)),
            "cause": ChangeCause(IT, text),
            "action": ChangeAction(IT, Task(text)),
        }[kind]

    session = by(by(held((0, made)), "ann", edit("ann's")), "ben", edit("ben's"), base=IT)
    assert session.clashes == (Clash(IT, "ann's", "ann"),)
    back = do(session, SettleClash(IT, earlier=True))
    texts = [each.text for each in (*back.entries, *back.causes)] + [each.task.text for each in back.actions]
    assert (texts, back.clashes) == (["ann's"], ())


def test_a_cause_that_was_removed_is_made_anew_where_it_stood() -> None:
    session = held((0, AnswerWhy(("why",), None, "start")))
    start, why = (cause.id for cause in session.causes)
    session = do(session, AddFactors(("factor",), "People"))
    session = do(session, AddFactors(("below",), "People", session.causes[2].id))
    below, base = session.causes[3].id, session.seq
    for id in (why, below):
        session = do(session, RemoveCause(id))
        session = by(session, "ann", ChangeCause(id, f"edited {id}"), base=base)
    again, twig = session.causes[-2:]
    assert (again.text, again.parent) == (f"edited {why}", start)
    assert (twig.text, twig.bone, twig.under) == (f"edited {below}", "People", session.causes[1].id)
    session = do(session, RemoveCause(start))
    gone = do(session, RemoveCause(again.id))
    assert by(gone, "ann", ChangeCause(again.id, "more"), base=session.seq).causes[-1].parent is None


def test_a_participant_saves_only_their_own() -> None:
    session = by(held(), "pat", AddNotes(Section.WELL, ("pat's",)), role=Role.PARTICIPANT)
    base = session.seq
    session = do(session, RemoveNote(IT))
    saved = by(session, "pat", ChangeNote(IT, "pat's own"), base, Role.PARTICIPANT)
    assert [(each.text, each.author) for each in saved.notes] == [("pat's own", "pat")]
    with pytest.raises(Refused, match="somebody else"):
        by(session, "kim", ChangeNote(IT, "kim's"), base, Role.PARTICIPANT)


def test_what_was_never_there_is_refused_as_ever() -> None:
    session = do(held((0, AddActions((Task("a"),)))), RemoveAction(IT))
    for base in (-5, 0, 1):
        with pytest.raises(Refused, match="not there"):
            by(session, "ann", ChangeAction(IT, Task("b")), base)
    with pytest.raises(Refused, match="not there"):
        by(session, "ann", ChangeNote(IT, "of another kind"), IT)
