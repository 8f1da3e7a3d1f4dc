"""Clocks that jump: forwards, backwards, over a night, over the hours and days a calendar adds or leaves out."""

from __future__ import annotations

import random
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from anything import AGENDAS
from conftest import FakeClock
from measuring import Record, seed, share, tell
from meeting_rig import Rig, running
from meeting_terminal import FIRST_MINUTES, LEAVE, NEXT, MeetingTerminal

from facilitator import clock as clocks
from facilitator.domain import schedule
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import GoToPhase, NextPhase, PauseClock, PreviousPhase, ResumeClock
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Session, When
from facilitator.ui.widgets.countdown import figure
from facilitator.ui.widgets.digits import big

JUMPS, JUMPS_ON_SCREEN, STOPS = 100_000, 500, 20
STARTS = tuple(
    datetime.fromisoformat(at)
    for at in (
        "2025-12-05T18:00:00+00:00", "2026-03-08T09:59:30+00:00", "2026-11-01T08:59:30+00:00",
        "2026-10-25T00:59:30+00:00",
        "2028-02-28T23:59:30+00:00", "2028-02-29T23:59:30+00:00", "2026-12-31T23:59:30+00:00",
    )
)  # fmt: skip
"""Usual days, the hours in which clocks are changed, a leap day and its ends, the end of a year."""
ZONE = "America/Los_Angeles"


def jump(rng: random.Random) -> float:
    """Seconds to the next act: mostly some, at times a night, or back."""
    return rng.choice((rng.uniform(0, 200), rng.uniform(0, 200), 0.0, 36_000.0, -rng.uniform(0, 4000), -1.0))


