"""The clock of the meeting, against figures worked out by hand. The agenda: 10, 20 and 5 minutes."""

from __future__ import annotations

import pytest
from givens import at, held

from facilitator.domain import schedule
from facilitator.domain.acts.phases import EndMeeting, GoToPhase, NextPhase, PauseClock, PreviousPhase, ResumeClock
from facilitator.domain.acts.plan import AddTime, SetEnd
from facilitator.domain.schedule import Level

START = (0.0, NextPhase())


def test_before_the_start_the_whole_plan_is_to_come() -> None:
    session = held()
    assert schedule.level(session, at(3)) is Level.WAITING
    assert schedule.remaining(session, at(3)) == 0
    assert schedule.ends(session, at(3)) == at(38)


def test_the_clock_starts_with_the_phase_and_counts_through_zero() -> None:
    session = held(START)
    assert schedule.remaining(session, at(0)) == 600
    assert schedule.remaining(session, at(4)) == 360
    assert schedule.remaining(session, at(12)) == -120
    assert schedule.overtime(session, "open", at(12)) == 120


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (7.99, Level.CALM),
        (8, Level.SOON),
        (9.49, Level.SOON),
        (9.5, Level.LAST),
        (9.99, Level.LAST),
        (10, Level.OVER),
        (30, Level.OVER),
    ],
)
def test_the_countdown_changes_at_20_and_5_percent_left_and_at_zero(minutes: float, level: Level) -> None:
    assert schedule.level(held(START), at(minutes)) is level


def test_a_pause_does_not_count_however_long() -> None:
    session = held(START, (3, PauseClock()))
    assert session.paused
    assert schedule.remaining(session, at(300)) == 420
    assert schedule.since(session, at(300)) == 297 * 60
    session = held(START, (3, PauseClock()), (50, ResumeClock()))
    assert schedule.remaining(session, at(51)) == 360
    assert schedule.ends(session, at(51)) == at(51 + 6 + 25)


def test_going_back_keeps_what_each_phase_has_spent() -> None:
    session = held(START, (4, NextPhase()), (9, PreviousPhase()))
    assert schedule.spent(session, "open", at(11)) == 6 * 60
    assert schedule.spent(session, "talk", at(11)) == 5 * 60
    assert schedule.remaining(session, at(11)) == 4 * 60
    assert schedule.still_to_come(session, at(11)) == {"open": 240, "talk": 900, "close": 300}


def test_a_phase_jumped_over_is_not_counted() -> None:
    session = held(START, (2, GoToPhase("close")))
    assert schedule.still_to_come(session, at(3)) == {"close": 240}
    assert schedule.ends(session, at(3)) == at(7)
    assert schedule.drift(session, at(3)) == -28 * 60


def test_overtime_makes_the_meeting_late_second_by_second() -> None:
    session = held(START)
    assert schedule.drift(session, at(10)) == 0
    assert schedule.drift(session, at(13)) == 180


def test_added_time_counts_against_the_later_end_and_given_back_time_for_it() -> None:
    session = held(START, (1, AddTime(120)))
    assert schedule.remaining(session, at(1)) == 660
    assert schedule.drift(session, at(1)) == 120
    session = held(START, (1, AddTime(120)), (2, AddTime(-240)))
    assert schedule.planned(session, "open") == 480
    assert schedule.drift(session, at(2)) == -120
    assert [(row.phase, row.seconds) for row in session.ledger] == [("open", 120), ("open", -240)]


def test_a_hard_stop_is_what_the_meeting_is_measured_by() -> None:
    session = held(START, (1, SetEnd(at(30))))
    assert schedule.due(session, at(1)) == at(30)
    assert schedule.drift(session, at(1)) == 300


def test_the_end_stops_every_figure() -> None:
    session = held(START, (4, EndMeeting()))
    assert schedule.ends(session, at(99)) == at(4)
    assert schedule.spent(session, "open", at(99)) == 240
    assert schedule.still_to_come(session, at(99)) == {}
