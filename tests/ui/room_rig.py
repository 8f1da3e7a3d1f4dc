"""The room's screen alone, on sessions that commands made, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from typing import Final

from conftest import FakeClock
from textual.app import App
from textual.pilot import Pilot

from facilitator.agenda import agenda_named
from facilitator.demo import demo_session_command
from facilitator.domain.action import Priority, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AddFactors, AnswerWhy
from facilitator.domain.acts.notes import AddNotes, VoteNote
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.commands import Command
from facilitator.domain.evolve import evolve
from facilitator.domain.note import Section
from facilitator.domain.rules import decide
from facilitator.domain.session import Session
from facilitator.live.look import Guest, Here
from facilitator.paths import places
from facilitator.ui.screens.room import RoomScreen

WHYS: Final = (
    "the database connection pool was exhausted",
    "pool size was hardcoded to 100 connections",
    "the configuration management system doesn't support dynamic scaling",
)
BONES: Final = (
    ("People", ("No DB expert on-call",)),
    ("Process", ("No load testing", "Missing runbook", "No staging check")),
    ("Technology", ("Hardcoded pool size", "No auto-scaling", "Monitoring gap")),
    ("Environment", ("Holiday traffic spike", "Vendor maintenance window")),
)
WELL: Final = (
    "Fast Detection: Alert fired within 2 minutes of error rate increase",
    "Clear IC Assignment: @bob took IC role immediately, delegated effectively",
    "Communication: Status updates posted every 15 minutes to #incident channel",
    "Quick Mitigation: Connection pool increase deployed within 15 minutes",
)
TASKS: Final = (
    Task("Add connection pool saturation alert (threshold: 80%)", "@alice", date(2025, 12, 10), Priority.HIGH),
    Task("Implement circuit breaker library for DB queries", "@bob", date(2025, 12, 15), Priority.HIGH, "it trips"),
    Task('Add "load test for 2x traffic" to release checklist', "@charlie"),
    Task("Update database failover runbook with new hostnames"),
)
NAMES: Final = ("Dana", "Erin", "Alice", "Bob", "Carol", "Frank", "Grace", "Heidi", "Ivan", "Judy", "Mallory", "Niaj")
ROLES: Final = {"Dana": "facilitator", "Erin": "scribe"}


class Meeting:
    """A session that grows by commands, at the time of the clock."""

    def __init__(self, clock: FakeClock, folder: str) -> None:
        self.clock = clock
        self.session = Session()
        self.do(demo_session_command(agenda_named("blameless-postmortem", places(folder).agendas)))

    def do(self, *commands: Command) -> Meeting:
        for command in commands:
            for event in decide(self.session, command, self.clock.now()):
                self.session = evolve(self.session, event)
        return self

    def go_to(self, number: int, seconds: float = 0) -> Meeting:
        """So far in the phase with this number, 1 for the first; a minute was spent in each one before it."""
        while len(self.session.visits) < number:
            self.clock.advance(60 if self.session.phase else 0)
            self.do(NextPhase())
        self.clock.advance(seconds)
        return self

    def chain(self) -> Meeting:
        why: int | None = None
        for text in WHYS:
            self.do(AnswerWhy((text,), why, "" if why else "API requests failed"))
            why = self.session.causes[-1].id
        return self

    def bones(self) -> Meeting:
        return self.do(*(AddFactors(texts, bone) for bone, texts in BONES))

    def points(self) -> Meeting:
        self.do(AddNotes(Section.WELL, WELL), AddNotes(Section.LUCKY, ("The on-call was still at her desk",)))
        return self.do(*[VoteNote(self.session.notes[0].id, 1)] * 3, VoteNote(self.session.notes[3].id, 1))

    def tasks(self) -> Meeting:
        return self.do(AddActions(TASKS))

    def lessons(self) -> Meeting:
        return self.do(AddNotes(Section.LESSON, ("Saturation comes before errors: watch the pools.",)))


def here(ready: Iterable[str] = (), hands: Iterable[str] = (), **more: object) -> Here:
    """Twelve people and a window for the room."""
    order = {name: place for place, name in enumerate(hands, start=1)}
    roles = {name: ROLES.get(name, "participant") for name in NAMES}
    people = [Guest(name, role, hand=order.get(name, 0), ready=name in ready) for name, role in roles.items()]
    return Here((*people, Guest("room", "room")), **more)  # type: ignore[arg-type]


class RoomApp(App[None]):
    """Nothing but the screen."""

    def __init__(self, screen: RoomScreen) -> None:
        super().__init__()
        self._room = screen

    def get_default_screen(self) -> RoomScreen:
        return self._room


class Room:
    """One running screen."""

    def __init__(self, app: RoomApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock
        self.screen = app._room

    async def shown(self) -> str:
        """What is on the screen, as plain text."""
        await self.pilot.pause()
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@asynccontextmanager
async def in_the_room(
    clock: FakeClock, session: Session | None = None, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[Room]:
    """The screen after its first message, or before any."""
    app = RoomApp(RoomScreen(clock, "UTC"))
    async with app.run_test(size=size) as pilot:
        if session:
            app._room.session, app._room.link = session, "live"
        await pilot.pause()
        yield Room(app, pilot, clock)
