"""When saving fails: it is told in a sentence, the meeting goes on, and all is saved once it can be."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from store_helpers import Ear, add, described, grown, made, new_session, opened, texts

from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.note import Section
from facilitator.domain.session import Session
from facilitator.store.errors import NotWritable
from facilitator.store.opening import journal_of
from facilitator.store.session_file import SessionFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "2025-12-03-outage.json"


def refuse(code: int) -> Any:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_folder_that_cannot_be_written_is_told_at_once(
    path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, 2).close()
    real = os.open

    def guard(name: Any, flags: int, *args: Any, **more: Any) -> int:
        return refuse(code)() if flags & (os.O_WRONLY | os.O_RDWR) else real(name, flags, *args, **more)

    monkeypatch.setattr(os, "open", guard)
    with pytest.raises(NotWritable, match="cannot be kept there"):
        made(path.with_name("other.json"))
    file = opened(path)
    assert file.read_only
    assert len(texts(file)) == 2
    assert "reading only" in file.notices[-1]
    file.close()


def test_opening_needs_no_free_space(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(path, 1)
    add(file, 2)
    Ear(file).wait(lambda _: file.saved_seq == 4)
    copy = path.parent.with_name("copy") / path.name
    shutil.copytree(path.parent, copy.parent)
    file.close()
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", refuse(errno.ENOSPC))
        again = opened(copy)
        assert again.session == file.session
        assert any("The disk is full" in notice for notice in again.notices)
        ear = Ear(again)
        add(again)
        ear.wait(lambda ear: any(said and "The disk is full" in said for said in ear.said))
        assert again.saved_seq == 4
    add(again)
    ear.wait(lambda ear: ear.said[-1] is None and ear.seq == 6)
    again.close()
    assert len(opened(copy).events) == 6


def test_a_full_disk_stops_nothing_and_is_retried(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(path)
    ear = Ear(file)
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", refuse(errno.ENOSPC))
        add(file, 3)
        ear.wait(lambda ear: bool(ear.said))
        assert ear.said[0]
        assert "disk is full" in ear.said[0]
        assert str(path.parent) in ear.said[0]
        assert not file.flush()
        assert len(texts(file)) == 3
    ear.wait(lambda ear: ear.said[-1] is None and ear.seq == 4)
    file.close()
    assert len(texts(opened(path))) == 3


def test_closing_a_full_disk_keeps_the_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = made(path)
    add(file, 2)
    with monkeypatch.context() as patch:
        patch.setattr("facilitator.store.tiny.write_atomically", refuse(errno.ENOSPC))
        file.close()
    assert journal_of(path).exists()
    assert len(texts(opened(path))) == 2


def test_a_fault_in_the_readable_document_does_not_end_the_saving(path: Path) -> None:
    broken = True

    def describe(session: Session, name: str) -> dict[str, Any]:
        if broken and session.seq > 1:
            raise KeyError("owner")
        return described(session, name)

    file = SessionFile.create(path, new_session()[0], describe)
    ear = Ear(file)
    add(file)
    ear.wait(lambda ear: ear.seq == 2)
    assert not file.flush()
    ear.wait(lambda ear: any(said and "KeyError" in said for said in ear.said))
    broken = False
    assert file.flush()
    file.close()


def test_half_a_surrogate_pair_does_not_end_the_saving(path: Path) -> None:
    file = made(path)
    events, session = grown((), file.session, AddNotes(Section.NOTE, ("a\ud800b",)))
    file.append(events, session)
    assert file.flush()
    file.close()
    assert opened(path).session.notes[0].text == "a?b"
