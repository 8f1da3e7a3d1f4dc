"""What earlier post-mortems have to say, in the meeting: promises of last time, and incidents like this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from guide_meeting import command as by_name
from meeting_rig import HOSTILE, WIDE, running

from facilitator.agenda import agenda_named
from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.commands import Command
from facilitator.domain.session import Incident
from facilitator.paths import shipped_agendas
from facilitator.starting import describe
from facilitator.store.desk import Desk
from facilitator.ui.screens import remembering
from facilitator.ui.screens.dialogs import Choose, Show

EARLIER = datetime(2025, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "AFTER", 0.01)


def earlier(folder: Path, title: str, services: Sequence[str], *commands: Command) -> None:
    """A post-mortem that was held a month before."""
    incident = Incident(title, "INC-2025-11-02-007", started=EARLIER, services=tuple(services))
    agenda = agenda_named("blameless-postmortem", [shipped_agendas()])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"2025-11-02-{len(list(folder.glob('*.json')))}.json"
    desk = Desk.create(path, CreateSession(incident, agenda), EARLIER, describe, "@bob")
    for i, command in enumerate((NextPhase(), *commands, EndMeeting()), 1):
        desk.send(command, EARLIER + timedelta(minutes=i), "@bob")
    desk.close()


def promises() -> AddActions:
    return AddActions(
        (
            Task(f"Raise the pool {HOSTILE}", "@alice", date(2025, 12, 1)),
            Task("Add a pool alert", "@bob", date(2025, 12, 20)),
            Task("Write the runbook", status=Status.COMPLETE),
            Task("Buy a pony", status=Status.WONT_DO, reason="no stable"),
        )
    )


async def test_of_many_promises_the_late_ones_are_named_and_the_others_counted(
    tmp_path: Path, clock: FakeClock
) -> None:
    for _ in range(3):
        earlier(tmp_path / "demo", "Checkout slow", ["checkout service"], promises())
    async with running(tmp_path, clock, WIDE) as rig:
        await rig.until(lambda: bool(rig.meeting.promised))
        *named, rest = rig.meeting.promised
        assert [line[:6] for line in named] == ["▲ late"] * 3 + ["○ open"] * 2
        assert rest == "… and 1 open, 3 done, 3 won't do"


async def test_the_introduction_shows_what_was_promised_last_time(tmp_path: Path, clock: FakeClock) -> None:
    earlier(tmp_path / "demo", "Checkout slow", ["checkout service"], promises())
    earlier(tmp_path / "demo", "Mail late", ["mail"], promises())
    async with running(tmp_path, clock, WIDE) as rig:
        await rig.until(lambda: bool(rig.meeting.promised))
        shown = " ".join((await rig.screen()).replace("│", " ").split())
        assert "Promised last time" in shown
        late, open, done, given_up = rig.meeting.promised  # Only of the same services.
        assert late.startswith("▲ late: Raise the pool")
        assert open == "○ open: Add a pool alert (@bob, 2025-12-20)"
        assert (done, given_up) == ("✓ done: Write the runbook", "× won't do: Buy a pony (no stable)")
        await rig.burst("ctrl+n", "ctrl+n")
        assert "Promised last time" not in await rig.screen()


async def test_a_cause_that_was_seen_before_appears_quietly_and_is_linked(tmp_path: Path, clock: FakeClock) -> None:
    chain = AnswerWhy(("connection pool exhausted by thundering herd",), None, "Checkout failed")
    earlier(tmp_path / "demo", "Checkout down", ["checkout service"], chain, promises())
    async with running(tmp_path, clock, WIDE) as rig:
        await rig.burst(*["ctrl+n"] * 3)
        await rig.type("connection pool exhausted, thundering herd of retries")
        await rig.until(lambda: bool(rig.meeting.alike))
        assert "like 1 earlier incident, 2 action items still open" in await rig.screen()
        rig.meeting.query_one("#workshop").focus()
        await rig.burst("h")
        await rig.until_on(Choose)
        await rig.burst("enter")
        await rig.until_on(Show)
        shown = await rig.screen()
        assert "Still open" in shown
        assert HOSTILE in shown
        await rig.burst("enter")
        await rig.until(lambda: "recurrence-of-INC-2025-11-02-007" in rig.session.incident.tags)


async def test_nothing_like_it_is_said_kindly(tmp_path: Path, clock: FakeClock) -> None:
    earlier(tmp_path / "demo", "Mail late", ["mail"])
    async with running(tmp_path, clock, WIDE) as rig:
        await rig.burst(*["ctrl+n"] * 3)
        await rig.type("the pool was exhausted")
        rig.meeting.query_one("#workshop").focus()
        await rig.burst("h")
        await rig.until(lambda: any("Nothing like it" in told for told in rig.told()))


def held(folder: Path, *minutes: float) -> None:
    """Meetings whose first phase took so long, and the second one twelve minutes."""
    for took in minutes:
        agenda = agenda_named("blameless-postmortem", [shipped_agendas()])
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"2025-10-02-{len(list(folder.glob('*.json')))}.json"
        desk = Desk.create(path, CreateSession(Incident("x", started=EARLIER), agenda), EARLIER, describe, "@bob")
        for at, command in ((0, NextPhase()), (took, NextPhase()), (took + 12, EndMeeting())):
            desk.send(command, EARLIER + timedelta(minutes=at), "@bob")
        desk.close()


async def test_minutes_from_past_meetings_are_looked_at_and_taken_in_one_go(tmp_path: Path, clock: FakeClock) -> None:
    held(tmp_path / "demo", 7, 8, 9.2, 8)
    async with running(tmp_path, clock, WIDE) as rig:
        before = rig.session.plan
        await by_name(rig, "minutes from past meetings")
        await rig.until_on(Show)
        same_as_golden("past-minutes-120x36.txt", await rig.screen())
        await rig.burst("escape")
        assert rig.session.plan == before
        await by_name(rig, "minutes from past meetings")
        await rig.until_on(Show)
        await rig.burst("enter")
        await rig.until(lambda: rig.session.plan != before)
        assert rig.session.plan == (8 * 60, 12 * 60, *before[2:])
        await rig.burst("ctrl+z")
        assert rig.session.plan == before


async def test_too_few_meetings_and_a_meeting_that_runs_say_so(tmp_path: Path, clock: FakeClock) -> None:
    held(tmp_path / "demo", 7, 8)
    async with running(tmp_path, clock, WIDE) as rig:
        await by_name(rig, "minutes from past meetings")
        await rig.until(lambda: any("there are 2." in told for told in rig.told()))
        await rig.burst("ctrl+n")
        await by_name(rig, "minutes from past meetings")
        await rig.until(lambda: any("The meeting has begun" in told for told in rig.told()))


async def test_a_fault_in_the_archive_does_not_end_the_meeting(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    earlier(tmp_path / "demo", "Checkout slow", ["checkout service"], promises())
    monkeypatch.setattr("facilitator.similar.earlier_promises", lambda *_: 1 // 0)
    async with running(tmp_path, clock) as rig:
        await rig.until(lambda: any("cannot be shown" in each for each in rig.told()))
        await rig.press("ctrl+n")
        assert rig.session.phase
    assert "ZeroDivisionError" in (tmp_path / "state" / "facilitator" / "facilitator.log").read_text()
