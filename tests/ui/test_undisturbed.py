"""What a meeting has made is left alone by Python's search for circles: it would stop the screen."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import running

from facilitator.ui.later import import_the_rest

LINES = 100


@pytest.fixture
def collector() -> Iterator[None]:
    """As it was, after the test."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


async def test_lines_do_not_lead_to_a_search_of_everything(tmp_path: Path, clock: FakeClock, collector: None) -> None:
    async with running(tmp_path, clock) as rig:
        await import_the_rest()
        before = gc.get_stats()[2]["collections"]
        for number in range(LINES):
            await rig.type(f"14:{number % 60:02} line {number}")
        assert gc.get_stats()[2]["collections"] == before
