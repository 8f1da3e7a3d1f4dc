"""What a fresh process has imported when its first screen, the meeting, is up: no more than it shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.ui.later import LATER

ROOT = Path(__file__).parents[2]
OPEN = """
import sys
from facilitator import cli_sessions as c

import asyncio
from facilitator.clock import SystemClock

place = c.places({workspace!r})
name = c.start_demo(place, c.settings(place), SystemClock().now(), fresh={fresh})
if {fresh}:
    sys.exit()
from facilitator.ui import app

app.AFTER_START = 60

async def opened():
    desk = app.open_desk(c.replace(place, sessions=place.demo), name)
    meeting = app.FacilitatorApp(place, c.settings(place), SystemClock(), desk)
    async with meeting.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "Timeline" in meeting.screen.query_one("#timeline").border_title
        print(*sys.modules)
    meeting.close_all()

asyncio.run(opened())
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    def run(fresh: bool) -> str:
        code = OPEN.format(workspace=str(folder), fresh=fresh)
        return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    folder = tmp_path_factory.mktemp("start")
    run(True)
    return set(run(False).split())


def test_the_first_screen_imports_no_more_than_it_shows(loaded: set[str]) -> None:
    late = {
        *LATER,
        "facilitator.agenda",
        "facilitator.demo",
        "facilitator.exporting",
        "facilitator.workbench",
        "facilitator.cli_parser",
        "facilitator.domain.causes",
        "facilitator.domain.replan",
        "facilitator.documents",
        "facilitator.coach",
        "facilitator.ui.crash",
        "facilitator.ui.offers",
        "facilitator.ui.paste",
        "facilitator.ui.screens.home",
        "facilitator.ui.screens.help",
        "argparse",
        "pendulum",
        "tinydb",
        "tomllib",
    }
    assert "facilitator.ui.screens.meeting" in loaded
    assert not late & loaded


@pytest.mark.parametrize("name", LATER)
def test_what_is_imported_later_is_there(name: str) -> None:
    __import__(name)
