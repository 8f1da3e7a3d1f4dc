"""Rehearse: hard lines come up by themselves, the coach notices each, and the report tells how it went."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from conftest import FakeClock
from meeting_rig import NARROW, Rig

from facilitator.coach.language import hints, thanks
from facilitator.config import Config
from facilitator.domain.record import replace
from facilitator.domain.session import Work
from facilitator.paths import places
from facilitator.rehearsal import SCRIPT, Answer, baits, report
from facilitator.starting import start_demo
from facilitator.ui.app import FacilitatorApp, open_desk
from facilitator.ui.screens.dialogs import Show
from facilitator.ui.screens.rehearsing import RehearsalScreen

CONTEXTS = {
    Work.OPENING: "note",
    Work.TIMELINE: "timeline",
    Work.CAUSES: "why",
    Work.WELL: "well",
    Work.WRONG: "wrong",
    Work.ACTIONS: "action",
    Work.CLOSING: "lesson",
}


class Hurried(FakeClock):
    """Moves on by what is waited for, so that a meeting takes no time."""

    def real(self, seconds: float) -> float:
        return 0.001 if seconds >= 5 else seconds


def test_the_coach_notices_the_hard_lines_and_no_other() -> None:
    people = ("@alice", "@bob", "Alice", "Bob")
    for beat in SCRIPT:
        seen = hints(beat.line, CONTEXTS[beat.work], people)
        thanked = CONTEXTS[beat.work] in ("why", "wrong") and thanks(beat.line)
        assert bool(seen or thanked) == bool(beat.bait), beat.line


def test_the_report_is_short_and_kind() -> None:
    first, second, *rest = baits()
    told = report((Answer(first, 8, "What would have shown it?"), Answer(second, 50, "What allowed it?")))
    assert told[0] == f"You met 2 of {len(baits())} hard lines. Half of them within 29 s."
    assert told[1].endswith("at once, after 8 s: “What would have shown it?”")
    assert "a little late" in told[2]
    assert [line for line in told if line.endswith("went by.")] == list(told[3 : 3 + len(rest)])
    assert len(told) == len(baits()) + 2


async def test_a_rehearsal_from_start_to_report(tmp_path: Path, clock: FakeClock) -> None:
    place = places(str(tmp_path))
    hurried = Hurried(clock.now())
    name = start_demo(place, Config(), hurried.now(), fresh=True)
    opened = open_desk(replace(place, sessions=place.demo), name)
    app = FacilitatorApp(place, Config(), hurried, opened, meeting=RehearsalScreen)
    async with app.run_test(size=NARROW) as pilot:
        rig = Rig(app, pilot, hurried)
        await rig.until(lambda: isinstance(app.screen, RehearsalScreen))
        await rig.burst("f9")
        await rig.until(lambda: rig.meeting.place == "private")
        await rig.burst("ctrl+n")
        await rig.until(lambda: rig.meeting.noticed is not None or isinstance(app.screen, Show))
        hurried.advance(timedelta(seconds=9).total_seconds())
        await rig.burst("s")
        await rig.until_on(Show)
        shown = await rig.screen()
        assert "hard lines" in shown
        assert "How it went" in shown
        said = {entry.text for entry in rig.session.entries} | {note.text for note in rig.session.notes}
        assert "The platform team never tests anything" in said
    app.close_all()
