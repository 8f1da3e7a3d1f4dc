"""Bringing a session back: the file, what its journal adds, and what has to be said about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from facilitator.domain.codec import SCHEMA, BadRecord, decode, upcast
from facilitator.domain.events import Event
from facilitator.store.errors import Newer, NotFound, Outside
from facilitator.store.read import Contents, damaged, newer, read_bytes, read_contents
from facilitator.store.record import Record, as_lines
from facilitator.store.replay import belongs, replayed


class Opened(NamedTuple):
    """A session as it was found."""

    contents: Contents
    record: Record
    """All lines as they stand there: the file's, then the journal's."""
    events: tuple[Event, ...]
    filed: int
    """How many lines the file holds in the present form; none, if it is of an older one."""
    notices: tuple[str, ...]
    unused: bytes
    """A journal that could not be used in full, to be kept aside before it is written over."""
    late: bool
    """Whether a newer facilitator wrote it: it is never written over."""

    def lines(self) -> Record:
        """All lines in the present form. Who only reads needs none: to write an old session anew takes as long."""
        return self.record if self.late or self.contents.schema == SCHEMA else Record(as_lines(self.events))


def journal_of(session: Path) -> Path:
    return session.with_name(session.name + ".journal")


def real(path: Path) -> Path:
    """Where a session file really is; Outside if a link leads out of its folder."""
    folder = path.parent.resolve()
    target = path.resolve()
    if target.parent != folder:
        raise Outside(f"{path} leads to {target}, outside its folder; move the file itself into {folder}.")
    return target


def load(path: Path) -> Opened:
    """Read a session without writing anything. NotFound, NotReadable, Damaged, Foreign or Newer."""
    # The journal first: what it held then is in the file we read next, even if its writer cuts it in between.
    raw = read_journal(path)
    contents = read_contents(path)
    record, documents = contents.record, contents.documents
    filed = len(record)
    added, unused, notices = _played(path, raw, record)
    late = newer(path, contents.schema)
    events: list[Event] = []
    try:
        documents = upcast([*documents, *added], contents.schema)
        events.extend(map(decode, documents))
    except (BadRecord, RecursionError) as fault:
        if late:
            raise Newer(
                f"{path.name} was written by a newer facilitator (schema {contents.schema}) and holds records "
                "this one does not know; update facilitator to open it."
            ) from fault
        damaged(path, "a record in it cannot be read")
    if late:
        notices = [late, *notices]
    elif contents.schema < SCHEMA:
        filed = 0
    return Opened(contents, record, tuple(events), filed, tuple(notices), unused, late is not None)


def read_journal(path: Path) -> bytes:
    """The bytes of a session's journal; none if it has no journal."""
    try:
        return read_bytes(journal_of(path))[0]
    except NotFound:
        return b""


def _played(path: Path, raw: bytes, record: Record) -> tuple[list[dict[str, Any]], bytes, list[str]]:
    """Add to `record` what a journal adds. Its documents, the journal if some of it is unusable, and the sentences."""
    found = replayed(raw)
    if found.after is None and not found.lines and not found.bad:
        return [], b"", []
    if not belongs(found, record):
        said = (
            f"{path.name} was changed by another program after facilitator had stopped: {len(found.lines)} edits that "
            "were not yet in it cannot be joined to it."
        )
        return [], raw, [said]
    added, gap = [], False
    for line, document in zip(found.lines, found.documents, strict=True):
        if line.seq > record.seq:
            gap = gap or line.seq != record.seq + 1
            record.add([line])
            added.append(document)
    if not found.bad and not gap:
        return added, b"", []
    said = f"The journal of {path.stem} was damaged: all edits that could be read were kept, {found.bad} could not."
    return added, raw, [said]
