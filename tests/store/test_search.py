"""Search over a folder of sessions: what is found, in which order, and what a broken file or index does to it."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_helpers import AGENDA, AT

from facilitator.documents.plain import as_document
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import StateRoot
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.entries import AddEntries, Draft, RemoveEntry
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import MarkVoice
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.session import Incident, Person, When
from facilitator.store import search_index
from facilitator.store.desk import Desk
from facilitator.store.search import ALL, Filters, Search
from facilitator.store.search_words import Term, folded, folded_at, terms


def made(folder: Path, name: str, title: str = "Outage", *commands: Command, day: int = 1, **incident: object) -> Path:
    """A session in the folder, of an incident on a day of December 2025."""
    about = Incident(title, started=datetime(2025, 12, day, 12, tzinfo=UTC), **incident)  # type: ignore[arg-type]
    path = folder / f"{name}.json"
    desk = Desk.create(path, CreateSession(about, AGENDA), AT, as_document)
    for at, command in enumerate(commands):
        desk.send(command, AT + timedelta(minutes=at))
    desk.close()
    return path


def said(*texts: str) -> AddEntries:
    return AddEntries(tuple(Draft(When(), text) for text in texts))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def found(folder: Path, text: str, filters: Filters = ALL, *, typing: bool = False) -> list[str]:
    search = Search(folder)
    try:
        search.update()
        return [hit.name for hit in search.query(text, filters, typing=typing)]
    finally:
        search.close()


def test_every_section_is_found_and_named(folder: Path) -> None:
    made(
        folder,
        "a",
        "Checkout down",
        said("The replica lagged"),
        AnswerWhy(("The pool was exhausted",), None, "Requests failed"),
        StateRoot(4, "Releases lack load tests"),
        AddNotes(Section.WELL, ("Fast rollback",)),
        AddNotes(Section.WRONG, ("Outdated runbook",)),
        AddNotes(Section.LUCKY, ("It was Sunday",)),
        AddNotes(Section.LESSON, ("Monitor saturation",)),
        AddNotes(Section.QUESTION, ("Who pays for it?",)),
        AddActions((Task("Add a saturation alert", "@alice", criteria="Fires at eighty"),)),
        summary="Nobody could pay",
        id="INC-77",
        services=("billing",),
        tags=("quota",),
    )
    search = Search(folder)
    search.update()
    for word, section in {
        "checkout": "Incident Summary",
        "nobody": "Incident Summary",
        "inc-77": "Incident Summary",
        "billing": "Incident Summary",
        "quota": "Incident Summary",
        "replica": "Timeline",
        "exhausted": "Root Cause Analysis",
        "releases": "Root Cause Analysis",
        "rollback": "What Went Well",
        "runbook": "What Went Wrong",
        "sunday": "Where We Got Lucky",
        "monitor": "Lessons Learned",
        "pays": "Parking Lot",
        "alert": "Action Items",
        "alice": "Action Items",
        "eighty": "Action Items",
    }.items():
        (hit,) = search.query(word)
        assert (hit.name, hit.title, hit.date, hit.section) == ("a", "Checkout down", "2025-12-01", section)
        ((start, end),) = hit.marks
        assert folded(hit.snippet[start:end]).replace("-", " ") == word.replace("-", " ")
    search.close()


def test_titles_and_phrases_come_first_then_the_newest(folder: Path) -> None:
    made(folder, "old-title", "Connection pool exhausted", day=1)
    made(folder, "phrase", "Outage", said("the connection pool was full"), day=2)
    made(folder, "apart-older", "Outage", said("the pool of the connection"), day=3)
    made(folder, "apart-newer", "Outage", said("connection lost", "a pool"), day=4)
    assert found(folder, "connection pool") == ["old-title", "phrase", "apart-newer", "apart-older"]
    assert found(folder, '"connection pool"') == ["old-title", "phrase"]
    assert found(folder, "«connection pool» full") == ["phrase"]
    assert found(folder, "pool exhausted lost") == []


def test_the_last_word_may_go_on_while_it_is_typed(folder: Path) -> None:
    made(folder, "a", "Outage", said("saturated pool"))
    for typed in ("s", "sa", "satur", "saturated", "pool sat", '"saturated po', "POOL S"):
        assert found(folder, typed, typing=True) == ["a"], typed
    assert found(folder, "satur po", typing=True) == []
    assert found(folder, "sat ", typing=True) == []
    assert found(folder, "satur") == []
    assert found(folder, "satur* pool") == ["a"]


def test_case_accents_and_writing_without_blanks(folder: Path) -> None:
    made(
        folder, "a", "Überlastung", said("Größe: naïve Straße", "データベース障害が発生", "[/var/log] DB-Pool_size=100")
    )
    for typed in (
        "uberlastung",
        "ÜBERLASTUNG",
        "grosse",
        "naive",
        "STRASSE",
        "障害",
        "データ",
        "/var/log",
        "pool_size",
        "db-pool",
    ):
        assert found(folder, typed) == ["a"], typed
    assert found(folder, "害障") == []


def test_filters(folder: Path) -> None:
    alice = AddActions((Task("Add an alert", "@Alice"),))
    made(folder, "a", "One", alice, day=1, tags=("connection-pool",), services=("checkout service",), severity="SEV1")
    made(folder, "b", "Two", day=5, tags=("dns",), services=("API",), severity="sev-2")
    for filters, names in (
        (Filters(tag="DNS"), ["b"]),
        (Filters(tag="pool"), ["a"]),
        (Filters(tag="poo"), []),
        (Filters(service="checkout"), ["a"]),
        (Filters(service="check"), []),
        (Filters(severity="sev2"), ["b"]),
        (Filters(owner="alice"), ["a"]),
        (Filters(owner="@alice"), ["a"]),
        (Filters(since=date(2025, 12, 2)), ["b"]),
        (Filters(until=date(2025, 12, 1)), ["a"]),
        (Filters(since=date(2025, 12, 1), until=date(2025, 12, 5)), ["b", "a"]),
        (Filters(tag="%"), []),
    ):
        assert found(folder, "", filters) == names or filters == Filters(tag="%"), filters
    assert found(folder, "one", Filters(service="api")) == []


def test_a_change_is_taken_in_and_what_went_is_forgotten(folder: Path) -> None:
    path = made(folder, "a", "First title", said("lagging replica"))
    search = Search(folder)
    assert search.update() == 1
    assert search.update() == 0
    desk = Desk.open(path, as_document)
    desk.send(said("thundering herd"), AT + timedelta(hours=1))
    desk.close()
    assert search.update() == 1
    assert [hit.name for hit in search.query("thundering")] == ["a"]
    assert len(search.query("lagging")) == 1
    path.unlink()
    assert search.query("thundering") == []  # gone, though nobody looked yet
    search.update()
    assert search.query("first") == []
    search.close()


def test_what_was_removed_or_undone_is_not_found(folder: Path) -> None:
    made(folder, "a", "Outage", said("the secret of bob"), RemoveEntry(2), said("a typing error"), Undo())
    assert found(folder, "secret") == found(folder, "typing") == []


def test_nothing_private_is_indexed(folder: Path) -> None:
    made(folder, "a", "Outage", MarkVoice("@quietperson", 1))
    assert found(folder, "quietperson") == []
    where = search_index.place(folder)
    assert b"quietperson" not in where.read_bytes()
    assert where.stat().st_mode & 0o077 == 0


def test_an_open_session_is_searched_with_what_stands_in_its_journal_only(folder: Path) -> None:
    path = made(folder, "a")
    desk = Desk.open(path, as_document)
    desk.send(said("thundering herd"), AT)
    try:
        search = Search(folder)
        for _ in range(200):
            search.update()
            if hits := search.query("thundering"):
                break
        assert hits[0].section == "Timeline"
        search.close()
    finally:
        desk.close()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"{}", b'{"_default": {"1": {"x": 1}}}', b"\xff\xfe", b"[" * 9000, b'{"meta": {"1": {}}}', b"null"],
)
def test_what_is_no_session_is_named_and_left_out(data: bytes, folder: Path) -> None:
    made(folder, "a", "Outage")
    (folder / "odd.json").write_bytes(data)
    search = Search(folder)
    search.update()
    assert [hit.name for hit in search.query("outage")] == ["a"]
    assert [skipped.name for skipped in search.skipped] == ["odd"]
    assert "odd.json" in search.skipped[0].why
    assert (folder / "odd.json").read_bytes() == data
    search.close()


def test_half_a_file_and_a_changed_event_are_damaged(folder: Path) -> None:
    path = made(folder, "a", "Outage", said("hello"))
    data = path.read_bytes()
    for broken in (data[: len(data) // 2], data.replace(b'"text": "hello"', b'"text": "jello"')):
        path.write_bytes(broken)
        search = Search(folder)
        search.update()
        assert search.query("outage") == []
        assert "damaged" in search.skipped[0].why
        search.close()
    path.write_bytes(data)
    assert found(folder, "hello") == ["a"]


def test_what_plain_tinydb_rewrote_is_found(folder: Path) -> None:
    path = made(folder, "a", "Outage", said("hello"))
    path.write_text(json.dumps(json.loads(path.read_text())))
    assert found(folder, "hello") == ["a"]


def test_pipes_links_folders_and_odd_names_do_no_harm(folder: Path) -> None:
    path = made(folder, "a", "Outage")
    os.mkfifo(folder / "pipe.json")
    (folder / "link.json").symlink_to(path)
    (folder / "folder.json").mkdir()
    (folder / ".hidden.json").write_bytes(b"")
    (folder / os.fsdecode(b"\xff.json")).write_bytes(b"")
    search = Search(folder)
    search.update()
    assert {skipped.name for skipped in search.skipped} == {"pipe", "link", "folder"}
    assert len(search.query("outage")) == 1
    search.close()


def test_no_folder_and_an_empty_one(folder: Path) -> None:
    assert found(folder, "x") == []
    assert not folder.exists()
    folder.mkdir()
    assert found(folder, "x") == []
    assert list(folder.iterdir()) == []


def test_an_index_that_is_missing_damaged_or_of_another_version_is_made_anew(folder: Path) -> None:
    made(folder, "a", "Outage")
    where = search_index.place(folder)
    assert found(folder, "outage") == ["a"]
    where.unlink()
    assert found(folder, "outage") == ["a"]
    where.write_bytes(b"no database at all" * 1000)
    assert found(folder, "outage") == ["a"]
    data = bytearray(where.read_bytes())
    data[4096:] = b"\xaa" * len(data[4096:])
    where.write_bytes(data)
    assert found(folder, "outage") == ["a"]
    with sqlite3.connect(where) as db:
        db.execute(f"PRAGMA user_version = {search_index.VERSION + 1}")
    db.close()
    assert found(folder, "outage") == ["a"]
    where.write_bytes(b"")
    assert found(folder, "outage") == ["a"]


def test_an_index_that_breaks_while_it_is_open(folder: Path) -> None:
    made(folder, "a", "Outage")
    search = Search(folder)
    search.update()
    assert len(search.query("outage")) == 1
    with sqlite3.connect(search_index.place(folder)) as db:
        db.execute("DROP TABLE heads")
    db.close()
    assert len(search.query("outage")) == 1
    search.close()


def test_where_the_cache_cannot_be_written_it_works_all_the_same(folder: Path, home: Path) -> None:
    made(folder, "a", "Outage")
    (home / "cache").write_text("a file where the folder should be")
    assert found(folder, "outage") == ["a"]


def test_worn_out_it_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "DEAD", 3)
    path = made(folder, "a", "Outage")
    search = Search(folder)
    for number in range(8):
        os.utime(path, ns=(number, number))
        assert search.update() == 1
    with sqlite3.connect(search_index.place(folder)) as db:
        assert db.execute("SELECT max(id) FROM docs").fetchone()[0] < 6
    db.close()
    assert len(search.query("outage")) == 1
    search.close()


def test_two_threads_and_two_searches_at_once(folder: Path) -> None:
    for number in range(20):
        made(folder, f"s-{number}", "Outage", said(f"number {number}"))
    searches, faults = [Search(folder), Search(folder)], []

    def work(search: Search) -> None:
        try:
            search.update()
            search.query("outage")
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(search,)) for search in searches * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert [len(search.query("outage", limit=50)) for search in searches] == [20, 20]
    for search in searches:
        search.close()


HOSTILE = (
    '"',
    '""',
    "'",
    "*",
    "a*b*",
    "NEAR(a b)",
    "a AND",
    "OR",
    "NOT x",
    "-x",
    "title:x",
    "^x",
    "(",
    "{a}:b",
    '"a" "',
)
ODD = (
    "\0",
    "\ud800",
    "a\nb",
    "%",
    "' OR 1=1 --",
    "“unclosed",
    "«»",
    "🙂",
    "\u0301",
    "x" * 100_000,
    "a " * 5000,
    '"a ' * 500,
)


@pytest.mark.parametrize("typed", [*HOSTILE, *ODD])
def test_no_query_fails(typed: str, folder: Path) -> None:
    made(folder, "a", "Outage", said("or not near"))
    for typing in (True, False):
        found(folder, typed, typing=typing)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.booleans())
def test_no_query_fails_at_random(folder: Path, typed: str, typing: bool) -> None:
    if not folder.exists():
        made(folder, "a", "Outage", said("hello"))
    search = Search(folder)
    try:
        search.query(typed, typing=typing)
    finally:
        search.close()


@given(st.text(max_size=60))
def test_folding_keeps_its_places(text: str) -> None:
    low, at = folded_at(text)
    assert low == folded(text)
    assert len(at) == len(low)
    assert at == sorted(at)


def test_terms() -> None:
    assert terms('a "b c" d', typing=True) == (Term(("a",)), Term(("b", "c")), Term(("d",), True))
    assert terms('"b c"', typing=True) == (Term(("b", "c")),)
    assert terms("INC-7", typing=False) == (Term(("inc", "7")),)
    assert terms("a a", typing=False) == (Term(("a",)),)
    assert terms("… — !", typing=True) == ()


def test_long_passages_are_cut_around_the_hit(folder: Path) -> None:
    made(folder, "a", "Outage", said("before " * 60 + "the needle is here" + " after" * 60))
    search = Search(folder)
    search.update()
    (hit,) = search.query("needle is")
    assert len(hit.snippet) < 170
    assert hit.snippet.startswith("…before")
    assert hit.snippet.endswith("after…")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["needle is"]
    search.close()


def test_people_are_found(folder: Path) -> None:
    path = folder / "a.json"
    command = CreateSession(Incident("Outage"), AGENDA, (Person("@zoe", ("IC",)),))
    Desk.create(path, command, AT, as_document).close()
    assert found(folder, "@zoe") == ["a"]


def test_everything_can_be_browsed_with_what_it_is_grouped_by(folder: Path) -> None:
    made(folder, "a", "Pool full", day=1, severity="Sev-1", services=("Checkout Service", "API"))
    made(folder, "b", "Cache cold", day=3, severity="SEV2")
    made(folder, "c", "Pool leaked", day=2)
    search = Search(folder)
    search.update()
    try:
        assert [(each.name, each.date, each.severity, each.services) for each in search.browse("")] == [
            ("b", "2025-12-03", "SEV2", ()),
            ("c", "2025-12-02", "", ()),
            ("a", "2025-12-01", "Sev-1", ("Checkout Service", "API")),
        ]
        assert [each.title for each in search.browse("poo")] == ["Pool leaked", "Pool full"]
        assert [each.name for each in search.browse("", Filters(service="checkout"))] == ["a"]
        assert search.browse("???") == []
    finally:
        search.close()
