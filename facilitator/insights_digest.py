"""What the insights need of one session: told once, it is the same until the session changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from facilitator.documents.analysis import stated
from facilitator.documents.plain import known_zone
from facilitator.domain import causes
from facilitator.domain.action import Status
from facilitator.domain.cause import Cause
from facilitator.domain.record import Record
from facilitator.domain.schedule import spent
from facilitator.domain.session import Session
from facilitator.insights_words import keywords
from facilitator.milestones import Moment, measured, moment
from facilitator.review import points
from facilitator.when import today

_ID: Final = re.compile(r"[^\W_]+(?:[-_][^\W_]+)+")


class Digest(Record):
    """A session in figures and a few words. Instants are UTC."""

    title: str
    id: str
    """Of the incident."""
    day: date
    """Of the incident, in its zone."""
    began: datetime
    services: tuple[str, ...]
    agenda: str
    """The name of the agenda of its meeting."""
    met: datetime | None
    """When the meeting began."""
    ended: datetime | None
    over: datetime | None
    """When the incident was over: as typed, else as the last marked resolution says."""
    lengths: tuple[tuple[str, float], ...]
    """`time to detect` and the like, in seconds, as far as they are known."""
    points: tuple[tuple[str, int, int], ...]
    """The criteria of `facilitator check`, points and of how many; of meetings that ended."""
    phases: tuple[tuple[str, str, int, float], ...]
    """Of meetings that ended: id, title, planned and real seconds of each phase that was held."""
    tasks: tuple[tuple[Status, date | None], ...]
    """State and due date of each action item."""
    roots: tuple[str, ...]
    """The words that count of each root cause; an empty text for one without such words."""
    links: tuple[str, ...]
    """Other incidents and sessions that its tags and its root causes name."""
    causes: tuple[tuple[str, str, str], ...]
    """What the analysis names: the text, the words of it that count, and its category."""
    type: str = ""
    """Of the incident; like its tags as they are written."""
    tags: tuple[str, ...] = ()


def digest(session: Session) -> Digest:
    """All of it. Whatever was typed, this does not fail."""
    incident = session.incident
    began = incident.started or session.created
    roots = root_causes(session)
    return Digest(
        incident.title,
        incident.id,
        today(began, known_zone(incident.timezone)),
        began.astimezone(UTC),
        incident.services,
        session.agenda.name,
        session.started,
        session.ended,
        _over(session),
        tuple((each.name, each.seconds) for each in measured(session) if each.seconds is not None),
        tuple((each.name, each.points, each.of) for each in points(session)) if session.ended else (),
        tuple(_phases(session)),
        tuple((action.task.status, action.task.due) for action in session.actions),
        tuple(_words(stated(cause)) for cause in roots),
        tuple(_links(session, roots)),
        tuple(
            (stated(cause), _words(stated(cause)), cause.bone or "")
            for cause in session.causes
            if cause.bone or cause.standing or cause.statement
        ),
        incident.type,
        incident.tags,
    )


def root_causes(session: Session) -> tuple[Cause, ...]:
    """The root cause; where the meeting speaks of none, its contributing factors."""
    head = causes.primary(session)
    if session.factors:
        return causes.contributing(session)
    return (head,) if head else ()


def _words(text: str) -> str:
    return " ".join(sorted(keywords(text)))


def _over(session: Session) -> datetime | None:
    if session.incident.resolved:
        return session.incident.resolved.astimezone(UTC)
    found = moment("resolution", session)
    return found.at if isinstance(found, Moment) else None


def _phases(session: Session) -> Iterator[tuple[str, str, int, float]]:
    visited = {visit.phase for visit in session.visits}
    for phase in session.agenda.phases:
        if phase.id in visited and session.ended:
            yield phase.id, phase.title, phase.seconds, spent(session, phase.id, session.ended)


def _links(session: Session, roots: tuple[Cause, ...]) -> Iterator[str]:
    """Ids of incidents, or names of sessions, that the tags and the root causes name."""
    texts = [*session.incident.tags, *(stated(cause) for cause in roots)]
    own = session.incident.id.strip().casefold()
    for each in [*texts, *(found for text in texts for found in _ID.findall(text))]:
        link = each.strip().casefold().removeprefix("recurrence-of-")
        if link and link != own:
            yield link
