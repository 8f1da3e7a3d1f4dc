"""The root-cause workshop, by keys alone: the guide's two examples, a branching chain, a fishbone of forty causes."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running

from facilitator.documents.registry import render
from facilitator.domain import causes
from facilitator.domain.cause import Standing
from facilitator.ui.screens.dialogs import Choose, Show
from facilitator.ui.widgets.workshop import Workshop

GOLDENS = Path(__file__).parents[1] / "goldens"
NAME = "2025-12-03-api-outage"
FIVE_WHYS = (
    "Why did the API fail?",
    "the database connection pool was exhausted",
    "Why was the connection pool exhausted?",
    "traffic doubled during holiday shopping",
    "Why didn't the pool scale with traffic?",
    "pool size was hardcoded to 100 connections",
    "Why was it hardcoded instead of auto-scaling?",
    "the configuration management system doesn't support dynamic scaling",
    "Why doesn't the config system support dynamic scaling?",
    "it was designed before auto-scaling requirements emerged",
)
ROOT = "Configuration management system lacks dynamic scaling capabilities"
ACTIONS = (
    "Migrate to configuration system with dynamic scaling support",
    "Add auto-scaling rules for connection pool",
    "Document dynamic configuration best practices",
)
FISHBONE = (
    "1 No DB expert on-call",
    "2 No load testing", "Missing runbook", "No staging check",
    "3 Hardcoded pool size", "No auto-scaling", "Monitoring gap",
    "env: Holiday traffic spike", "Vendor maintenance window",
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header shows the time where the meeting is held: the machine's."""
    monkeypatch.setenv("TZ", "UTC")


@asynccontextmanager
async def analysing(folder: Path, clock: FakeClock, size: tuple[int, int] = WIDE) -> AsyncIterator[Rig]:
    """The demo meeting in its root cause analysis."""
    async with running(folder, clock, size) as rig:
        await rig.burst("ctrl+n", "ctrl+n", "ctrl+n")
        yield rig


def same_as_golden(name: str, shown: str) -> None:
    golden = GOLDENS / name
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


def chain(rig: Rig) -> list[str]:
    return ["  " * why.depth + why.cause.text for why in causes.walk(causes.chains(rig.session))]


def on_bones(rig: Rig) -> dict[str, list[str]]:
    bones = causes.fishbone(rig.session).bones
    return {bone.name: [each.cause.text for each in bone.twigs] for bone in bones if bone.twigs}


def at(rig: Rig) -> str:
    cause = rig.meeting.query_one(Workshop).at()
    return cause.text if cause else ""


def pane(rig: Rig) -> str:
    """The words in the workshop, on one line."""
    return " ".join(rig.meeting.query_one(Workshop).render().plain.split())


