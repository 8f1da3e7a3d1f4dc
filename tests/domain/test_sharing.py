"""Several people in one session: roles, whose step is undone, silent writing, votes, two wordings."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from givens import at, do, entry, held, texts

from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions, ChangeAction
from facilitator.domain.acts.ballots import CastVote, RetractVote
from facilitator.domain.acts.causes import ChangeCause, StartChain
from facilitator.domain.acts.clashes import SettleClash
from facilitator.domain.acts.entries import AddEntries, ChangeEntry
from facilitator.domain.acts.notes import AddNotes, ChangeNote, RemoveNote, VoteNote
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.acts.rounds import DropRound, OpenRound, RevealRound, SealPoint, WithdrawPoint
from facilitator.domain.acts.undoing import Redo, Undo, UndoStep
from facilitator.domain.codec import decode, encode
from facilitator.domain.command_codec import decode_command, encode_command
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Section
from facilitator.domain.record import replace
from facilitator.domain.renumber import COUNTS, REFERENCES, references, renumbered
from facilitator.domain.roles import MAY, Role, check
from facilitator.domain.rules import allowed, decide
from facilitator.domain.session import Session

ROLES = {"sam": Role.SCRIBE, "pat": Role.PARTICIPANT, "kim": Role.PARTICIPANT, "room": Role.ROOM}
count = iter(range(10**9))


def by(session: Session, who: str, command: Command, base: int | None = None) -> Session:
    """The session after somebody's command, from a terminal of theirs."""
    for event in decide(session, command, at(1), who, role=ROLES[who], op=f"op {next(count)}", base=base):
        session = evolve(session, event)
    return session


# Roles


def test_every_command_has_its_place_for_every_role() -> None:
    scribe = {kind.__name__ for kind in get_args(Command) if issubclass(kind, MAY[Role.SCRIBE])}
    participant = {kind.__name__ for kind in get_args(Command) if issubclass(kind, MAY[Role.PARTICIPANT])}
    facilitators = {kind.__name__ for kind in get_args(Command)} - scribe
    assert facilitators == {
        "CreateSession", "DescribeIncident", "ListPeople", "NextPhase", "PreviousPhase", "GoToPhase", "PauseClock",
        "ResumeClock", "AddTime", "SetEnd", "Replan", "LockPhase", "EndMeeting", "ReopenMeeting", "AssessImpact",
        "ScheduleMeeting", "TickStep", "SetState", "CountHands", "MarkVoice", "OpenSection", "OpenRound", "RevealRound",
        "DropRound", "SetPlan", "AskPrompt", "TickRow", "UndoStep",
    }  # fmt: skip
    assert participant == {
        "AddNotes", "ChangeNote", "RemoveNote", "CastVote", "RetractVote", "SealPoint", "WithdrawPoint", "Undo", "Redo",
    }  # fmt: skip


@pytest.mark.parametrize("role", [Role.SCRIBE, Role.PARTICIPANT, Role.ROOM])
def test_the_clock_is_the_facilitators(role: Role) -> None:
    session = held()
    assert allowed(session, NextPhase(), at(1))
    assert not allowed(session, NextPhase(), at(1), "x", role)


def test_a_room_window_changes_nothing() -> None:
    for command in (Undo(), AddNotes(Section.WELL, ("x",)), CastVote(1)):
        with pytest.raises(Refused, match="only shows"):
            check(held(), command, "room", Role.ROOM)


def test_a_participant_changes_only_what_is_their_own() -> None:
    session = by(held(), "pat", AddNotes(Section.WELL, ("fast alert",)))
    note = session.notes[0]
    assert note.author == "pat"
    assert by(session, "pat", ChangeNote(note.id, "faster alert")).notes[0].text == "faster alert"
    with pytest.raises(Refused, match="somebody else"):
        by(session, "kim", ChangeNote(note.id, "mine"))
    with pytest.raises(Refused, match="somebody else"):
        by(session, "kim", RemoveNote(note.id))
    with pytest.raises(Refused, match="points and questions"):
        by(session, "pat", AddNotes(Section.LESSON, ("x",)))
    with pytest.raises(Refused, match="points and questions"):
        by(session, "pat", ChangeNote(note.id, "x", Section.LESSON))


# Undo


def test_each_side_takes_back_its_own_last_step() -> None:
    session = do(held(), AddEntries((entry("14:00", "host"),)))
    session = by(session, "sam", AddEntries((entry("14:01", "sam"),)))
    session = by(session, "pat", AddNotes(Section.WELL, ("pat",)))
    assert texts(by(session, "sam", Undo())) == ["host"]
    assert texts(do(session, Undo())) == ["sam"]
    assert not by(session, "pat", Undo()).notes
    with pytest.raises(Refused, match="nothing to undo"):
        by(session, "kim", Undo())


