"""A meeting that was held, seen again from its events."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from conftest import FakeClock
from meeting_rig import WIDE, Rig, running
from test_archive_screen import make

from facilitator.config import Config
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.record import replace
from facilitator.paths import places
from facilitator.starting import describe
from facilitator.store.desk import Desk
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.screens.reading import ReadingScreen
from facilitator.ui.screens.replaying import ReplayScreen


async def test_a_meeting_runs_again_and_nothing_changes(tmp_path: Path, clock: FakeClock) -> None:
    began = clock.now()
    async with running(tmp_path, clock, WIDE) as rig:
        await rig.burst("ctrl+n", "ctrl+n")
        clock.advance(60)
        await rig.type("14:21 seen in the replay")
        clock.advance(60)
        await rig.burst(*["ctrl+n"] * 5)
        clock.advance(60)
        await rig.type("A lesson of the replay")
        await rig.burst("ctrl+n")
        held, name = rig.session, rig.meeting.desk.file.name
    place = places(str(tmp_path))
    path = place.demo / f"{name}.json"
    stored = path.read_bytes()
    again = FakeClock(began)
    app = FacilitatorApp(
        replace(place, sessions=place.demo), Config(), again, (Desk.open(path, describe, write=False), ()),
        meeting=ReplayScreen,
    )  # fmt: skip
    async with app.run_test(size=WIDE) as pilot:
        rig = Rig(app, pilot, again)
        await rig.until(lambda: isinstance(app.screen, ReplayScreen))
        assert "seen in the replay" not in await rig.screen()
        again.advance(timedelta(seconds=61).total_seconds())
        await rig.until(lambda: len(rig.session.entries) == 12)
        assert "seen in the replay" in await rig.screen()
        assert not rig.session.notes
        await rig.type("nothing of this is kept")
        await rig.burst("ctrl+n")
        again.advance(200)
        await rig.until(lambda: rig.session == held)
    app.close_all()
    assert path.read_bytes() == stored


async def test_from_the_document_the_meeting_is_seen_again_and_left(tmp_path: Path, clock: FakeClock) -> None:
    made = make(tmp_path / "sessions", "2025-12-03-held", "Held", 3, NextPhase(), EndMeeting())
    make(tmp_path / "sessions", "2025-12-02-not-yet", "Not yet", 2)
    stored = made.read_bytes()
    app = FacilitatorApp(places(str(tmp_path)), Config(), clock)
    app.reading = "2025-12-03-held"
    async with app.run_test(size=WIDE) as pilot:
        rig = Rig(app, pilot, clock)
        await rig.until_on(ReadingScreen)
        await rig.burst("r")
        await rig.until_on(ReplayScreen)
        await rig.until(lambda: "Held" in rig.now_shown())
        await rig.until(lambda: rig.meeting.session.ended is not None)
        await rig.until(lambda: "The meeting has ended" in rig.now_shown())
        await rig.burst("escape")
        await rig.until_on(ReadingScreen)
    app.close_all()
    assert made.read_bytes() == stored
    app = FacilitatorApp(places(str(tmp_path)), Config(), clock)
    app.reading = "2025-12-02-not-yet"
    async with app.run_test(size=WIDE) as pilot:
        rig = Rig(app, pilot, clock)
        await rig.until_on(ReadingScreen)
        await rig.burst("r")
        await rig.until(lambda: bool(rig.told()))
        said = "The meeting of 2025-12-02-not-yet has not been held yet, so there is nothing to see again."
        assert rig.told() == [f"{said} Open it to hold it."]
    app.close_all()
