"""Points, parked questions and action items on the meeting screen, by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from textual.widgets import Input

from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.note import Gap, Section
from facilitator.ui.screens.dialogs import Ask, Choose, Show

PHASES = {"well": 4, "wrong": 5, "actions": 6, "closing": 7}
"""How many steps it takes to get there."""


async def go(rig: Rig, phase: str) -> None:
    await rig.burst(*["ctrl+n"] * PHASES[phase])
    rig.app.clear_notifications()


async def work(rig: Rig, *keys: str) -> None:
    """The work pane gets the focus, then the keys."""
    rig.meeting.query_one("#work").focus()
    await rig.burst(*keys)


async def answer(rig: Rig, *keys: str, screen: type[Choose[int]] | type[Ask] | type[Show] = Choose) -> None:
    """Keys for the dialog that the last key opened, until the meeting is in front again."""
    await rig.until_on(screen)
    await rig.burst(*keys)
    await rig.until(lambda: rig.app.screen is rig.meeting)


async def test_a_point_has_a_gap_votes_an_entry_and_an_action(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "wrong")
        await rig.type("No alert on the pool #tools", "Runbook outdated", f"{HOSTILE} #training")
        await work(rig, "home", "down", "t")
        await answer(rig, "down", "enter")
        await work(rig, "plus", "plus", "minus", "l")
        await answer(rig, "home", "down", "enter")
        await work(rig, "a")
        await rig.type("Test the runbook @bob due Dec 12 !low done when a new engineer follows it")
        notes = {note.text: note for note in rig.session.section(Section.WRONG)}
        assert [note.gap for note in notes.values()] == [Gap.TOOLS, Gap.PROCESS, Gap.TRAINING]
        runbook = notes["Runbook outdated"]
        assert (runbook.votes, runbook.entry) == (1, rig.session.entries[0].id)
        (action,) = rig.session.actions
        assert action.task == Task(
            "Test the runbook", "@bob", date(2025, 12, 12), Priority.LOW, "a new engineer follows it",
            addresses=runbook.id,
        )  # fmt: skip
        shown = await rig.screen()
        assert "→ 1 action" in shown
        assert HOSTILE in shown
        await work(rig, "o")
        assert "Runbook outdated" in (await rig.screen()).partition("No alert")[0]
        await work(rig, "o", "home", "J")
        assert next(note.text for note in rig.session.section(Section.WRONG)) == "Runbook outdated"


async def test_what_an_action_item_lacks_is_asked_for_with_one_key_each(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "actions")
        await rig.type("Add an alert")
        for key, typed in (("1", HOSTILE), ("2", "next Friday"), ("4", HOSTILE)):
            await work(rig, key)
            await answer(rig, *typed, "enter", screen=Ask)
        await work(rig, "3")
        await answer(rig, "enter")
        task = rig.session.actions[0].task
        assert (task.owner, task.priority, task.criteria) == (HOSTILE, Priority.HIGH, HOSTILE)
        assert task.due and task.due > clock.now().date()
        shown = await rig.screen()
        assert "no cause (l)" in shown
        assert "1 owner" not in shown


async def test_f_asks_for_everything_that_is_missing_and_esc_keeps_what_was_said(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, NARROW) as rig:
        await go(rig, "actions")
        await rig.type("Add an alert")
        await work(rig, "f")
        await rig.until_on(Ask)
        await rig.burst(*"@alice", "enter")
        await rig.until(lambda: rig.session.actions[0].task.owner == "@alice")
        await rig.until(lambda: isinstance(rig.app.screen, Ask) and not rig.app.screen.query_one(Input).value)
        await rig.burst(*"soon, I hope", "enter")
        assert "date" in await rig.screen()
        await answer(rig, "escape", screen=Ask)
        assert rig.session.actions[0].task == Task("Add an alert", "@alice")


async def test_a_date_in_the_past_is_told_before_it_is_kept(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "actions")
        await rig.burst(*"Add an alert due Dec 1")
        assert "in the past" in await rig.screen()
        await rig.burst("enter")
        assert rig.session.actions[0].task.due == date(2025, 12, 1)
        assert "due Dec 1 · in the past" in await rig.screen()


async def test_wont_do_asks_for_the_reason(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "actions")
        await rig.type("Buy a pony")
        await work(rig, "s")
        await rig.until_on(Choose)
        await rig.burst("end", "enter")
        await answer(rig, *f"no stable {HOSTILE}", "enter", screen=Ask)
        task = rig.session.actions[0].task
        assert (task.status, task.reason) == (Status.WONT_DO, f"no stable {HOSTILE}")
        assert f"Won't Do: no stable {HOSTILE}" in await rig.screen()


async def test_an_edited_line_is_read_again_and_keeps_what_it_does_not_say(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "actions")
        await rig.type("Add an alert @alice due Dec 12 !high done when it fires")
        await work(rig, "s")
        await answer(rig, "down", "enter")
        await work(rig, "e")
        line = rig.meeting.query_one("#line", Input)
        assert line.value.startswith("Add an alert")
        line.value = line.value.replace("@alice", "@bob")
        line.cursor_position = len(line.value)
        await rig.burst("enter")
        task = rig.session.actions[0].task
        assert (task.owner, task.status, task.criteria) == ("@bob", Status.IN_PROGRESS, "it fires")


async def test_causes_without_an_action_wait_above_the_items(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.burst(*["ctrl+n"] * 3)
        await rig.type("the pool was exhausted", "= Releases are not load tested")
        await rig.burst(*["ctrl+n"] * 3)
        await rig.type("Improve monitoring")
        assert "Causes without an action item yet" in await rig.screen()
        await work(rig, "home", "a")
        await rig.type("Load test each release")
        assert rig.session.actions[1].task.addresses == rig.session.causes[-1].id
        assert "Causes without an action item yet" not in await rig.screen()
        await work(rig, "home", "l")
        await answer(rig, "end", "enter")
        assert rig.session.actions[0].task.addresses == rig.session.causes[-1].id


async def test_more_than_a_team_finishes_draws_the_guides_word_on_focus(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "actions")
        await rig.type(*(f"Add alert number {i} !high" for i in range(5)))
        assert "Focus on" not in await rig.screen()
        await rig.type("Add one more !high")
        assert "Focus on high-impact" in await rig.screen()


async def test_a_parked_question_gets_an_owner(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await go(rig, "closing")
        await rig.type("? who may change the pool size", "? who owns DNS @charlie")
        assert "no owner (1)" in await rig.screen()
        await work(rig, "home", "1")
        await answer(rig, *"@erin", "enter", screen=Ask)
        assert [note.owner for note in rig.session.section(Section.QUESTION)] == ["@erin", "@charlie"]


async def test_a_default_due_date_comes_with_the_severity(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "agendas"
    folder.mkdir()
    shipped = Path(__file__).parents[2] / "agendas" / "blameless-postmortem.toml"
    text = shipped.read_text("utf-8")
    (folder / shipped.name).write_text(text.replace("\n[[phase]]", "\ndue_in_days = { SEV1 = 7 }\n\n[[phase]]", 1))
    async with running(tmp_path, clock) as rig:
        await go(rig, "actions")
        await rig.type("Add an alert")
        assert rig.session.actions[0].task.due == date(2025, 12, 12)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_the_action_items_are_as_they_were_looked_at(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, size) as rig:
        await rig.burst(*["ctrl+n"] * 3)
        await rig.type("the pool was exhausted", "= Releases are not load tested")
        await rig.burst(*["ctrl+n"] * 3)
        await rig.type(
            "Add pool alert (threshold 80%) @alice due Dec 10 !high done when it fires in staging",
            "Improve monitoring",
            "Review runbooks @team due Dec 20 !low",
        )
        rig.app.clear_notifications()
        await work(rig)
        same_as_golden(f"meeting-actions-{size[0]}x{size[1]}.txt", await rig.screen())


async def test_points_that_say_the_same_are_put_together(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await rig.type("Fast alert: 90 seconds", "The alert came quickly")
        await rig.press("tab", "g")
        await rig.until(lambda: len(rig.app.screen_stack) > 1)
        await rig.press("down", "enter")
        first, second = rig.session.notes
        assert (first.group, second.group) == (None, first.id)
        assert "└ The alert came quickly" in await rig.screen()
        await rig.press("ctrl+z")
        assert rig.session.notes[1].group is None
