"""The timeline's entries, as other parts of the document speak of them: by their time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.documents.inline import plain
from facilitator.domain.session import Session
from facilitator.imports.found import Found
from facilitator.imports.inline import Line
from facilitator.when import label

_VOTES = re.compile(r"\+\d{1,6}")
_NUMBERED = re.compile(r"(?P<time>.+) (?P<number>no\. \d{1,6})")


class Entries:
    """The entries of a session, by the times that they show."""

    def __init__(self, session: Session) -> None:
        self.ids = tuple(entry.id for entry in session.entries)
        zone = session.incident.timezone
        self._found = Found((plain(label(entry.when, zone)), entry.id) for entry in session.entries)

    def at(self, tag: str) -> int | None:
        """The entry that a tag names: `14:30`, or `14:30 no. 2`."""
        found = _NUMBERED.fullmatch(tag)
        return self._found.get(Line(found["time"], (found["number"],)) if found else Line(tag))

    def beside(self, tags: Sequence[str]) -> tuple[list[int], int] | None:
        """The entries and the votes that tags tell of; None if they tell of anything else."""
        votes = [tag for tag in tags if _VOTES.fullmatch(tag)]
        seen = [self.at(tag) for tag in tags if tag not in votes]
        if len(votes) > 1 or None in seen:
            return None
        return [id for id in seen if id is not None], int(votes[0]) if votes else 0
