"""How quickly one guest is listened to."""

from __future__ import annotations

from facilitator.domain.roles import Role
from facilitator.live.pace import MEASURES, Measure, Pace

MEASURE = BURST, RATE = Measure(60, 8.0)


def test_a_burst_is_heard_at_once_and_then_one_after_the_other() -> None:
    pace = Pace(MEASURE, 100.0)
    assert [pace.wait(100.0) for _ in range(BURST)] == [0.0] * BURST
    now = 100.0
    for _ in range(50):
        wait = pace.wait(now)
        assert abs(wait - 1 / RATE) < 1e-9
        now += wait
    assert abs(now - 100.0 - 50 / RATE) < 1e-6


def test_who_was_quiet_is_heard_at_once_again_but_saves_up_no_more_than_a_burst() -> None:
    pace = Pace(MEASURE, 0.0)
    for _ in range(BURST):
        pace.wait(0.0)
    assert pace.wait(1 / RATE) == 0.0
    assert [pace.wait(100_000.0) for _ in range(BURST)] == [0.0] * BURST
    assert pace.wait(100_000.0) > 0.0


def test_somebody_who_types_never_waits() -> None:
    pace = Pace(MEASURE, 0.0)
    assert [pace.wait(i / RATE) for i in range(2000)] == [0.0] * 2000


def test_fifty_participants_together_are_heard_no_more_than_fifty_times_a_second() -> None:
    measure = MEASURES[Role.PARTICIPANT]
    assert 50 * measure.rate <= 50
    assert measure.rate < MEASURES[Role.SCRIBE].rate
