"""The coach at the facilitator's side: quick, private, and never changing anything by itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running

from facilitator.coach.hint import ADMITTED
from facilitator.coach.situations import SITUATIONS
from facilitator.documents.registry import render
from facilitator.ui.screens.dialogs import Choose, Show

BLAME = "@alice should have tested this, she is careless"
MARK = "◦"


async def to(rig: Rig, phase: int) -> None:
    await rig.burst(*["ctrl+n"] * phase)
    rig.app.clear_notifications()


async def noticed(rig: Rig) -> None:
    await rig.until(lambda: rig.meeting.noticed is not None)


async def column(rig: Rig, *, opened: bool = True) -> None:
    await rig.burst("f9")
    await rig.until(lambda: rig.meeting.place == ("private" if opened else "meeting"))


def says(rig: Rig) -> tuple[str, ...]:
    assert rig.meeting.noticed
    return rig.meeting.noticed.hint.says


def words(shown: str) -> str:
    """The words of the left column, where the private one opens; of the whole screen where there is one column."""
    wide = max(map(len, shown.splitlines())) > NARROW[0]
    lines = [line[:46] if wide else line for line in shown.splitlines()]
    text = "\n".join(lines)
    for sign in "│┃▸":
        text = text.replace(sign, " ")
    return " ".join(text.split())


@pytest.mark.parametrize("phase", range(1, 8))
async def test_blame_typed_in_any_phase_is_noticed_and_not_shown_unasked(
    phase: int, tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await to(rig, phase)
        said_anyway = words(await rig.screen())
        await rig.type("Be more careful" if phase == 6 else BLAME)
        start = time.monotonic()
        await noticed(rig)
        assert time.monotonic() - start < 0.5
        shown = await rig.screen()
        assert MARK in shown
        offered = [sentence for sentence in says(rig) if sentence not in said_anyway]
        assert not [sentence for sentence in offered if sentence in words(shown)]
        await column(rig)
        assert says(rig)[0] in words(await rig.screen())
        await column(rig, opened=False)
        assert not [sentence for sentence in offered if sentence in words(await rig.screen())]
        for format in ("md", "json", "mermaid"):
            document = render(rig.session, "x", format, clock.now())
            assert not [sentence for sentence in says(rig) if sentence in document]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_the_column_offers_other_words_and_the_reason(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, size) as rig:
        await to(rig, 5)
        await rig.type("Bob is careless")
        await noticed(rig)
        await column(rig)
        hint = rig.meeting.noticed.hint if rig.meeting.noticed else None
        assert hint
        assert len(hint.says) > 1
        await rig.burst("n")
        assert hint.says[1] in words(await rig.screen())
        await rig.burst("w")
        assert hint.why in words(await rig.screen())
        await rig.burst("x")
        assert rig.meeting.noticed is None
        await rig.burst("escape")
        await rig.type("Bob is careless")
        await rig.pilot.pause(0.2)
        assert rig.meeting.noticed is None, "this kind was dismissed for the meeting"


async def test_a_kinder_wording_is_taken_with_one_key_and_undone_with_another(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await to(rig, 5)
        await rig.type("Alice carelessly deployed the change")
        await noticed(rig)
        found = rig.meeting.noticed
        assert found
        assert found.hint.note
        before = rig.session.notes[-1].text
        await column(rig)
        assert found.hint.note in words(await rig.screen())
        assert rig.session.notes[-1].text == before, "nothing is changed by itself"
        await rig.burst("u")
        await rig.until(lambda: rig.session.notes[-1].text == found.hint.note)
        await rig.until(lambda: rig.meeting.noticed is None)
        await rig.burst("ctrl+z")
        assert rig.session.notes[-1].text == before


async def test_facts_draw_no_mark(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await to(rig, 2)
        for line in (
            "14:17 On-call engineer @alice acknowledged, began investigation",
            "14:20 Incident declared SEV1, IC @bob assigned",
            "14:33 git blame shows the change of Tuesday",
            HOSTILE,
        ):
            await rig.type(line)
            await rig.pilot.pause(0.05)
            assert rig.meeting.noticed is None
        assert MARK not in await rig.screen()


async def test_an_admitted_gap_is_thanked(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await to(rig, 5)
        await rig.type("I forgot to update the runbook")
        await noticed(rig)
        assert rig.meeting.noticed
        assert rig.meeting.noticed.hint.category == ADMITTED
        await column(rig)
        assert "Thank you for that honest assessment" in words(await rig.screen())


async def test_what_is_undone_is_not_held_against_anybody(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await to(rig, 5)
        await rig.type(BLAME)
        await noticed(rig)
        await rig.burst("ctrl+z")
        await rig.until(lambda: rig.meeting.noticed is None)


async def test_the_room_is(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        for i, situation in enumerate(SITUATIONS):
            await rig.burst("f11")
            await rig.until_on(Choose)
            await rig.burst("home", *["down"] * i, "enter")
            await rig.until_on(Show)
            assert situation.says[0] in words(await rig.screen())
            await rig.burst("escape")
            await rig.until(lambda: rig.app.screen is rig.meeting)


async def test_a_faulty_file_of_the_teams_words_is_told_and_ours_are_taken(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "lexicon.toml").write_text("[nonsense]\nwords = 3\n", "utf-8")
    async with running(tmp_path, clock) as rig:
        await to(rig, 5)
        await rig.type(BLAME)
        await noticed(rig)
        assert [told for told in rig.told() if "lexicon.toml" in told and "nonsense" in told]
