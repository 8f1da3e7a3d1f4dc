"""TinyDB with our storage."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from facilitator.store.atomic import write_atomically
from facilitator.store.errors import Damaged
from facilitator.store.layout import Layout
from facilitator.store.tiny import SessionStorage


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
    layout.text(first)
    assert layout.text(second) == Layout().text(second)


@pytest.mark.parametrize("call", ["pwrite", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.json"
    write_atomically(path, b"old")

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match="Input"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
