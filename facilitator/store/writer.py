"""The thread that saves. It decides when; `Keeper` knows how."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Final, NamedTuple

from facilitator.clock import ticks
from facilitator.domain.session import Session
from facilitator.store.draft import write_draft
from facilitator.store.errors import why_not
from facilitator.store.keeper import Keeper
from facilitator.store.record import Line

LATEST: Final = 0.9
"""Seconds between an edit and the TinyDB file that holds it."""
MANY: Final = 50
"""Edits after which the file is written sooner."""
SPACING: Final = 20
"""The thread rests this many times as long as the last file took to write, so that the screen has the machine."""
RETRY: Final = 2.0
"""Seconds between two tries when saving fails."""
DRAFT: Final = 0.5
"""Seconds between two writes of the draft."""
QUICK: Final = 0.005
"""Seconds. A disk that takes longer for one edit is slow."""
WARY: Final = 5
"""So many edits a slow disk has to be quick for before the caller writes to it again."""
NEVER: Final = float("inf")


class Work(NamedTuple):
    """What the screen's thread hands over."""

    lines: Sequence[Line] = ()
    session: Session | None = None
    draft: str | None = None
    done: threading.Event | None = None
    """Set when everything is saved that can be, the TinyDB file included."""
    last: bool = False
    dropped: Session | None = None
    """To let go of in the thread: that costs half as much as a flush when a session is long."""


class Writer:
    """Saves what it is given, in order. No failure ends it.

    On a quick disk the journal is written by the caller, which is sooner done than to wake a thread; on a slow one,
    and whenever there is other work under way, by the thread. All else is the thread's.
    """

    def __init__(self, keeper: Keeper, session: Session) -> None:
        self.keeper = keeper
        self._session = session
        self._inbox: SimpleQueue[Work] = SimpleQueue()
        self._given = self._taken = 0
        self._lock = threading.Lock()
        self._wary = 1
        self._on_saved: Callable[[int], None] = _ignore
        self._on_trouble: Callable[[str | None], None] = _ignore
        self._unsaved_why: str | None = None
        self._unfiled_why: str | None = None
        self._told_seq = keeper.saved_seq
        self._told: str | None = None
        self._noted = 0
        self._draft: str | None = None
        self._draft_due = self._file_due = self._retry_due = NEVER
        self._draft_rest = self._file_rest = 0.0
        self._thread = threading.Thread(target=self._run, name=f"save {keeper.path.stem}", daemon=True)
        self._thread.start()

    def listen(self, saved: Callable[[int], None], trouble: Callable[[str | None], None]) -> None:
        self._on_saved, self._on_trouble = saved, trouble

    def give(
        self,
        lines: Sequence[Line] = (),
        session: Session | None = None,
        draft: str | None = None,
        done: threading.Event | None = None,
        last: bool = False,
        *,
        waited_for: bool = True,
    ) -> None:
        """Hand something over, always from the same thread; returns at once. See `Work`.

        What nobody at this terminal waits for is left to the thread in any case: the caller has keys to see to.
        """
        work = Work(lines, session, draft, done, last)
        if work.lines and waited_for and not self._wary and self._lock.acquire(blocking=False):
            try:
                if self._given == self._taken:
                    self._save(work.lines)
                    # Before the lock opens: a file written with these events must describe the session they lead to.
                    before, self._session = self._session, work.session or self._session
                    work = Work(dropped=before)
            finally:
                self._lock.release()
        self._given += 1
        self._inbox.put(work)

    def join(self, timeout: float) -> None:
        """Wait for the thread to end, for at most `timeout` seconds."""
        self._thread.join(timeout)

    def _run(self) -> None:
        last = False
        while not last:
            batch = self._next()
            asked = [work.done for work in batch if work.done]
            last = any(work.last for work in batch)
            with self._lock:
                self._taken += len(batch)
                self._save([line for work in batch for line in work.lines])
                self._tell()
                for work in batch:
                    self._session = work.session or self._session
                    self._draft = self._draft if work.draft is None else work.draft
                self._file(bool(asked))
                self._keep_draft(bool(asked))
                self._tell()
            for done in asked:
                done.set()
        self.keeper.close()

    def _next(self) -> list[Work]:
        """All that has come in; nothing when something is due first."""
        due = min(self._draft_due, self._file_due, self._retry_due)
        batch = []
        with contextlib.suppress(Empty):
            batch.append(self._inbox.get(timeout=None if due == NEVER else max(0.0, due - ticks())))
            while True:
                batch.append(self._inbox.get_nowait())
        return batch

    def _save(self, lines: Sequence[Line]) -> None:
        """Have these events in the journal, and those that could not be saved before."""
        keeper, start = self.keeper, ticks()
        keeper.add(lines)
        if not keeper.unsaved:
            return
        self._unsaved_why, self._retry_due = None, NEVER
        try:
            keeper.save()
        except Exception as fault:  # Whatever it is, the meeting goes on and the next try comes.
            self._retry_due = ticks() + RETRY
            edits = "edit is" if keeper.unsaved == 1 else f"{keeper.unsaved} edits are"
            self._unsaved_why = (
                f"{why_not(fault, keeper.path.parent)}: the last {edits} in memory only. "
                "Put that right and leave this open: everything is saved as soon as it can be."
            )
        self._wary = WARY if self._unsaved_why or ticks() - start > QUICK else max(0, self._wary - 1)

    def _file(self, asked: bool) -> None:
        """Write the TinyDB file if it is time to, or if somebody waits for it."""
        keeper, now = self.keeper, ticks()
        if not keeper.unfiled:
            return
        soon = now if keeper.unfiled >= MANY else now + LATEST
        self._file_due = min(self._file_due, max(soon, self._file_rest))
        if not asked and now < self._file_due:
            return
        self._file_due, self._unfiled_why = NEVER, None
        try:
            keeper.checkpoint(self._session)
            self._unsaved_why, self._retry_due = None, NEVER
            self._file_rest = ticks() + SPACING * (ticks() - now)
        except Exception as fault:  # As above: a fault in the readable document must not end the saving either.
            self._file_due = self._file_rest = ticks() + RETRY
            self._unfiled_why = (
                f"{why_not(fault, keeper.path.parent)}: {keeper.path.name} cannot be brought up to date; "
                f"the edits since are safe in {keeper.path.name}.journal."
            )

    def _keep_draft(self, asked: bool) -> None:
        now = ticks()
        if self._draft is None:
            return
        # A line that was entered is forgotten at once: after a crash it would come back beside the entry it became.
        self._draft_due = max(now, self._draft_rest) if self._draft else now
        if asked or self._draft_due <= now:
            # No trouble of its own: what stops a draft stops the edits too, and is told there.
            with contextlib.suppress(OSError):
                write_draft(self.keeper.path, self._draft)
            self._draft, self._draft_due, self._draft_rest = None, NEVER, now + DRAFT

    def _tell(self) -> None:
        """Tell the listeners what is new to them. A fault of theirs is not one of the saving."""
        trouble = self._unsaved_why or self._unfiled_why
        with contextlib.suppress(Exception):
            if self.keeper.saved_seq != self._told_seq:
                self._told_seq = self.keeper.saved_seq
                self._on_saved(self._told_seq)
        with contextlib.suppress(Exception):
            if trouble != self._told:
                self._told = trouble
                self._on_trouble(trouble)
        with contextlib.suppress(Exception):
            for notice in self.keeper.notices[self._noted :]:
                self._noted += 1
                self._on_trouble(notice)


def _ignore(_: object) -> None:
    """Nobody listens yet."""