class Sandglass:
    """What each phase has had, kept beside the session and by other means: acts that come late are told at once."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.phase: str | None = None
        self.paused = False
        self.last: datetime | None = None

    def pass_to(self, at: datetime) -> None:
        if self.last and self.phase and not self.paused:
            self.spent[self.phase] = self.spent.get(self.phase, 0.0) + (at - self.last).total_seconds()
        self.last = at

    def note(self, command: Command, session: Session) -> None:
        if isinstance(command, PauseClock | ResumeClock):
            self.paused = isinstance(command, PauseClock)
        elif session.phase is None or session.phase.id != self.phase:
            self.paused = session.paused
        self.phase = session.phase.id if session.phase else None


def command(rng: random.Random, session: Session) -> Command:
    """Something about the clock, or an entry."""
    phases = [each.id for each in session.agenda.phases]
    return rng.choice((
        NextPhase(), NextPhase(), PreviousPhase(), GoToPhase(rng.choice(phases)), PauseClock(),
        ResumeClock(),
        ResumeClock(), AddTime(rng.choice((120, -120))), AddEntries((Draft(When(), "something happened"),)),
    ))  # fmt: skip


def walk(jumps: int, seed: int) -> int:
    """Meetings with a clock that jumps. How many figures were looked at."""
    rng, looked = random.Random(seed), 0
    while looked < jumps:
        now, session, glass = rng.choice(STARTS), Session(), Sandglass()
        for each in (CreateSession(Incident("outage", timezone=ZONE), rng.choice(AGENDAS)), NextPhase()):
            session = _after(session, each, now)
        glass.pass_to(now)
        glass.note(NextPhase(), session)
        for _ in range(60):
            now += timedelta(seconds=jump(rng))
            looked += 1
            _look(session, glass, now)
            wanted = command(rng, session)
            try:
                after = _after(session, wanted, now)
            except Refused:
                continue
            session = after
            glass.pass_to(session.at)
            glass.note(wanted, session)
            # A clock that was set back is right again some time; until then every act counts as of the last one.
            if rng.random() < 0.5:
                now = max(now, session.at)
        assert [event.at for event in session.past] == sorted(event.at for event in session.past)
    return looked


def _after(session: Session, wanted: Command, now: datetime) -> Session:
    for event in decide(session, wanted, now):
        session = evolve(session, event)
    return session


def _look(session: Session, glass: Sandglass, now: datetime) -> None:
    if session.phase is None or glass.last is None:
        return
    had = glass.spent.get(session.phase.id, 0.0)
    if now >= session.at:
        had += 0.0 if session.paused else (now - glass.last).total_seconds()
        left = schedule.remaining(session, now)
        assert abs(left - (schedule.planned(session, session.phase.id) - had)) < 0.001, (session.phase.id, left, had)
    else:
        assert 0 <= schedule.spent(session, session.phase.id, now) <= had + 0.001
    assert figure(session, now)


def test_a_few_jumps() -> None:
    assert walk(2000, 1)


@pytest.mark.torture
def test_a_hundred_thousand_jumps(record_property: Record) -> None:
    looked = walk(share(JUMPS, 2000), seed(2))
    told = "every countdown right to 1 ms, every record in order"
    tell(record_property, "clock jumps in the domain", looked, JUMPS, told)


@pytest.mark.torture
async def test_jumps_on_the_screen(tmp_path: Path, clock: FakeClock, record_property: Record) -> None:
    jumps, rng, right = share(JUMPS_ON_SCREEN, 50), random.Random(seed(3)), 0
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n")
        began, planned = clock.now(), FIRST_MINUTES * 60
        shown: float = planned
        for _ in range(jumps):
            await rig.pass_time(jump(rng))
            gone = max(0.0, (clock.now() - began).total_seconds())
            shown = planned - gone
            assert await _digits(rig, shown), f"{shown} s left are not on the screen\n{await rig.screen()}"
            right += 1
            if rng.random() < 0.2:
                clock.set(rng.choice(STARTS) + timedelta(days=365))
                began = max(clock.now(), rig.session.at)
                # A phase of its own for each new day: back to the first one, whose time is counted on.
                await rig.press("ctrl+z", "ctrl+n")
                began = rig.session.visits[-1].entered
    tell(record_property, "clock jumps on the screen", right, JUMPS_ON_SCREEN, "every countdown right to 1 s")


async def _digits(rig: Rig, left: float) -> bool:
    whole = -int(-left // 1) if left > 0 else int(-left)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    words = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
    screen = await rig.screen()
    for size in (5, 3):
        rows = big(words if left > 0 else f"+{words}", size)
        if all(row.rstrip() in screen for row in rows):
            return True
    return False


@pytest.mark.torture
def test_a_program_that_was_put_to_sleep(tmp_path: Path, record_property: Record) -> None:
    """Stopped for a while, as by a closed lid, the countdown is right as soon as it goes on."""
    stops, rng = share(STOPS, 3), random.Random(4)
    with MeetingTerminal(tmp_path, "demo") as meeting:
        meeting.wait_for("Ready when you are")
        before = time.time()
        meeting.send(NEXT)
        meeting.wait_for("▶ Introduction")
        for _ in range(stops):
            meeting.kill(signal.SIGSTOP)
            time.sleep(rng.uniform(2, 5))
            meeting.kill(signal.SIGCONT)
            meeting.wait_until(lambda _: _near(meeting, FIRST_MINUTES * 60 - (time.time() - before)), 5, "countdown")
            meeting.wait_for("▶ Introduction")
            meeting.wait_for("Timeline · ")
        meeting.send("14:16 after all of it\r")
        meeting.wait_for("Timeline · 12 entries")
        meeting.send(LEAVE)
        assert meeting.wait_exit() == 0
        assert meeting.echo(), "the terminal is not as the shell had it"
    tell(
        record_property,
        "sleeps of the whole program",
        stops,
        STOPS,
        "every countdown right, and the whole screen there again",
    )


def _near(meeting: MeetingTerminal, left: float) -> bool:
    return meeting.countdown(left - 2, left + 1) is not None


def test_a_machine_whose_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The meeting goes on at its pace: an hour must not be waited for until the countdown moves again."""
    machine: dict[str, Any] = {"wall": STARTS[0], "steady": 100.0}

    class Wall(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return machine["wall"]

    monkeypatch.setattr(clocks, "datetime", Wall)
    for steady in ("monotonic", "clock_gettime"):
        monkeypatch.setattr(clocks.time, steady, lambda *_: machine["steady"])
    rng, system = random.Random(5), clocks.SystemClock()
    real = system.now()
    for _ in range(1000):
        passed, back = rng.uniform(0, 4000), rng.choice((0.0, 0.0, 2.0, 3600.0))
        real += timedelta(seconds=passed)
        machine["steady"] += passed
        machine["wall"] = real - timedelta(seconds=back)
        assert abs((system.now() - real).total_seconds()) < 0.01, f"set back by {back} s"
