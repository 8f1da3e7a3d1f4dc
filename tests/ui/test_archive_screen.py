"""The archive by keys: searching as one types, reading what was found, and what cannot be read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from textual.widgets import Input

from facilitator.documents.plain import as_document
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.commands import Command
from facilitator.domain.session import Agenda, Incident, Phase, When, Work
from facilitator.insights_period import read_day
from facilitator.store.desk import Desk
from facilitator.store.search import Filters, Search
from facilitator.store.search_index import Index
from facilitator.ui.commands import rows
from facilitator.ui.remapping import check_keys
from facilitator.ui.screens.archive import ArchiveScreen
from facilitator.ui.screens.dialogs import Show
from facilitator.ui.screens.home import HomeScreen
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.screens.reading import ReadingScreen
from facilitator.ui.widgets.hits import Hits, read_line
from facilitator.ui.widgets.reader import Reader

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
AT = datetime(2025, 12, 4, 18, 0, tzinfo=UTC)
AGENDA = Agenda("Short", (Phase("timeline", "Timeline review", "Timeline", 900, 300, Work.TIMELINE),))


def make(folder: Path, name: str, title: str, day: int, *commands: Command, **incident: Any) -> Path:
    """A session of an incident of December 2025, kept as the program keeps it."""
    about = Incident(title, started=datetime(2025, 12, day, 12, tzinfo=UTC), **incident)
    desk = Desk.create(folder / f"{name}.json", CreateSession(about, AGENDA), AT, as_document)
    for at, command in enumerate(commands):
        desk.send(command, AT + timedelta(minutes=at))
    desk.close()
    return folder / f"{name}.json"


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sessions."""
    said = [f"step {number} of the day" for number in range(60)]
    entries = [Draft(When(), each) for each in (*said, "DB connection pool saturated", *said)]
    alert = Task("Add a pool alert", "@alice", date(2025, 12, 10), Priority.HIGH, "It fires at 80%")
    pool = AddEntries(tuple(entries)), AddActions((alert, Task("Update the runbook", "@bob", status=Status.COMPLETE)))
    sessions = tmp_path / "sessions"
    make(sessions, "2025-12-03-api-outage", "API outage", 3, *pool, services=("API",), tags=("database",))
    make(sessions, "2025-12-01-dns", "DNS expired", 1, AddEntries((Draft(When(), "the pool of connections"),)))
    make(sessions, "2025-12-02-disk", HOSTILE, 2, AddEntries((Draft(When(), f"the pool said {HOSTILE}"),)))
    return tmp_path


async def archive(rig: Rig, *words: str) -> Hits:
    """The archive, with this typed, when all is found."""
    await rig.until_on(HomeScreen)
    await rig.burst("slash")
    await rig.until_on(ArchiveScreen)
    if words:
        await rig.burst(*" ".join(words))
    await answered(rig)
    return rig.app.screen.query_one(Hits)


async def answered(rig: Rig) -> None:
    screen = rig.app.screen
    assert isinstance(screen, ArchiveScreen)
    await rig.until(lambda: screen._round > 0 and not screen._busy and screen._told == screen._asked)
    await rig.pilot.pause()


@SIZES
async def test_an_empty_line_says_what_to_do(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, size, home=True) as rig:
        await archive(rig)
        same_as_golden(f"archive-empty-{size[0]}x{size[1]}.txt", await rig.screen())
        await rig.burst(*"???")
        await answered(rig)
        assert "Nothing was found" in await rig.screen()
        await rig.burst("escape")
        await rig.until_on(HomeScreen)


@SIZES
async def test_hits_come_with_every_key(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, size, home=True) as rig:
        hits = await archive(rig, "poo")
        assert hits.count == 3
        same_as_golden(f"archive-{size[0]}x{size[1]}.txt", await rig.screen())
        await rig.burst(*"l satur")
        await answered(rig)
        assert hits.count == 1
        assert "DB connection pool saturated" in await rig.screen()


async def test_filters_are_words_of_the_line(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, home=True) as rig:
        hits = await archive(rig, "pool tag:database")
        assert hits.count == 1
        line = rig.app.screen.query_one(Input)
        for typed, count in (
            ("owner:@bob", 1), ("since:2025-12-02", 2), ("until:2025-12-02 pool", 2), ("service:api", 1),
            ("severity:SEV9", 0), ("since:2025-12 until:2025-12-01", 1), ("pool since:soon", 3),
        ):  # fmt: skip
            line.value = typed
            await answered(rig)
            assert hits.count == count, typed
        assert "since: wants a day" in await rig.screen()


async def test_enter_reads_the_document_at_the_words_and_esc_leads_back(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, NARROW, home=True) as rig:
        await archive(rig, "saturated")
        await rig.burst("enter")
        await rig.until_on(ReadingScreen)
        await rig.until(lambda: rig.app.screen.query_one(Reader).scroll_y > 0)
        shown = await rig.screen()
        assert "API outage" in shown.splitlines()[0]
        assert "DB connection pool saturated" in shown
        assert "place 1 of 1" in shown
        await rig.burst("n", "N", "escape")
        await rig.until_on(ArchiveScreen)
        assert rig.app.screen.query_one(Input).value == "saturated"
        await answered(rig)
        assert rig.app.screen.query_one(Hits).count == 1