async def answer(rig: Rig, *keys: str, screen: type[Choose[int]] | type[Show] = Choose) -> None:
    """Keys for the dialog that the last key opened, and wait until it is gone."""
    await rig.until_on(screen)
    await rig.burst(*keys)
    await rig.until(lambda: rig.app.screen is rig.meeting)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_the_guides_five_whys(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock, size) as rig:
        keys = 0
        for line in FIVE_WHYS:
            typed = (*line, "enter")
            keys += len(typed)
            await rig.burst(*typed)
        assert keys <= sum(len(line) + 2 for line in FIVE_WHYS)
        asked = await rig.screen()
        await rig.type(f"= {ROOT}")
        for action in ACTIONS:
            await rig.burst("tab", "a", *action, "enter")
        rig.app.clear_notifications()
        shown = await rig.screen()
        document = render(rig.session, NAME, "md", clock.now())
        assert [action.task.text for action in rig.session.actions] == list(ACTIONS)
        assert {action.task.addresses for action in rig.session.actions} == {rig.session.causes[-1].id}
        assert causes.primary(rig.session) == rig.session.causes[-1]
    assert "Is this a process or a system we can change?" in " ".join(asked.split())
    same_as_golden(f"workshop-five_whys-{size[0]}x{size[1]}.txt", shown)
    same_as_golden("workshop-five_whys.md", document[document.index("## Root") : document.index("## Impact")])


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_the_guides_fishbone(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock, size) as rig:
        await rig.burst("f12")
        await rig.type(*FISHBONE)
        shown = await rig.screen()
        document = render(rig.session, NAME, "md", clock.now())
        assert on_bones(rig) == {
            "People": ["No DB expert on-call"],
            "Process": ["No load testing", "Missing runbook", "No staging check"],
            "Technology": ["Hardcoded pool size", "No auto-scaling", "Monitoring gap"],
            "Environment": ["Holiday traffic spike", "Vendor maintenance window"],
        }
    same_as_golden(f"workshop-fishbone-{size[0]}x{size[1]}.txt", shown)
    same_as_golden("workshop-fishbone.md", document[document.index("### Fishbone") : document.index("## Impact")])


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_a_branching_chain_of_twelve(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock, size) as rig:
        await rig.type("the pool was exhausted", "traffic doubled", "+ retries piled up", "+ a slow query was released")
        await rig.type("it was not reviewed", "the review list has no query plan", "+ reviewers see no load figures")
        await rig.burst("tab", "k", "k", "k", "k", "escape")
        assert at(rig) == "retries piled up"
        await rig.type("the client retries without a limit", "the library's default was never looked at")
        await rig.type("! the status page was late", "nobody was told to write it", "the runbook has no step for it")
        shown = await rig.screen()
        document = render(rig.session, NAME, "md", clock.now())
        assert len(rig.session.causes) == 13
        assert [why.cause.text for why in causes.chains(rig.session)] == ["API outage", "the status page was late"]
    same_as_golden(f"workshop-branches-{size[0]}x{size[1]}.txt", shown)
    same_as_golden("workshop-branches.md", document[document.index("### 5 Whys") : document.index("## Impact")])


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_a_fishbone_of_forty_causes(size: tuple[int, int], tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock, size) as rig:
        await rig.burst("f12")
        more = " that needs more words"
        lines = [f"{1 + number % 7 % 4} cause number {number} of many{more * (number % 3)}" for number in range(40)]
        await rig.burst(*(key for line in lines for key in (*line, "enter")))
        shown = await rig.screen()
        assert sum(len(texts) for texts in on_bones(rig).values()) == 40
        await rig.burst("tab", "g")
        assert "cause number 0 " in await rig.screen()
    same_as_golden(f"workshop-forty-{size[0]}x{size[1]}.txt", shown)


