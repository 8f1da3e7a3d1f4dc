"""What a fact around the meeting makes of the session. Total, as `evolve` is."""

from __future__ import annotations

from datetime import datetime

from facilitator.domain import paper_events as e
from facilitator.domain.paper import Done, Hands, Stage, Voice
from facilitator.domain.paper_events import PaperFact
from facilitator.domain.record import replace
from facilitator.domain.session import Session


def apply(session: Session, fact: PaperFact, at: datetime) -> Session:
    """The session after it; `at` is the event's instant (UTC)."""
    match fact:
        case e.ImpactAssessed(impact):
            return replace(session, impact=impact)
        case e.MeetingScheduled(when):
            return replace(session, scheduled=when)
        case e.StepTicked(step, done):
            rest = tuple(each for each in session.steps if each.step != step)
            return replace(session, steps=(*rest, Done(step, at)) if done else rest)
        case e.StateSet(state):
            return replace(session, stages=(*session.stages, Stage(state, at)))
        case e.HandsCounted(question, score, hands):
            rows = [each for each in session.poll if (each.question, each.score) != (question, score)]
            counted = [*rows, Hands(question, score, hands)] if hands > 0 else rows
            return replace(session, poll=tuple(sorted(counted, key=lambda each: (each.question, each.score))))
        case e.SectionOpened(phase):
            return replace(session, opened=phase)
        case e.VoiceMarked(name, heard):
            others = tuple(each for each in session.voices if each.name != name)
            return replace(session, voices=(*others, Voice(name, heard)) if heard > 0 else others)