@SIZES
async def test_hostile_text_is_read_as_it_is(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, size, home=True) as rig:
        await archive(rig, HOSTILE)
        shown = await rig.screen()
        assert shown.count(HOSTILE) >= 2
        await rig.burst("enter")
        await rig.until_on(ReadingScreen)
        await rig.until(lambda: bool(rig.app.screen.query_one(Reader)._lines))
        assert (await rig.screen()).count(HOSTILE) >= 2


async def test_enter_right_after_the_letters_reads_what_they_find(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, home=True) as rig:
        await archive(rig)
        await rig.burst(*"expired", "enter")
        await rig.until_on(ReadingScreen)
        await rig.until(lambda: bool(rig.app.screen.query_one(Reader)._lines))
        assert "DNS expired" in (await rig.screen()).splitlines()[0]


async def test_the_session_is_opened_and_left_again(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, home=True) as rig:
        await archive(rig, "pool")
        await rig.burst("down", "ctrl+o")
        await rig.until_on(MeetingScreen)
        assert rig.session.incident.title == HOSTILE
        rig.meeting.action_home()
        await rig.until_on(ArchiveScreen)
        await answered(rig)
        assert rig.app.screen.query_one(Hits).at == 1, "what was chosen is chosen still"
        await rig.burst("tab", "up", "enter")
        await rig.until_on(ReadingScreen)
        await rig.burst("o")
        await rig.until_on(MeetingScreen)
        assert rig.session.incident.title == "API outage"


async def test_what_cannot_be_read_is_named_and_the_rest_is_found(folder: Path, clock: FakeClock) -> None:
    sessions = folder / "sessions"
    whole = (sessions / "2025-12-01-dns.json").read_bytes()
    (sessions / "half.json").write_bytes(whole[:700])
    (sessions / "foreign.json").write_text('{"_default": {"1": {"a": 1}}}')
    for size in (WIDE, NARROW):
        async with running(folder, clock, size, home=True) as rig:
            hits = await archive(rig, "pool")
            assert hits.count == 3
            shown = await rig.screen()
            assert "Left out:" in shown
            assert "1 more" in shown
    assert (sessions / "half.json").read_bytes() == whole[:700]


