"""The session itself: the incident that it is about, and its people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from facilitator.domain.acts import Asker
from facilitator.domain.acts.entries import Draft, EntryAdded, added
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Agenda, Incident, Person, Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class CreateSession(Record):
    incident: Incident
    agenda: Agenda
    people: tuple[Person, ...] = ()
    entries: tuple[Draft, ...] = ()

    def decide(self, session: Session, asker: Asker) -> Iterator[SessionCreated | EntryAdded]:
        if session.seq:
            raise Refused("This session exists already. Start a new one with «facilitator new».")
        yield SessionCreated(self.incident, self.agenda, self.people)
        yield from added(session, self.entries)


class SessionCreated(Record):
    incident: Incident
    agenda: Agenda
    people: tuple[Person, ...] = ()

    told = "new session"

    def evolve(self, session: Session, event: Event) -> Session:
        plan = tuple(phase.seconds for phase in self.agenda.phases)
        made = replace(session, created=event.at, incident=self.incident, agenda=self.agenda)
        return replace(made, people=self.people, plan=plan, factors=self.agenda.factors)


class DescribeIncident(Record):
    incident: Incident

    def decide(self, session: Session, asker: Asker) -> Iterator[IncidentDescribed]:
        if not self.incident.title.strip():
            raise Refused("An incident needs a title: a few words on what happened.")
        if self.incident != session.incident:
            yield IncidentDescribed(self.incident)


class IncidentDescribed(Record):
    incident: Incident

    told = "change of the incident"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, incident=self.incident)


class ListPeople(Record):
    people: tuple[Person, ...]

    def decide(self, session: Session, asker: Asker) -> Iterator[PeopleListed]:
        if self.people != session.people:
            yield PeopleListed(self.people)


class PeopleListed(Record):
    people: tuple[Person, ...]

    told = "list of people"

    def evolve(self, session: Session, event: Event) -> Session:
        return replace(session, people=self.people)


IncidentCommand = CreateSession | DescribeIncident | ListPeople
IncidentFact = SessionCreated | IncidentDescribed | PeopleListed
