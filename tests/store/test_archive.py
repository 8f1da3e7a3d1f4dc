"""Reading all sessions of a folder."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from store_helpers import AGENDA, AT, described

from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.session import Incident
from facilitator.store.archive import read_archive
from facilitator.store.desk import Desk


def make(folder: Path, name: str, day: int) -> Path:
    incident = Incident(name.upper(), started=datetime(2025, 12, day, 12, tzinfo=UTC))
    path = folder / f"{name}.json"
    Desk.create(path, CreateSession(incident, AGENDA), AT, described).close()
    return path


def test_the_newest_incident_comes_first(tmp_path: Path) -> None:
    for name, day in (("b", 2), ("a", 9), ("c", 5)):
        make(tmp_path, name, day)
    archive = read_archive(tmp_path)
    assert [(kept.name, kept.session.incident.title) for kept in archive.kept] == [("a", "A"), ("c", "C"), ("b", "B")]
    assert archive.skipped == ()


def test_some_days_only(tmp_path: Path) -> None:
    for name, day in (("b", 2), ("a", 9), ("c", 5)):
        make(tmp_path, name, day)
    for since, until, names in (
        (date(2025, 12, 5), None, ["a", "c"]),
        (None, date(2025, 12, 5), ["c", "b"]),
        (date(2025, 12, 3), date(2025, 12, 8), ["c"]),
        (date(2026, 1, 1), None, []),
    ):
        assert [kept.name for kept in read_archive(tmp_path, since, until).kept] == names


def test_only_the_newest(tmp_path: Path) -> None:
    for name, day in (("b", 2), ("a", 9), ("c", 5)):
        make(tmp_path, name, day)
    assert [kept.name for kept in read_archive(tmp_path, most=2).kept] == ["a", "c"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = make(tmp_path, "a", 1)
    (tmp_path / "half.json").write_bytes(path.read_bytes()[:300])
    (tmp_path / "other.json").write_text('{"_default": {}}')
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    archive = read_archive(tmp_path, date(2025, 1, 1))
    assert [kept.name for kept in archive.kept] == ["a"]
    assert {skipped.name for skipped in archive.skipped} == {"half", "other"}
    assert all(f"{skipped.name}.json" in skipped.why for skipped in archive.skipped)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_no_folder(tmp_path: Path) -> None:
    assert read_archive(tmp_path / "none").kept == ()


def test_an_open_session_is_read(tmp_path: Path) -> None:
    path = make(tmp_path, "a", 1)
    desk = Desk.open(path, described)
    try:
        assert len(read_archive(tmp_path).kept) == 1
    finally:
        desk.close()
