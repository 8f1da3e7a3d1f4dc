"""The action items of all sessions by keys: what is late, changing a state on the disk, filters, the history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from test_archive_screen import make

from facilitator.documents.plain import as_document
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.evolve import replay
from facilitator.store.desk import Desk
from facilitator.store.opening import load
from facilitator.ui.screens.dialogs import Ask, Choose, Show
from facilitator.ui.screens.follow_up import FollowUpScreen
from facilitator.ui.screens.home import HomeScreen
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.screens.reading import ReadingScreen

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
API, DISK = "2025-12-03-api-outage", "2025-12-02-disk"


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Items in every row of the weekly view of Friday, December 5."""
    api = AddActions((
        Task("Add a pool alert", "@alice", date(2025, 12, 4), Priority.HIGH, "It fires at 80%"),
        Task("Use a circuit breaker", "@bob", date(2025, 12, 9), Priority.HIGH, status=Status.IN_PROGRESS),
        Task("Load test for 2x traffic", "@charlie", date(2025, 12, 5), Priority.MEDIUM),
        Task("Mail the customers", "@comms", date(2025, 12, 4), Priority.HIGH, status=Status.COMPLETE),
    ))  # fmt: skip
    disk = AddActions((
        Task(HOSTILE, HOSTILE, date(2026, 2, 1), Priority.LOW, HOSTILE),
        Task("Rotate logs", "@Alice", date(2025, 12, 20), None, "", Status.BLOCKED, "waits for a disk"),
        Task("Buy a larger disk", status=Status.WONT_DO, reason="the logs move away"),
        Task("Write down where logs go"),
    ))  # fmt: skip
    make(tmp_path / "sessions", API, "API outage", 3, api)
    make(tmp_path / "sessions", DISK, HOSTILE, 2, disk)
    return tmp_path


def task(folder: Path, name: str, words: str) -> Task:
    """An item as it is on the disk."""
    actions = replay(load(folder / "sessions" / f"{name}.json").events).actions
    return next(action.task for action in actions if action.task.text == words)


async def follow_up(rig: Rig) -> FollowUpScreen:
    await rig.until_on(HomeScreen)
    await rig.burst("f")
    await rig.until_on(FollowUpScreen)
    screen = rig.app.screen
    assert isinstance(screen, FollowUpScreen)
    await rig.until(lambda: screen._archive is not None and not screen._stale)
    await rig.pilot.pause()
    return screen


async def choose(rig: Rig, down: int) -> None:
    """In the list of states: as many rows down from the first one."""
    await rig.until_on(Choose)
    await rig.burst("home", *["down"] * down, "enter")


@SIZES
async def test_late_first_then_week_by_week(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, size, home=True) as rig:
        screen = await follow_up(rig)
        same_as_golden(f"follow-up-{size[0]}x{size[1]}.txt", await rig.screen())
        headings = [heading for heading, _ in screen._view.rows if heading]
        assert headings == [
            "Overdue · 1", "Blocked · 1", "Due this week · 1", "Due next week · 1", "Later · 1", "No date · 1",
            "Complete · 1", "Won't Do · 1",
        ]  # fmt: skip
        await rig.burst("end")
        same_as_golden(f"follow-up-end-{size[0]}x{size[1]}.txt", await rig.screen())


