"""The journal: what it keeps, what it drops, and what it sets aside."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from store_helpers import add, by_plain_tinydb, made, opened, texts, with_entries

from facilitator.store.journal import Journal, head, sealed
from facilitator.store.opening import journal_of
from facilitator.store.record import Line, Record, as_lines
from facilitator.store.replay import belongs, replayed

HEAD = head(0, 0)
LINES = as_lines(with_entries(4))


def held(path: Path) -> list[Line]:
    return replayed(path.read_bytes()).lines


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "x.journal", HEAD)


def test_keeps_what_is_appended(journal: Journal) -> None:
    journal.append(LINES[:2])
    journal.append(LINES[2:])
    assert held(journal.path) == LINES
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_is_empty_after_a_cut(journal: Journal) -> None:
    journal.append(LINES)
    journal.cut(head(5, 7))
    assert held(journal.path) == []
    journal.append(LINES[:1])
    assert replayed(journal.path.read_bytes())[:2] == (5, "00000007")


def failing(fault: int) -> Callable[..., int]:
    def fail(*_: object) -> int:
        raise OSError(fault, os.strerror(fault))

    return fail


def test_a_refused_append_leaves_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append(LINES[:1])
    write = os.pwrite
    with monkeypatch.context() as patch:
        calls = iter((lambda fd, data, at: write(fd, data[:10], at), failing(errno.ENOSPC)))
        patch.setattr(os, "pwrite", lambda *args: next(calls)(*args))
        with pytest.raises(OSError, match="No space"):
            journal.append(LINES[1:])
    assert held(journal.path) == LINES[:1]
    assert journal.trusted
    journal.append(LINES[1:])
    assert held(journal.path) == LINES


def test_after_a_failed_flush_only_a_new_file_is_trusted(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append(LINES[:1])
    inode = journal.path.stat().st_ino
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", failing(errno.EIO))
        with pytest.raises(OSError, match="error"):
            journal.append(LINES[1:])
    assert not journal.trusted
    journal.renew(HEAD, LINES)
    assert journal.trusted
    assert journal.path.stat().st_ino != inode
    assert held(journal.path) == LINES


def test_what_a_crash_left_is_not_added_to(journal: Journal) -> None:
    journal.append(LINES[:2])
    journal.close()
    again = Journal(journal.path, HEAD)
    assert not again.trusted
    assert held(again.path) == LINES[:2]


def test_a_torn_last_line_is_dropped() -> None:
    raw = HEAD + b"".join(sealed(line.text) for line in LINES)
    for cut in range(1, len(sealed(LINES[-1].text))):
        found = replayed(raw[:-cut] + bytes(cut))
        assert (found.lines, found.bad) == (LINES[:-1], 0)


def test_damage_in_the_middle_keeps_what_follows() -> None:
    rows = [HEAD, *[sealed(line.text) for line in LINES]]
    rows[2] = rows[2].replace(b"EntryAdded", b"EntryAdder")
    found = replayed(b"".join(rows))
    assert (found.lines, found.bad) == ([LINES[0], *LINES[2:]], 1)


def test_belongs_only_to_the_history_it_goes_on_from() -> None:
    whole = Record(LINES)
    other = Record([*LINES[:2], Line(3, b'{"seq": 3}')])
    raw = head(3, Record(LINES[:3]).checksum) + sealed(LINES[3].text)
    assert belongs(replayed(raw), Record(LINES[:3]))
    assert belongs(replayed(raw), whole)
    assert not belongs(replayed(raw), other)
    assert not belongs(replayed(raw), Record(LINES[:2]))


def left(path: Path, change: Callable[[bytes], bytes]) -> None:
    """A session with two events in its file and four more in its journal, as a crash leaves it."""
    made(path, 1).close()
    raw = path.read_bytes()
    file = opened(path)
    record = Record(as_lines(file.events))
    add(file, 4)
    file.close()
    after = [sealed(line.text) for line in as_lines(file.events)[2:]]
    path.write_bytes(raw)
    journal_of(path).write_bytes(change(head(2, record.checksum) + b"".join(after)))


def test_opening_plays_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    left(path, lambda raw: raw + b"deadbeef {torn")
    reader = opened(path, write=False)
    assert reader.session.seq == 6
    file = opened(path)
    assert file.notices == ()
    assert texts(file) == texts(reader)
    assert by_plain_tinydb(path) == [1, 2, 3, 4, 5, 6]
    file.close()
    assert not journal_of(path).exists()


def test_opening_tells_of_damage_and_keeps_the_journal_aside(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    left(path, lambda raw: raw.replace(b'"seq": 4', b'"seq": 9'))
    raw = journal_of(path).read_bytes()
    file = opened(path)
    assert [event.seq for event in file.events] == [1, 2, 3, 5, 6]
    assert "damaged" in file.notices[0]
    assert (tmp_path / ".backup" / "x.journal.damaged-1").read_bytes() == raw
    add(file)
    file.close()
    assert [event.seq for event in opened(path, write=False).events] == [1, 2, 3, 5, 6, 7]


def test_opening_does_not_join_another_history(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    left(path, lambda raw: raw)
    path.unlink()
    kept = journal_of(path).read_bytes()
    journal_of(path).unlink()
    made(path, 5).close()
    journal_of(path).write_bytes(kept)
    file = opened(path)
    assert len(file.events) == 6
    assert "cannot be joined" in file.notices[0]
    assert (tmp_path / ".backup" / "x.journal.damaged-1").read_bytes() == kept
    file.close()