async def test_what_is_in_the_index_by_now_is_found_while_the_rest_is_read(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, gates = Index.keep, iter((first := Event(), others := Event()))

    def slowly(index: Index, *what: Any) -> None:
        if gate := next(gates, None):
            gate.wait(20)
        keep(index, *what)

    for size in ("FIRST", "BATCH"):
        monkeypatch.setattr(f"facilitator.store.search.{size}", 1)
    monkeypatch.setattr(Index, "keep", slowly)
    async with running(folder, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst("s", *"pool")
        await rig.until(lambda: "Reading the sessions" in rig.now_shown())
        hits = rig.app.screen.query_one(Hits)
        assert hits.count == 0
        first.set()
        await rig.until(lambda: hits.count == 1)
        shown = await rig.screen()
        assert "Reading the sessions" in shown
        assert "API outage" in shown  # the newest
        others.set()
        await answered(rig)
        assert hits.count == 3


async def test_a_session_that_went_meanwhile_is_told(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, home=True) as rig:
        await archive(rig, "expired")
        (folder / "sessions" / "2025-12-01-dns.json").unlink()
        await rig.burst("enter")
        await rig.until_on(ReadingScreen)
        await rig.until(lambda: rig.app.screen.query_one("#note").display)
        assert "There is no session" in await rig.screen()


async def test_keys_do_not_wait_for_the_index(folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, slow = Event(), Search.update
    monkeypatch.setattr(Search, "update", lambda self: go_on.wait(20) and slow(self))
    async with running(folder, clock, NARROW, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst("s", *"pool")
        await rig.until(lambda: rig.app.screen.query_one("#note").display)
        assert "Reading the sessions" in await rig.screen()
        assert rig.app.screen.query_one(Input).value == "pool"
        go_on.set()
        await answered(rig)
        assert rig.app.screen.query_one(Hits).count == 3
        assert "Reading the sessions" not in await rig.screen()


async def test_leaving_while_it_is_read_disturbs_nobody(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, slow = Event(), Search.update
    monkeypatch.setattr(Search, "update", lambda self: go_on.wait(20) and slow(self))
    async with running(folder, clock, NARROW, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst("s", *"pool", "enter", "escape")
        await rig.until_on(HomeScreen)
        go_on.set()
        await rig.burst("s")
        await answered(rig)
        assert rig.app.screen.query_one(Hits).count == 0
        assert rig.app.is_running


async def test_the_program_ends_while_it_is_read(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    monkeypatch.setattr(Search, "update", lambda self: go_on.wait(20))
    async with running(folder, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst("s", "ctrl+q")
        await rig.until(lambda: not rig.app.is_running)
        assert not go_on.is_set(), "nobody waited for the index"
    go_on.set()


@pytest.mark.parametrize("place", ["s", "f", "i"])
async def test_no_window_is_too_small(
    place: str, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HomeScreen, "_show", lambda *_: None)  # It is drawn below; its list is not what is tried here.
    async with running(folder, clock, home=True) as rig:
        await rig.until_on(HomeScreen)
        await rig.burst(place)
        await rig.until(lambda: not isinstance(rig.app.screen, HomeScreen))
        await rig.burst(*("pool" if place == "s" else ""), "down")
        for size in ((1, 1), (2, 30), (60, 2), (30, 9), (99, 24), (100, 24), (120, 36)):
            await rig.pilot.resize_terminal(*size)
            await rig.burst("down", "tab")
            assert rig.app.is_running, size


async def test_every_key_has_one_meaning() -> None:
    check_keys({})
    for row in rows("archive", "reading", "follow-up", "insights", "aside"):
        assert row.title and row.help and row.short


async def test_the_newest_question_wins(folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    first, query = Event(), Search.query

    def slow(self: Search, text: str, *more: Any) -> Any:
        asked.append(text)
        if len(asked) == 1:
            assert first.wait(20)
        return query(self, text, *more)

    monkeypatch.setattr(Search, "query", slow)
    async with running(folder, clock, home=True) as rig:
        await archive(rig)
        await rig.burst("e")
        await rig.until(lambda: asked == ["e"])
        await rig.burst(*"xpired")
        first.set()
        await answered(rig)
        assert asked == ["e", "expired"], "what was typed over is not asked"
        assert rig.app.screen.query_one(Hits).count == 1


async def test_the_help_knows_the_keys_of_the_archive(folder: Path, clock: FakeClock) -> None:
    async with running(folder, clock, home=True) as rig:
        await archive(rig)
        await rig.burst("f1")
        await rig.until_on(Show)
        shown = await rig.screen()
        assert "Read the document" in shown
        assert "New session" not in shown


@pytest.mark.parametrize(
    ("line", "words", "filters"),
    [
        ("pool exh", "pool exh", Filters()),
        ('Tag:database pool service:"checkout service" "a b', 'pool   "a b', None),
        ("http://x:8080 tagged:no", "http://x:8080 tagged:no", Filters()),
        ("since:2025 until:2024-02", "", Filters(since=date(2025, 1, 1), until=date(2024, 2, 29))),
        (f"owner:{HOSTILE}", HOSTILE.removeprefix("DB"), Filters(owner="DB")),
        ("tag:", "", Filters()),
    ],
)
def test_a_line_as_words_and_filters(line: str, words: str, filters: Filters | None) -> None:
    asked = read_line(line)
    assert asked.words.split() == words.split()
    assert asked.filters == (filters or Filters(tag="database", service="checkout service"))


@pytest.mark.parametrize("value", ["", "soon", "2025-13", "2025-02-30", "0000", "2025-1-1-1", "2025-"])
def test_what_is_no_day(value: str) -> None:
    assert (read_day(value, last=False), read_day(value, last=True)) == (None, None)


@SIZES
async def test_all_of_it_by_date_severity_and_service(size: tuple[int, int], folder: Path, clock: FakeClock) -> None:
    sessions = folder / "sessions"
    make(sessions, "2025-12-04-pool", "Pool full", 4, services=("API", "Database"), severity="SEV1")
    make(sessions, "2025-12-05-cache", "Cache cold", 5, services=("api",), severity="SEV2")
    async with running(folder, clock, size, home=True) as rig:
        hits = await archive(rig)
        await rig.burst("ctrl+g")
        await answered(rig)
        assert hits.count == 5
        same_as_golden(f"archive-by-date-{size[0]}x{size[1]}.txt", await rig.screen())
        await rig.burst("ctrl+g")
        await answered(rig)
        shown = await rig.screen()
        assert [line.strip() for line in shown.splitlines() if " · " in line and "SEV" in line[:6]] == [
            "SEV1 · 1", "SEV2 · 1"
        ]  # fmt: skip
        assert "No severity · 3" in shown
        await rig.burst("ctrl+g")
        await answered(rig)
        assert hits.count == 6, "one of two services stands under both"
        same_as_golden(f"archive-by-service-{size[0]}x{size[1]}.txt", await rig.screen())
        await rig.burst("down", "enter")
        await rig.until_on(ReadingScreen)
        await rig.burst("escape")
        await rig.until_on(ArchiveScreen)
        await rig.burst(*"severity:sev1")
        await answered(rig)
        assert hits.count == 2
        assert "1 post-mortem by service" in await rig.screen()
        await rig.burst("tab", "b")
        await answered(rig)
        assert hits.count == 1
        assert "by service" not in (await rig.screen()).splitlines()[0]
