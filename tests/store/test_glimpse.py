"""A long session is opened by its end: what shows first is true, and nothing is decided before the whole is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_helpers import AT, Ear, add, described, entry, made, new_session, opened, with_entries

from facilitator.domain.acts.entries import AddEntries, RemoveEntry
from facilitator.domain.acts.undoing import Undo
from facilitator.store.desk import Desk
from facilitator.store.errors import Busy, Damaged
from facilitator.store.glimpse import LAST, LONG, glimpse
from facilitator.store.opening import journal_of
from facilitator.store.session_file import SessionFile

MANY = 1_500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "2025-12-03-long.json"


@pytest.fixture
def long(path: Path) -> Path:
    SessionFile.create(path, with_entries(MANY), described).close()
    assert path.stat().st_size > LONG
    return path


def test_the_end_is_shown_and_then_the_whole(long: Path) -> None:
    whole = opened(long, write=False).session
    desk = Desk.open_end(long, described)
    assert desk.file.partial
    assert desk.session.entries == whole.entries[-len(desk.session.entries) :]
    assert len(desk.session.entries) == LAST
    assert (desk.session.incident, desk.session.agenda, desk.session.seq) == (whole.incident, whole.agenda, whole.seq)
    desk.complete()
    assert not desk.file.partial
    assert desk.session == whole
    desk.close()


def test_a_command_reads_the_whole_first_and_is_saved(long: Path) -> None:
    desk = Desk.open_end(long, described)
    first = with_entries(1)[-1].seq
    desk.send(RemoveEntry(first), AT)
    assert len(desk.session.entries) == MANY - 1
    desk.send(Undo(), AT)
    desk.close()
    assert len(opened(long, write=False).session.entries) == MANY


def test_a_short_session_and_one_with_a_journal_are_read_at_once(path: Path, long: Path) -> None:
    short = path.with_name("2025-12-03-short.json")
    made(short, 3)
    assert glimpse(short) is None
    file = opened(long)
    ear = Ear(file)
    add(file)
    ear.wait(lambda ear: ear.seq == file.session.seq)
    until_written = journal_of(long).read_bytes()
    file.close()
    journal_of(long).write_bytes(until_written)
    assert glimpse(long) is None
    assert len(opened(long).session.entries) == MANY + 1


def test_it_is_locked_from_the_start_and_free_when_let_go(long: Path) -> None:
    file = SessionFile.open_end(long, described)
    with pytest.raises(Busy):
        SessionFile.open(long, described)
    file.close()
    SessionFile.open(long, described).close()


def test_a_long_session_that_is_damaged_is_refused_and_left_as_it_is(long: Path) -> None:
    raw = long.read_bytes()
    hurt = raw.replace(b"+700", b"+7OO")
    assert hurt != raw
    long.write_bytes(hurt)
    desk = Desk.open_end(long, described)
    with pytest.raises(Damaged, match="checksum"):
        desk.send(RemoveEntry(2), AT)
    assert desk.file.partial
    with pytest.raises(Damaged, match="checksum"):
        desk.complete()
    desk.close()
    assert long.read_bytes() == hurt
    long.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(Damaged):
        Desk.open_end(long, described)


def test_undone_steps_among_those_left_out_stay_undone(path: Path) -> None:
    events, _ = new_session()
    desk = Desk(SessionFile.create(path, events, described))
    desk.send(AddEntries(tuple(map(entry, range(MANY)))), AT)
    desk.send(AddEntries((entry(MANY),)), AT)
    desk.send(Undo(), AT)
    desk.close()
    again = Desk.open_end(path, described)
    assert again.session.entries[-1].text == entry(MANY - 1).text
    again.complete()
    assert len(again.session.entries) == MANY
    again.close()
