"""Session files mutated at random: each opens, or is refused in one sentence, and none is written over."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from anything import AT, crowded
from measuring import Record, seed, share, tell
from store_helpers import Ear
from test_damaged_files import mutated
from texts import Texts

from facilitator.documents.plain import as_document
from facilitator.documents.registry import FORMATS, render
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Event
from facilitator.domain.session import Session
from facilitator.store.listing import listed
from facilitator.store.opening import journal_of
from facilitator.store.record import Line, json_text
from facilitator.store.record import Record as Lines
from facilitator.store.session_file import SessionFile
from facilitator.text import clean

MUTATIONS, FILES = 100_000, 20
NAME = "2025-12-03-outage.json"
LONGEST_SENTENCE = 700
WRONG: tuple[Any, ...] = (
    None, True, False, 0, -1, 3, 2**70, 1.5, -0.5, "", "x", "\x1b]0;x\x07", [], {}, [[]], [None], ["x"],
    "intro", "UTC",
    "2025-12-03T14:15:00+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31",
    "Mars/Base", "timeline",
)  # fmt: skip
"""Values where others belong."""


class Sample:
    """A good session on the disk: its file, and for every other one a journal with its last events."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir()
        rng, texts = random.Random(seed), Texts(seed)
        session = crowded(rng, lambda: clean(texts(), one_line=True) or "x", 20 * seed + 5)
        self.events: tuple[Event, ...] = session.past
        kept = max(1, len(self.events) - 3) if seed % 2 else len(self.events)
        file = SessionFile.create(folder / NAME, self.events[:kept], as_document)
        if kept < len(self.events):
            file.append(self.events[kept:], session)
        Ear(file).wait(lambda _: file.saved_seq == session.seq)
        self.raw, self.journal = (folder / NAME).read_bytes(), journal_of(folder / NAME).read_bytes()
        file.close()


def damaged(sample: Sample, rng: random.Random) -> tuple[bytes, bytes]:
    """The file and its journal, one of them hurt."""
    if rng.random() < 0.3:
        return sample.raw, mutated(sample.journal.rstrip(b"\0") + bytes(20), rng)
    return mutated(sample.raw, rng), sample.journal


def forged(sample: Sample, rng: random.Random) -> tuple[bytes, bytes]:
    """The file with values that do not belong there, and with a checksum that is right all the same."""
    tables = json.loads(sample.raw)
    events = tables["events"]
    for _ in range(rng.choice((1, 1, 2, 5))):
        holder, key = rng.choice(list(_spots(list(events.values())[rng.randrange(len(events))])))
        others = [value for value in (*WRONG, *events.values()) if type(value) is type(holder[key])]
        holder[key] = deepcopy(rng.choice(others if others and rng.random() < 0.8 else WRONG))
    try:
        lines = Lines(Line(event["seq"], json_text(event)) for event in events.values())
        tables["meta"]["1"] |= {"checksum": f"{lines.checksum:08x}", "seq": lines.seq, "count": len(lines)}
        return json.dumps(tables).encode("utf-8", "surrogatepass"), b""
    except (TypeError, ValueError, KeyError):
        return sample.raw[:-1], b""


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place inside a value that holds another."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in list(inner):
        yield value, key
        yield from _spots(below)


def survives(path: Path, raw: bytes, journal: bytes, rng: random.Random, events: tuple[Event, ...] | None) -> str:
    """What came of opening it. With `events` it may hold no others, with None any that can be shown."""
    path.write_bytes(raw)
    journal_of(path).write_bytes(journal)
    assert [row["name"] for row in listed(str(path.parent))] == [path.stem]
    write = rng.random() < 0.2
    try:
        file = SessionFile.open(path, as_document, write=write)
    except FacilitatorError as refusal:
        said = str(refusal)
        assert said.endswith(".") and "\n" not in said and len(said) < LONGEST_SENTENCE, said
        assert "Traceback" not in said
        assert path.read_bytes() == raw
        assert journal_of(path).read_bytes() == journal
        return "refused"
    try:
        if events is not None:
            # An end that is not there may never have been written; what is missing before it is told.
            assert file.events == events[: len(file.events)] or (set(file.events) <= set(events) and file.notices)
        else:
            shown(file.session, rng)
    finally:
        file.close()
    copies = [path, *(path.parent / ".backup").glob("*")] if write else [path]
    assert raw in [copy.read_bytes() for copy in copies], "written over"
    return "opened to write" if write else "opened to read"


def shown(session: Session, rng: random.Random) -> None:
    """Whatever it holds, it can be told."""
    json.dumps(as_document(session, "x"))
    if rng.random() < 0.02:
        for form in FORMATS:
            render(session, "x", form, AT)


def mutations(folder: Path, count: int, seed: int) -> Counter[str]:
    """So many files, a fifth of them with forged checksums."""
    rng, came = random.Random(seed), Counter[str]()
    samples = [Sample(folder / f"{i}", i) for i in range(min(FILES, max(2, count // 30)))]
    place = folder / "place"
    for i in range(count):
        sample = samples[i % len(samples)]
        if i % 500 == 0:
            for left in sorted(place.rglob("*"), reverse=True):
                left.rmdir() if left.is_dir() else left.unlink()
            place.mkdir(exist_ok=True)
        if rng.random() < 0.2:
            came["forged, " + survives(place / NAME, *forged(sample, rng), rng, None)] += 1
        else:
            came[survives(place / NAME, *damaged(sample, rng), rng, sample.events)] += 1
    return came


def test_a_few(tmp_path: Path) -> None:
    came = mutations(tmp_path, 60, 1)
    assert came["refused"] and came["forged, refused"] and came["forged, opened to read"]


@pytest.mark.torture
def test_a_hundred_thousand(tmp_path: Path, record_property: Record) -> None:
    count = share(MUTATIONS, 200)
    came = mutations(tmp_path, count, seed(2))
    told = ", ".join(f"{number:,} {what}" for what, number in sorted(came.items()))
    tell(record_property, "mutated session files", count, MUTATIONS, f"0 crashes, 0 written over: {told}")


@pytest.mark.torture
def test_it_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does not look at the checksum."""
    monkeypatch.setattr("facilitator.store.record.extended", lambda *_: 0)
    with pytest.raises(AssertionError):
        mutations(tmp_path, 400, 3)
