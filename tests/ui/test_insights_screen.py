"""The insights by keys: figures, what they stand on, the sessions behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from test_archive_screen import AGENDA

from facilitator.documents.plain import as_document
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AddFactors
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.evolve import replay
from facilitator.domain.session import Incident
from facilitator.insights import insights as computed
from facilitator.insights_digest import digest
from facilitator.insights_parts import Figure
from facilitator.store import archive_told
from facilitator.store.desk import Desk
from facilitator.store.opening import load
from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.screens.form import Form
from facilitator.ui.screens.home import HomeScreen
from facilitator.ui.screens.insights import InsightsScreen
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.screens.reading import ReadingScreen
from facilitator.ui.widgets.hits import Hits
from facilitator.ui.widgets.reader import Reader

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


def held(folder: Path, name: str, title: str, month: int, day: int, late: float, done: int) -> Path:
    """A session of 2025 whose meeting was held so many hours after the end; `done` of two items are completed."""
    over = datetime(2025, month, day, 15, tzinfo=UTC)
    met = over + timedelta(hours=late)
    about = Incident(title, started=over - timedelta(hours=1), resolved=over, services=(HOSTILE,))
    desk = Desk.create(folder / f"{name}.json", CreateSession(about, AGENDA), over, as_document)
    tasks = [
        Task(f"Do {i}", "@alice", date(2025, 12, 31), Priority.HIGH, "It is there", status)
        for i, status in enumerate([Status.COMPLETE] * done + [Status.NOT_STARTED] * (2 - done))
    ]
    desk.send(NextPhase(), met)
    desk.send(AddActions(tuple(tasks)), met)
    desk.send(NextPhase(), met + timedelta(minutes=20))
    desk.close()
    return folder / f"{name}.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three post-mortems in each of two quarters; the second one went better."""
    for month, late, done in ((7, 90, 0), (8, 60, 1), (9, 50, 1), (10, 30, 2), (11, 26.5, 1), (12, 20, 2)):
        title = HOSTILE if month == 12 else f"Outage of month {month}"
        held(tmp_path / "sessions", f"2025-{month:02}-02-outage", title, month, 2, late, done)
    return tmp_path


async def insights(rig: Rig) -> InsightsScreen:
    await rig.until_on(HomeScreen)
    await rig.burst("i")
    await rig.until_on(InsightsScreen)
    screen = rig.app.screen
    assert isinstance(screen, InsightsScreen)
    await rig.until(lambda: not screen._stale)
    await rig.pilot.pause()
    return screen


@SIZES
async def test_figures_and_what_they_stand_on(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, size, home=True) as rig:
        await insights(rig)
        same_as_golden(f"insights-{size[0]}x{size[1]}.txt", await rig.screen())
        await rig.burst("down", "down", "p")
        same_as_golden(f"insights-quarters-{size[0]}x{size[1]}.txt", await rig.screen())


async def test_met_or_not_is_told_in_words_with_the_sample(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, WIDE, home=True) as rig:
        await insights(rig)
        shown = await rig.screen()
        assert "Action item completion  58.3 %  ▲ target > 90 %, missed" in shown
        assert "completed action items / all action items × 100" in shown
        assert "n = 12, from 6 sessions" in shown
        assert "Celebrate: action item completion improved most, from 33.3 % in 2025-Q3 to 83.3 % in 2025-Q4." in shown
        await rig.burst("down", "down")
        assert "Time to post-mortem  40 h  ✓ target < 48 h, met" in await rig.screen()