async def test_a_cause_is_changed_moved_set_free_and_deleted_and_every_step_is_undone(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("first", "second", "+ other", "third")
        tree = ["API outage", "  first", "    second", "    other", "      third"]
        assert chain(rig) == tree
        await rig.burst("tab", "k", "K")
        assert chain(rig) == ["API outage", "  first", "    other", "      third", "    second"]
        await rig.burst("m")
        await answer(rig, "enter")
        assert chain(rig)[-2:] == ["other", "  third"]
        await rig.burst("e", *" one", "enter")
        assert chain(rig)[-2:] == ["other one", "  third"]
        await rig.burst("tab", "d")
        assert chain(rig)[-1] == "third"
        for _ in range(4):
            await rig.burst("ctrl+z")
        assert chain(rig) == tree


async def test_one_analysis_two_views(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("the pool was exhausted")
        await rig.burst("tab", "3")
        assert on_bones(rig) == {"Technology": ["the pool was exhausted"]}
        await rig.burst("f12", "escape")
        await rig.type("2 Missing runbook", "> nobody owns it")
        await rig.burst("tab", "k", "1", "w")
        assert on_bones(rig)["People"] == ["Missing runbook"]
        await rig.type("runbooks are not part of a release")
        assert chain(rig)[-2:] == ["Missing runbook", "  runbooks are not part of a release"]
        assert len(rig.session.causes) == 5
        await rig.burst("tab", "p")
        await answer(rig, "down", "enter")
        assert on_bones(rig)["Process"] == ["runbooks are not part of a release"]
        await rig.burst("0")
        assert "Process" not in on_bones(rig)


async def test_standing_votes_and_their_order(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.burst("f12")
        await rig.type("2 first of two", "second of two")
        await rig.burst("tab", "plus", "plus", "minus", "r", "k", "c")
        first, second = rig.session.causes
        assert (first.standing, second.standing, second.votes) == (Standing.CONTRIBUTING, Standing.PRIMARY, 1)
        await rig.burst("o")
        shown = await rig.screen()
        assert shown.index("second of two +1") < shown.index("first of two")
        await rig.burst("c")
        assert rig.session.causes[0].standing is None


async def test_a_why_that_ends_at_a_person_is_led_on_and_never_stopped(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("@alice deployed without testing")
        shown = pane(rig)
        assert "What would have prevented this?" in shown
        assert "What allowed @alice to deploy without testing?" in shown
        await rig.type("the pipeline lets a deploy skip staging")
        assert at(rig) == "the pipeline lets a deploy skip staging"
        assert "What would have prevented this?" not in pane(rig)
        await rig.type("human error")
        assert "Stop at process or system failures, not at individuals." in pane(rig)


async def test_evidence_is_linked_and_what_has_none_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("the pool was exhausted")
        assert "no evidence" in await rig.screen()
        await rig.burst("tab", "l")
        await rig.until_on(Choose)
        await rig.burst("down", "down", "down", "enter")
        await rig.until(lambda: rig.session.causes[-1].evidence != ())
        await rig.until_on(Choose)
        await answer(rig, "escape")
        shown = await rig.screen()
        assert "seen 14:25" in shown
        assert "no evidence" not in shown


async def test_the_chain_is_read_back_with_therefore(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("the pool was exhausted", "traffic doubled")
        await rig.burst("tab", "b")
        await rig.until_on(Show)
        shown = await rig.screen()
        lines = ("Traffic doubled", "therefore the pool was exhausted", "therefore API outage")
        assert [shown.index(line) for line in lines] == sorted(shown.index(line) for line in lines)
        await rig.burst("escape")


async def test_two_chains_that_meet_are_marked(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("the pool was exhausted", "no load test", "! status page late", "No load test.")
        shown = await rig.screen()
        assert "≡ also in chain 1" in shown
        assert "≡ also in chain 2" in shown


async def test_a_chain_starts_from_an_entry_with_it_as_evidence(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.burst("shift+tab", "w")
        assert rig.session.causes[0].text == rig.session.entries[-1].text
        assert rig.session.causes[0].evidence == (rig.session.entries[-1].id,)
        await rig.type("it took an hour")
        assert chain(rig) == ["IC declared incident resolved", "  it took an hour"]


async def test_contributing_factors_throughout(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        rig.meeting.action_factors()
        await rig.type("the pool was exhausted", "= Pool size is fixed by hand")
        shown = await rig.screen()
        assert "Contributing factor: Pool size is fixed by hand" in shown
        assert "Root cause:" not in shown
        await rig.burst("tab", "r")
        assert any("contributing factors only" in told for told in rig.told())
        document = render(rig.session, NAME, "md", clock.now())
        assert "Primary Root Cause" not in document
        assert "**Contributing Factor:** Pool size is fixed by hand" in document


async def test_hostile_text_is_shown_as_typed_in_both_views(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type(HOSTILE, f"= {HOSTILE}", f"! {HOSTILE}")
        assert (await rig.screen()).count(HOSTILE) >= 3
        await rig.burst("f12")
        await rig.type(f"1 {HOSTILE}", f"> {HOSTILE}")
        assert HOSTILE in await rig.screen()
        await rig.burst("tab", "b")
        await answer(rig, "escape", screen=Show)
        await rig.burst("l")
        await answer(rig, "escape")


async def test_a_pasted_block_becomes_becauses_of_one_why(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.type("the pool was exhausted")
        rig.meeting.keep_paste("- traffic doubled\n- because retries piled up.\n")
        await answer(rig, "enter", screen=Show)
        assert chain(rig)[-2:] == ["    traffic doubled", "    retries piled up"]


async def test_a_line_that_cannot_be_placed_comes_back(tmp_path: Path, clock: FakeClock) -> None:
    async with analysing(tmp_path, clock) as rig:
        await rig.burst("f12")
        await rig.type("which bone is it")
        assert any("Which category?" in told for told in rig.told())
        assert rig.meeting.query_one("#line").value == "which bone is it"  # type: ignore[attr-defined]
        assert rig.session.causes == ()
