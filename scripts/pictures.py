"""Make the pictures of the README from the running program.

python scripts/pictures.py
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.config import Config
from facilitator.domain.record import replace
from facilitator.paths import places
from facilitator.starting import start_demo
from facilitator.ui.app import FacilitatorApp, open_desk

DOCS = Path(__file__).parents[1] / "docs"
START = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
MEETING: Sequence[str | int] = (
    "ctrl+n", 290, "ctrl+n", 880, "14:21 API latency alarms in two regions #detection\n",
    "ctrl+n", 400, "the connection pool was exhausted\n", 300, "traffic doubled during holiday shopping\n",
    330, "the pool size had never been load-tested\n", "f7", "f7", 70,
)  # fmt: skip
"""Keys, typed lines, and seconds that pass."""


class Standing:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def real(self, seconds: float) -> float:
        return 0.05


async def take(to: Path, script: Sequence[str | int], size: tuple[int, int], theme: str) -> None:
    """Hold the demo meeting as the script says, and save what the screen shows then."""
    clock, config = Standing(), Config(theme=theme)
    with TemporaryDirectory() as folder:
        place = places(folder)
        name = start_demo(place, config, clock.now(), fresh=True)
        app = FacilitatorApp(place, config, clock, open_desk(replace(place, sessions=place.demo), name))
        async with app.run_test(size=size) as pilot:
            for step in script:
                if isinstance(step, int):
                    clock.at += timedelta(seconds=step)
                elif len(step) > 12 or step.endswith("\n"):
                    await pilot.press(*step.rstrip("\n"), "enter")
                else:
                    await pilot.press(step)
                await pilot.pause(0.1)
            await pilot.pause(0.5)
            to.write_text(app.export_screenshot(title="facilitator"), "utf-8")
        app.close_all()
    print(f"Wrote {to}.")


def main() -> None:
    asyncio.run(take(DOCS / "meeting.svg", MEETING, (120, 36), ""))


if __name__ == "__main__":
    main()
