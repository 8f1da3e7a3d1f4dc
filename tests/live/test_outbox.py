"""What a guest wrote outlives a crash of its terminal at any point, and a disk that takes nothing."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from live_rig import AT
from store_helpers import entry

from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.command_codec import encode_command
from facilitator.domain.roles import Role
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.outbox import SLOTS, Outbox

A, B, C = ("a" * 22, "b" * 22, "c" * 22)
DO: dict[str, Any] = encode_command(Undo())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "guests"


def crash(box: Outbox) -> None:
    """The process is gone: nothing more is written, its locks are free."""
    os.close(box._fd)
    box._fd = -1


def written(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_it_is_for_the_user_alone(folder: Path) -> None:
    box = Outbox.take(folder, "m")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(written(folder).stat().st_mode) == 0o600
    box.close()
    box.close()


def test_what_was_not_confirmed_is_left_after_a_crash_in_its_order(folder: Path) -> None:
    box = Outbox.take(folder, "m")
    box.named("Sam")
    for op in (C, A, B):
        box.put(op, 7, DO)
    box.done(A)
    crash(box)
    again = Outbox.take(folder, "m")
    assert list(again.left) == [C, B]
    assert (again.left[B]["base"], again.left[B]["command"]) == (7, DO)
    assert (again.uid, again.name) == (box.uid, "Sam")
    again.close()


def test_when_all_is_confirmed_the_file_is_short_again(folder: Path) -> None:
    box = Outbox.take(folder, "m")
    box.named("Sam")
    short = written(folder).stat().st_size
    for i in range(50):
        box.put(f"{i:022}", None, DO)
    for i in range(50):
        box.done(f"{i:022}")
        box.done(f"{i:022}")  # What the host says twice.
    assert written(folder).stat().st_size <= short
    crash(box)
    again = Outbox.take(folder, "m")
    assert (again.left, again.uid, again.name) == ({}, box.uid, "Sam")
    again.close()


def test_after_a_crash_at_any_byte_of_a_line_the_lines_before_it_are_there(folder: Path) -> None:
    box = Outbox.take(folder, "m")
    box.put(A, None, DO)
    whole = written(folder).read_bytes()
    box.put(B, None, DO)
    longer = written(folder).read_bytes()
    crash(box)
    for end in range(len(whole), len(longer)):
        written(folder).write_bytes(longer[:end])
        torn = Outbox.take(folder, "m")
        assert A in torn.left
        torn.put(C, None, DO)  # The line after a torn one is not glued to it.
        crash(torn)
        again = Outbox.take(folder, "m")
        assert [op for op in again.left if op != B] == [A, C]
        crash(again)


def test_a_line_that_a_full_disk_took_half_of_takes_no_other_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, real = Outbox.take(folder, "m"), (os.write, os.pwrite)

    def half(fd: int, text: bytes, *at: int) -> int:
        if fd != box._fd:
            return real[1](fd, text, *at) if at else real[0](fd, text)
        taken = bytes(text)[: len(text) // 2]
        real[1](fd, taken, *at) if at else real[0](fd, taken)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "write", half)
        full.setattr(os, "pwrite", half)
        box.put(A, None, DO)
    box.put(B, None, DO)
    assert list(box.left) == [A, B]
    crash(box)
    again = Outbox.take(folder, "m")
    assert list(again.left) == [B]
    again.close()


def test_on_a_full_disk_it_is_kept_in_memory() -> None:
    box = Outbox(os.open("/dev/full", os.O_RDWR), [])
    desk = GuestDesk(Role.SCRIBE, box, AT)
    desk.send(AddEntries((entry(1),)), AT)
    desk.send(AddEntries((entry(2),)), AT)
    assert [each.text for each in desk.session.entries] == [entry(1).text, entry(2).text]
    assert desk.unsent == len(box.left) == 2
    for each in desk.to_send():
        desk.refused(each["op"])
    assert box.left == {}
    desk.close()


@pytest.mark.parametrize("why", ["a file", "a link"])
def test_where_no_file_can_be_made_it_is_kept_in_memory(tmp_path: Path, why: str) -> None:
    folder = tmp_path / "guests"
    if why == "a file":
        folder.touch()
    else:
        folder.mkdir()
        (tmp_path / "elsewhere").touch()
        (folder / "m-1.jsonl").symlink_to(tmp_path / "elsewhere")
    box = Outbox.take(folder, "m")
    box.put(A, None, DO)
    box.named("Sam")
    assert list(box.left) == [A]
    assert len(box.uid) >= 16
    box.done(A)
    assert box.left == {}
    if why == "a link":
        assert (tmp_path / "elsewhere").read_bytes() == b""


def test_terminals_beside_each_other_have_one_each_and_find_their_own(folder: Path) -> None:
    one, two = Outbox.take(folder, "m"), Outbox.take(folder, "m")
    assert one.uid != two.uid
    one.put(A, None, DO)
    two.put(B, None, DO)
    crash(two)
    assert list(Outbox.take(folder, "m").left) == [B]
    crash(one)
    assert list(Outbox.take(folder, "m").left) == [A]
    assert Outbox.take(folder, "another").left == {}


def test_with_all_taken_one_more_is_kept_in_memory(folder: Path) -> None:
    boxes = [Outbox.take(folder, "m") for _ in range(SLOTS + 1)]
    assert len({box.uid for box in boxes}) == SLOTS + 1
    assert [box._fd >= 0 for box in boxes] == [True] * SLOTS + [False]
    boxes[-1].put(A, None, DO)
    assert list(boxes[-1].left) == [A]
    for box in boxes:
        box.close()


DAMAGED: list[Any] = [
    b"\x00" * 100, b"\xff\xfe", b"null", b"[]", b"7", b"[" * 100_000, b"{", b'{"op":', b"{}",
    {"uid": ["x"]}, {"uid": "short"}, {"uid": "\x1b[2J" * 8}, {"name": None}, {"done": [A]}, {"done": {}},
    {"op": [A]}, {"op": None}, {"op": 7, "base": None, "command": DO},
    {"op": B}, {"op": B, "base": None}, {"op": B, "base": 1, "command": None}, {"op": B, "base": 1, "command": [DO]},
    {"op": B, "base": 1, "command": {"command": "Sing", "data": {}}},
    {"op": B, "base": 1, "command": {"command": "Undo", "data": {"loudly": True}}},
    {"op": B, "base": 1, "command": {"command": "AddEntries", "data": {"entries": [{"text": "of an old version"}]}}},
]  # fmt: skip


@pytest.mark.parametrize("line", DAMAGED, ids=repr)
def test_a_damaged_line_is_left_out_and_the_others_are_sent(folder: Path, line: Any) -> None:
    box = Outbox.take(folder, "m")
    box.put(A, None, DO)
    box.put(C, 3, DO)
    crash(box)
    lines = written(folder).read_bytes().splitlines()
    damaged = line if isinstance(line, bytes) else json.dumps(line).encode()
    written(folder).write_bytes(b"\n".join([damaged, *lines[:2], damaged, *lines[2:], b""]))
    again = Outbox.take(folder, "m")
    assert 16 <= len(again.uid) <= 64
    assert again.uid.isascii()
    desk = GuestDesk(Role.SCRIBE, again, AT)
    assert [(each["op"], each["base"]) for each in desk.to_send()] == [(A, None), (C, 3)]
    desk.close()


def test_a_base_that_is_none_is_not_sent(folder: Path) -> None:
    box = Outbox.take(folder, "m")
    box.put(A, "x", DO)  # type: ignore[arg-type]
    assert [each["base"] for each in GuestDesk(Role.SCRIBE, box, AT).to_send()] == [None]
    box.close()
