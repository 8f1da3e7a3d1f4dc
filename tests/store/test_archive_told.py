"""What is told of all sessions: only what changed is read again, and whatever happens to the file it is right."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from store_helpers import AT
from test_archive import make

from facilitator.documents.plain import as_document
from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions, ChangeAction
from facilitator.domain.evolve import replay
from facilitator.follow_up import Sheet, sheet
from facilitator.insights_digest import Digest, digest
from facilitator.store import archive_told, tellers
from facilitator.store.archive_told import Told, read_told
from facilitator.store.desk import Desk
from facilitator.store.opening import load


class Reads:
    """How often sessions were read in full."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def load(self, path: Path) -> object:
        self.names.append(path.stem)
        return load(path)

    def taken(self) -> list[str]:
        names, self.names = sorted(self.names), []
        return names


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    made = Reads()
    monkeypatch.setattr(archive_told, "load", made.load)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sessions = tmp_path / "sessions"
    for name, day in (("b", 2), ("a", 9), ("c", 5)):
        path = make(sessions, name, day)
        desk = Desk.open(path, as_document)
        desk.send(AddActions((Task(f"Do {name}", "@alice", date(2025, 12, day), tracker=f"OPS-{day}"),)), AT)
        desk.close()
    return sessions


def names(found: Told[Digest] | Told[Sheet]) -> list[str]:
    return [name for name, _ in found.told]


def change(path: Path) -> None:
    desk = Desk.open(path, as_document)
    desk.send(ChangeAction(desk.session.actions[0].id, Task("Done", status=Status.COMPLETE)), AT)
    desk.close()


def test_the_second_time_nothing_is_read_and_the_same_is_told(folder: Path, reads: Reads) -> None:
    first = read_told(folder, Digest), read_told(folder, Sheet)
    assert reads.taken() == ["a", "b", "c"]
    assert (read_told(folder, Digest), read_told(folder, Sheet)) == first
    assert reads.taken() == []
    assert names(first[0]) == names(first[1]) == ["a", "c", "b"]
    for (name, told), (_, items) in zip(first[0].told, first[1].told, strict=True):
        session = replay(load(folder / f"{name}.json").events)
        assert (told, items) == (digest(session), sheet(session))


def test_the_session_from_which_is_asked_is_not_read_nor_told_nor_forgotten(folder: Path, reads: Reads) -> None:
    assert {name for name, _ in read_told(folder, Sheet, without="a").told} == {"b", "c"}
    assert reads.taken() == ["b", "c"]
    read_told(folder, Sheet)
    read_told(folder, Sheet, without="a")
    assert reads.taken() == ["a"]
    assert {name for name, _ in read_told(folder, Sheet).told} == {"a", "b", "c"}
    assert reads.taken() == []


def test_only_what_changed_is_read_again(folder: Path, reads: Reads) -> None:
    read_told(folder, Sheet)
    change(folder / "c.json")
    make(folder, "d", 3)
    (folder / "b.json").unlink()
    reads.taken()
    found = read_told(folder, Sheet)
    assert reads.taken() == ["c", "d"]
    assert names(found) == ["a", "c", "d"]
    assert dict(found.told)["c"].followed[0].action.task.status is Status.COMPLETE
    make(folder, "b", 2)
    assert names(read_told(folder, Sheet)) == ["a", "c", "d", "b"], "what is gone is forgotten"
    assert reads.taken() == ["b"]


def test_what_stands_in_a_journal_only_counts(folder: Path, reads: Reads) -> None:
    read_told(folder, Digest)
    reads.taken()
    desk = Desk.open(folder / "a.json", as_document)
    try:
        desk.send(AddActions((Task("One more"),)), AT)
        assert desk.flush()
        assert len(dict(read_told(folder, Digest).told)["a"].tasks) == 2
    finally:
        desk.close()
    assert reads.taken() == ["a"]
    assert len(dict(read_told(folder, Digest).told)["a"].tasks) == 2


def test_it_tells_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_told, "BATCH", 1)
    heard: list[tuple[int, int]] = []
    seen: Callable[..., None] = lambda told, of: heard.append((len(told), of))  # noqa: E731
    read_told(folder, Digest, seen)
    assert heard == [(0, 3), (1, 3), (2, 3)]
    heard.clear()
    read_told(folder, Digest, seen)
    assert heard == []


