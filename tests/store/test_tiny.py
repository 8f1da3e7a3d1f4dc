"""TinyDB with our storage."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from facilitator.store.atomic import write_atomically
from facilitator.store.errors import Damaged
from facilitator.store.layout import ROWS, Layout
from facilitator.store.tiny import SessionStorage


def whole(layout: Layout, tables: dict[str, Any]) -> bytes:
    return b"".join(layout.pieces(tables))


def test_is_a_storage_of_tinydb(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with TinyDB(path, storage=SessionStorage) as db:
        table = db.table("events")
        table.insert_multiple({"text": f"«{number}»"} for number in range(5))
        table.remove(where("text") == "«3»")
        db.table("session").insert({"timeline": [{"id": 1}, {"id": 2}], "empty": []})
    with TinyDB(path, access_mode="r") as plain, TinyDB(path, storage=SessionStorage) as ours:
        assert plain.table("events").all() == ours.table("events").all()
        assert [document.doc_id for document in plain.table("events")] == [1, 2, 3, 5]
        assert plain.table("session").get(doc_id=1) == {"timeline": [{"id": 1}, {"id": 2}], "empty": []}
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_file_is_damaged_and_not_new(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.touch()
    with pytest.raises(Damaged), TinyDB(path, storage=SessionStorage) as db:
        db.insert({"x": 1})
    assert path.read_bytes() == b""


def test_what_json_cannot_carry_is_refused_before_the_file_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with TinyDB(path, storage=SessionStorage) as db:
        db.insert({"x": 1})
        raw = path.read_bytes()
        for value in (float("nan"), {1}, b"x"):
            with pytest.raises((TypeError, ValueError)):
                db.insert({"x": value})
    assert path.read_bytes() == raw


def test_rows_that_did_not_change_are_not_encoded_again() -> None:
    layout = Layout()
    first: dict[str, Any] = {"session": {"1": {"rows": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]}}}
    second: dict[str, Any] = {
        "session": {"1": {"rows": [{"id": 2, "text": "c"}, {"id": 1, "text": "a"}, {"text": "d"}]}}
    }
    assert whole(layout, first)
    assert whole(layout, second) == whole(Layout(), second)


def test_a_long_session_is_never_in_memory_as_a_whole() -> None:
    rows = [{"id": number, "text": "ünïcode 日本 " * 9} for number in range(5000)]
    tables: dict[str, Any] = {"session": {"1": {"rows": rows}}, "events": {str(row["id"]): row for row in rows}}
    sizes = [len(piece) for piece in Layout().pieces(tables)]
    assert max(sizes) < sum(sizes) / 20


def test_a_row_is_laid_out_on_a_line_of_its_own() -> None:
    rows = [{"id": number} for number in range(ROWS + 1)]
    tables: dict[str, Any] = {
        "session": {"1": {"a": 1, "rows": rows, "b": []}, "2": {}},
        "events": {},
        "meta": {"1": b"[1]"},
    }
    lines = ",\n".join(f'{{"id": {number}}}' for number in range(ROWS + 1))
    session = f'"1": {{\n"a": 1,\n"rows": [\n{lines}\n],\n"b": []\n}},\n"2": {{\n\n}}'
    wanted = f'{{"session": {{\n{session}\n}},\n"events": {{\n\n}},\n"meta": {{\n"1": [1]\n}}}}\n'
    assert whole(Layout(), tables).decode() == wanted


@pytest.mark.parametrize("call", ["pwrite", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.json"
    write_atomically(path, [b"old"])

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match="Input"):
            write_atomically(path, [b"new"])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
