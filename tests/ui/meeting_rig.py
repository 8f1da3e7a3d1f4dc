"""The whole program on the demo meeting, driven by keys, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from conftest import FakeClock
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from facilitator.config import Config
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.paths import places
from facilitator.starting import start_demo
from facilitator.ui.app import FacilitatorApp, open_desk
from facilitator.ui.screens.meeting import MeetingScreen

WIDE, NARROW = (120, 36), (80, 24)
HOSTILE = "DB [/var/log] full [red [b $x"


class Rig:
    """One running app."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def meeting(self) -> MeetingScreen:
        (screen,) = (each for each in self.app.screen_stack if isinstance(each, MeetingScreen))
        return screen

    @property
    def session(self) -> Session:
        return self.meeting.session

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Keys as fast as they can come; a pilot waits 60 ms after each."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            char = key if len(key) == 1 else None
            event = Key(_character_to_key(key) if char else key, char)
            event.set_sender(self.app)
            driver.send_message(event)
        await self.pilot.pause()
        await self.until(lambda: self.app._feeding is None)

    async def type(self, *lines: str) -> None:
        """Each line, and Enter, in one burst."""
        for line in lines:
            await self.burst(*line, "enter")

    async def pass_time(self, seconds: float) -> None:
        """So much later, as the screen shows it."""
        self.clock.advance(seconds)
        self.meeting.look_at_the_clock()
        await self.pilot.pause()

    async def screen(self) -> str:
        """What is on the screen, as plain text."""
        await self.pilot.pause()
        return self.now_shown()

    def now_shown(self) -> str:
        """The same, without waiting for what is under way."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what is done beside the screen, in a worker or a thread."""
        for _ in range(500):
            await self.pilot.pause(0.01)
            if true():
                return
        raise AssertionError(f"It did not come to be.\n{await self.screen()}")

    async def until_on(self, screen: type[Screen[Any]]) -> None:
        """Wait until this kind of screen is shown."""
        await self.until(lambda: isinstance(self.app.screen, screen))

    def told(self) -> list[str]:
        """The notifications of the moment."""
        return [str(each.message) for each in self.app._notifications]


@asynccontextmanager
async def running(
    folder: Path,
    clock: FakeClock,
    size: tuple[int, int] = WIDE,
    *,
    config: Config | None = None,
    home: bool = False,
    toasts: bool = False,
) -> AsyncIterator[Rig]:
    """The demo meeting, or the home screen of an empty workspace, in a folder; with `toasts`, what is told is drawn."""
    config = config or Config()
    place = places(str(folder))
    if home:
        app = FacilitatorApp(place, config, clock)
    else:
        name = start_demo(place, config, clock.now(), fresh=False)
        app = FacilitatorApp(place, config, clock, open_desk(replace(place, sessions=place.demo), name))
    async with app.run_test(size=size, notifications=toasts) as pilot:
        await pilot.pause()
        yield Rig(app, pilot, clock)
    app.close_all()
