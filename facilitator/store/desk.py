"""One open session that takes commands and keeps the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.events import Event
from facilitator.domain.evolve import evolve
from facilitator.domain.roles import Role
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
        self._listeners: list[Listener] = []
        self._followers: list[Listener] = []
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
    def name(self) -> str:
        return self.file.name

    @property
    def folder(self) -> Path | None:
        """Where the sessions are that lie beside this one."""
        return self.file.path.parent

    @property
    def partial(self) -> bool:
        """Whether only the end of it has been read."""
        return self.file.partial

    @property
    def read_only(self) -> bool:
        return self.file.read_only

    @property
    def draft(self) -> str:
        """What was being typed when the program was stopped."""
        return self.file.draft

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences on what was found at opening."""
        return self.file.notices

    by = "facilitator"

    @property
    def role(self) -> Role:
        """As what the person at this desk takes part."""
        return Role.FACILITATOR

    @property
    def saved(self) -> bool:
        """Whether everything is on the disk."""
        return self.file.saved_seq == self.session.seq

    @property
    def saved_seq(self) -> int:
        """Every event up to this one is on the disk."""
        return self.file.saved_seq

    def listen(self, changed: Listener) -> None:
        """Be told, from the saving thread, whenever `saved` or `trouble` may have changed."""
        self._listeners.append(changed)

    def follow(self, changed: Listener) -> None:
        """Be told, in the thread that sends, whenever the session has changed. A follower must not send."""
        self._followers.append(changed)

    def unfollow(self, changed: Listener) -> None:
        self._followers.remove(changed)

    def send(
        self,
        command: Command,
        at: datetime,
        by: str = "facilitator",
        *,
        role: Role = Role.FACILITATOR,
        op: str = "",
        base: int | None = None,
    ) -> tuple[Event, ...]:
        """Do it, and hand what came of it to the saving thread. Refused if it may not be done, or only be read.

        `role`, `op` and `base` as in `rules.decide`.
        """
        if self.file.partial:
            self.complete()
        if self.file.read_only:
            raise Refused(f"{self.file.name} is open for reading only: nothing can be changed here.")
        from facilitator.domain.rules import decide

        events = decide(self.session, command, at, by, role=role, op=op, base=base)
        session = self.session
        for event in events:
            session = evolve(session, event)
        if events:
            self.file.append(events, session, waited_for=not op)
            for changed in self._followers:
                changed()
        return events

    def keep_draft(self, text: str) -> None:
        """Keep the line that is being typed: on the disk within a second. Returns at once."""
        self.file.keep_draft(text)

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until all is on the disk; False if it is not within `timeout` seconds."""
        return self.file.flush(timeout)

    def close(self) -> None:
        """Save everything and let the session go. Never fails."""
        self.file.close()

    def _saved(self, _: int) -> None:
        for changed in self._listeners:
            changed()

    def _troubled(self, trouble: str | None) -> None:
        self.trouble = trouble
        for changed in self._listeners:
            changed()