async def test_a_state_is_changed_in_its_session(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        screen = await follow_up(rig)
        await rig.burst("s")
        await choose(rig, 2)
        await rig.until(lambda: bool(rig.told()))
        assert rig.told() == [
            "Great work on «Add a pool alert». This will prevent similar incidents. "
            "Thank you for turning this incident into a learning opportunity."
        ]
        assert task(folder, API, "Add a pool alert").status is Status.COMPLETE
        assert "Nothing is overdue" in await rig.screen()
        chosen = screen.chosen()
        assert chosen and chosen.action.task.text == "Add a pool alert", "it is chosen where it stands now"
        assert [change.status for change in chosen.history] == [Status.NOT_STARTED, Status.COMPLETE]


async def test_what_is_blocked_says_why(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        await follow_up(rig)
        await rig.burst("enter")
        await choose(rig, 3)
        await rig.until_on(Ask)
        await rig.burst("enter")
        assert "A few words" in await rig.screen()
        await rig.burst(*HOSTILE, "enter")
        await rig.until(lambda: bool(rig.told()))
        changed = task(folder, API, "Add a pool alert")
        assert (changed.status, changed.reason) == (Status.BLOCKED, HOSTILE)
        assert (changed.owner, changed.due, changed.criteria) == ("@alice", date(2025, 12, 4), "It fires at 80%")
        assert f"because {HOSTILE}" in await rig.screen()
        assert "Escalate what is blocked to leadership." in await rig.screen()


async def test_esc_changes_nothing(folder: Path, clock: FakeClock) -> None:
    before = (folder / "sessions" / f"{API}.json").read_bytes()
    async with running(folder, clock, home=True) as rig:
        await follow_up(rig)
        await rig.burst("s")
        await rig.until_on(Choose)
        await rig.burst("escape")
        await rig.until_on(FollowUpScreen)
        await rig.burst("s")
        await choose(rig, 4)
        await rig.until_on(Ask)
        await rig.burst("escape")
        await rig.until_on(FollowUpScreen)
        assert not rig.told()
    assert (folder / "sessions" / f"{API}.json").read_bytes() == before


async def test_nothing_is_changed_while_the_session_is_open_elsewhere(folder: Path, clock: FakeClock) -> None:
    desk = Desk.open(folder / "sessions" / f"{API}.json", as_document)
    try:
        async with running(folder, clock, home=True) as rig:
            await follow_up(rig)
            await rig.burst("s")
            await choose(rig, 2)
            await rig.until(lambda: bool(rig.told()))
            (said,) = rig.told()
            assert "is open in another terminal" in said
            assert said.count(".") == 1
    finally:
        desk.close()
    assert task(folder, API, "Add a pool alert").status is Status.NOT_STARTED


async def test_those_of_one_person_and_the_open_ones(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        screen = await follow_up(rig)
        assert len(screen._view.rows) == 8
        await rig.burst("a")
        await rig.until(lambda: len(screen._view.rows) == 6)
        await rig.burst("m")
        await rig.until_on(Choose)
        assert HOSTILE in await rig.screen()
        await rig.burst("down", "enter")
        await rig.until_on(FollowUpScreen)
        await rig.until(lambda: len(screen._view.rows) == 2)
        assert [item.action.task.text for _, item in screen._view.rows] == ["Add a pool alert", "Rotate logs"]
        await rig.burst("m")
        await rig.until_on(Choose)
        await rig.burst("home", "enter")
        await rig.until_on(FollowUpScreen)
        await rig.burst("a")
        await rig.until(lambda: len(screen._view.rows) == 8)


@SIZES
async def test_hostile_text_is_shown_as_it_is(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, size, home=True) as rig:
        screen = await follow_up(rig)
        at = next(i for i, (_, item) in enumerate(screen._view.rows) if item.action.task.text == HOSTILE)
        await rig.burst(*["down"] * at)
        assert (await rig.screen()).count(HOSTILE) >= 2
        await rig.burst("h")
        await rig.until_on(Show)
        shown = await rig.screen()
        assert shown.count(HOSTILE) >= 3
        assert "2025-12-04 18:00" in shown
        await rig.burst("escape", "s")
        await rig.until_on(Choose)
        assert HOSTILE in await rig.screen()


async def test_the_session_is_opened_and_read_again_after_it(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, home=True) as rig:
        screen = await follow_up(rig)
        await rig.burst("o")
        await rig.until_on(MeetingScreen)
        assert rig.session.incident.title == "API outage"
        from facilitator.domain.acts.actions import RemoveAction

        rig.meeting.act(RemoveAction(rig.session.actions[0].id))
        rig.meeting.action_home()
        await rig.until_on(FollowUpScreen)
        await rig.until(lambda: len(screen._view.rows) == 7)
        assert "Nothing is overdue" in await rig.screen()


async def test_a_damaged_file_is_named_and_the_rest_is_told(folder: Path, clock: FakeClock) -> None:
    whole = (folder / "sessions" / f"{API}.json").read_bytes()
    (folder / "sessions" / "half.json").write_bytes(whole[:700])
    async with running(folder, clock, NARROW, home=True) as rig:
        screen = await follow_up(rig)
        assert len(screen._view.rows) == 8
        assert "half.json is damaged" in await rig.screen()
    assert (folder / "sessions" / "half.json").read_bytes() == whole[:700]


async def test_no_items_yet(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW, home=True) as rig:
        await follow_up(rig)
        assert "There are no action items yet." in await rig.screen()
        await rig.burst("s", "h", "o", "a", "down", "enter")
        await rig.burst("m")
        await rig.until_on(Choose)
        await rig.burst("escape", "escape")
        await rig.until_on(HomeScreen)


async def test_runbooks_that_are_still_to_be_changed(folder: Path, clock: FakeClock) -> None:
    done = Task("Archive the old runbook", status=Status.COMPLETE)
    tasks = AddActions((Task(f"Update runbook {HOSTILE}", "@erin"), done))
    make(folder / "sessions", "2025-12-01-failover", "Failover hung", 1, tasks)
    async with running(folder, clock, WIDE, home=True) as rig:
        await follow_up(rig)
        await rig.burst("r")
        await rig.until_on(Choose)
        shown = await rig.screen()
        assert f"update   Update runbook {HOSTILE}" in shown
        assert "archive  Archive" not in shown, "that is done"
        await rig.burst("enter")
        await rig.until_on(ReadingScreen)


async def test_owner_due_date_and_tracker_are_changed_in_place(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        screen = await follow_up(rig)
        await rig.burst("1")
        await rig.until_on(Ask)
        await rig.burst(*["backspace"] * 6, *"@bob and @charlie")
        assert "more than one person" in await rig.screen()
        await rig.burst(*["backspace"] * 13, "enter")
        await rig.until(lambda: rig.told() == ["«Add a pool alert» belongs to @bob now."])
        await rig.burst("2")
        await rig.until_on(Ask)
        await rig.burst(*["backspace"] * 10, *"when it rains", "enter")
        assert "is not a date" in await rig.screen()
        await rig.burst(*["backspace"] * 13, *"Dec 12")
        assert "Friday, Dec 12." in await rig.screen()
        await rig.burst("enter")
        await rig.until(lambda: rig.told() == ["«Add a pool alert» is due Dec 12 now."])
        chosen = screen.chosen()
        assert chosen and chosen.action.task.text == "Add a pool alert", "it is chosen where it stands now"
        await rig.burst("t")
        await rig.until_on(Ask)
        await rig.burst(*"OPS-12", "enter")
        await rig.until(lambda: rig.told() == ["«Add a pool alert» is followed at OPS-12 now."])
        kept = task(folder, API, "Add a pool alert")
        assert (kept.owner, kept.due, kept.tracker) == ("@bob", date(2025, 12, 12), "OPS-12")
        assert (kept.status, kept.criteria) == (Status.NOT_STARTED, "It fires at 80%")
        rig.app.clear_notifications()
        assert "↗ OPS-12" in await rig.screen()
        await rig.burst("h")
        await rig.until_on(Show)
        same_as_golden("follow-up-history-80x24.txt", await rig.screen())


async def test_what_is_emptied_is_nobodys_and_without_a_date(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        await follow_up(rig)
        for key, said in (("1", "belongs to nobody now"), ("2", "has no due date now")):
            await rig.burst(key)
            await rig.until_on(Ask)
            await rig.burst("ctrl+u", *["backspace"] * 10, "enter")
            await rig.until(lambda said=said: rig.told() == [f"«Add a pool alert» {said}."])  # type: ignore[misc]
        kept = task(folder, API, "Add a pool alert")
        assert (kept.owner, kept.due) == ("", None)
