"""One open session that takes commands and keeps the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.commands import Command, CreateSession
from facilitator.domain.errors import Refused
from facilitator.domain.events import Event
from facilitator.domain.evolve import evolve
from facilitator.domain.session import Session
from facilitator.store.session_file import SessionFile

if TYPE_CHECKING:
    from facilitator.store.keeper import Describe

Listener = Callable[[], None]


class Desk:
    """The session as it is now, and its file. It knows no clock: instants come with the commands."""

    def __init__(self, file: SessionFile) -> None:
        self.file = file
        self.trouble: str | None = None
        """Why not all is saved, in one sentence; None if nothing is wrong."""
        self._listener: Listener | None = None
        file.listen(self._saved, self._troubled)

    @classmethod
    def create(
        cls, path: Path, command: CreateSession, at: datetime, describe: Describe, by: str = "facilitator"
    ) -> Desk:
        """A new session; Refused, NotWritable or Busy."""
        from facilitator.domain.rules import decide  # here, as below: what is only opened decides nothing yet

        return cls(SessionFile.create(path, decide(Session(), command, at, by), describe))

    @classmethod
    def open(cls, path: Path, describe: Describe, *, write: bool = True) -> Desk:
        """A session that is there; see `SessionFile.open` for what may go wrong."""
        return cls(SessionFile.open(path, describe, write=write))

    @classmethod
    def open_end(cls, path: Path, describe: Describe) -> Desk:
        """A session of which, if it is long, only the end is read yet; `complete` has to be called soon."""
        return cls(SessionFile.open_end(path, describe))

    def complete(self) -> None:
        """Read the rest of it; see `SessionFile.complete`."""
        self.file.complete()
        self.file.listen(self._saved, self._troubled)

    @property
    def session(self) -> Session:
        return self.file.session

    @property
    def saved(self) -> bool:
        """Whether everything is on the disk."""
        return self.file.saved_seq == self.session.seq

    def listen(self, changed: Listener) -> None:
        """Be told, from the saving thread, whenever `saved` or `trouble` may have changed."""
        self._listener = changed

    def send(self, command: Command, at: datetime, by: str = "facilitator") -> tuple[Event, ...]:
        """Do it, and hand what came of it to the saving thread. Refused if it may not be done, or only be read."""
        if self.file.partial:
            self.complete()
        if self.file.read_only:
            raise Refused(f"{self.file.name} is open for reading only: nothing can be changed here.")
        from facilitator.domain.rules import decide

        events = decide(self.session, command, at, by)
        session = self.session
        for event in events:
            session = evolve(session, event)
        if events:
            self.file.append(events, session)
        return events

    def close(self) -> None:
        """Save everything and let the session go. Never fails."""
        self.file.close()

    def _saved(self, _: int) -> None:
        if self._listener:
            self._listener()

    def _troubled(self, trouble: str | None) -> None:
        self.trouble = trouble
        if self._listener:
            self._listener()
