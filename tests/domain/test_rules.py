"""Given a meeting, when a command is given, then these facts, or a refusal in words."""

from __future__ import annotations

import pytest
from givens import AGENDA, INCIDENT, at, do, entry, held

from facilitator.domain.acts.entries import (
    AddEntries,
    ChangeEntry,
    Draft,
    EntryAdded,
    EntryRemoved,
    MoveEntry,
    RemoveEntry,
)
from facilitator.domain.acts.guide import AskPrompt, PromptAsked, RowTicked, TickRow
from facilitator.domain.acts.incident import (
    CreateSession,
    DescribeIncident,
    IncidentDescribed,
    ListPeople,
    PeopleListed,
    SessionCreated,
)
from facilitator.domain.acts.notes import AddNotes, ChangeNote, NoteChanged, NoteRemoved, RemoveNote
from facilitator.domain.acts.phases import (
    EndMeeting,
    GoToPhase,
    MeetingEnded,
    MeetingReopened,
    NextPhase,
    PauseClock,
    Paused,
    PhaseEntered,
    PreviousPhase,
    ReopenMeeting,
    ResumeClock,
    Resumed,
)
from facilitator.domain.acts.plan import AddTime, EndSet, LockPhase, PhaseLocked, Replan, SetEnd, TimeAdded
from facilitator.domain.acts.undoing import Redo, Undo
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.events import Fact
from facilitator.domain.note import Section
from facilitator.domain.rules import allowed, decide
from facilitator.domain.session import Incident, Kind, Person, Session

START = (0.0, NextPhase())
Acts = tuple[tuple[float, Command], ...]
HELD: Acts = (START,)
ENDED: Acts = (START, (3, EndMeeting()))
NOTED: Acts = (START, (1, AddNotes(Section.WELL, ("first", "second"))))
TIMED: Acts = ((0, AddEntries((entry("14:20", "b"), entry("14:10", "a"), entry("14:20", "c")))),)
FIRST_NOTE = 3
FIRST_ENTRY = 2


def facts(acts: Acts, command: Command, minutes: float = 5) -> list[Fact]:
    return [event.fact for event in decide(held(*acts), command, at(minutes))]


@pytest.mark.parametrize(
    ("acts", "command", "expected"),
    [
        ((), DescribeIncident(Incident("Another")), [IncidentDescribed(Incident("Another"))]),
        ((), DescribeIncident(INCIDENT), []),
        ((), ListPeople((Person("@ann"),)), [PeopleListed((Person("@ann"),))]),
        ((), NextPhase(), [PhaseEntered("open")]),
        (HELD, NextPhase(), [PhaseEntered("talk")]),
        ((START, (1, GoToPhase("close"))), NextPhase(), [MeetingEnded()]),
        ((START, (1, NextPhase())), PreviousPhase(), [PhaseEntered("open")]),
        (HELD, GoToPhase("close"), [PhaseEntered("close")]),
        (HELD, PauseClock(), [Paused()]),
        ((START, (1, PauseClock())), ResumeClock(), [Resumed()]),
        (HELD, AddTime(120), [TimeAdded("open", 120)]),
        (HELD, AddTime(-120, "close"), [TimeAdded("close", -120)]),
        (HELD, AddTime(-1200), [TimeAdded("open", -300)]),
        (HELD, SetEnd(at(60)), [EndSet(at(60))]),
        ((START, (0, SetEnd(at(60)))), SetEnd(None), [EndSet(None)]),
        (HELD, SetEnd(None), []),
        (HELD, LockPhase("talk"), [PhaseLocked("talk", True)]),
        (HELD, EndMeeting(), [MeetingEnded()]),
        (ENDED, ReopenMeeting(), [MeetingReopened()]),
        (NOTED, ChangeNote(FIRST_NOTE, "changed"), [NoteChanged(FIRST_NOTE, Section.WELL, "changed")]),
        (NOTED, RemoveNote(FIRST_NOTE), [NoteRemoved(FIRST_NOTE)]),
        (TIMED, RemoveEntry(FIRST_ENTRY), [EntryRemoved(FIRST_ENTRY)]),
        (HELD, TickRow("open", 0), [RowTicked("open", 0, True)]),
        (HELD, AskPrompt("open", "What else?"), [PromptAsked("open", "What else?")]),
    ],
)
def test_a_command_leads_to_its_facts(acts: Acts, command: Command, expected: list[Fact]) -> None:
    assert facts(acts, command) == expected


