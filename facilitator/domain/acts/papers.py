"""What stands around the meeting: its date, the impact, the guide's steps, the state of the document, the exit poll."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker, Private
from facilitator.domain.errors import Refused
from facilitator.domain.paper import Done, Hands, Impact, Question, Stage, State, Voice
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event

SCORES = range(1, 6)


class AssessImpact(Record):
    impact: Impact

    def decide(self, session: Session, asker: Asker) -> Iterator[ImpactAssessed]:
        if self.impact != session.impact:
            yield ImpactAssessed(self.impact)


class ImpactAssessed(Record):
    impact: Impact

    told = "change of the impact"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, impact=self.impact)


class ScheduleMeeting(Record):
    """When the meeting will be held, in UTC; None while that is open."""

    at: datetime | None

    def decide(self, session: Session, asker: Asker) -> Iterator[MeetingScheduled]:
        if self.at != session.scheduled:
            yield MeetingScheduled(self.at)


class MeetingScheduled(Record):
    at: datetime | None

    told = "date of the meeting"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, scheduled=self.at)


class TickStep(Record):
    """A step of the guide's process before or after the meeting."""

    step: str
    done: bool = True

    def decide(self, session: Session, asker: Asker) -> Iterator[StepTicked]:
        if (self.step in [each.step for each in session.steps]) != self.done:
            yield StepTicked(self.step, self.done)


class StepTicked(Record):
    step: str
    done: bool

    told = "tick"

    def evolve(self, session: Session, event: Event) -> Session:
        rest = tuple(each for each in session.steps if each.step != self.step)
        return replace(session, steps=(*rest, Done(self.step, event.at)) if self.done else rest)


class SetState(Record):
    state: State

    def decide(self, session: Session, asker: Asker) -> Iterator[StateSet]:
        if self.state is session.state:
            raise Refused(f"The document is {self.state.value} already.")
        yield StateSet(self.state)


class StateSet(Record):
    state: State

    told = "state of the document"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, stages=(*session.stages, Stage(self.state, event.at)))


class CountHands(Record):
    """So many hands more, or fewer, for one answer of the exit poll."""

    question: Question
    score: int
    by: int = 1

    def decide(self, session: Session, asker: Asker) -> Iterator[HandsCounted]:
        if self.score not in SCORES:
            raise Refused("The answers go from 1 to 5.")
        before = session.hands(self.question, self.score)
        if max(0, before + self.by) != before:
            yield HandsCounted(self.question, self.score, max(0, before + self.by))


class HandsCounted(Record):
    """How many hands there are now for one answer."""

    question: Question
    score: int
    hands: int

    told = "hand"

    def evolve(self, session: Session, event: Event) -> Session:
        answer = (self.question, self.score)
        rows = [each for each in session.poll if (each.question, each.score) != answer]
        counted = [*rows, Hands(*answer, self.hands)] if self.hands > 0 else rows
        return replace(session, poll=tuple(sorted(counted, key=lambda each: (each.question, each.score))))


class MarkVoice(Record):
    """Somebody was heard once more, or once less."""

    name: str
    by: int = 1

    def decide(self, session: Session, asker: Asker) -> Iterator[VoiceMarked]:
        if not self.name.strip():
            raise Refused("Who was heard? Give a name.")
        heard = next((each.heard for each in session.voices if each.name == self.name), 0)
        if max(0, heard + self.by) != heard:
            yield VoiceMarked(self.name, max(0, heard + self.by))


class VoiceMarked(Private):
    """How often somebody was heard by now."""

    name: str
    heard: int

    told = "mark"

    def evolve(self, session: Session, event: Event) -> Session:
        others = tuple(each for each in session.voices if each.name != self.name)
        return replace(session, voices=(*others, Voice(self.name, self.heard)) if self.heard > 0 else others)


class OpenSection(Record):
    """Outside the meeting: what a typed line shall become, as in this phase; None for the timeline again."""

    phase: str | None

    def decide(self, session: Session, asker: Asker) -> Iterator[SectionOpened]:
        if session.phase:
            raise Refused("The meeting is running. Go to the phase instead.")
        if self.phase is not None and self.phase not in [each.id for each in session.agenda.phases]:
            raise Refused(f"There is no phase «{self.phase}» in this agenda.")
        if self.phase != session.opened:
            yield SectionOpened(self.phase)


class SectionOpened(Record):
    """Outside the meeting, lines are taken as in this phase; its clock does not start."""

    phase: str | None

    told = "step"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, opened=self.phase)


PaperCommand = AssessImpact | ScheduleMeeting | TickStep | SetState | CountHands | MarkVoice | OpenSection
PaperFact = ImpactAssessed | MeetingScheduled | StepTicked | StateSet | HandsCounted | VoiceMarked | SectionOpened
