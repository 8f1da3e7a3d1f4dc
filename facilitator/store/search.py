"""Search over all sessions of a folder, quick enough for every key that is typed.

search = Search(folder)
search.update()                        # may run in a thread, whenever a look at the files is due
hits = search.query("pool exhau", limit=20)
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.store import search_index as index
from facilitator.store.opening import journal_of
from facilitator.store.search_query import Filters, found, listed
from facilitator.store.search_scan import Skipped, row, scan
from facilitator.store.search_snippet import snippet
from facilitator.store.search_text import Passage, passages, read_document
from facilitator.store.search_words import Term, terms

__all__ = ["Entry", "Filters", "Hit", "Search", "Skipped"]

FIRST: Final = 40
"""The newest sessions, which are taken in before all others: they fill a page."""
BATCH: Final = 200
"""Sessions that are taken in at once: others may write, and look, in between."""
MANY: Final = 1000
"""Changes after which the index is tidied."""
LIMIT: Final = 20
PAGES: Final = 200
"""Sessions that are kept to be shown again."""
ALL: Final = Filters()

T = TypeVar("T")


class Hit(Record):
    """A session in which everything was found."""

    name: str
    title: str
    date: str
    """ISO, in the incident's zone; empty where nobody knows."""
    section: str
    """The title of the document's section in which the snippet stands."""
    snippet: str
    marks: tuple[tuple[int, int], ...]
    """Where in the snippet the words stand: from, to."""


class Entry(Record):
    """A session in a list of many."""

    name: str
    title: str
    date: str
    """ISO, in the incident's zone; empty where nobody knows."""
    severity: str
    services: tuple[str, ...]


class NoIndex(FacilitatorError):
    """The index can be kept nowhere."""


class Search:
    """All sessions of one folder. `update` and `query` may be called from two threads at a time."""

    def __init__(self, folder: Path, at: Path | None = None) -> None:
        """`at`: where the index is kept, if not in the user's cache."""
        self.folder = folder
        self.skipped: tuple[Skipped, ...] = ()
        """Files that cannot be searched, each with the sentence on it."""
        self._place, self._spare = at or index.place(folder), False
        self._reader: index.Index | None = None
        self._pages: dict[str, tuple[object, tuple[Passage, ...]]] = {}
        """What was shown last, and what the system said of its files then."""
        self._reading, self._updating = Lock(), Lock()

    def update(self) -> int:
        """Look at the files and take in what changed since; how many that were. NoIndex if it can be kept nowhere."""
        with self._updating:
            try:
                return self._updated()
            except (sqlite3.Error, OSError) as fault:
                self._begin_anew(fault)
            try:
                return self._updated()
            except (sqlite3.Error, OSError) as fault:
                raise NoIndex(f"The search index cannot be kept in {self._place.parent} ({fault}).") from fault

    def query(self, text: str, filters: Filters = ALL, limit: int = LIMIT, *, typing: bool = True) -> list[Hit]:
        """The best hits: phrases and titles first, then the newest incident first. No text makes it fail.

        With `typing` the last word may still go on. Without words, what the filters let through.
        """
        wanted = terms(text, typing=typing)
        rows = self._ask(text, wanted, partial(found, terms=wanted, filters=filters, limit=limit))
        return [hit for name, title, day in rows if (hit := self._hit(name, title, day, wanted))]

    def browse(self, text: str, filters: Filters = ALL) -> list[Entry]:
        """Every session that `query` would find, the newest incident first; without words and filters all of them."""
        wanted = terms(text, typing=True)
        rows = self._ask(text, wanted, partial(listed, terms=wanted, filters=filters))
        return [
            Entry(name, title, day, severity, tuple(services.split("\n")) if services else ())
            for name, title, day, severity, services in rows
        ]

    def _ask(self, text: str, wanted: tuple[Term, ...], find: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        if not wanted and text.strip():  # nothing that could be found, such as «???»
            return []
        try:
            return self._found(find)
        except (sqlite3.Error, OSError) as fault:
            if isinstance(fault, sqlite3.Error) and index.busy(fault):
                return []  # another process makes the index anew: the next key will find it
            with self._updating:
                self._begin_anew(fault)
            self.update()
        try:
            return self._found(find)
        except sqlite3.Error as again:
            raise NoIndex(f"The search index in {self._place.parent} cannot be read ({again}).") from again

    def close(self) -> None:
        """Let the index go. Calls after it open it again."""
        with self._reading:
            if self._reader:
                self._reader.close()
            self._reader = None
        if self._spare:
            shutil.rmtree(self._place.parent, ignore_errors=True)

    def _updated(self) -> int:
        here = index.Index(self._place)
        try:
            if here.worn:
                here.close()
                self._throw_away()
                here = index.Index(self._place)
            known, there = here.known(), scan(self.folder)
            changed = sorted((name for name in there if known.get(name) != there[name]), reverse=True)
            gone = [name for name in known if name not in there]
            for batch in _batches(changed) if changed else [[]] if gone else []:
                here.keep([row(self.folder, name, there[name]) for name in batch], gone)
                gone = []
            if len(changed) >= MANY:
                here.tidy()
            self.skipped = tuple(Skipped(name, fault) for name, fault in here.faults())
            return len(changed)
        finally:
            here.close()

    def _found(self, find: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
        with self._reading:
            if self._reader is None:
                self._reader = index.Index(self._place)
            return find(self._reader.db)

    def _hit(self, name: str, title: str, day: str, wanted: tuple[Term, ...]) -> Hit | None:
        """What is shown of a session; None if it is gone, or damaged since."""
        try:
            cut = snippet(self._passages(name), wanted)
        except FacilitatorError:
            return None
        return Hit(name, title, day, cut.section, cut.text, cut.marks)

    def _passages(self, name: str) -> tuple[Passage, ...]:
        """What can be shown of a session. The same ones are found again with the next key: they are read once."""
        path = self.folder / f"{name}.json"
        stamps = _stamp(path), _stamp(journal_of(path))
        known = self._pages.pop(name, None)
        if known is None or known[0] != stamps:
            known = stamps, tuple(passages(read_document(path)[1]))
        self._pages[name] = known
        if len(self._pages) > PAGES:
            del self._pages[next(iter(self._pages))]
        return known[1]

    def _begin_anew(self, fault: Exception) -> None:
        """Throw a damaged index away; where none can be written, go on with one that lasts as long as the program."""
        if isinstance(fault, sqlite3.Error) and index.busy(fault):
            return
        self._throw_away()
        if not self._spare and not _writable(self._place):
            self._place, self._spare = index.spare(), True

    def _throw_away(self) -> None:
        with self._reading:
            if self._reader:
                self._reader.close()
            self._reader = None
            index.remove(self._place)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What the system says of a file, should it be there."""
    with contextlib.suppress(OSError):
        found = path.lstat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return None


def _writable(place: Path) -> bool:
    with contextlib.suppress(OSError):
        return os.access(place.parent, os.W_OK | os.X_OK) and not place.exists()
    return False


def _batches(names: list[str]) -> Iterator[list[str]]:
    yield names[:FIRST]
    yield from (names[at : at + BATCH] for at in range(FIRST, len(names), BATCH))
