"""What a fresh process has imported when its first screen, the meeting, is up: no more than it shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.ui.later import LATER

ROOT = Path(__file__).parents[2]
MOST = 125
"""Modules of ours that the meeting may take to be painted: each costs some 0.1 ms to find and to run."""
BEYOND = ("json", "_json", "zoneinfo", "_zoneinfo", "sysconfig", "_sysconfigdata", "gc", "rich._unicode_data")
"""What a blank app of Textual does without, and our first screen does not, by how it begins."""
BLANK = """
import asyncio, sys
from textual.app import App
from textual.widgets import Static

class Blank(App):
    def compose(self):
        yield Static("ready")

async def opened():
    async with Blank().run_test() as pilot:
        await pilot.pause()
        print(*sys.modules)

asyncio.run(opened())
"""
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


def printed(code: str) -> set[str]:
    """The words that a fresh process prints."""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return set(run.stdout.split())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = str(tmp_path_factory.mktemp("start"))
    printed(OPEN.format(workspace=folder, fresh=True))
    return printed(OPEN.format(workspace=folder, fresh=False))


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


def test_all_that_it_needs_of_others_is_known_by_name(loaded: set[str]) -> None:
    more = loaded - printed(BLANK)
    assert {name for name in more if not name.startswith(("facilitator", *BEYOND))} == set()


def test_few_of_our_own_are_needed(loaded: set[str]) -> None:
    ours = sorted(name for name in loaded if name.partition(".")[0] == "facilitator")
    assert len(ours) <= MOST, ours


@pytest.mark.parametrize("name", LATER)
def test_what_is_imported_later_is_there(name: str) -> None:
    __import__(name)