def test_what_others_do_does_not_end_what_i_can_bring_back() -> None:
    session = by(held(), "sam", AddEntries((entry("14:01", "sam"),)))
    gone = by(session, "sam", Undo())
    meanwhile = do(gone, AddEntries((entry("14:02", "host"),)))
    assert texts(by(meanwhile, "sam", Redo())) == ["sam", "host"]
    with pytest.raises(Refused, match="bring back"):
        do(meanwhile, Redo())
    anew = by(gone, "sam", AddEntries((entry("14:03", "sam again"),)))
    with pytest.raises(Refused, match="bring back"):
        by(anew, "sam", Redo())


def test_the_facilitator_takes_back_any_step() -> None:
    session = by(held(), "sam", AddEntries((entry("14:01", "sam"),)))
    step = session.past[-1].step
    gone = do(session, UndoStep(step))
    assert texts(gone) == []
    assert texts(do(gone, Redo())) == ["sam"]
    for wrong in (1, step, 999):
        with pytest.raises(Refused, match="cannot be taken back"):
            do(gone, UndoStep(wrong))


# Silent writing


def sealed(anonymous: bool) -> Session:
    session = do(held(), OpenRound(Section.WRONG, anonymous))
    session = by(session, "pat", SealPoint("key pat", "zebra"))
    return by(session, "kim", SealPoint("key kim", "apple"))


def test_points_are_unseen_until_revealed_and_undo_seals_them_again() -> None:
    session = sealed(False)
    assert not session.notes
    assert [event.private for event in session.past[-2:]] == [True, True]
    revealed = do(session, RevealRound())
    assert [(each.text, each.author) for each in revealed.notes] == [("zebra", "pat"), ("apple", "kim")]
    assert revealed.round is None
    again = do(revealed, Undo())
    assert [each.text for each in again.sealed] == ["zebra", "apple"]
    assert not again.notes


def test_without_names_nothing_keeps_who_wrote() -> None:
    session = do(sealed(True), RevealRound())
    assert [(each.text, each.author) for each in session.notes] == [("apple", ""), ("zebra", "")]
    kept = json.dumps([encode(event) for event in session.past])
    assert "pat" not in kept.replace("key pat", "")
    assert "kim" not in kept.replace("key kim", "")


def test_a_point_is_put_in_other_words_or_taken_back_by_its_writer() -> None:
    session = by(sealed(False), "pat", SealPoint("key pat", "zebra crossing"))
    assert [each.text for each in session.sealed] == ["zebra crossing", "apple"]
    with pytest.raises(Refused, match="somebody else"):
        by(session, "kim", SealPoint("key pat", "mine"))
    with pytest.raises(Refused, match="somebody else"):
        by(session, "kim", WithdrawPoint("key pat"))
    assert [each.text for each in by(session, "pat", WithdrawPoint("key pat")).sealed] == ["apple"]


def test_a_round_has_its_bounds() -> None:
    with pytest.raises(Refused, match="No round"):
        by(held(), "pat", SealPoint("key", "x"))
    session = do(held(), OpenRound(Section.WELL))
    with pytest.raises(Refused, match="open already"):
        do(session, OpenRound(Section.WRONG))
    with pytest.raises(Refused, match="Choose one"):
        do(held(), OpenRound(Section.NOTE))
    with pytest.raises(Refused, match="key of 1 to"):
        by(session, "pat", SealPoint("k" * 65, "x"))
    for i in range(20):
        session = by(session, "pat", SealPoint(f"key {i}", f"point {i}"))
    with pytest.raises(Refused, match="20 points"):
        by(session, "pat", SealPoint("one more", "x"))
    dropped = do(session, DropRound())
    assert (dropped.round, dropped.sealed, dropped.notes) == (None, (), ())
    assert len(do(dropped, Undo()).sealed) == 20


# Votes


def test_everybody_has_three_votes_a_list_and_one_an_item() -> None:
    session = do(held(), AddNotes(Section.WELL, ("a", "b", "c", "d")))
    session = do(session, AddNotes(Section.WRONG, ("e",)))
    ids = [each.id for each in session.notes]
    for id in ids[:3]:
        session = by(session, "pat", CastVote(id))
    session = by(session, "pat", CastVote(ids[0]))
    assert [each.votes for each in session.notes] == [1, 1, 1, 0, 0]
    with pytest.raises(Refused, match="Take one back"):
        by(session, "pat", CastVote(ids[3]))
    assert by(session, "pat", CastVote(ids[4])).notes[4].votes == 1
    assert by(session, "kim", CastVote(ids[0])).notes[0].votes == 2
    back = by(by(session, "pat", RetractVote(ids[0])), "pat", RetractVote(ids[0]))
    assert [each.votes for each in by(back, "pat", CastVote(ids[3])).notes][:4] == [0, 1, 1, 1]


