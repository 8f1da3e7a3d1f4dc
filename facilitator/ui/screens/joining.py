"""Joining a meeting: on the way in, and the connection for as long as it lasts."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.roles import Role
from facilitator.live.beacon import read_beacon
from facilitator.live.copies import Copy
from facilitator.live.guest import Guest, HostClock
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.lines import JoinLine, read_line
from facilitator.live.outbox import Outbox
from facilitator.local_zone import machine_zone
from facilitator.paths import Places
from facilitator.ui.screens.guests import GuestScreen
from facilitator.ui.screens.room import RoomScreen
from facilitator.ui.text import plain

RETRY = 0.5
"""Seconds between two looks for a host on this machine."""


class JoiningScreen(Screen[None]):
    """Holds the connection; the screen of the role stands over it as soon as the meeting is there."""

    DEFAULT_CSS = "JoiningScreen #said { width: 1fr; height: 1fr; content-align: center middle; text-align: center; }"

    class Changed(Message):
        """The connection has something to tell."""

    def __init__(
        self,
        role: Role,
        name: str,
        line: Callable[[], JoinLine] | None,
        outbox: Callable[[JoinLine], Outbox],
        clock: Clock,
        zone: str,
        config: Config,
        copies: Path | None = None,
    ) -> None:
        """Without a `line` it is asked for: so it is in no list of processes, and in no shell's history."""
        super().__init__()
        self._copies = copies
        """The folder in which a scribe keeps the whole record, for the day on which the host's machine dies."""
        self.copy: Copy | None = None
        self._role, self._called, self._line, self._outbox = role, name, line, outbox
        self._clock, self._zone, self._config = HostClock(clock), zone, config
        self.guest: Guest | None = None
        self._shown: GuestScreen | RoomScreen | None = None
        self._telling = False

    def compose(self) -> ComposeResult:
        yield Static(plain("Looking for the host…"), id="said")

    def on_mount(self) -> None:
        self._join()

    @work
    async def _join(self) -> None:
        line = self._line
        if line is None:
            from facilitator.ui.screens.dialogs import Ask

            typed = await self.app.push_screen_wait(
                Ask("The line to join by", hint="It is shown on the host's screen · Enter joins", check=_fault)
            )
            if typed is None:
                self.app.exit()
                return
            given = read_line(typed)
            line = lambda: given  # noqa: E731
        while True:
            try:
                box = self._outbox(line())
                break
            except FacilitatorError as fault:  # The host may still be on its way.
                self.query_one("#said", Static).update(plain(str(fault)))
                await sleep(RETRY)
        desk = GuestDesk(self._role, box, self._clock.now())
        if self._copies and self._role is Role.SCRIBE:
            self.copy = Copy(self._copies, desk)
        self.guest = Guest(line, desk, box.uid, box.name or self._called, self._clock, self._changed)
        await self.guest.run()

    def _changed(self) -> None:
        if not self._telling:
            self._telling = True
            self.post_message(self.Changed())

    def on_joining_screen_changed(self) -> None:
        self._telling = False
        guest = self.guest
        if guest is None:
            return
        if guest.ready and self._shown is None:
            if self._role is Role.ROOM:
                self._shown = RoomScreen(self._clock, self._zone)
                guest.desk.follow(self._changed)
            else:
                self._shown = GuestScreen(guest.desk, guest, self._clock, self._zone, self._config)
            self.app.push_screen(self._shown)
        elif self._shown is None:
            self.query_one("#said", Static).update(plain(guest.said))
        if isinstance(self._shown, RoomScreen):
            self._shown.call_later(_show_room, self._shown, guest)
        elif self._shown is not None and self._shown.is_mounted:
            self._shown.call_later(self._shown.follow_guest)

    async def leave(self) -> None:
        """Say goodbye to the host."""
        if self.guest:
            await self.guest.leave()
        if self.copy:
            self.copy.close()


def joining(
    place: Places, config: Config, clock: Clock, role: Role, name: str, line: Callable[[], JoinLine] | None
) -> JoiningScreen:
    """The way into a meeting. What is written here is kept in the user's own folder until the host has it."""

    def outbox(found: JoinLine) -> Outbox:
        return Outbox.take(place.state / "guests", sha256(found.token.encode()).hexdigest()[:24])

    return JoiningScreen(role, name, line, outbox, clock, machine_zone(), config, place.state / "copies")


def here(session: Path, role: Role) -> Callable[[], JoinLine]:
    """How to find the host of a session on this machine; it is looked up before every try."""

    def line() -> JoinLine:
        beacon = read_beacon(session)
        if beacon is None:
            raise NotShared(f"{session.stem} is not shared any more.")
        return beacon.line(role)

    return line


class NotShared(FacilitatorError):
    """Nobody lets others in there."""


def _show_room(screen: RoomScreen, guest: Guest) -> None:
    screen.session, screen.look, screen.here = guest.desk.session, guest.look, guest.here
    screen.said, screen.link = guest.said, guest.state


def _fault(typed: str) -> str:
    try:
        read_line(typed)
    except FacilitatorError as fault:
        return str(fault)
    return ""