async def test_the_sessions_behind_a_figure_can_be_read(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        await insights(rig)
        await rig.burst("enter")
        await rig.until_on(Choose)
        assert HOSTILE in await rig.screen()
        await rig.burst("enter")
        await rig.until_on(ReadingScreen)
        await rig.until(lambda: bool(rig.app.screen.query_one(Reader)._lines))
        assert HOSTILE in (await rig.screen()).splitlines()[0]
        await rig.burst("o")
        await rig.until_on(MeetingScreen)
        rig.meeting.action_home()
        await rig.until_on(ReadingScreen)
        await rig.burst("escape")
        await rig.until_on(InsightsScreen)


async def test_too_few_data_say_why(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, NARROW, home=True) as rig:
        screen = await insights(rig)
        assert "There are no action items yet." in await rig.screen()
        for _ in screen._figures:
            assert "too few data" in await rig.screen()
            await rig.burst("enter", "p", "down")
        assert "No session is behind it yet." in rig.told()
        await rig.burst("escape")
        await rig.until_on(HomeScreen)


@SIZES
async def test_hostile_text_is_shown_as_it_is(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    for month in (11, 12):
        path = folder / "sessions" / f"2025-{month}-02-outage.json"
        desk = Desk.open(path, as_document)
        desk.send(AddFactors((HOSTILE,), "Process"), datetime(2025, 12, 5, tzinfo=UTC))
        desk.close()
    async with running(folder, clock, size, home=True) as rig:
        await insights(rig)
        await rig.burst("end", "tab", "end")
        wanted = (f"2 × {HOSTILE}", f"incidents by service: {HOSTILE} 2")

        def shown() -> bool:
            words = " ".join(rig.now_shown().replace("│", " ").split())
            return all(each in words for each in wanted)

        await rig.until(shown)  # What is long glides to its end.


async def test_a_damaged_file_is_named_and_the_rest_is_counted(folder: Path, clock: FakeClock) -> None:
    whole = (folder / "sessions" / "2025-12-02-outage.json").read_bytes()
    (folder / "sessions" / "half.json").write_bytes(whole[:700])
    async with running(folder, clock, NARROW, home=True) as rig:
        await insights(rig)
        shown = await rig.screen()
        assert "half.json is damaged" in shown
        assert "6 sessions" in shown


async def test_keys_work_while_it_is_read(folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    answer, go_on = archive_told.answer, Event()

    def held_up(folder: Path, asked: Sequence[tuple[str, str]]) -> object:
        assert go_on.wait(20)
        return answer(folder, asked)

    monkeypatch.setattr(archive_told, "answer", held_up)
    async with running(folder, clock, NARROW, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst("i", "down", "p", "enter", "escape")
        await rig.until_on(HomeScreen)
        go_on.set()
        await rig.burst("i")
        await rig.until_on(InsightsScreen)
        await rig.until(lambda: rig.app.screen.query_one(Hits).count > 0)


async def test_while_many_are_read_the_figures_of_the_first_ones_are_shown(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_told, "BATCH", 3)
    answer, go_on = archive_told.answer, Event()

    def held_up(folder: Path, asked: Sequence[tuple[str, str]]) -> object:
        assert asked[0][0].startswith("2025-12") or go_on.wait(20)
        return answer(folder, asked)

    monkeypatch.setattr(archive_told, "answer", held_up)
    async with running(folder, clock, NARROW, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst("i")
        await rig.until_on(InsightsScreen)
        screen = rig.app.screen
        assert isinstance(screen, InsightsScreen)
        await rig.until(lambda: bool(screen._figures))
        shown = await rig.screen()
        assert "3 of 6 sessions read …" in shown
        assert "5 of 6" not in shown
        assert screen._figures[0].value.value == 83.33, "completed: five of the six of the newest three"
        assert "83.3 %" in shown
        await rig.burst("down")
        assert "3 of 6 sessions read …" in await rig.screen(), "the keys work"
        go_on.set()
        await rig.until(lambda: not screen._stale)
        shown = await rig.screen()
        assert "6 sessions" in shown
        assert "58.3 %" in shown


async def test_a_period_is_asked_for_as_people_say_it(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, WIDE, home=True) as rig:
        screen = await insights(rig)
        await rig.burst("d")
        await rig.until_on(Form)
        await rig.burst(*"soon", "enter")
        assert "«soon» is no day." in await rig.screen()
        await rig.burst(*["backspace"] * 4, *"Q3", "tab", *"june", "enter")
        assert "2025-06-30 is before 2025-07-01" in await rig.screen()
        await rig.burst(*["backspace"] * 4, *"october")
        assert "From 2025-07-01 to 2025-10-31." in await rig.screen()
        await rig.burst("enter")
        await rig.until(lambda: screen._figures[0].value.n == 8)
        shown = await rig.screen()
        assert "4 sessions since 2025-07-01 until 2025-10-31" in shown.splitlines()[0]
        told = [(name, digest(replay(load(folder / "sessions" / f"{name}.json").events))) for name in names(folder)]
        wanted = computed(told, clock.now(), date(2025, 7, 1), date(2025, 10, 31))
        assert [told_of(each) for each in screen._figures] == [told_of(each) for each in wanted]
        await rig.burst("d")
        await rig.until_on(Form)
        assert "2025-07-01" in await rig.screen()
        await rig.burst(*["backspace"] * 10, "tab", *["backspace"] * 10, "enter")
        await rig.until(lambda: screen._figures[0].value.n == 12)
        assert "6 sessions" in (await rig.screen()).splitlines()[0]


def told_of(figure: Figure) -> tuple[object, ...]:
    return figure.metric.id, figure.value, figure.months, figure.quarters


def names(folder: Path) -> list[str]:
    return [path.stem for path in (folder / "sessions").glob("*.json")]
