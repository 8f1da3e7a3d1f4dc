"""One session on disk: the port through which the rest of the program saves. TinyDB is its engine."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import Refused
from facilitator.domain.events import Event
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.store.errors import NotWritable, cause
from facilitator.store.glimpse import glimpse
from facilitator.store.lock import Lock
from facilitator.store.opening import Opened, load, real
from facilitator.store.record import as_lines

if TYPE_CHECKING:
    from facilitator.store.keeper import Describe, Keeper
    from facilitator.store.writer import Writer

CLOSING = 10.0
"""Seconds that `close` waits for a disk that does not answer."""


class SessionFile:
    """An open session file. Every method is for one thread; saving happens in another."""

    def __init__(self, path: Path, session: Session, keeper: Keeper | None, notices: Sequence[str], draft: str) -> None:
        self.session = session
        """As it was last appended, or found."""
        self.draft = draft
        """What was being typed when the program was stopped."""
        self._path, self._notices = path, tuple(notices)
        self._closed = False
        self._rest: tuple[Lock, Describe] | None = None
        """What `complete` needs, while only the end of the session has been read."""
        self._writer: Writer | None = None
        if keeper:
            from facilitator.store.writer import Writer  # here, as below: the end of a long session is only shown

            self._writer = Writer(keeper, session)

    @classmethod
    def create(cls, path: Path, events: Sequence[Event], describe: Describe) -> SessionFile:
        """Make a session of its first events. NotWritable if it cannot be kept there, Busy if it is being made."""
        from facilitator.store.recovery import made

        session = replay(events)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = real(path)
            lock = Lock.take(path)
            try:
                return cls(path, session, made(path, lock, session, describe), (), "")
            except BaseException:
                lock.free()
                raise
        except OSError as fault:
            raise NotWritable(
                f"{cause(fault, path.parent)}: {path.stem} cannot be kept there; choose another folder."
            ) from fault

    @classmethod
    def open(cls, path: Path, describe: Describe, *, write: bool = True) -> SessionFile:
        """Bring a session back. To write it, hold its lock: Busy if another process does.

        Where nothing can be written, and for files of a newer facilitator, it is opened for reading, with a notice.
        NotFound, NotReadable, Outside, Damaged, Foreign or Newer if it cannot be read.
        """
        path = real(path)
        if not write:
            found = load(path)
            return cls(path, replay(found.events), None, found.notices, "")
        if not os.path.lexists(path):
            load(path)  # It says so. Only what is there gets a lock file.
        try:
            lock = Lock.take(path)
        except OSError as fault:
            found = load(path)
            said = f"{cause(fault, path.parent)}: {path.stem} is opened for reading only."
            return cls(path, replay(found.events), None, (*found.notices, said), "")
        try:
            return cls._locked(path, lock, load(path), describe)
        except BaseException:
            lock.free()
            raise

    @classmethod
    def open_end(cls, path: Path, describe: Describe) -> SessionFile:
        """Open a session to write; of a long one only the end is read, and the rest by `complete`. Faults as `open`."""
        path = real(path)
        end = glimpse(path) if os.path.lexists(path) else None
        if end is None:
            return cls.open(path, describe)
        try:
            lock = Lock.take(path)
        except OSError:
            return cls.open(path, describe)
        file = cls(path, end, None, (), "")
        file._rest = lock, describe
        return file

    def complete(self) -> None:
        """Read what `open_end` left out; NotReadable, Damaged or Newer, at every call, if that cannot be."""
        if self._rest is None:
            return
        whole = self._locked(self._path, self._rest[0], load(self._path), self._rest[1])
        self._rest = None
        self.session, self.draft = whole.session, whole.draft
        self._notices, self._writer = whole._notices, whole._writer

    @property
    def partial(self) -> bool:
        """Whether only the end of it has been read."""
        return self._rest is not None

    @classmethod
    def _locked(cls, path: Path, lock: Lock, found: Opened, describe: Describe) -> SessionFile:
        from facilitator.store.draft import read_draft
        from facilitator.store.recovery import recovered

        session = replay(found.events)
        keeper, said = (None, []) if found.late else recovered(path, lock, found, session, describe)
        if keeper is None:
            lock.free()
        return cls(path, session, keeper, (*found.notices, *said), read_draft(path) if keeper else "")

    @property
    def path(self) -> Path:
        """Where the session is kept: it moves if another program changes the file."""
        return self._writer.keeper.path if self._writer else self._path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def events(self) -> tuple[Event, ...]:
        return self.session.past

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences on what was found at opening, and on a file that another program changed since."""
        return (*self._notices, *(self._writer.keeper.notices if self._writer else ()))

    @property
    def read_only(self) -> bool:
        return self._writer is None or self._closed

    @property
    def saved_seq(self) -> int:
        """Every event up to this one is on the disk."""
        return self._writer.keeper.saved_seq if self._writer else self.session.seq

    def listen(self, saved: Callable[[int], None], trouble: Callable[[str | None], None]) -> None:
        """Be told, from the saving thread, of the last event on the disk, and of trouble; None when it is over.

        A listener must not wait for the thread that appends.
        """
        if self._writer:
            self._writer.listen(saved, trouble)

    def append(self, events: Sequence[Event], session: Session, *, waited_for: bool = True) -> None:
        """Save these events, which lead to this session. Returns at once. Refused if the session is only being read.

        `waited_for`: whether somebody at this terminal looks for them to be saved.
        """
        if self._writer is None or self._closed:
            raise Refused(f"{self.name} is open for reading only: nothing can be changed here.")
        self._writer.give(as_lines(events), session, waited_for=waited_for)
        self.session = session

    def keep_draft(self, text: str) -> None:
        """Keep the line that is being typed: on the disk within a second. Returns at once."""
        if self._writer:
            self._writer.give(draft=text)

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until all is on the disk, the TinyDB file brought up to date; False if not within `timeout` seconds."""
        if self._writer is None:
            return True
        done = threading.Event()
        self._writer.give(done=done)
        return done.wait(timeout) and not self._writer.keeper.unfiled

    def close(self) -> None:
        """Save everything and let the file go. Never fails: what cannot be filed stays in the journal."""
        if self._rest:
            self._rest[0].free()
            self._rest = None
        if self._writer and not self._closed:
            self._closed = True
            self._writer.give(done=threading.Event(), last=True)
            self._writer.join(CLOSING)
