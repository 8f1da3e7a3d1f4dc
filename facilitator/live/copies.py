"""The scribe's whole copy of the record, for the day on which the host's machine dies."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from facilitator.domain.errors import FacilitatorError
from facilitator.live.guest_desk import GuestDesk
from facilitator.starting import describe
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
        except (FacilitatorError, OSError):
            self._failed = True  # A copy that cannot be kept stops nobody from writing.

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


def take_over(copies: Path, sessions: Path, asked: str = "") -> str:
    """Put the newest copy, or the one whose name begins so, among the sessions; its name there. NotFound."""
    named = (path for path in copies.glob("*.json") if path.name.startswith(asked))
    found = sorted(named, key=lambda path: path.stat().st_mtime)
    if not found:
        what = f"of «{asked}» " if asked else ""
        raise NotFound(f"There is no copy {what}on this machine. Only a terminal that joined as scribe keeps one.")
    copy = SessionFile.open(found[-1], describe, write=False)  # Damaged ones are refused before anything is made.
    workspace, name, number = Workspace(sessions), copy.name, 1
    while workspace.place(name).exists():
        number += 1
        name = f"{copy.name}-{number}"
    sessions.mkdir(mode=0o700, parents=True, exist_ok=True)
    SessionFile.create(workspace.place(name), copy.session.past, describe).close()
    shutil.move(found[-1], found[-1].with_suffix(".taken"))
    return name
