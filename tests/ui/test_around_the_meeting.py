"""Preparation, forms, the document with its gaps, the exit poll and the voices, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from guide_meeting import back, command
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from textual.widgets import Input, OptionList

from facilitator.documents.registry import render
from facilitator.domain.paper import Question, State
from facilitator.ui.around import IMPACT
from facilitator.ui.incident_form import NAMES
from facilitator.ui.screens.dialogs import Ask, Choose, Show
from facilitator.ui.screens.document import DocumentScreen
from facilitator.ui.screens.form import Form
from facilitator.ui.screens.tally import Tally

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
TIMES = ("started", "detected", "mitigated", "resolved", "timezone")


async def fill_with(rig: Rig, text: str, leave: tuple[str, ...] = ()) -> None:
    """The same text in every line of the form that is shown."""
    await rig.until_on(Form)
    for field in rig.app.screen.query(Input):
        if field.id and field.id.removeprefix("field-") not in leave:
            field.focus()
            await rig.burst("home", "ctrl+k", *text)


async def choose(rig: Rig, words: str) -> None:
    """Go down to the gap with these words, and Enter."""
    options = rig.app.screen.query_one("#gaps", OptionList)
    for _ in range(options.option_count):
        at = options.highlighted
        if at is not None and words in str(options.get_option_at_index(at).prompt):
            break
        await rig.burst("down")
    await rig.burst("enter")


async def test_hostile_text_in_every_line_of_the_incident(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await command(rig, "incident and people")
        await fill_with(rig, HOSTILE, TIMES)
        await rig.burst("enter")
        await back(rig)
        incident = rig.session.incident
        assert {incident.title, incident.id, incident.severity, incident.type, incident.author, incident.summary} == {
            HOSTILE
        }
        assert (incident.services, incident.tags) == ((HOSTILE,), (HOSTILE,))
        assert HOSTILE in await rig.screen()


async def test_hostile_text_in_every_line_of_the_impact_reaches_the_document(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await command(rig, "impact")
        await fill_with(rig, HOSTILE)
        await rig.burst("enter")
        await back(rig)
        assert {getattr(rig.session.impact, name) for name in type(rig.session.impact).names} == {HOSTILE}
        await rig.burst("f10")
        await rig.until(lambda: rig.app.screen.query_one("#gaps", OptionList).option_count > 0)
        await rig.burst("escape")
        await back(rig)


async def test_a_time_that_is_none_is_asked_for_again(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await command(rig, "incident and people")
        await rig.until_on(Form)
        resolved = rig.app.screen.query_one("#field-resolved", Input)
        resolved.focus()
        await rig.burst("home", "ctrl+k", *"13:00", "enter")
        assert "before it started" in await rig.screen()
        await rig.burst("home", "ctrl+k", *"16:00")
        assert "Duration: 105 minutes (14:15 - 16:00 PST)" in await rig.screen()
        await rig.burst("enter")
        await back(rig)
        assert rig.session.incident.resolved is not None


async def test_the_facilitator_should_not_be_the_ic(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await command(rig, "prepare and follow up")
        await rig.until_on(Choose)
        await rig.burst("down", "enter")
        await rig.until_on(Form)
        assert rig.app.focused and rig.app.focused.id == "field-people"
        await rig.burst("home", "ctrl+k", *"@bob IC facilitator, @erin scribe", "enter")
        await rig.until_on(Choose)
        shown = " ".join((await rig.screen()).replace("│", " ").split())
        assert "@bob is the IC and the facilitator." in shown
        await rig.burst("escape")
        await back(rig)


async def test_the_steps_of_the_guide_are_ticked_and_the_meeting_is_set(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await command(rig, "prepare and follow up")
        await rig.until_on(Choose)
        await rig.burst("enter")
        await rig.until_on(Ask)
        await rig.burst(*"2025-12-06 16:00", "enter")
        await rig.until_on(Choose)
        assert rig.session.scheduled is not None
        assert "later than 48 hours" in " ".join((await rig.screen()).replace("│", " ").split())
        await rig.burst("down", "down", "down", "enter")
        await rig.until(lambda: [each.step for each in rig.session.steps] == ["share-timeline"])
        await rig.until_on(Choose)
        await rig.burst("escape")
        await back(rig)


@SIZES
async def test_the_document_shows_every_gap_and_leads_to_where_it_is_filled(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, size) as rig:
        await rig.burst(*["ctrl+n"] * 6)
        await rig.type("Improve monitoring")
        rig.app.clear_notifications()

        async def gaps() -> OptionList:
            await rig.until_on(DocumentScreen)
            options = rig.app.screen.query_one("#gaps", OptionList)
            await rig.until(lambda: options.option_count > 0 and bool(rig.app.screen.query_one("#document")._lines))  # type: ignore[attr-defined]
            return options

        await rig.burst("f10")
        before = (await gaps()).option_count
        same_as_golden(f"document-{size[0]}x{size[1]}.txt", await rig.screen())
        await choose(rig, "how many users")
        await rig.until_on(Form)
        assert rig.app.focused and rig.app.focused.id == "field-users"
        await rig.burst(*"~5,000", "enter")
        options = await gaps()
        assert options.option_count == before - 1
        await choose(rig, "has no owner")
        await rig.until_on(Ask)
        await rig.burst(*"@alice", "enter")
        await gaps()
        assert rig.session.actions[0].task.owner == "@alice"
        await rig.burst("escape")
        await back(rig)


async def test_a_gap_of_another_phase_leads_there_only_on_a_yes(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.burst("ctrl+n", "f10")
        await rig.until_on(DocumentScreen)
        options = rig.app.screen.query_one("#gaps", OptionList)
        await rig.until(lambda: options.option_count > 0)
        await choose(rig, "went well")
        await rig.until_on(Show)
        await rig.burst("enter")
        await back(rig)
        await rig.until(lambda: rig.session.phase is not None and rig.session.phase.title == "What went well")


async def test_after_the_meeting_lines_go_where_the_room_says(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.burst(*["ctrl+n"] * 8)
        assert rig.session.ended
        await command(rig, "write in a section")
        await rig.until_on(Choose)
        await rig.burst("end", "enter")
        await back(rig)
        await rig.type("Connection pool metrics are leading indicators")
        assert [note.section.value for note in rig.session.notes] == ["lesson"]
        assert rig.session.ended, "the clock stands still"


async def test_the_exit_poll_counts_hands_by_key(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await command(rig, "exit poll")
        await rig.until_on(Tally)
        await rig.burst("5", "5", "4", "minus")
        await rig.burst(*["down"] * 5, "1", "3")
        assert "2 hands" in await rig.screen()
        await rig.burst("escape")
        await back(rig)
        counted = {(each.question, each.score): each.hands for each in rig.session.poll}
        assert counted == {(Question.LEARNED, 5): 2, (Question.AGAIN, 1): 1, (Question.AGAIN, 3): 1}


async def test_voices_are_private(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.type("14:22 @zoe looked at the cache")
        before = {format: render(rig.session, "x", format, clock.now()) for format in ("md", "json")}
        assert "Heard" not in await rig.screen()
        await rig.burst("f9")
        await rig.until(lambda: rig.meeting.place == "private")
        shown = await rig.screen()
        assert "@zoe             not yet named" in shown
        await rig.burst("down", "plus", "plus", "minus", "f9")
        await rig.until(lambda: rig.meeting.place == "meeting")
        assert "Heard" not in await rig.screen()
        (voice,) = rig.session.voices
        assert (voice.name, voice.heard) == ("@alice", 1)
        assert {format: render(rig.session, "x", format, clock.now()) for format in ("md", "json")} == before
        await rig.burst("ctrl+z")
        assert not [entry for entry in rig.session.entries if "@zoe" in entry.text], "undo takes back what was told"
        assert rig.session.voices == (voice,)


async def test_the_document_has_a_state_with_its_dates(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await command(rig, "state of the document")
        await rig.until_on(Choose)
        await rig.burst("end", "enter")
        await back(rig)
        assert rig.session.state is State.PUBLISHED
        assert "**Status:** Published" in render(rig.session, "x", "md", clock.now())


async def test_a_stray_esc_loses_nothing_in_a_form(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await command(rig, "impact")
        await rig.until_on(Form)
        await rig.burst(*"~5,000", "escape")
        assert "Not kept yet" in await rig.screen()
        await rig.burst("enter")
        await back(rig)
        assert rig.session.impact.users == "~5,000"


@SIZES
async def test_the_steps_are_as_they_were_looked_at(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, size) as rig:
        await command(rig, "prepare and follow up")
        await rig.until_on(Choose)
        same_as_golden(f"prepare-{size[0]}x{size[1]}.txt", await rig.screen())


def test_an_example_in_an_empty_line_is_not_taken_for_what_was_typed() -> None:
    """Without colours they look the same."""
    examples = [example for _, example in NAMES.values()] + [example for _, _, example in IMPACT]
    assert [each for each in examples if not each.startswith(("such as ", "empty: ", "In 2-3 sentences"))] == []
