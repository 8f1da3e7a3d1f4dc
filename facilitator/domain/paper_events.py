"""What happened around the meeting."""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.record import Record


class ImpactAssessed(Record):
    impact: Impact


class MeetingScheduled(Record):
    at: datetime | None


class StepTicked(Record):
    step: str
    done: bool


class StateSet(Record):
    state: State


class HandsCounted(Record):
    """How many hands there are now for one answer."""

    question: Question
    score: int
    hands: int


class VoiceMarked(Record):
    """How often somebody was heard by now. Always private."""

    name: str
    heard: int


class SectionOpened(Record):
    """Outside the meeting, lines are taken as in this phase; its clock does not start."""

    phase: str | None


PaperFact = ImpactAssessed | MeetingScheduled | StepTicked | StateSet | HandsCounted | VoiceMarked | SectionOpened
