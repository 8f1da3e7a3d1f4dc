"""What the document needs around the meeting: impact, its state, the steps of the guide, the exit poll, the voices."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from facilitator.domain.record import Record


class Impact(Record):
    """What the incident meant (the guide, section 4). Free text; empty while nobody has said it."""

    users: str = ""
    duration: str = ""
    """Empty: the incident's own, computed."""
    functionality: str = ""
    data_loss: str = ""
    spread: str = ""
    revenue: str = ""
    sla: str = ""
    support: str = ""
    reputation: str = ""
    services: str = ""
    """Empty: those of the incident."""
    infrastructure: str = ""
    dependencies: str = ""


class State(StrEnum):
    """How far the document is."""

    DRAFT = "draft"
    REVIEW = "in review"
    PUBLISHED = "published"


class Stage(Record):
    """When the document came into a state."""

    state: State
    at: datetime


class Done(Record):
    """A step of the guide's process that somebody ticked."""

    step: str
    at: datetime


class Question(StrEnum):
    """The exit poll."""

    LEARNED = "learned"
    AGAIN = "again"


class Hands(Record):
    """How many hands went up for a score. Nobody's name is kept."""

    question: Question
    score: int
    """1 to 5."""
    hands: int


class Voice(Record):
    """How often somebody was heard. Private: it never leaves the facilitator's own process."""

    name: str
    heard: int