def test_what_cannot_be_read_is_told_each_time(folder: Path) -> None:
    (folder / "half.json").write_bytes((folder / "a.json").read_bytes()[:300])
    (folder / "other.json").write_text('{"_default": {}}')
    for _ in range(2):
        found = read_told(folder, Sheet)
        assert names(found) == ["a", "c", "b"]
        assert {each.name for each in found.skipped} == {"half", "other"}
        assert all(f"{each.name}.json" in each.why for each in found.skipped)


def test_another_edition_of_the_program_tells_all_anew(
    folder: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_told(folder, Digest)
    reads.taken()
    monkeypatch.setattr(archive_told, "edition", lambda: 7)
    assert read_told(folder, Digest) == first
    assert reads.taken() == ["a", "b", "c"]
    assert read_told(folder, Digest) == first
    assert reads.taken() == []


@pytest.mark.parametrize("damage", ["nothing", "rubbish", "half", "pages", "rows", "folder"])
def test_whatever_is_wrong_with_the_file_all_is_told(damage: str, folder: Path, tmp_path: Path, reads: Reads) -> None:
    at = tmp_path / "cache" / "told.sqlite"
    first = read_told(folder, Digest, at=at)
    whole = at.read_bytes()
    reads.taken()
    for each in at.parent.glob("told.sqlite-*"):
        each.unlink()
    match damage:
        case "nothing":
            at.unlink()
        case "rubbish":
            at.write_bytes(b"not a database, and long enough to be taken for one" * 40)
        case "half":
            at.write_bytes(whole[: len(whole) // 2])
        case "pages":
            at.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
        case "rows":
            import sqlite3

            with sqlite3.connect(at) as db:
                db.execute("UPDATE told SET digest = x'00' WHERE name = 'a'")
            db.close()
        case "folder":
            at.unlink()
            at.mkdir()
    assert read_told(folder, Digest, at=at) == first
    assert "a" in reads.taken()
    if damage != "folder":
        read_told(folder, Digest, at=at)
        reads.taken()
        assert read_told(folder, Digest, at=at) == first
        assert reads.taken() == [], "it is kept again"


def test_no_folder(tmp_path: Path) -> None:
    assert read_told(tmp_path / "none", Digest) == Told()


# Many sessions are told by other processes


@pytest.fixture
def many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder / "half.json").write_bytes((folder / "a.json").read_bytes()[:300])
    monkeypatch.setattr(archive_told, "MANY", 1)
    monkeypatch.setattr(archive_told, "BATCH", 1)
    return folder


def test_other_processes_tell_the_same(many: Path, reads: Reads, tmp_path: Path) -> None:
    for kind in (Digest, Sheet):
        told = read_told(many, kind, at=tmp_path / kind.__name__ / "told.sqlite")
        assert reads.taken() == [], "nothing was read in this process"
        assert names(told) == ["a", "c", "b"]
        assert [each.name for each in told.skipped] == ["half"]
        assert "half.json is damaged" in told.skipped[0].why
        for name, each in told.told:
            session = replay(load(many / f"{name}.json").events)
            assert each == (digest(session) if kind is Digest else sheet(session))
    assert names(read_told(many, Sheet, at=tmp_path / "Digest" / "told.sqlite")) == ["a", "c", "b"]
    assert reads.taken() == [], "what they told is kept"


@pytest.mark.parametrize("trouble", ["none can be started", "another edition", "ends at once"])
def test_without_them_all_is_told_all_the_same(
    trouble: str, many: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    match trouble:
        case "none can be started":
            monkeypatch.setattr(sys, "executable", "/no/such/python")
        case "another edition":
            monkeypatch.setattr(archive_told, "edition", lambda: 7)
        case "ends at once":
            monkeypatch.setattr(tellers, "_OUR_OWN", "raise SystemExit(3)")
    found = read_told(many, Digest)
    assert reads.taken() == ["a", "b", "c", "half"]
    assert names(found) == ["a", "c", "b"]
    assert [each.name for each in found.skipped] == ["half"]


def test_who_stops_listening_leaves_no_process(many: Path) -> None:
    answers = tellers.told(str(many), ([(name, "")] for name in "abcabcabc"), archive_told.edition())
    rows, _ = next(answers)
    assert rows[0].name in "abc"
    answers.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
