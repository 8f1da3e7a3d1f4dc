"""A session file: saving, closing, backups, drafts, modes, and other programs at the same file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from store_helpers import Ear, add, by_plain_tinydb, made, opened, texts
from tinydb import TinyDB

from facilitator.domain.errors import Refused
from facilitator.store.draft import draft_of
from facilitator.store.errors import Busy, NotWritable
from facilitator.store.opening import journal_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "2025-12-03-outage.json"


def until(what: Any, timeout: float = 10) -> None:
    end = time.monotonic() + timeout
    while not what():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_comes_back_as_it_was(path: Path) -> None:
    file = made(path, 3)
    add(file, 5)
    file.close()
    again = opened(path)
    assert again.session == file.session
    assert again.events == file.events
    assert again.notices == ()
    assert again.saved_seq == 9
    again.close()
    assert by_plain_tinydb(path) == list(range(1, 10))


def test_is_at_every_moment_a_file_of_plain_tinydb(path: Path) -> None:
    file = made(path)
    for _ in range(20):
        add(file, 7)
        by_plain_tinydb(path)
    file.close()


def test_every_event_is_told_when_it_is_in_the_journal(path: Path) -> None:
    file = made(path)
    ear = Ear(file)
    add(file, 3)
    ear.wait(lambda ear: ear.seq == 4)
    assert file.saved_seq == 4
    shutil.copytree(path.parent, path.parent.with_name("copy"))
    assert texts(opened(path.parent.with_name("copy") / path.name)) == texts(file)
    file.close()


def test_the_file_follows_within_a_second(path: Path) -> None:
    file = made(path)
    add(file)
    start = time.monotonic()
    until(lambda: by_plain_tinydb(path) == [1, 2])
    assert time.monotonic() - start < 1.5
    file.close()


def test_the_readable_document_is_that_of_the_last_event(path: Path) -> None:
    file = made(path)
    ear = Ear(file)
    for _ in range(150):
        add(file)
        ear.wait(lambda ear: ear.seq == file.session.seq)
    until(lambda: by_plain_tinydb(path)[-1] == 151)
    with TinyDB(path, access_mode="r") as db:
        document = db.table("session").get(doc_id=1)
    assert isinstance(document, dict)
    assert len(document["timeline"]) == 150
    file.close()


def test_flush_brings_the_file_up_to_date(path: Path) -> None:
    file = made(path)
    add(file, 3)
    assert file.flush()
    assert by_plain_tinydb(path) == [1, 2, 3, 4]
    file.close()


def test_nothing_but_the_file_and_its_lock_is_left(path: Path) -> None:
    file = made(path)
    add(file)
    file.close()
    file.close()
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, path.name + ".lock"]
    with pytest.raises(Refused):
        add(file)


def test_modes(path: Path) -> None:
    file = made(path)
    file.keep_draft("x")
    add(file)
    file.flush()
    file.close()
    file = opened(path)
    for each in [path.parent, *path.parent.rglob("*")]:
        assert each.stat().st_mode & 0o777 == (0o700 if each.is_dir() else 0o600), each
    file.close()


def test_a_person_can_read_the_file(path: Path) -> None:
    file = made(path, 2)
    file.close()
    lines = path.read_text().splitlines()
    assert lines[0] == '{"meta": {'
    assert sum('"event": "EntryAdded"' in line for line in lines) == 2
    assert any("connections: 100 %, «pool» saturated" in line for line in lines)


def test_one_more_event_is_one_more_line(path: Path) -> None:
    file = made(path, 3)
    before = path.read_text().splitlines()
    add(file)
    file.close()
    after = path.read_text().splitlines()
    assert len(after) == len(before) + 2  # the event, and its line in the readable document


def test_create_never_writes_over_a_session(path: Path) -> None:
    made(path).close()
    raw = path.read_bytes()
    with pytest.raises(NotWritable, match="already"):
        made(path, 3)
    assert path.read_bytes() == raw


def test_a_deleted_session_does_not_come_back_from_its_journal(path: Path) -> None:
    path.parent.mkdir()
    journal_of(path).write_bytes(b"old\n")
    draft_of(path).write_text("old")
    file = made(path)
    assert file.draft == ""
    file.close()
    assert opened(path).notices == ()
    assert (path.parent / ".backup" / f"{path.stem}.journal.damaged-1").read_bytes() == b"old\n"


HOLDER = """
import sys; sys.path[:0] = {paths!r}
from pathlib import Path
from store_helpers import opened
file = opened(Path({path!r}))
print("open", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that has the session open."""
    code = HOLDER.format(paths=[str(Path.cwd()), str(Path(__file__).parent)], path=str(path))
    process = subprocess.Popen([sys.executable, "-c", code], text=True, stdin=-1, stdout=-1)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_opener_reads_and_is_let_in_when_the_first_is_killed(path: Path) -> None:
    made(path, 2).close()
    process = holder(path)
    with pytest.raises(Busy, match=rf"open in another terminal \(process {process.pid} on .+, since \d\d:\d\d\)"):
        opened(path)
    reader = opened(path, write=False)
    assert reader.read_only
    assert len(texts(reader)) == 2
    with pytest.raises(Refused):
        add(reader)
    process.kill()
    process.communicate()
    start = time.monotonic()
    opened(path).close()
    assert time.monotonic() - start < 1


def test_a_second_opener_in_the_same_process_is_refused(path: Path) -> None:
    file = made(path)
    with pytest.raises(Busy):
        opened(path)
    file.close()
    opened(path).close()


def test_five_copies_the_newest_first(path: Path) -> None:
    made(path).close()
    kept = []
    for _ in range(7):
        kept.append(path.read_bytes())
        file = opened(path)
        file.close()
        file = opened(path)
        add(file)
        file.close()
    copies = [path.parent / ".backup" / f"{path.stem}.{number}.json" for number in range(1, 6)]
    assert [copy.read_bytes() for copy in copies] == kept[:1:-1]
    assert len(list((path.parent / ".backup").iterdir())) == 5


def test_a_change_by_another_program_is_never_written_over(path: Path) -> None:
    file = made(path, 2)
    ear = Ear(file)
    add(file)
    file.flush()
    tables = json.loads(path.read_text())
    tables["session"]["1"]["name"] = "theirs"
    theirs = json.dumps(tables)
    path.write_text(theirs)
    add(file)
    assert file.flush()
    assert path.read_text() == theirs
    assert file.path.name == f"{path.stem}-conflict-1.json"
    assert path.name in file.notices[-1]
    ear.wait(lambda ear: file.notices[-1] in ear.said)
    add(file)
    file.close()
    assert not journal_of(path).exists()
    again = opened(file.path)
    assert again.session == file.session
    again.close()
    opened(path).close()


def test_a_removed_file_is_written_again(path: Path) -> None:
    file = made(path, 2)
    add(file)
    file.flush()
    path.unlink()
    journal_of(path).unlink()
    add(file)
    assert file.flush()
    assert by_plain_tinydb(path) == [1, 2, 3, 4, 5]
    file.close()


def test_the_draft_comes_back(path: Path) -> None:
    file = made(path)
    for text in ("14:2", "14:25 DB", "14:25 DB pool"):
        file.keep_draft(text)
    until(lambda: draft_of(path).exists() and draft_of(path).read_text() == "14:25 DB pool", 1.2)
    file.close()
    again = opened(path)
    assert again.draft == "14:25 DB pool"
    again.keep_draft("")
    again.close()
    assert not draft_of(path).exists()


def test_a_line_that_was_entered_is_no_draft_any_more(path: Path) -> None:
    file = made(path)
    file.keep_draft("14:25 DB po")
    until(lambda: draft_of(path).exists(), 1.2)
    file.keep_draft("")
    until(lambda: not draft_of(path).exists(), 0.3)
    file.close()
