"""The scribe's whole copy of the record, for the day on which the host's machine dies."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.roles import Role
from facilitator.domain.session import Session
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.outbox import Outbox
from facilitator.starting import describe
from facilitator.store.desk import Desk
from facilitator.store.errors import NotFound
from facilitator.store.session_file import SessionFile
from facilitator.store.workspace import Workspace


class Copy:
    """Follows a guest's desk. A session file like any other, without what is private."""

    def __init__(self, folder: Path, desk: GuestDesk) -> None:
        self._folder, self._desk = folder, desk
        self._file: SessionFile | None = None
        self._failed = False
        desk.follow(self._keep)

    def _keep(self) -> None:
        session = self._desk.confirmed
        if self._failed or not session.seq or not self._desk.caught_up:
            return
        try:
            known = self._file.session if self._file else None
            if self._file and known and session.past[: known.seq] == known.past:
                if session.seq > known.seq:
                    self._file.append(session.past[known.seq :], session)
                return
            self.close()
            path = Workspace(self._folder).place(self._desk.name)  # The host says it: it must not lead elsewhere.
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            self._file = SessionFile.create(path, session.past, describe)
            _of(path).touch(0o600)
            _of(path).write_text(self._desk.outbox)
        except (FacilitatorError, OSError):
            self._failed = True  # A copy that cannot be kept stops nobody from writing.

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


class Taken(NamedTuple):
    """What there is to go on from."""

    name: str
    """Of the session, where it is now."""
    unheard: list[Command]
    """What the scribe wrote and the host never heard, in order."""
    by: str
    """The scribe, as the host called it."""


def take_over(copies: Path, sessions: Path, guests: Path, at: datetime, asked: str = "") -> Taken:
    """Put the newest copy, or the one whose name begins so, among the sessions. NotFound.

    `guests` holds what guests wrote and no host confirmed.
    """
    named = (path for path in copies.glob("*.json") if path.name.startswith(asked))
    found = sorted(named, key=lambda path: path.stat().st_mtime)
    if not found:
        what = f"of «{asked}» " if asked else ""
        raise NotFound(f"There is no copy {what}on this machine. Only a terminal that joined as scribe keeps one.")
    copy = SessionFile.open(found[-1], describe, write=False)  # Damaged ones are refused before anything is made.
    unheard, by = _unheard(found[-1], copy.session, guests, at)
    name = _free(copy.name, lambda name: Workspace(sessions).place(name))
    sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    SessionFile.create(Workspace(sessions).place(name), copy.session.past, describe).close()
    shutil.move(found[-1], copies / _free(f"{copy.name}.taken", lambda name: copies / name))
    return Taken(name, unheard, by)


def add(desk: Desk, taken: Taken, at: datetime) -> tuple[str, ...]:
    """Do at the new host's desk what the old one never heard; a sentence on each thing that cannot be done there."""
    refused = []
    for command in taken.unheard:
        try:
            desk.send(command, at, taken.by)
        except FacilitatorError as fault:
            refused.append(f"Something that {taken.by} wrote could not be added: {fault}")
    return tuple(refused)


def _unheard(copy: Path, session: Session, guests: Path, at: datetime) -> tuple[list[Command], str]:
    """What is in the outbox of the terminal that kept this copy, and of whom."""
    try:
        box = Outbox.open(guests, Path(_of(copy).read_text()).name)
    except (OSError, ValueError):
        return [], ""
    if box is None:  # That terminal still runs, and takes over itself with what it has.
        return [], ""
    desk = GuestDesk(Role.SCRIBE, box, at)
    desk.by = box.name
    desk.receive(session.past)
    desk.close()
    return desk.unheard(), box.name


def _of(copy: Path) -> Path:
    """Where it stands which outbox belongs to a copy."""
    return copy.with_suffix(".outbox")


def _free(wanted: str, place: Callable[[str], Path]) -> str:
    """The name, with a number where it is taken."""
    name, number = wanted, 1
    while place(name).exists():
        number += 1
        name = f"{wanted}-{number}"
    return name
