"""Make the pictures of the README and of docs/ from the running program.

python scripts/pictures.py
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from facilitator.config import Config
from facilitator.domain.record import replace
from facilitator.paths import places
from facilitator.starting import start_demo
from facilitator.ui.app import FacilitatorApp, open_desk
from facilitator.ui.screens.room import RoomScreen

ROOT = Path(__file__).parents[1]
DOCS, EXAMPLES = ROOT / "docs", ROOT / "sessions"
SIZE = (100, 30)
AT_HOME: dict[str, Sequence[str | int]] = {"home": (), "archive": ("slash", "p", "o", "o", "l"), "insights": ("i",)}
START = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
TO_CAUSES: Sequence[str | int] = ("ctrl+n", 290, "ctrl+n", 880, "14:21 API latency alarms in two regions #detection\n")
CAUSES: Sequence[str | int] = (
    *TO_CAUSES,
    "ctrl+n",
    400,
    "the connection pool was exhausted\n",
    300,
    "traffic doubled during holiday shopping\n",
    330,
    "the pool size had never been load-tested\n",
)
FISHBONE: Sequence[str | int] = (
    *CAUSES,
    "f12",
    "1 no database expert on call\n",
    "2 no load testing before holidays\n",
    "2 the runbook was outdated\n",
    "3 the pool size was hardcoded\n",
    "3 no alert on saturation\n",
    "4 a vendor's maintenance window\n",
)
ENDING: Sequence[str | int] = (
    *CAUSES,
    "= the release process asks for no load test\n",
    "ctrl+n",
    300,
    "fast detection: the alert fired within 2 minutes\n",
    "ctrl+n",
    700,
    "no alert on pool saturation #tools\n",
    "ctrl+n",
    600,
    "Add pool alert @alice due Dec 10 !high done when it fires in staging\n",
)
"""Keys, typed lines, and seconds that pass."""


class Standing:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def real(self, seconds: float) -> float:
        return 0.05


async def take(name: str, script: Sequence[str | int] | None, size: tuple[int, int] = SIZE) -> None:
    """Hold the demo meeting as the script says, or begin at the home screen, and save what the screen shows then."""
    clock, config = Standing(), Config(theme="textual-dark")
    with TemporaryDirectory() as folder:
        place = places(folder)
        demo = replace(place, sessions=place.demo)
        session = start_demo(place, config, clock.now(), fresh=True)
        if script is None:
            shutil.copytree(EXAMPLES, place.sessions, ignore=shutil.ignore_patterns("*.lock", ".*"))
            app = FacilitatorApp(place, config, clock)
        else:
            app = FacilitatorApp(place, config, clock, open_desk(demo, session))
        async with app.run_test(size=size) as pilot:
            await _play(pilot, clock, script or AT_HOME[name])
            _keep(app, name)
        app.close_all()


async def take_room(name: str, size: tuple[int, int] = SIZE) -> None:
    """The room's window on the same meeting."""
    clock, config = Standing(), Config(theme="textual-dark")
    with TemporaryDirectory() as folder:
        place = places(folder)
        session = start_demo(place, config, clock.now(), fresh=True)
        host = FacilitatorApp(place, config, clock, open_desk(replace(place, sessions=place.demo), session))
        async with host.run_test(size=size) as pilot:
            await _play(pilot, clock, CAUSES)
            held = host.screen.session  # type: ignore[attr-defined]
        room = RoomScreen(clock, "UTC")
        app = FacilitatorApp(place, config, clock, first=lambda: room)
        async with app.run_test(size=size) as pilot:
            room.session, room.link = held, "live"
            await pilot.pause(0.5)
            _keep(app, name)
        host.close_all()


async def _play(pilot: Pilot[None], clock: Standing, script: Sequence[str | int]) -> None:
    await pilot.pause(0.5)
    for step in script:
        if isinstance(step, int):
            clock.at += timedelta(seconds=step)
        elif len(step) > 12 or step.endswith("\n"):
            await pilot.press(*step.rstrip("\n"), "enter")
        else:
            await pilot.press(step)
        await pilot.pause(0.1)
    await pilot.pause(0.7)


def _keep(app: FacilitatorApp, name: str) -> None:
    app.clear_notifications()
    (DOCS / f"{name}.svg").write_text(app.export_screenshot(title="facilitator"), "utf-8")
    print(f"Wrote docs/{name}.svg.")


async def all_of_them() -> None:
    await take("meeting", (*CAUSES, "f7", "f7", 70), (120, 36))
    await take("whys", CAUSES)
    await take("fishbone", FISHBONE, (120, 30))
    await take("document", (*ENDING, "f10"), (120, 36))
    for name in AT_HOME:
        await take(name, None)
    await take_room("room", (120, 30))


def main() -> None:
    asyncio.run(all_of_them())


if __name__ == "__main__":
    main()
