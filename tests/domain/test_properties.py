"""What holds for any commands in any order, with ids and phases that may not exist."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, get_args

from givens import AGENDA, INCIDENT, NOON, at, do, held
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain import causes, schedule, timeline
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions, ChangeAction, MoveAction, RemoveAction
from facilitator.domain.acts.ballots import CastVote, RetractVote
from facilitator.domain.acts.cause_marks import (
    JudgeCause,
    LinkEvidence,
    RewordWhy,
    SpeakOfFactors,
    StateRoot,
    VoteCause,
)
from facilitator.domain.acts.cause_places import ChainCause, MoveCause, PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, ChangeCause, RemoveCause, StartChain
from facilitator.domain.acts.clashes import SettleClash
from facilitator.domain.acts.entries import AddEntries, ChangeEntry, Draft, MoveEntry, RemoveEntry
from facilitator.domain.acts.guide import AskPrompt, TickRow
from facilitator.domain.acts.incident import CreateSession, DescribeIncident, ListPeople
from facilitator.domain.acts.notes import AddNotes, ChangeNote, GroupNote, LinkNote, MoveNote, RemoveNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, MarkVoice, ScheduleMeeting, SetState, TickStep
from facilitator.domain.acts.phases import (
    EndMeeting,
    GoToPhase,
    NextPhase,
    PauseClock,
    PreviousPhase,
    ReopenMeeting,
    ResumeClock,
)
from facilitator.domain.acts.plan import AddTime, LockPhase, Replan, SetEnd
from facilitator.domain.acts.rounds import DropRound, OpenRound, RevealRound, RoundCommand, SealPoint, WithdrawPoint
from facilitator.domain.acts.undoing import Redo, Undo, UndoStep
from facilitator.domain.cause import Standing
from facilitator.domain.codec import decode, encode
from facilitator.domain.command_codec import COMMANDS as NAMED
from facilitator.domain.command_codec import decode_command, encode_command
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.events import Event, Withheld
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Gap, Section, heads, members
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.printable import printable
from facilitator.domain.record import replace
from facilitator.domain.renumber import references, renumbered
from facilitator.domain.roles import Role
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Kind, Person, Precision, Session, When

BOUNDED = settings(max_examples=60)
IDS = st.integers(-1, 25)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=0, max_size=12).map(printable)
PHASES = st.sampled_from(["open", "talk", "close", "nowhere", ""])
BONES = st.sampled_from(["", "People", "Process", "Weather"])
INSTANTS = st.integers(-3000, 3000).map(lambda minutes: NOON + timedelta(minutes=minutes))
WHENS = st.builds(When, st.none() | INSTANTS, st.none() | INSTANTS, st.sampled_from(Precision), TEXTS)
DRAFTS = st.builds(Draft, WHENS, TEXTS, st.none() | st.sampled_from(Kind))
GAPS = st.none() | st.sampled_from(Gap)
TASKS = st.builds(
    Task,
    TEXTS,
    TEXTS,
    st.none() | st.dates(),
    st.none() | st.sampled_from(Priority),
    TEXTS,
    st.sampled_from(Status),
    TEXTS,
    st.none() | IDS,
)
KEYS = st.sampled_from(["k", "key", "", "k" * 65])
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(AddEntries, st.lists(DRAFTS, max_size=4).map(tuple)),
    st.builds(ChangeEntry, IDS, DRAFTS),
    st.builds(MoveEntry, IDS, st.sampled_from([-1, 1])),
    st.builds(RemoveEntry, IDS),
    st.builds(AddNotes, st.sampled_from(Section), st.lists(TEXTS, max_size=3).map(tuple), GAPS, TEXTS),
    st.builds(ChangeNote, IDS, TEXTS, st.none() | st.sampled_from(Section), GAPS, TEXTS),
    st.builds(LinkNote, IDS, st.none() | IDS),
    st.builds(VoteNote, IDS, st.sampled_from([-1, 1])),
    st.builds(MoveNote, IDS, st.sampled_from([-1, 1])),
    st.builds(RemoveNote, IDS),
    st.builds(GroupNote, IDS, st.none() | IDS),
    st.builds(CastVote, IDS),
    st.builds(RetractVote, IDS),
    st.builds(SettleClash, IDS, st.booleans()),
    st.builds(OpenRound, st.sampled_from(Section), st.booleans()),
    st.builds(SealPoint, KEYS, TEXTS),
    st.builds(WithdrawPoint, KEYS),
    st.sampled_from([RevealRound(), DropRound()]),
    st.builds(UndoStep, IDS),
    st.builds(AddActions, st.lists(TASKS, max_size=3).map(tuple)),
    st.builds(ChangeAction, IDS, TASKS),
    st.builds(MoveAction, IDS, st.sampled_from([-1, 1])),
    st.builds(RemoveAction, IDS),
    st.builds(AssessImpact, st.builds(Impact, TEXTS, TEXTS)),
    st.builds(ScheduleMeeting, st.none() | INSTANTS),
    st.builds(TickStep, TEXTS, st.booleans()),
    st.builds(SetState, st.sampled_from(State)),
    st.builds(CountHands, st.sampled_from(Question), st.integers(0, 6), st.sampled_from([-1, 1])),
    st.builds(MarkVoice, TEXTS, st.sampled_from([-1, 1])),
    st.builds(StartChain, TEXTS, st.lists(IDS, max_size=2).map(tuple), TEXTS),
    st.builds(AnswerWhy, st.lists(TEXTS, max_size=2).map(tuple), st.none() | IDS, TEXTS),
    st.builds(AddFactors, st.lists(TEXTS, max_size=2).map(tuple), BONES, st.none() | IDS),
    st.builds(RewordWhy, IDS, TEXTS),
    st.builds(ChangeCause, IDS, TEXTS),
    st.builds(RemoveCause, IDS),
    st.builds(MoveCause, IDS, st.sampled_from([-1, 1]), st.booleans()),
    st.builds(ChainCause, IDS, st.none() | IDS),
    st.builds(PinCause, IDS, BONES, st.none() | IDS),
    st.builds(StateRoot, IDS, TEXTS),
    st.builds(JudgeCause, IDS, st.none() | st.sampled_from(Standing)),
    st.builds(LinkEvidence, IDS, IDS, st.booleans()),
    st.builds(VoteCause, IDS, st.sampled_from([-1, 1])),
    st.builds(SpeakOfFactors, st.booleans()),
    st.builds(GoToPhase, PHASES),
    st.builds(AddTime, st.sampled_from([-1200, -120, 0, 120, 6000]), st.none() | PHASES),
    st.builds(SetEnd, st.none() | INSTANTS),
    st.builds(LockPhase, PHASES, st.booleans()),
    st.builds(AskPrompt, PHASES, TEXTS),
    st.builds(TickRow, PHASES, st.integers(-1, 3), st.booleans()),
    st.builds(DescribeIncident, st.builds(Incident, TEXTS, TEXTS, TEXTS, INSTANTS)),
    st.builds(ListPeople, st.lists(st.builds(Person, TEXTS), max_size=2).map(tuple)),
    st.sampled_from([NextPhase(), PreviousPhase(), PauseClock(), ResumeClock(), Replan()]),
    st.sampled_from([EndMeeting(), ReopenMeeting(), Undo(), Redo()]),
)
MADE = st.builds(
    CreateSession,
    st.builds(Incident, TEXTS, TEXTS, TEXTS, INSTANTS),
    st.just(AGENDA),
    st.lists(st.builds(Person, TEXTS), max_size=2).map(tuple),
    st.lists(DRAFTS, max_size=2).map(tuple),
)
ACTS = st.lists(st.tuples(st.integers(0, 20), COMMANDS), max_size=30)
PEOPLE = {"": Role.FACILITATOR, "sam": Role.SCRIBE, "pat": Role.PARTICIPANT, "kim": Role.PARTICIPANT, "x": Role.ROOM}
SHARED = st.lists(
    st.tuples(st.integers(0, 20), COMMANDS, st.sampled_from([*PEOPLE]), st.none() | st.integers(-1, 40)), max_size=40
)
"""Acts of several people, each with the last event that was seen before it."""


def lived(acts: Sequence[tuple[Any, ...]]) -> tuple[Session, list[Event], datetime]:
    """A session on which everything was tried that is allowed, its events, and when it was then."""
    session, events, now = Session(), [], at(0)
    for i, (minutes, command, *rest) in enumerate([(0, CreateSession(INCIDENT, AGENDA)), *acts]):
        now += timedelta(minutes=minutes)
        who, base = rest or ("", None)
        with contextlib.suppress(Refused):
            by, op = (who, f"{i}") if who else ("facilitator", "")
            for event in decide(session, command, now, by, role=PEOPLE[who], op=op, base=base):
                session = evolve(session, event)
                events.append(event)
    return session, events, now


@BOUNDED
@given(SHARED)
def test_any_commands_of_any_people_replay_to_the_same_session(acts: list[tuple[Any, ...]]) -> None:
    session, events, _ = lived(acts)
    assert replay(events) == session
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.at for event in events] == sorted(event.at for event in events)


@BOUNDED
@given(SHARED)
def test_encoded_as_json_and_decoded_is_the_same_event(acts: list[tuple[Any, ...]]) -> None:
    _, events, _ = lived(acts)
    assert [decode(json.loads(json.dumps(encode(event)))) for event in events] == events


@BOUNDED
@given(st.lists(COMMANDS | MADE | st.sampled_from([Undo(), Redo()]), min_size=1))
def test_encoded_as_json_and_decoded_is_the_same_command(commands: list[Command]) -> None:
    for command in commands:
        assert decode_command(json.loads(json.dumps(encode_command(command)))) == command


def test_every_command_has_its_name() -> None:
    assert set(NAMED.values()) == set(get_args(Command))


@BOUNDED
@given(COMMANDS)
def test_other_numbers_and_back_is_the_same_command(command: Command) -> None:
    ids = references(command)
    there = {id: id + 1000 for id in ids}
    assert references(renumbered(command, there)) == frozenset(there.values())
    assert renumbered(renumbered(command, there), {new: old for old, new in there.items()}) == command


@BOUNDED
@given(SHARED, st.sampled_from([*PEOPLE]))
def test_undo_then_redo_is_what_was_before_for_everybody(acts: list[tuple[Any, ...]], who: str) -> None:
    session, _, now = lived(acts)
    by, op = (who, "1") if who else ("facilitator", "")
    try:
        undone = _done(session, decide(session, Undo(), now, by, role=PEOPLE[who], op=op))
    except Refused:
        return
    again = _done(undone, decide(undone, Redo(), now, by, role=PEOPLE[who], op=op))
    assert _said(again) == _said(session)


@BOUNDED
@given(SHARED)
def test_notes_stand_one_level_deep_and_right_after_their_heads(acts: list[tuple[Any, ...]]) -> None:
    session, _, _ = lived(acts)
    for section in Section:
        row = session.section(section)
        assert row == tuple(note for head in heads(row) for note in (head, *members(row, head.id)))
    alone = {note.id for note in session.notes if note.group is None}
    assert alone >= {note.group for note in session.notes if note.group is not None}


@BOUNDED
@given(SHARED)
def test_every_ballot_counts_once_and_every_clash_is_about_something(acts: list[tuple[Any, ...]]) -> None:
    session, _, _ = lived(acts)
    votes = {each.id: each.votes for each in (*session.notes, *session.causes)}
    given = Counter(each.id for each in session.ballots)
    assert len(session.ballots) == len(set(session.ballots))
    assert all(votes[id] >= count for id, count in given.items())
    assert all(session.item(each.id) for each in session.clashes)


@BOUNDED
@given(SHARED)
def test_a_copy_without_what_is_private_is_the_same_but_for_that(acts: list[tuple[Any, ...]]) -> None:
    session, events, _ = lived(acts)
    told = [replace(event, by="", fact=Withheld(), step=event.seq, op="") if event.private else event
            for event in events]  # fmt: skip
    copy = replay(told)
    assert replace(copy, voices=(), sealed=()) == replace(session, voices=(), sealed=())
    assert not (copy.voices or copy.sealed)


@BOUNDED
@given(SHARED)
def test_nothing_names_who_wrote_in_an_anonymous_round(acts: list[tuple[Any, ...]]) -> None:
    opened = [(0, OpenRound(Section.WELL, True), "", None)]
    written = [(0, SealPoint(f"k{i}", f"text {i}"), "kim", None) for i in range(3)]
    acts = [act for act in acts if act[2] != "kim" and not isinstance(act[1], RoundCommand | UndoStep | Undo)]
    session, events, _ = lived([*opened, *acts, *written, (0, RevealRound(), "", None)])
    assert sum(note.text.startswith("text ") for note in session.notes) >= 3
    assert "kim" not in json.dumps([encode(event) for event in events])


@BOUNDED
@given(ACTS, st.integers(0, 600))
def test_figures_entries_and_ids_stay_in_order(acts: list[tuple[int, Command]], later: int) -> None:
    session, _, now = lived(acts)
    now += timedelta(minutes=later)
    assert all(seconds >= 0 for seconds in session.plan)
    assert all(schedule.spent(session, phase.id, now) >= 0 for phase in AGENDA.phases)
    assert all(seconds >= 0 for seconds in schedule.still_to_come(session, now).values())
    assert list(session.entries) == sorted(session.entries, key=timeline.order)
    ids = [each.id for each in (*session.entries, *session.notes, *session.actions, *session.causes)]
    assert len(ids) == len(set(ids))
    assert schedule.ends(session, now) >= now or session.ended


@BOUNDED
@given(ACTS)
def test_every_cause_is_in_sight(acts: list[tuple[int, Command]]) -> None:
    session, _, _ = lived(acts)
    chained = [why.cause for why in causes.walk(causes.chains(session))]
    pinned = list(causes.pinned(causes.fishbone(session)))
    assert len(chained) == len(set(chained))
    assert len(pinned) == len(set(pinned))
    assert {*chained, *pinned} == set(session.causes)
    assert sum(cause.standing is Standing.PRIMARY for cause in session.causes) <= 1


@BOUNDED
@given(SHARED, SHARED)
def test_evolve_takes_any_event_on_any_session(acts: list[tuple[Any, ...]], others: list[tuple[Any, ...]]) -> None:
    session, _, _ = lived(acts)
    for event in lived(others)[1]:
        session = evolve(session, replace(event, seq=session.seq + 1, at=max(event.at, session.at)))
    seen = {why.cause for why in causes.walk(causes.chains(session))} | {*causes.pinned(causes.fishbone(session))}
    assert seen == set(session.causes)


@BOUNDED
@given(ACTS)
def test_undoing_everything_leaves_the_session_as_it_was_made(acts: list[tuple[int, Command]]) -> None:
    session, _, now = lived(acts)
    minutes = (now - NOON).total_seconds() / 60
    for _ in range(len(acts) + 1):
        with contextlib.suppress(Refused):
            session = do(session, Undo(), minutes)
    assert _said(replace(session, redo=())) == _said(held())


def _done(session: Session, events: Iterable[Event]) -> Session:
    for event in events:
        session = evolve(session, event)
    return session


def _said(session: Session) -> Session:
    """All but the record of how it came about, and what is private: that is not undone."""
    return replace(session, seq=0, at=NOON, undone=frozenset(), redo=(), voices=())
