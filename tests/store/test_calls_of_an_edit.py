"""What one edit asks of the system, counted: one write and one flush, and the TinyDB file once for many."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from store_helpers import Ear, add, made

from facilitator.store.session_file import SessionFile

CALLS = ("open", "pwrite", "write", "fsync", "fdatasync", "ftruncate", "replace")
MANY = 40


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each was called by whoever saves."""
    counter: Counter[str] = Counter()

    def counting(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:
            counter[name] += 1
            return call(*args, **more)

        return counted

    for name in CALLS:
        monkeypatch.setattr(os, name, counting(name, getattr(os, name)))
    return counter


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionFile]:
    """A session whose TinyDB file is written when it is asked for, and not before."""
    monkeypatch.setattr("facilitator.store.writer.LATEST", 60.0)
    found = made(tmp_path / "x.json", 3)
    yield found
    found.close()


def saved(file: SessionFile, count: int) -> None:
    for _ in range(count):
        ear = Ear(file)
        add(file)
        if file.saved_seq < file.session.seq:
            ear.wait(lambda ear: ear.seq >= file.session.seq)


def test_an_edit_is_one_write_and_one_flush(file: SessionFile, calls: Counter[str]) -> None:
    saved(file, 1)
    calls.clear()
    saved(file, MANY)
    assert calls == {"pwrite": MANY, "fdatasync": MANY}


def test_the_file_is_written_once_for_all_edits_that_wait(file: SessionFile, calls: Counter[str]) -> None:
    saved(file, MANY)
    calls.clear()
    assert file.flush()
    # Its own flush and that of its folder; then the journal is cut, and makes room for what comes.
    assert (calls["fsync"], calls["ftruncate"], calls["fdatasync"]) == (2, 1, 1)
    assert calls["open"] <= 2
    assert calls["pwrite"] == 2