# Two wordings


def test_the_later_words_win_and_the_earlier_are_kept_to_choose() -> None:
    session = by(held(), "sam", AddEntries((entry("14:01", "old words"),)))
    base, id = session.seq, session.entries[0].id
    session = by(session, "sam", ChangeEntry(id, entry("14:01", "sam's words")))
    session = by(session, "sam", ChangeEntry(id, entry("14:01", "sam's words")), base)
    assert not session.clashes
    for event in decide(session, ChangeEntry(id, entry("14:01", "host's words")), at(2), base=base):
        session = evolve(session, event)
    assert texts(session) == ["host's words"]
    assert [(each.text, each.by) for each in session.clashes] == [("sam's words", "sam")]
    earlier = do(session, SettleClash(id, True))
    assert texts(earlier) == ["sam's words"]
    assert not earlier.clashes
    assert texts(do(session, SettleClash(id, False))) == ["host's words"]
    assert replay(earlier.past) == earlier
    with pytest.raises(Refused, match="Nothing is left"):
        do(earlier, SettleClash(id))


def test_a_time_by_one_and_a_text_by_the_other_are_no_clash() -> None:
    session = by(held(), "sam", AddEntries((entry("14:01", "words"),)))
    base, id = session.seq, session.entries[0].id
    session = do(session, ChangeEntry(id, entry("14:05", "words")))
    session = by(session, "sam", ChangeEntry(id, entry("14:01", "better words")), base)
    assert [(each.text, each.when.written) for each in session.entries] == [("better words", "14:05")]
    assert not session.clashes


@pytest.mark.parametrize("what", ["entry", "note", "cause", "action"])
def test_an_edit_of_what_was_removed_meanwhile_makes_it_anew(what: str) -> None:
    session = do(held(), AddEntries((entry("14:01", "words"),)))
    session = do(session, AddNotes(Section.WELL, ("words",)))
    session = do(session, StartChain("words"))
    session = do(session, AddActions((Task("words"),)))
    base = session.seq
    item = {"entry": session.entries, "note": session.notes, "cause": session.causes, "action": session.actions}[what][
        0
    ]
    session = do(session, UndoStep(item.id))
    edit: Command = {
        "entry": ChangeEntry(item.id, entry("14:01", "edited")),
        "note": ChangeNote(item.id, "edited"),
        "cause": ChangeCause(item.id, "edited"),
        "action": ChangeAction(item.id, Task("edited")),
    }[what]
    with pytest.raises(Refused):
        by(session, "sam", edit)
    session = by(session, "sam", edit, base)
    found = {
        "entry": texts(session),
        "note": [each.text for each in session.notes],
        "cause": [each.text for each in session.causes],
        "action": [each.task.text for each in session.actions],
    }
    assert found[what] == ["edited"]


# On the wire


def test_every_whole_number_of_a_command_is_an_id_or_a_count() -> None:
    from typing import get_type_hints

    from facilitator.domain.record import fields_of, is_record

    def numbers(kind: type) -> set[str]:
        found = set()
        for name, _ in fields_of(kind):
            hint = get_type_hints(kind)[name]
            for each in (hint, *get_args(hint)):
                if each is int:
                    found.add(name)
                elif is_record(each):
                    found |= numbers(each)
        return found

    every = set().union(*(numbers(kind) for kind in get_args(Command)))
    # Of the agenda and the impact, which nobody but the facilitator sets: no guest's command holds them.
    own = {"floor", "due_in", "hands", "customers", "duration"}
    assert every - REFERENCES - COUNTS - own == set()
    assert every >= REFERENCES
    assert not REFERENCES & COUNTS


def test_a_command_speaks_of_the_same_things_by_new_ids() -> None:
    command = AddActions((Task("x", addresses=7), Task("y", addresses=8)))
    assert references(command) == {7, 8}
    assert renumbered(command, {7: 70}) == AddActions((Task("x", addresses=70), Task("y", addresses=8)))
    assert renumbered(VoteNote(3, 3), {3: 9}) == VoteNote(9, 3)
    assert references(StartChain("x", (4, 5))) == {4, 5}


def test_events_and_commands_come_back_as_they_were() -> None:
    session = do(sealed(False), RevealRound())
    session = by(session, "pat", CastVote(session.notes[0].id))
    assert [decode(json.loads(json.dumps(encode(event)))) for event in session.past] == list(session.past)
    for command in (SealPoint("k", "t"), UndoStep(4), OpenRound(Section.WELL, True), SettleClash(3, True),
                    AddEntries((entry("14:01"),)), AddActions((Task("x", addresses=7),))):  # fmt: skip
        assert decode_command(json.loads(json.dumps(encode_command(command)))) == command
    assert replace(session.past[-1], op="") != session.past[-1]
