"""Reading a session file, whatever state it is in. Nothing here writes."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from facilitator.domain.codec import SCHEMA
from facilitator.store.atomic import NO_LINKS
from facilitator.store.errors import Damaged, Foreign, NotFound, NotReadable
from facilitator.store.record import Line, Record, json_text

LARGEST: Final = 64 * 1024 * 1024
"""Bytes. No meeting comes near; a larger file is something else."""
EVENTS: Final = b'\n"events": {\n'
END: Final = b"\n}}\n"


class Contents(NamedTuple):
    """A whole session file whose checksum holds."""

    schema: int
    record: Record
    documents: list[dict[str, Any]]
    raw: bytes
    stat: os.stat_result


def read_contents(path: Path) -> Contents:
    """The session in a file. NotFound, NotReadable, Foreign, or Damaged; a newer schema is read like ours."""
    raw, found = read_bytes(path)
    tables = parse(raw, path)
    if "meta" not in tables and not {"session", "events"} & tables.keys():
        raise Foreign(
            f"{path.name} is a TinyDB file of another program and was left as it is; "
            "sessions are made with «facilitator new»."
        )
    try:
        meta, events = tables["meta"]["1"], tables["events"]
        schema, seq, count, checksum = (meta[key] for key in ("schema", "seq", "count", "checksum"))
        shaped = isinstance(tables["session"]["1"], dict) and type(schema) is int and schema >= 1
        numbers = [int(number) for number in events]
        documents = list(events.values())
        shaped = shaped and numbers == [document["seq"] for document in documents]
        record = _as_we_wrote_it(raw, numbers) or _as_others_wrote_it(documents)
    except (KeyError, TypeError, ValueError, AttributeError):
        damaged(path, "it does not have the shape of a session")
    if not shaped or numbers != sorted(set(numbers)) or not numbers:
        damaged(path, "it does not have the shape of a session")
    if (seq, count, checksum) != (record.seq, len(record), f"{record.checksum:08x}"):
        damaged(path, "its checksum does not match")
    return Contents(schema, record, documents, raw, found)


def read_bytes(path: Path) -> tuple[bytes, os.stat_result]:
    """A regular file's bytes and what the system says of it. Links, pipes, folders and giants are refused."""
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for ever.
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | NO_LINKS)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}; «facilitator list» shows the sessions.") from None
    except OSError as fault:
        raise NotReadable(f"{path} cannot be read ({fault.strerror}); look at its owner and mode.") from fault
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            damaged(path, "it is not an ordinary file")
        if found.st_size > LARGEST:
            damaged(path, "it is larger than 64 MB")
        with open(fd, "rb", closefd=False) as file:
            return file.read(), found
    except OSError as fault:
        raise NotReadable(f"{path} cannot be read ({fault.strerror}); look at the disk.") from fault
    finally:
        with contextlib.suppress(OSError):
            os.close(fd)


def parse(raw: bytes, path: Path) -> dict[str, dict[str, Any]]:
    """The tables in a file's bytes; Damaged if they are not TinyDB's."""
    if not raw:
        damaged(path, "it is empty")
    try:
        tables = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        damaged(path, "it is not whole")
    if not isinstance(tables, dict) or not all(_is_table(table) for table in tables.values()):
        damaged(path, "it does not have the shape of a session")
    return tables


def damaged(path: Path, why: str) -> NoReturn:
    """Damaged, with where the last good copy is."""
    from facilitator.store import backup  # here: next to no file is

    copy = backup.newest(path)
    way_out = f"to go on from its last good copy, put {copy} in its place" if copy else "there is no older copy of it"
    raise Damaged(f"{path.name} is damaged ({why}) and was left as it is; {way_out}.")


def newer(path: Path, schema: int) -> str | None:
    """The sentence on a file of a later version; None for one of ours."""
    if schema <= SCHEMA:
        return None
    return f"{path.name} was written by a newer facilitator (schema {schema}). It is opened for reading only."


def _is_table(table: Any) -> bool:
    return isinstance(table, dict) and all(isinstance(document, dict) for document in table.values())


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _as_we_wrote_it(raw: bytes, numbers: list[int]) -> Record | None:
    """The lines as they stand in the file: they need not be encoded again. None if another program wrote it."""
    start, end = raw.find(EVENTS), len(raw) - len(END)
    if start < 0 or not raw.endswith(END):
        return None
    rows = [row.partition(b": ") for row in raw[start + len(EVENTS) : end].split(b",\n")]
    lines = [Line(number, text) for number, (_, _, text) in zip(numbers, rows, strict=False)]
    if [b'"%d"' % number for number in numbers] != [key for key, _, _ in rows]:
        return None
    return Record(lines)


def _as_others_wrote_it(documents: list[dict[str, Any]]) -> Record:
    """The lines as we would have written them: plain TinyDB keeps the documents but not their form."""
    return Record(Line(document["seq"], json_text(document)) for document in documents)
