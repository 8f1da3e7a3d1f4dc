"""A long session on the screen: its end at once, then the whole; and one that turns out to be damaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import FakeClock

from facilitator.config import Config
from facilitator.documents.plain import as_document
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.record import replace
from facilitator.domain.session import Precision, When
from facilitator.paths import places
from facilitator.starting import start_demo
from facilitator.store.desk import Desk
from facilitator.store.errors import Damaged
from facilitator.ui.app import FacilitatorApp, open_desk
from facilitator.ui.screens.meeting import MeetingScreen

MANY = 900


@dataclass
class Long:
    """A demo meeting with many entries."""

    folder: Path
    clock: FakeClock
    name: str

    @property
    def path(self) -> Path:
        return places(str(self.folder)).demo / f"{self.name}.json"

    def app(self) -> FacilitatorApp:
        place = replace(places(str(self.folder)), sessions=places(str(self.folder)).demo)
        return FacilitatorApp(place, Config(), self.clock, open_desk(place, self.name))


@pytest.fixture
def long(tmp_path: Path, clock: FakeClock) -> Long:
    made = Long(tmp_path, clock, start_demo(places(str(tmp_path)), Config(), clock.now(), fresh=True))
    desk = Desk.open(made.path, as_document)
    start = desk.session.entries[-1].when.at
    assert start is not None
    times = (When(start + timedelta(seconds=i), None, Precision.EXACT, f"+{i}") for i in range(MANY))
    desk.send(AddEntries(tuple(Draft(when, f"entry {i} of many") for i, when in enumerate(times))), clock.now())
    desk.close()
    return made


async def test_a_long_session_is_whole_after_its_first_screen(long: Long) -> None:
    app = long.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, MeetingScreen)
        assert not screen.desk.file.partial
        assert len(screen.session.entries) == 11 + MANY
        assert screen.saved == "saved"
    app.close_all()


async def test_one_that_is_damaged_ends_the_program_with_a_sentence_and_is_left_as_it_is(long: Long) -> None:
    hurt = long.path.read_bytes().replace(b"entry 300 of many", b"entry 3OO of many")
    long.path.write_bytes(hurt)
    app = long.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
    app.close_all()
    assert isinstance(app.fault, Damaged)
    assert "its checksum does not match" in str(app.fault)
    assert app.return_code == 1
    assert long.path.read_bytes() == hurt
