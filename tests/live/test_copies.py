"""The scribe's copy of the record, and going on from it when the host's machine is gone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_rig import AT
from store_helpers import AGENDA, described, entry

from facilitator.domain.acts.entries import AddEntries, ChangeEntry, RemoveEntry
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.papers import MarkVoice
from facilitator.domain.events import Event, Withheld
from facilitator.domain.evolve import evolve
from facilitator.domain.roles import Role
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Session
from facilitator.live import copies as module
from facilitator.live import wire
from facilitator.live.copies import Copy, Taken, add, take_over
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.outbox import Outbox
from facilitator.store.desk import Desk
from facilitator.store.errors import NotFound


class Heard:
    """A scribe's desk that hears a host's record, and keeps a copy."""

    def __init__(self, folder: Path, name: str = "2025-12-03-api-outage", box: Outbox | None = None) -> None:
        self.host = Session()
        self.desk = GuestDesk(Role.SCRIBE, box or Outbox(-1, []), AT)
        self.copy = Copy(folder, self.desk)
        self.desk.welcomed(name, "Sam")
        self.desk.caught_up = True
        self.path = folder / f"{name}.json"

    def hear(self, *commands: Any) -> None:
        """What comes of these at the host, as it arrives: without what is private."""
        before, made = self.host.seq, list[Event]()
        for command in commands:
            for event in decide(self.host, command, AT):
                self.host = evolve(self.host, event)
                made.append(event)
        self.desk.receive(wire.read_events(wire.public(made), before, self.host.seq, self.desk.confirmed.at))

    def kept(self) -> Session:
        return Desk.open(self.path, described, write=False).session


MADE = CreateSession(Incident("API outage"), AGENDA)


def taken(folders: tuple[Path, Path], asked: str = "") -> Taken:
    return take_over(*folders, folders[0].parent / "guests", AT, asked)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "copies", tmp_path / "sessions"


@pytest.fixture
def heard(folders: tuple[Path, Path]) -> Iterator[Heard]:
    found = Heard(folders[0])
    yield found
    found.copy.close()


def test_it_follows_the_record_and_keeps_the_gaps(heard: Heard) -> None:
    heard.hear(MADE, MarkVoice("PRIVATE-MARKER"), AddEntries((entry(1),)))
    heard.hear(MarkVoice("PRIVATE-MARKER"))
    heard.hear(AddEntries((entry(2), entry(3))))
    heard.copy.close()
    assert heard.kept() == heard.desk.confirmed
    assert [type(event.fact) is Withheld for event in heard.kept().past] == [False, True, False, True, False, False]
    assert [event.seq for event in heard.kept().past] == [event.seq for event in heard.host.past]
    assert [each.id for each in heard.kept().entries] == [each.id for each in heard.host.entries]
    assert "PRIVATE-MARKER" not in "".join(path.read_text() for path in heard.path.parent.iterdir() if path.is_file())
    assert stat.S_IMODE(heard.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(heard.path.parent.stat().st_mode) == 0o700


def test_nothing_is_kept_until_the_whole_record_has_come(heard: Heard) -> None:
    heard.desk.caught_up = False
    heard.hear(MADE, AddEntries((entry(1),)))
    assert not heard.path.exists()
    heard.desk.caught_up = True
    heard.desk.tell()
    assert heard.kept() == heard.desk.confirmed


def test_a_record_that_begins_anew_takes_the_place_of_the_old(heard: Heard) -> None:
    heard.hear(MADE, AddEntries((entry(1), entry(2))))
    heard.host = Session()
    heard.desk.start_anew()
    heard.hear(CreateSession(Incident("Another"), AGENDA), AddEntries((entry(3),)))
    assert heard.kept() == heard.desk.confirmed
    assert heard.kept().incident.title == "Another"


@pytest.mark.parametrize("name", ["../sessions/mine", "/etc/mine", "..", "", "a/b", "x\x00y", "\ud800", "x" * 300])
def test_a_name_that_leads_elsewhere_keeps_nothing(folders: tuple[Path, Path], name: str) -> None:
    copies, sessions = folders
    sessions.mkdir()
    (sessions / "mine.json").write_text("mine")
    copies.mkdir()
    heard = Heard(copies, name)
    heard.hear(MADE)
    assert heard.desk.session.incident.title == "API outage"  # The meeting goes on.
    assert (sessions / "mine.json").read_text() == "mine"
    assert not list(copies.iterdir())
    assert [path.name for path in sessions.iterdir()] == ["mine.json"]


def test_a_copy_that_cannot_be_kept_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    heard = Heard(tmp_path / "file")
    heard.hear(MADE, AddEntries((entry(1),)))
    heard.hear(AddEntries((entry(2),)))
    assert len(heard.desk.session.entries) == 2
    heard.copy.close()


def test_taken_over_after_a_crash_nothing_is_lacking(heard: Heard, folders: tuple[Path, Path]) -> None:
    heard.hear(MADE, MarkVoice("x"), AddEntries((entry(1),)))
    for i in range(2, 20):
        heard.hear(AddEntries((entry(i),)))
    assert heard.copy._file
    assert heard.copy._file.flush()  # On the disk, but never closed.
    assert taken(folders).name == heard.path.stem
    desk = Desk.open(folders[1] / heard.path.name, described)
    assert desk.session == heard.desk.confirmed
    desk.send(AddEntries((entry(99),)), AT)  # And on it goes.
    assert desk.session.entries[-1].id == heard.host.seq + 1
    desk.close()
    with pytest.raises(NotFound, match="Only a terminal that joined as scribe keeps one"):
        taken(folders)


def test_a_name_that_is_taken_gets_a_number(folders: tuple[Path, Path]) -> None:
    names = []
    for i in range(3):
        heard = Heard(folders[0])
        heard.hear(MADE, AddEntries((entry(i),)))
        heard.copy.close()
        names.append(taken(folders).name)
    assert names == ["2025-12-03-api-outage", "2025-12-03-api-outage-2", "2025-12-03-api-outage-3"]
    opened = [Desk.open(folders[1] / f"{name}.json", described, write=False).session.entries[0].text for name in names]
    assert opened == [entry(i).text for i in range(3)]


@pytest.fixture
def three(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    """Copies of three meetings, the second being the newest."""
    for name, age in (("2025-12-01-first", 30), ("2025-12-02-second", 10), ("2025-12-03-third", 20)):
        heard = Heard(folders[0], name)
        heard.hear(MADE)
        heard.copy.close()
        os.utime(heard.path, (1_000_000 - age, 1_000_000 - age))
    return folders


@pytest.mark.parametrize(
    ("asked", "given"),
    [("", "2025-12-02-second"), ("2025-12", "2025-12-02-second"), ("2025-12-03", "2025-12-03-third"),
     ("2025-12-01-first", "2025-12-01-first"), ("2025-12-01-first.json", "2025-12-01-first")],
)  # fmt: skip
def test_the_newest_is_chosen_or_the_one_that_is_named(three: tuple[Path, Path], asked: str, given: str) -> None:
    assert taken(three, asked).name == given
    assert [path.stem for path in three[1].glob("*.json")] == [given]


@pytest.mark.parametrize("asked", ["2026", "*", "[", "?025", "../copies/2025", "/etc/passwd", "x\x00", "first"])
def test_what_is_no_name_of_a_copy_is_said(three: tuple[Path, Path], asked: str) -> None:
    with pytest.raises(NotFound, match="There is no copy of"):
        taken(three, asked)
    assert len(list(three[0].glob("*.json"))) == 3


def test_a_damaged_copy_is_refused_before_anything_is_made(three: tuple[Path, Path]) -> None:
    (three[0] / "2025-12-02-second.json").write_text("{")
    with pytest.raises(module.FacilitatorError):
        taken(three, "2025-12-02")
    assert not three[1].exists()
    assert taken(three, "2025-12-03").name == "2025-12-03-third"


def test_what_the_host_never_heard_is_added_after_a_crash_of_both(folders: tuple[Path, Path]) -> None:
    guests = folders[0].parent / "guests"
    heard = Heard(folders[0], box=Outbox.take(guests, "meeting"))
    heard.hear(MADE, AddEntries((entry(1),)))
    heard.desk.send(AddEntries((entry(2), entry(3))), AT)
    heard.desk.send(ChangeEntry(heard.desk.session.entries[-1].id, entry(7)), AT)
    assert heard.copy._file
    assert heard.copy._file.flush()
    shown = [each.text for each in heard.desk.session.entries]
    os.close(heard.desk._outbox._fd)  # As the kernel does for a process that is killed.
    found = taken(folders)
    assert found.by == "Sam"
    desk = Desk.open(folders[1] / heard.path.name, described)
    assert add(desk, found, AT) == ()
    assert [each.text for each in desk.session.entries] == shown
    assert [each.author for each in desk.session.entries] == ["facilitator", "Sam", "Sam"]
    desk.close()


def test_what_the_record_has_by_then_is_not_added_twice(folders: tuple[Path, Path]) -> None:
    heard = Heard(folders[0], box=Outbox.take(folders[0].parent / "guests", "meeting"))
    heard.hear(MADE)
    heard.desk.send(AddEntries((entry(1),)), AT)
    (op,) = heard.desk._outbox.left
    made = decide(heard.host, AddEntries((entry(1),)), AT, "Sam", role=Role.SCRIBE, op=op)
    heard.desk.receive(made)
    heard.copy.close()
    heard.desk.close()
    assert [each.text for each in heard.kept().entries] == [entry(1).text]
    assert taken(folders).unheard == []


def test_what_cannot_be_added_is_told_and_the_rest_is_added(folders: tuple[Path, Path]) -> None:
    heard = Heard(folders[0])
    heard.hear(MADE)
    heard.copy.close()
    found = taken(folders)._replace(by="Sam", unheard=[RemoveEntry(99), AddEntries((entry(1),))])
    desk = Desk.open(folders[1] / heard.path.name, described)
    (told,) = add(desk, found, AT)
    assert told.startswith("Something that Sam wrote could not be added: ")
    assert [each.text for each in desk.session.entries] == [entry(1).text]
    desk.close()


@pytest.mark.parametrize("named", [None, b"", b"../sessions/mine.json", b"nothing.jsonl", b"\0", b"\xff\xfe"])
def test_an_outbox_that_is_not_there_or_elsewhere_is_none(folders: tuple[Path, Path], named: bytes | None) -> None:
    heard = Heard(folders[0])
    heard.hear(MADE)
    heard.copy.close()
    beside = heard.path.with_suffix(".outbox")
    beside.unlink()
    if named is not None:
        beside.write_bytes(named)
    assert taken(folders)[1:] == ([], "")


def test_each_copy_that_was_taken_is_kept(folders: tuple[Path, Path]) -> None:
    for i in range(2):
        heard = Heard(folders[0])
        heard.hear(MADE, AddEntries((entry(i),)))
        heard.copy.close()
        taken(folders)
    assert len(list(folders[0].glob("*.taken*"))) == 2
