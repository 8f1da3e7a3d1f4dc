"""Getting a session ready to be written: a new one, or one that was found, in whatever state it was left."""

from __future__ import annotations

from pathlib import Path

from facilitator.domain.session import Session
from facilitator.store import backup
from facilitator.store.atomic import sweep
from facilitator.store.draft import write_draft
from facilitator.store.errors import NotWritable, cause
from facilitator.store.keeper import Describe, Keeper
from facilitator.store.lock import Lock
from facilitator.store.opening import Opened, read_journal
from facilitator.store.record import Record, as_lines

ASIDE = "journal.damaged"


def made(path: Path, lock: Lock, session: Session, describe: Describe) -> Keeper:
    """The keeper of a new session, which is on the disk then; NotWritable if the name is taken, or OSError."""
    if path.exists():
        raise NotWritable(f"There is a session {path.stem} already; open it, or choose another title.")
    # A session that was deleted by hand may have left a journal and a draft.
    if (left := read_journal(path)).strip(b"\0"):
        backup.set_aside(path, left, ASIDE)
    write_draft(path, "")
    keeper = Keeper(path, lock, Record(as_lines(session.past)), 0, None, describe)
    try:
        keeper.checkpoint(session)
    except BaseException:
        keeper.abandon()
        raise
    return keeper


def recovered(
    path: Path, lock: Lock, found: Opened, session: Session, describe: Describe
) -> tuple[Keeper | None, list[str]]:
    """The keeper of a session that was found, and what to say. No keeper where nothing can be written.

    A full disk stops nothing, unless bytes that could not be used would be lost with it.
    """
    said = []
    sweep(path)
    try:
        if found.unused:
            said.append(f"The journal of {path.stem} is kept as {backup.set_aside(path, found.unused, ASIDE)}.")
        keeper = Keeper(path, lock, found.lines(), found.filed, found.contents.stat, describe)
    except OSError as fault:
        return None, [f"{cause(fault, path.parent)}: {path.stem} is opened for reading only."]
    try:
        backup.keep_copy(path, found.contents.raw)
    except OSError as fault:
        said.append(f"{cause(fault, backup.folder_of(path))}: no copy of {path.stem} was kept.")
    if found.unused or keeper.unfiled:
        try:
            keeper.checkpoint(session)
        except OSError as fault:
            said.append(f"{cause(fault, path.parent)}: what {path.name} lacks is safe in {path.name}.journal.")
    return keeper, said
