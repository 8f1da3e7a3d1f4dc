"""What a source is read from, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Protocol

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.domain.session import Kind, When

SURE, LIKELY, MAYBE, NO = 90, 60, 20, 0
"""How well a content fits a source; the best fit reads it."""
NO_TIME: Final = "it has no time"
NO_CLOCK: Final = "it has a day, but no time of day"
NOT_A_TIME: Final = "its time cannot be read"
NO_SUCH_TIME: Final = "there is no such time"
FAR: Final = "its time is not of 1970 to 2199"
WORDLESS: Final = "(no words)"
"""In place of the text of something that happened and of which nothing is said."""


class BadImport(FacilitatorError):
    """A file that no timeline can be taken from. Nothing was changed."""


class Archive(Protocol):
    """A folder, or a zip file read like one."""

    paths: tuple[str, ...]
    """Of its files, within it, with `/` between their parts."""

    def read(self, path: str) -> str:
        """The text of one of them; BadImport if it has none."""


class Content(Record):
    """What was found in a file."""

    name: str
    text: str = ""
    data: tuple[Any, ...] = ()
    """Its JSON values: one, or the pages that a client wrote one after the other."""
    archive: Archive | None = None


class Ground(Record):
    """What times are read against."""

    zone: str
    said: bool
    """Whether a person named the zone: then what the file says of it counts only where it says so beside a time."""
    start: datetime | None
    end: datetime | None
    now: datetime


class Item(Record):
    """One thing that happened."""

    when: When
    text: str
    kind: Kind | None = None
    why: str = ""
    """Why it has no time."""
    folded: str = ""
    """What it is, if it is nothing for the timeline: `messages of bots`."""


class Result(Record):
    """What a source holds, in its own order."""

    items: tuple[Item, ...]
    counts: tuple[tuple[str, int], ...] = ()
    """What else was folded away, and how many of it."""
    told: tuple[str, ...] = ()
    """How it was read, where that could have been otherwise: a sentence each."""
