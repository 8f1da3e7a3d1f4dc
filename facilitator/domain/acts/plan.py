"""The minutes: more or fewer for a phase, the hard stop, and what is left spread anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.acts.phases import known_phase
from facilitator.domain.course import Adjustment
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class AddTime(Record):
    """Add seconds to a phase (the current one if None), or give them back when negative."""

    seconds: int
    phase: str | None = None

    def decide(self, session: Session, asker: Asker) -> Iterator[TimeAdded]:
        phase, seconds = self.phase, self.seconds
        if phase is None:
            if session.phase is None:
                raise Refused("No phase is running. Start the meeting first.")
            phase = session.phase.id
        i = known_phase(session, phase)
        if seconds < 0:
            from facilitator.domain import schedule  # here, as below: few sessions are read to be planned anew

            left = session.plan[i] - schedule.spent(session, phase, asker.at)
            seconds = -min(-seconds, int(max(0.0, left)))
        if not seconds:
            raise Refused(f"{session.agenda.phases[i].title} has no time left to give back.")
        yield TimeAdded(phase, seconds)


class TimeAdded(Record):
    """Seconds added to a phase's plan, or given back when negative."""

    phase: str
    seconds: int

    told = "minutes"

    def evolve(self, session: Session, event: Event) -> Session:
        return _adjusted(session, event, {self.phase: self.seconds}, "extended" if self.seconds > 0 else "given back")


class SetEnd(Record):
    at: datetime | None

    def decide(self, session: Session, asker: Asker) -> Iterator[EndSet]:
        if session.ended:
            raise Refused("The meeting has ended.")
        if self.at is not None and self.at <= asker.at:
            raise Refused("That time has passed. Give a later one.")
        if self.at != session.ends_by:
            yield EndSet(self.at)


class EndSet(Record):
    """The hard stop was set, or lifted with None."""

    at: datetime | None

    told = "hard stop"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, ends_by=self.at)


class Replan(Record):
    """Spread the minutes left before the hard stop over the phases left."""

    def decide(self, session: Session, asker: Asker) -> Iterator[Replanned]:
        from facilitator.domain import replan

        if session.ended:
            raise Refused("The meeting has ended.")
        if session.ends_by is None:
            raise Refused("There is no hard stop yet. Set the time at which the meeting has to end first.")
        plan = replan.propose(session, asker.at).plan
        if plan == session.plan:
            raise Refused("The plan is as close to the hard stop as the phases allow.")
        yield Replanned(plan)


class SetPlan(Record):
    """Other planned seconds for every phase of the agenda, in its order, before the meeting begins."""

    plan: tuple[int, ...]

    def decide(self, session: Session, asker: Asker) -> Iterator[Replanned]:
        if session.visits:
            raise Refused("The meeting has begun. Add minutes to a phase, or give some back.")
        if len(self.plan) != len(session.agenda.phases) or any(seconds <= 0 for seconds in self.plan):
            raise Refused("The plan needs some time for every phase of the agenda.")
        if self.plan != session.plan:
            yield Replanned(self.plan)


class Replanned(Record):
    """New planned seconds for every phase of the agenda, in its order."""

    plan: tuple[int, ...]

    told = "re-plan"

    def evolve(self, session: Session, event: Event) -> Session:
        changes = {
            phase.id: new - old
            for phase, old, new in zip(session.agenda.phases, session.plan, self.plan, strict=False)
            if new != old
        }
        return _adjusted(session, event, changes, "re-planned")


class LockPhase(Record):
    phase: str
    locked: bool = True

    def decide(self, session: Session, asker: Asker) -> Iterator[PhaseLocked]:
        known_phase(session, self.phase)
        if (self.phase in session.locked) != self.locked:
            yield PhaseLocked(self.phase, self.locked)


class PhaseLocked(Record):
    phase: str
    locked: bool

    told = "lock"

    def evolve(self, session: Session, event: Event) -> Session:
        rest = tuple(each for each in session.locked if each != self.phase)
        return replace(session, locked=(*rest, self.phase) if self.locked else rest)


PlanCommand = AddTime | SetEnd | Replan | SetPlan | LockPhase
PlanFact = TimeAdded | EndSet | Replanned | PhaseLocked


def _adjusted(session: Session, event: Event, changes: dict[str, int], why: str) -> Session:
    phases = session.agenda.phases
    known = {phase: seconds for phase, seconds in changes.items() if phase in [each.id for each in phases]}
    plan = tuple(max(0, old + known.get(phase.id, 0)) for phase, old in zip(phases, session.plan, strict=True))
    rows = tuple(Adjustment(event.seq, event.at, phase, seconds, why) for phase, seconds in known.items())
    return replace(session, plan=plan, ledger=session.ledger + rows)
