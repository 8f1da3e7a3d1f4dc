"""Session files as the world damages them: each is refused in one sentence, and none is written over."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_helpers import made, opened

from facilitator.domain.codec import SCHEMA
from facilitator.domain.errors import FacilitatorError
from facilitator.store.errors import Damaged, Foreign, Newer, NotFound, NotReadable, Outside
from facilitator.store.listing import listed

NAME = "2025-12-03-outage.json"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("good") / NAME
    made(path, 50).close()
    return path.read_bytes()


def edited(change: Callable[[dict[str, dict[str, Any]]], None]) -> Callable[[bytes], bytes]:
    """The file as a program that uses plain TinyDB would leave it."""

    def make(raw: bytes) -> bytes:
        tables = json.loads(raw)
        change(tables)
        return json.dumps(tables).encode()

    return make


def put(table: str, key: str, value: object) -> Callable[[bytes], bytes]:
    return edited(lambda tables: tables[table]["1"].__setitem__(key, value))


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "one space": lambda raw: b" ",
    "cut in half": lambda raw: raw[: len(raw) // 2],
    "last byte of the text gone": lambda raw: raw.rstrip()[:-1],
    "tail of an older, longer version": lambda raw: raw + b'": "x"}}}',
    "a page of zeros": lambda raw: raw[:400] + bytes(400) + raw[800:],
    "all zeros": lambda raw: bytes(2000),
    "bit flipped in a table's name": lambda raw: raw.replace(b'"events": {', b'"eventr": {'),
    "bit flipped in the name of meta": lambda raw: raw.replace(b'"meta"', b'"mata"'),
    "bit flipped in a note": lambda raw: raw.replace(b'"7: ', b'"5: '),
    "bit flipped in a number": lambda raw: raw.replace(b'{"seq": 9,', b'{"seq": 8,'),
    "byte-order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "latin-1": lambda raw: raw.decode().replace("Ü", "?").encode("latin-1", "ignore") + b"\xe9",
    "merge marks": lambda raw: b"<<<<<<< HEAD\n" + raw + b"=======\n" + raw + b">>>>>>> x\n",
    "a list": lambda raw: b"[1, 2, 3]",
    "a number": lambda raw: b"42",
    "null": lambda raw: b"null",
    "a table that is a list": lambda raw: b'{"meta": {}, "session": {}, "events": [1, 2]}',
    "a document that is text": edited(lambda tables: tables["events"].__setitem__("3", "x")),
    "an id that is text": edited(lambda tables: tables["events"].__setitem__("abc", tables["events"].pop("3"))),
    "an id that is 1.5": edited(lambda tables: tables["events"].__setitem__("1.5", tables["events"].pop("3"))),
    "an id twice": lambda raw: raw.replace(b'\n"3": {', b'\n"2": {'),
    "an event left out": edited(lambda tables: tables["events"].__delitem__("9")),
    "the last event left out": edited(lambda tables: tables["events"].__delitem__("51")),
    "events in another order": edited(lambda tables: tables["events"].__setitem__("9", tables["events"].pop("9"))),
    "no events": edited(lambda tables: tables["events"].clear()),
    "no table of events": edited(lambda tables: tables.__delitem__("events")),
    "no meta": edited(lambda tables: tables.__delitem__("meta")),
    "no session": edited(lambda tables: tables.__delitem__("session")),
    "an event that is none of ours": put("events", "event", "Exploded"),
    "NaN": lambda raw: raw.replace(b'"seq": 51,', b'"seq": NaN,'),
    "a number of 5,000 digits": lambda raw: raw.replace(b'"count": 51', b'"count": ' + b"9" * 5000),
    "100,000 levels deep": lambda raw: b'{"meta": {"1": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}}",
    "half a surrogate pair": lambda raw: raw.replace(b'"7: ', b'"\\ud800: '),
    "schema 0": put("meta", "schema", 0),
    "schema true": put("meta", "schema", True),
    "schema in words": put("meta", "schema", "one"),
    "count wrong": put("meta", "count", 3),
    "checksum wrong": put("meta", "checksum", "00000000"),
    "65 MB": lambda raw: b" " * (65 << 20) + raw,
}


@pytest.mark.parametrize("case", DAMAGED)
def test_is_refused_and_left_alone(case: str, good: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    raw = DAMAGED[case](good)
    assert raw != good
    path.write_bytes(raw)
    for write in (True, False):
        with pytest.raises(Damaged) as told:
            opened(path, write=write)
        said = str(told.value)
        assert NAME in said
        assert "left as it is" in said
        assert said.endswith(".")
    assert path.read_bytes() == raw
    assert {each.name for each in tmp_path.iterdir()} <= {NAME, NAME + ".lock"}
    assert [row["name"] for row in listed(str(tmp_path))] == [path.stem]


def test_says_where_the_last_good_copy_is(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(good)
    opened(path).close()
    path.write_bytes(good[:100])
    copy = tmp_path / ".backup" / "2025-12-03-outage.1.json"
    with pytest.raises(Damaged, match=str(copy)):
        opened(path)
    assert copy.read_bytes() == good


@pytest.mark.parametrize("raw", [b"{}", b'{"_default": {"1": {"a": 1}}}'])
def test_foreign_files_are_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(raw)
    with pytest.raises(Foreign, match="another program"):
        opened(path)
    assert path.read_bytes() == raw
    assert listed(str(tmp_path))[0]["state"] == "foreign"


def test_newer_files_are_only_read(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(raw := put("meta", "schema", SCHEMA + 1)(good))
    file = opened(path)
    assert file.read_only
    told = f"{NAME} was written by a newer facilitator (schema {SCHEMA + 1}). It is opened for reading only."
    assert file.notices == (told,)
    file.close()
    assert path.read_bytes() == raw


def test_newer_files_with_unknown_records_are_refused(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    tables = json.loads(good)
    tables["meta"]["1"] |= {"schema": SCHEMA + 1, "seq": 1, "count": 1}
    tables["events"] = {"1": {"seq": 1, "event": "Levitated"}}
    path.write_text(json.dumps(tables))
    with pytest.raises(Damaged):
        opened(path)
    from facilitator.store.record import Line, Record, json_text

    record = Record([Line(1, json_text(tables["events"]["1"]))])
    tables["meta"]["1"]["checksum"] = f"{record.checksum:08x}"
    path.write_text(json.dumps(tables))
    with pytest.raises(Newer, match=f"schema {SCHEMA + 1}"):
        opened(path)


def test_what_plain_tinydb_rewrote_opens(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(edited(lambda tables: tables["meta"]["1"].__setitem__("title", "x"))(good))
    file = opened(path)
    assert len(file.events) == 51
    file.close()


def test_odd_places(good: bytes, tmp_path: Path) -> None:
    inside = tmp_path / "sessions"
    inside.mkdir()
    (tmp_path / NAME).write_bytes(good)
    (inside / "folder.json").mkdir()
    os.mkfifo(inside / "pipe.json")
    (inside / "dangling.json").symlink_to(inside / "nowhere.json")
    (inside / "out.json").symlink_to(tmp_path / NAME)
    (inside / "link.json").symlink_to(inside / "real.json")
    (inside / "real.json").write_bytes(good)
    for name, error in (
        ("folder", Damaged),
        ("pipe", Damaged),
        ("dangling", NotFound),
        ("out", Outside),
        ("missing", NotFound),
        ("missing/missing", NotFound),
    ):
        with pytest.raises(error):
            opened(inside / f"{name}.json")
    with pytest.raises(NotFound):
        opened(inside / "missing.json", write=False)
    file = opened(inside / "link.json")
    assert file.path == inside / "real.json"
    file.close()
    assert (tmp_path / NAME).read_bytes() == good
    assert {row["name"]: row["state"] for row in listed(str(inside))}["pipe"] == "damaged"


def test_an_unreadable_file_is_told(good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / NAME
    path.write_bytes(good)

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("facilitator.store.read.os.open", deny)
        with pytest.raises(NotReadable, match="Permission denied"):
            opened(path, write=False)
    assert path.read_bytes() == good


def mutated(raw: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(raw))
    match rng.randrange(6):
        case 0:
            return raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :]
        case 1:
            return raw[:at]
        case 2:
            return raw[:at] + raw[at + rng.randrange(1, 50) :]
        case 3:
            return raw[:at] + rng.randbytes(rng.randrange(1, 9)) + raw[at:]
        case 4:
            return raw[:at] + bytes(rng.randrange(1, 600)) + raw[at + 600 :]
        case _:
            other = rng.randrange(len(raw))
            return raw[:at] + raw[other : other + 200] + raw[at + 200 :]


def survives(raw: bytes, good: bytes, path: Path) -> None:
    """It opens with the very same events, or is refused in a sentence; the file is as it was."""
    path.write_bytes(good)
    whole = opened(path, write=False).events
    path.write_bytes(raw)
    try:
        assert opened(path, write=False).events == whole
    except FacilitatorError as refusal:
        assert str(refusal).endswith(".")
    assert path.read_bytes() == raw
    listed(str(path.parent))


@pytest.mark.parametrize("seed", range(6))
def test_mutations(seed: int, good: bytes, tmp_path: Path) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        survives(mutated(good, rng), good, tmp_path / NAME)
