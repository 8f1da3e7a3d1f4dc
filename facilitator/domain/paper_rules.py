"""What may be done around the meeting, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import paper_commands as c
from facilitator.domain import paper_events as e
from facilitator.domain.errors import Refused
from facilitator.domain.paper_commands import PaperCommand
from facilitator.domain.paper_events import PaperFact
from facilitator.domain.session import Session

SCORES = range(1, 6)


def facts(session: Session, command: PaperCommand) -> Iterator[PaperFact]:
    """The facts that a command leads to, none if it changes nothing; Refused if it may not be done now."""
    match command:
        case c.AssessImpact(impact):
            if impact != session.impact:
                yield e.ImpactAssessed(impact)
        case c.ScheduleMeeting(at):
            if at != session.scheduled:
                yield e.MeetingScheduled(at)
        case c.TickStep(step, done):
            if (step in [each.step for each in session.steps]) != done:
                yield e.StepTicked(step, done)
        case c.SetState(state):
            if state is session.state:
                raise Refused(f"The document is {state.value} already.")
            yield e.StateSet(state)
        case c.CountHands(question, score, by):
            if score not in SCORES:
                raise Refused("The answers go from 1 to 5.")
            before = session.hands(question, score)
            if max(0, before + by) != before:
                yield e.HandsCounted(question, score, max(0, before + by))
        case c.OpenSection(phase):
            if session.phase:
                raise Refused("The meeting is running. Go to the phase instead.")
            if phase is not None and phase not in [each.id for each in session.agenda.phases]:
                raise Refused(f"There is no phase «{phase}» in this agenda.")
            if phase != session.opened:
                yield e.SectionOpened(phase)
        case c.MarkVoice(name, by):
            if not name.strip():
                raise Refused("Who was heard? Give a name.")
            heard = next((each.heard for each in session.voices if each.name == name), 0)
            if max(0, heard + by) != heard:
                yield e.VoiceMarked(name, max(0, heard + by))
