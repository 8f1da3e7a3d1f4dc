"""Given a meeting, when a command is given, then these facts, or a refusal in words."""

from __future__ import annotations

import pytest
from givens import AGENDA, INCIDENT, at, do, entry, held

from facilitator.domain import commands as c
from facilitator.domain import events as e
from facilitator.domain import note_commands as nc
from facilitator.domain import note_events as ne
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.note import Section
from facilitator.domain.rules import allowed, decide
from facilitator.domain.session import Incident, Kind, Person, Session

START = (0.0, c.NextPhase())
Acts = tuple[tuple[float, Command], ...]
HELD: Acts = (START,)
ENDED: Acts = (START, (3, c.EndMeeting()))
NOTED: Acts = (START, (1, nc.AddNotes(Section.WELL, ("first", "second"))))
TIMED: Acts = ((0, c.AddEntries((entry("14:20", "b"), entry("14:10", "a"), entry("14:20", "c")))),)
FIRST_NOTE = 3
FIRST_ENTRY = 2


def facts(acts: Acts, command: Command, minutes: float = 5) -> list[e.Fact]:
    return [event.fact for event in decide(held(*acts), command, at(minutes))]


@pytest.mark.parametrize(
    ("acts", "command", "expected"),
    [
        ((), c.DescribeIncident(Incident("Another")), [e.IncidentDescribed(Incident("Another"))]),
        ((), c.DescribeIncident(INCIDENT), []),
        ((), c.ListPeople((Person("@ann"),)), [e.PeopleListed((Person("@ann"),))]),
        ((), c.NextPhase(), [e.PhaseEntered("open")]),
        (HELD, c.NextPhase(), [e.PhaseEntered("talk")]),
        ((START, (1, c.GoToPhase("close"))), c.NextPhase(), [e.MeetingEnded()]),
        ((START, (1, c.NextPhase())), c.PreviousPhase(), [e.PhaseEntered("open")]),
        (HELD, c.GoToPhase("close"), [e.PhaseEntered("close")]),
        (HELD, c.PauseClock(), [e.Paused()]),
        ((START, (1, c.PauseClock())), c.ResumeClock(), [e.Resumed()]),
        (HELD, c.AddTime(120), [e.TimeAdded("open", 120)]),
        (HELD, c.AddTime(-120, "close"), [e.TimeAdded("close", -120)]),
        (HELD, c.AddTime(-1200), [e.TimeAdded("open", -300)]),
        (HELD, c.SetEnd(at(60)), [e.EndSet(at(60))]),
        ((START, (0, c.SetEnd(at(60)))), c.SetEnd(None), [e.EndSet(None)]),
        (HELD, c.SetEnd(None), []),
        (HELD, c.LockPhase("talk"), [e.PhaseLocked("talk", True)]),
        (HELD, c.EndMeeting(), [e.MeetingEnded()]),
        (ENDED, c.ReopenMeeting(), [e.MeetingReopened()]),
        (NOTED, nc.ChangeNote(FIRST_NOTE, "changed"), [ne.NoteChanged(FIRST_NOTE, Section.WELL, "changed")]),
        (NOTED, nc.RemoveNote(FIRST_NOTE), [ne.NoteRemoved(FIRST_NOTE)]),
        (TIMED, c.RemoveEntry(FIRST_ENTRY), [e.EntryRemoved(FIRST_ENTRY)]),
        (HELD, c.TickRow("open", 0), [e.RowTicked("open", 0, True)]),
        (HELD, c.AskPrompt("open", "What else?"), [e.PromptAsked("open", "What else?")]),
    ],
)
def test_a_command_leads_to_its_facts(acts: Acts, command: Command, expected: list[e.Fact]) -> None:
    assert facts(acts, command) == expected


@pytest.mark.parametrize(
    ("acts", "command", "word"),
    [
        ((), c.CreateSession(INCIDENT, AGENDA), "exists already"),
        ((), c.DescribeIncident(Incident()), "title"),
        ((), c.PreviousPhase(), "phase before"),
        (HELD, c.PreviousPhase(), "no phase before"),
        (HELD, c.GoToPhase("open"), "already"),
        (HELD, c.GoToPhase("nowhere"), "nowhere"),
        ((), c.PauseClock(), "not begun"),
        ((), c.ResumeClock(), "running"),
        ((START, (1, c.PauseClock())), c.PauseClock(), "stands still"),
        ((), c.AddTime(120), "Start the meeting"),
        ((START, (0, c.AddTime(-300))), c.AddTime(-120), "no time left"),
        (HELD, c.SetEnd(at(1)), "has passed"),
        (HELD, c.Replan(), "no hard stop"),
        (ENDED, c.NextPhase(), "ended"),
        (ENDED, c.Replan(), "ended"),
        (HELD, c.ReopenMeeting(), "not ended"),
        ((), c.ChangeEntry(99, entry("14:00")), "not in the timeline"),
        ((), c.RemoveEntry(99), "not in the timeline"),
        (TIMED, c.MoveEntry(FIRST_ENTRY + 1, 1), "time places it"),
        ((), nc.RemoveNote(99), "not "),
        ((), c.Undo(), "nothing to undo"),
        ((), c.Redo(), "nothing to bring back"),
        (HELD, c.TickRow("open", 1), "no such row"),
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
    moved = do(session, c.MoveEntry(FIRST_ENTRY, 1), 1)
    assert [each.text for each in moved.entries] == ["a", "c", "b"]
    assert [each.text for each in do(moved, c.Undo(), 2).entries] == ["a", "b", "c"]


def test_an_entry_without_a_time_stays_where_it_was_written() -> None:
    session = held((0, c.AddEntries((entry("14:10", "a"),))), (0, c.AddEntries((entry("?", "between"),))))
    session = do(session, c.AddEntries((entry("14:30", "z"), entry("14:05", "early"))))
    assert [each.text for each in session.entries] == ["early", "a", "between", "z"]


def test_a_changed_time_moves_the_entry_and_keeps_its_id() -> None:
    changed = do(held(*TIMED), c.ChangeEntry(FIRST_ENTRY, c.Draft(entry("14:40").when, "b", Kind.DECISION)), 1)
    last = changed.entries[-1]
    assert (last.id, last.text, last.kind) == (FIRST_ENTRY, "b", Kind.DECISION)


def test_a_pasted_block_is_one_step_to_undo() -> None:
    block = c.AddEntries(tuple(entry(f"14:{minute}") for minute in range(10, 20)))
    session = held((0, block))
    assert len(session.entries) == 10
    assert do(session, c.Undo(), 1).entries == ()


def test_an_accidental_step_is_undone_with_one_command_and_the_clock_goes_on_as_if_never_taken() -> None:
    session = held(START, (4, c.NextPhase()), (5, c.Undo()))
    assert session.phase == AGENDA.phases[0]
    assert [visit.left for visit in session.visits] == [None]


def test_a_clock_that_was_set_back_makes_no_event_older_than_the_one_before() -> None:
    session = held((10, c.NextPhase()))
    (event,) = decide(session, c.PauseClock(), at(3))
    assert event.at == at(10)


def test_a_new_session_can_be_created_with_its_timeline() -> None:
    events = decide(Session(), c.CreateSession(INCIDENT, AGENDA, (), (entry("14:20"),)), at(0))
    assert [type(event.fact) for event in events] == [e.SessionCreated, e.EntryAdded]
    assert {event.step for event in events} == {1}