@pytest.mark.parametrize(
    ("acts", "command", "word"),
    [
        ((), CreateSession(INCIDENT, AGENDA), "exists already"),
        ((), DescribeIncident(Incident()), "title"),
        ((), PreviousPhase(), "phase before"),
        (HELD, PreviousPhase(), "no phase before"),
        (HELD, GoToPhase("open"), "already"),
        (HELD, GoToPhase("nowhere"), "nowhere"),
        ((), PauseClock(), "not begun"),
        ((), ResumeClock(), "running"),
        ((START, (1, PauseClock())), PauseClock(), "stands still"),
        ((), AddTime(120), "Start the meeting"),
        ((START, (0, AddTime(-300))), AddTime(-120), "no time left"),
        (HELD, SetEnd(at(1)), "has passed"),
        (HELD, Replan(), "no hard stop"),
        (ENDED, NextPhase(), "ended"),
        (ENDED, Replan(), "ended"),
        (HELD, ReopenMeeting(), "not ended"),
        ((), ChangeEntry(99, entry("14:00")), "not in the timeline"),
        ((), RemoveEntry(99), "not in the timeline"),
        (TIMED, MoveEntry(FIRST_ENTRY + 1, 1), "time places it"),
        ((), RemoveNote(99), "not "),
        ((), Undo(), "nothing to undo"),
        ((), Redo(), "nothing to bring back"),
        (HELD, TickRow("open", 1), "no such row"),
    ],
)
def test_what_may_not_be_done_is_refused_in_a_sentence(acts: Acts, command: Command, word: str) -> None:
    session = held(*acts)
    with pytest.raises(Refused, match=word) as refusal:
        decide(session, command, at(5))
    assert str(refusal.value).endswith((".", "»."))
    assert not allowed(session, command, at(5))


def test_entries_stand_in_the_order_of_their_times_and_equal_times_in_the_order_typed() -> None:
    assert [each.text for each in held(*TIMED).entries] == ["a", "b", "c"]


def test_an_entry_of_an_equal_time_moves_past_its_neighbour_and_undo_brings_it_back() -> None:
    session = held(*TIMED)
    moved = do(session, MoveEntry(FIRST_ENTRY, 1), 1)
    assert [each.text for each in moved.entries] == ["a", "c", "b"]
    assert [each.text for each in do(moved, Undo(), 2).entries] == ["a", "b", "c"]


def test_an_entry_without_a_time_stays_where_it_was_written() -> None:
    session = held((0, AddEntries((entry("14:10", "a"),))), (0, AddEntries((entry("?", "between"),))))
    session = do(session, AddEntries((entry("14:30", "z"), entry("14:05", "early"))))
    assert [each.text for each in session.entries] == ["early", "a", "between", "z"]


def test_a_changed_time_moves_the_entry_and_keeps_its_id() -> None:
    changed = do(held(*TIMED), ChangeEntry(FIRST_ENTRY, Draft(entry("14:40").when, "b", Kind.DECISION)), 1)
    last = changed.entries[-1]
    assert (last.id, last.text, last.kind) == (FIRST_ENTRY, "b", Kind.DECISION)


def test_a_pasted_block_is_one_step_to_undo() -> None:
    block = AddEntries(tuple(entry(f"14:{minute}") for minute in range(10, 20)))
    session = held((0, block))
    assert len(session.entries) == 10
    assert do(session, Undo(), 1).entries == ()


def test_an_accidental_step_is_undone_with_one_command_and_the_clock_goes_on_as_if_never_taken() -> None:
    session = held(START, (4, NextPhase()), (5, Undo()))
    assert session.phase == AGENDA.phases[0]
    assert [visit.left for visit in session.visits] == [None]


def test_a_clock_that_was_set_back_makes_no_event_older_than_the_one_before() -> None:
    session = held((10, NextPhase()))
    (event,) = decide(session, PauseClock(), at(3))
    assert event.at == at(10)


def test_a_new_session_can_be_created_with_its_timeline() -> None:
    events = decide(Session(), CreateSession(INCIDENT, AGENDA, (), (entry("14:20"),)), at(0))
    assert [type(event.fact) for event in events] == [SessionCreated, EntryAdded]
    assert {event.step for event in events} == {1}
