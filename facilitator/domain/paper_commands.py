"""What a person may ask for around the meeting."""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.record import Record


class AssessImpact(Record):
    impact: Impact


class ScheduleMeeting(Record):
    """When the meeting will be held, in UTC; None while that is open."""

    at: datetime | None


class TickStep(Record):
    """A step of the guide's process before or after the meeting."""

    step: str
    done: bool = True


class SetState(Record):
    state: State


class CountHands(Record):
    """So many hands more, or fewer, for one answer of the exit poll."""

    question: Question
    score: int
    by: int = 1


class MarkVoice(Record):
    """Somebody was heard once more, or once less."""

    name: str
    by: int = 1


class OpenSection(Record):
    """Outside the meeting: what a typed line shall become, as in this phase; None for the timeline again."""

    phase: str | None


PaperCommand = AssessImpact | ScheduleMeeting | TickStep | SetState | CountHands | MarkVoice | OpenSection
