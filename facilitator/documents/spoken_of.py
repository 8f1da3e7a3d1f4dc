"""The names by which the document speaks again of entries, causes, points and action items."""

from __future__ import annotations

from typing import Final

from facilitator.documents.analysis import stated
from facilitator.documents.inline import Names
from facilitator.documents.plain import known_zone
from facilitator.domain import causes
from facilitator.domain.cause import Cause
from facilitator.domain.note import Note, Section
from facilitator.domain.session import Entry, Session
from facilitator.when import label

READ: Final = (Section.WELL, Section.LUCKY, Section.WRONG, Section.LESSON, Section.QUESTION, Section.NOTE)
"""The lists of the room as the document has them."""


class SpokenOf:
    """All names in one session."""

    def __init__(self, session: Session) -> None:
        self._zone = known_zone(session.incident.timezone)
        chained = [why.cause for why in causes.walk(causes.chains(session))]
        rest = [cause for cause in causes.pinned(causes.fishbone(session)) if not cause.chained]
        notes = [note for section in READ for note in session.section(section)]
        self.chained = Names((cause.id, cause.text) for cause in chained)
        """The causes of the why chains, by what was typed."""
        self.answered = Names([
            *((cause.id, stated(cause)) for cause in (*chained, *rest)),
            *((note.id, note.text) for note in notes),
        ])  # fmt: skip
        """What an action item may answer: causes as they were finally put, then points."""
        self.actions = Names((action.id, action.task.text) for action in session.actions)
        self._entries = Names((entry.id, label(entry.when, self._zone)) for entry in session.entries)

    def time(self, entry: Entry) -> str:
        """`14:30`, or `14:30 no. 2` for the second of that time."""
        shown = label(entry.when, self._zone)
        number = self._entries.number(entry.id, shown)
        return f"{shown} {number}" if number else shown


def words(of: Cause | Note) -> str:
    """What a cause or a point says."""
    return stated(of) if isinstance(of, Cause) else of.text
