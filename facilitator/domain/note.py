"""One line that the room made in a phase: a point, a lesson, a parked question, a note."""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.record import Record


class Section(StrEnum):
    """Where a note belongs in the document."""

    NOTE = "note"
    WELL = "well"
    WRONG = "wrong"
    LUCKY = "lucky"
    LESSON = "lesson"
    QUESTION = "question"


POINTS = (Section.WELL, Section.WRONG, Section.LUCKY)
"""What the room may vote on, link to the timeline and act on."""


class Gap(StrEnum):
    """What went wrong is a gap in one of these, never in a person (the guide, section 6)."""

    PROCESS = "process"
    TOOLS = "tools"
    TRAINING = "training"


class Note(Record):
    """One line, and what the room said of it."""

    id: int
    section: Section
    text: str
    author: str
    rank: int
    gap: Gap | None = None
    """Of what went wrong."""
    owner: str = ""
    """Who will answer a parked question."""
    entry: int | None = None
    """The timeline entry that a point is about."""
    votes: int = 0


LONGEST_LEAD = 60
"""Characters of a lead: more than that before a colon is a sentence."""


def lead_and_detail(text: str) -> tuple[str, str]:
    """A point as the guide prints it, a bold lead and then the detail: `Fast Detection: Alert fired …`.

    Without a lead the first text is empty. A colon inside a time, a link or a word (`12:30`, `https://…`) opens none.
    """
    lead, colon, detail = text.partition(": ")
    if colon and detail.strip() and 0 < len(lead.strip()) <= LONGEST_LEAD and lead.strip()[-1] not in ".?!":
        return lead.strip(), detail.strip()
    return "", text
