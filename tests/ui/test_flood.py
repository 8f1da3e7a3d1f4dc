"""Keys that come faster than they can act: they wait in the terminal, and not in our memory."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from conftest import FakeClock
from meeting_rig import running
from textual.events import Key

from facilitator.ui.terminal import MOST, SteadyDriver

KEYS = 5 * MOST


class Slow:
    """An app that catches up when it is let to."""

    def __init__(self) -> None:
        self.came: list[Key] = []
        self.may = asyncio.Event()
        self.asked = 0

    async def _post_message(self, key: Key) -> None:
        self.came.append(key)

    async def caught_up(self) -> None:
        self.asked += 1
        await self.may.wait()


class Flood:
    """Keys without an end on the thread that reads the terminal."""

    def __init__(self, app: Slow) -> None:
        self.driver = SteadyDriver.__new__(SteadyDriver)
        self.driver._app, self.driver._crew = app, app  # type: ignore[assignment]
        self.driver._loop = asyncio.get_running_loop()
        self.driver.exit_event = threading.Event()
        self.sent = 0
        self.thread = self.driver._key_thread = threading.Thread(target=self._send)
        self.thread.start()

    def _send(self) -> None:
        for _ in range(KEYS):
            self.sent += 1
            self.driver.send_message(Key("a", "a"))


async def until_asked(app: Slow) -> None:
    async with asyncio.timeout(5):
        while not app.asked:
            await asyncio.sleep(0.005)


async def test_a_flood_waits_until_the_app_has_caught_up() -> None:
    app = Slow()
    flood = Flood(app)
    await until_asked(app)
    await asyncio.sleep(0.3)
    assert flood.sent == len(app.came) == MOST
    app.may.set()
    await asyncio.to_thread(flood.thread.join, 5)
    await asyncio.sleep(0)
    assert len(app.came) == KEYS
    assert app.asked == KEYS // MOST


async def test_a_flood_does_not_keep_the_app_from_ending() -> None:
    app = Slow()
    flood = Flood(app)
    await until_asked(app)
    flood.driver.exit_event.set()
    await asyncio.to_thread(flood.thread.join, 2)
    assert not flood.thread.is_alive()


async def test_keys_have_acted_when_the_app_has_caught_up(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        driver = rig.app._driver
        assert driver is not None
        before = len(rig.session.entries)
        for _ in range(20):
            for key in ("a", "b", "enter"):
                event = Key(key, key if len(key) == 1 else None)
                event.set_sender(rig.app)
                driver.send_message(event)
        await asyncio.sleep(0)
        await rig.app.caught_up()
        assert len(rig.session.notes) + len(rig.session.entries) - before == 20
