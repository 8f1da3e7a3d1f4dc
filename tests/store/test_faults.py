"""Every system call of a save fails once, or is the last one: nothing acknowledged is lost, nothing stops."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from store_helpers import Ear, add, by_plain_tinydb, made, opened, texts

from facilitator.domain.errors import FacilitatorError

CALLS = ("open", "pwrite", "fsync", "fdatasync", "ftruncate", "fstat", "replace", "unlink", "close")
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES)
STEPS = 4
Act = Callable[..., Any]


class Gate:
    """Stands before the system calls of this process, counts them, and lets one of them fail."""

    def __init__(self, patch: pytest.MonkeyPatch, fail_at: int, fault: Act) -> None:
        self.count = 0
        self._fail_at, self._fault = fail_at, fault
        for name in CALLS:
            patch.setattr(os, name, self._guarded(name, getattr(os, name)))

    def _guarded(self, name: str, call: Act) -> Act:
        def guarded(*args: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self._fail_at:
                return self._fault(name, call, args)
            return call(*args, **more)

        return guarded


def failing(code: int) -> Act:
    def fail(name: str, call: Act, args: tuple[Any, ...]) -> Any:
        if name == "close":  # The system closes it even so; another descriptor may have its number next.
            call(*args)
        if name == "pwrite":  # The beginning is written, as on a disk that becomes full.
            call(args[0], bytes(args[1])[: len(args[1]) // 2], args[2])
        raise OSError(code, os.strerror(code))

    return fail


def short(name: str, call: Act, args: tuple[Any, ...]) -> Any:
    """A write that takes only some of the bytes; not an error."""
    return call(args[0], bytes(args[1])[:3], args[2]) if name == "pwrite" else call(*args)


def meeting(path: Path) -> Iterator[int]:
    """Open, edit with files written in between, close. Gives the acknowledged event after every step."""
    file = opened(path)
    ear = Ear(file)
    for _ in range(STEPS // 2):
        add(file, 2)
        file.flush(1)
        yield ear.seq
        add(file)
        yield ear.seq
    file.close()
    yield file.saved_seq


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "session.json"
    made(path, 3).close()
    return path


def count_calls(path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    copy = path.parent / "count"
    copy.mkdir()
    shutil.copy(path, copy)
    with monkeypatch.context() as patch:
        gate = Gate(patch, 0, short)
        for _ in meeting(copy / path.name):
            pass
    return gate.count


@pytest.mark.parametrize("code", [*CODES, None])
def test_each_call_fails_once(code: int | None, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    total = count_calls(path, monkeypatch)
    assert total > 40
    for fail_at in range(1, total + 1):
        case = path.parent / f"{fail_at}"
        case.mkdir()
        copy = case / path.name
        shutil.copy(path, copy)
        acknowledged = 0
        with monkeypatch.context() as patch:
            Gate(patch, fail_at, failing(code) if code else short)
            try:
                for seq in meeting(copy):
                    acknowledged = max(seq, acknowledged)
            except FacilitatorError as told:
                assert str(told).endswith(".")
                assert code
        by_plain_tinydb(copy)
        file = opened(copy)
        assert file.session.seq >= acknowledged, fail_at
        numbers = [event.seq for event in file.events]
        assert numbers == list(range(1, len(numbers) + 1)), fail_at
        file.close()


def test_a_folder_that_cannot_be_looked_through_is_opened_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(_: Path) -> Iterator[Path]:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", deny)
        file = opened(path)
    add(file)
    assert file.flush()
    file.close()


def test_each_call_is_the_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: Any) -> None:
        os._exit(9)

    total = count_calls(path, monkeypatch)
    for fail_at in range(1, total + 1):
        case = path.parent / f"{fail_at}"
        case.mkdir()
        copy = case / path.name
        shutil.copy(path, copy)
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            try:
                Gate(monkeypatch, fail_at, die)
                for seq in meeting(copy):
                    os.write(writer, bytes([seq]))
            finally:
                os._exit(3)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        by_plain_tinydb(copy)
        file = opened(copy)
        assert file.session.seq >= max(said, default=0), fail_at
        assert file.notices == (), fail_at
        file.close()


def test_a_disk_that_fills_up_at_any_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with so many bytes left: the meeting goes on, and all is saved when there is room again."""
    write = os.pwrite
    for room in (0, 100, 1_000, 5_000, 70_000, 140_000):
        path = tmp_path / f"{room}.json"
        made(path, 3).close()
        left = [room]

        def full(fd: int, data: Any, at: int, left: list[int] = left) -> int:
            data = bytes(data)[: left[0]]
            if not data:
                raise OSError(errno.ENOSPC, "No space left on device")
            left[0] -= len(data)
            return write(fd, data, at)

        with monkeypatch.context() as patch:
            patch.setattr(os, "pwrite", full)
            file = opened(path)
            ear = Ear(file)
            add(file, 400)
            ear.wait(lambda ear: any(said and "disk is full" in said for said in ear.said))
            by_plain_tinydb(path)
            assert len(texts(file)) == 403
        assert file.flush()
        file.close()
        assert len(by_plain_tinydb(path)) == 404
