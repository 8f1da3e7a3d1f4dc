"""The last good copies of a session, in `.backup` beside it."""

from __future__ import annotations

from pathlib import Path

from facilitator.folders import is_file
from facilitator.store.atomic import write_atomically

FOLDER = ".backup"
KEPT = 5


def folder_of(session: Path) -> Path:
    return session.parent / FOLDER


def newest(session: Path) -> Path | None:
    """The last good copy, or None if there is none."""
    copy = folder_of(session) / f"{session.stem}.1.json"
    return copy if is_file(copy) else None


def keep_copy(session: Path, raw: bytes) -> None:
    """Keep `raw` as the newest of five copies, unless the newest is the same; OSError if that fails."""
    folder = folder_of(session)
    folder.mkdir(mode=0o700, exist_ok=True)
    copies = [folder / f"{session.stem}.{number}.json" for number in range(1, KEPT + 1)]
    if copies[0].is_file() and copies[0].read_bytes() == raw:
        return
    # The copy is whole on the disk before an older one makes room for it.
    fresh = folder / f"{session.stem}.0.json"
    write_atomically(fresh, [raw])
    for older, old in zip(copies[:0:-1], copies[-2::-1], strict=True):
        if old.exists():
            old.replace(older)
    fresh.replace(copies[0])


def set_aside(session: Path, raw: bytes, what: str) -> Path:
    """Keep bytes that could not be used, as `.backup/NAME.<what>-N`; OSError if that fails."""
    folder = folder_of(session)
    folder.mkdir(mode=0o700, exist_ok=True)
    number = 1
    while (aside := folder / f"{session.stem}.{what}-{number}").exists():
        number += 1
    write_atomically(aside, [raw])
    return aside
