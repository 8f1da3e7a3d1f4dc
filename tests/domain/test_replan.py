"""A hard stop: how the minutes that are left are spread. Floors: 5, 10 and, for the closing's script, 2 minutes."""

from __future__ import annotations

import pytest
from givens import AGENDA, at, do, held

from facilitator.domain import replan, schedule
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.acts.plan import LockPhase, Replan, SetEnd, SetPlan
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.errors import Refused

START = (0.0, NextPhase())


def test_closing_does_not_shrink_below_its_script_though_its_floor_is_lower() -> None:
    closing = AGENDA.phases[2]
    assert closing.floor == 60
    assert replan.script_seconds(closing) == replan.floor(closing) > 60


def test_a_stop_that_can_be_met_is_met_within_the_rounding() -> None:
    session = held(START, (0, SetEnd(at(28))), (0, Replan()))
    assert abs(schedule.drift(session, at(0))) <= 60
    assert all(plan < phase.seconds for plan, phase in zip(session.plan, AGENDA.phases, strict=True))


def test_a_stop_that_is_too_early_leaves_every_phase_its_floor_and_says_what_is_short() -> None:
    session = held(START, (0, SetEnd(at(10))))
    proposal = replan.propose(session, at(0))
    floors = [replan.floor(phase) for phase in AGENDA.phases]
    assert list(proposal.plan) == floors
    assert proposal.short == sum(floors) - 600
    assert {row.held for row in proposal.rows} == {"floor"}


def test_a_stop_that_has_been_missed_plans_nothing_below_what_was_spent() -> None:
    session = held(START, (0, SetEnd(at(10))))
    proposal = replan.propose(session, at(12))
    assert proposal.plan[0] >= 0
    assert proposal.short > 0


def test_a_locked_phase_keeps_its_minutes() -> None:
    session = held(START, (0, LockPhase("talk")), (0, SetEnd(at(28))), (0, Replan()))
    assert session.plan[1] == 20 * 60
    assert session.plan[0] < 10 * 60


def test_a_later_stop_gives_the_phases_more() -> None:
    session = held(START, (0, SetEnd(at(70))), (0, Replan()))
    assert sum(session.plan) > 35 * 60
    assert abs(schedule.drift(session, at(0))) <= 60


def test_phases_that_are_over_are_left_as_they_were() -> None:
    session = held(START, (10, NextPhase()), (10, SetEnd(at(28))), (10, Replan()))
    assert session.plan[0] == 10 * 60
    assert session.plan[1] < 20 * 60


def test_one_undo_brings_the_old_plan_back() -> None:
    session = held(START, (0, SetEnd(at(28))), (0, Replan()), (0, Undo()))
    assert session.plan == (600, 1200, 300)
    assert session.ends_by == at(28)


def test_a_plan_is_set_before_the_meeting_in_one_step() -> None:
    session = held((0, SetPlan((300, 1500, 240))))
    assert session.plan == (300, 1500, 240)
    assert do(session, SetPlan((300, 1500, 240))).seq == session.seq, "nothing happens where nothing changes"
    assert do(session, Undo()).plan == (600, 1200, 300)


@pytest.mark.parametrize("plan", [(), (300, 1500), (300, 1500, 240, 60), (300, 0, 240), (300, -60, 240)])
def test_every_phase_needs_some_time(plan: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="some time for every phase"):
        do(held(), SetPlan(plan))


def test_no_plan_is_set_once_the_meeting_has_begun() -> None:
    for session in (held(START), held(START, (5, EndMeeting()))):
        with pytest.raises(Refused, match="has begun"):
            do(session, SetPlan((300, 1500, 240)))
