"""The way through the agenda, and its clock: from phase to phase, pause, end and reopening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.course import Pause, Visit
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class NextPhase(Record):
    """The next phase of the agenda; the first one when the meeting has not begun."""

    def decide(self, session: Session, asker: Asker) -> Iterator[PhaseEntered | MeetingEnded]:
        _must_not_have_ended(session)
        phases, here = session.agenda.phases, session.phase
        i = session.index(here.id) + 1 if here else 0
        yield PhaseEntered(phases[i].id) if i < len(phases) else MeetingEnded()


class PreviousPhase(Record):
    def decide(self, session: Session, asker: Asker) -> Iterator[PhaseEntered]:
        _must_not_have_ended(session)
        i = session.index(session.phase.id) - 1 if session.phase else -1
        if i < 0:
            raise Refused("There is no phase before this one.")
        yield PhaseEntered(session.agenda.phases[i].id)


class GoToPhase(Record):
    phase: str

    def decide(self, session: Session, asker: Asker) -> Iterator[PhaseEntered]:
        _must_not_have_ended(session)
        known_phase(session, self.phase)
        if session.phase and session.phase.id == self.phase:
            raise Refused(f"You are in {session.phase.title} already.")
        yield PhaseEntered(self.phase)


class PhaseEntered(Record):
    """The clock of this phase starts, by itself. The phase before it, if any, is left at the same instant."""

    phase: str

    told = "step to a phase"

    def evolve(self, session: Session, event: Event) -> Session:
        if self.phase not in [each.id for each in session.agenda.phases]:
            return session
        visits = (*_left(session.visits, event.at), Visit(self.phase, event.at))
        return replace(session, visits=visits, pauses=_running(session.pauses, event.at), ended=None, opened=None)


class PauseClock(Record):
    def decide(self, session: Session, asker: Asker) -> Iterator[Paused]:
        _must_be_running(session)
        if session.paused:
            raise Refused("The clock stands still already. The same key starts it again.")
        yield Paused()


class Paused(Record):
    told = "pause"

    def evolve(self, session: Session, event: Event) -> Session:
        return session if session.paused else replace(session, pauses=(*session.pauses, Pause(event.at)))


class ResumeClock(Record):
    def decide(self, session: Session, asker: Asker) -> Iterator[Resumed]:
        if not session.paused:
            raise Refused("The clock is running.")
        yield Resumed()


class Resumed(Record):
    told = "going on"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, pauses=_running(session.pauses, event.at))


class EndMeeting(Record):
    def decide(self, session: Session, asker: Asker) -> Iterator[MeetingEnded]:
        _must_be_running(session)
        yield MeetingEnded()


class MeetingEnded(Record):
    told = "end of the meeting"

    def evolve(self, session: Session, event: Event) -> Session:
        pauses = _running(session.pauses, event.at)
        return replace(session, visits=_left(session.visits, event.at), pauses=pauses, ended=event.at)


class ReopenMeeting(Record):
    def decide(self, session: Session, asker: Asker) -> Iterator[MeetingReopened]:
        if not session.ended:
            raise Refused("The meeting has not ended.")
        yield MeetingReopened()


class MeetingReopened(Record):
    """An ended meeting goes on in the phase it was in. The time between does not count."""

    told = "reopening of the meeting"

    def evolve(self, session: Session, event: Event) -> Session:
        again = (Visit(session.visits[-1].phase, event.at),) if session.visits else ()
        return replace(session, visits=(*_left(session.visits, event.at), *again), ended=None)


PhaseCommand = NextPhase | PreviousPhase | GoToPhase | PauseClock | ResumeClock | EndMeeting | ReopenMeeting
PhaseFact = PhaseEntered | Paused | Resumed | MeetingEnded | MeetingReopened


def known_phase(session: Session, phase: str) -> int:
    """Its place in the agenda; Refused if it is not there."""
    try:
        return session.index(phase)
    except ValueError:
        raise Refused(f"There is no phase «{phase}» in this agenda.") from None


def _must_not_have_ended(session: Session) -> None:
    if session.ended:
        raise Refused("The meeting has ended. Reopen it, or undo the end, to go on.")


def _must_be_running(session: Session) -> None:
    if session.ended:
        raise Refused("The meeting has ended.")
    if session.phase is None:
        raise Refused("The meeting has not begun. The next-phase key starts it.")


def _left(visits: tuple[Visit, ...], at: datetime) -> tuple[Visit, ...]:
    """The visits, the last one over."""
    if visits and visits[-1].left is None:
        return (*visits[:-1], replace(visits[-1], left=at))
    return visits


def _running(pauses: tuple[Pause, ...], at: datetime) -> tuple[Pause, ...]:
    """The pauses, the last one over."""
    if pauses and pauses[-1].end is None:
        return (*pauses[:-1], replace(pauses[-1], end=at))
    return pauses
