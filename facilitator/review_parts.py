"""What a review is made of: places in the document, what is missing there, and points with their reasons."""

from __future__ import annotations

from typing import Final

from facilitator.domain.record import Record

SUMMARY: Final = "Incident Summary"
TIMELINE: Final = "Timeline"
CAUSES: Final = "Root Cause Analysis"
IMPACT: Final = "Impact Assessment"
WELL: Final = "What Went Well"
WRONG: Final = "What Went Wrong"
ACTIONS: Final = "Action Items"
LESSONS: Final = "Lessons Learned"
PARKED: Final = "Parking Lot"
MEETING: Final = "Meeting"
SECTIONS: Final = (SUMMARY, TIMELINE, CAUSES, IMPACT, WELL, WRONG, ACTIONS, LESSONS, PARKED, MEETING)
"""The sections of the document, in its order."""

LONGEST: Final = 60
"""Characters of a text that are quoted."""


class Place(Record):
    """Where to go to set something right."""

    what: str
    """`incident`, `people`, `timeline`, `causes`, `impact`, `well`, `wrong`, `actions`, `lessons` or `questions`."""
    id: int | None = None
    """The entry, note, cause or action."""
    field: str = ""
    """The field of Incident, Impact or Task."""


class Gap(Record):
    """Something that the document lacks, or that somebody should look at."""

    section: str
    """The title of the document's section."""
    told: str
    required: bool
    """Whether the guide asks for it."""
    place: Place


class Score(Record):
    """How well the document meets one criterion, with the reason in one sentence."""

    name: str
    points: int
    of: int
    why: str


class Heard(Record):
    """A text that was looked at for blame."""

    section: str
    place: Place
    text: str
    what: str
    """What was noticed; empty for nothing."""


def quoted(text: str) -> str:
    """A text as a sentence quotes it, cut where it is long."""
    line = " ".join(text.split())
    return f"«{line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + '…'}»"
