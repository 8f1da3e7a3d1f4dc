"""The facts of section 1: what the guide asks for, then what else is known of the incident and of the document."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.documents.escape import markdown_text
from facilitator.documents.inline import NOT_GIVEN, listed, listed_people
from facilitator.documents.times import duration, local_day, moment
from facilitator.domain.paper import State
from facilitator.domain.session import Session
from facilitator.when import day

Fact = tuple[str, str]


def facts(session: Session, zone: str) -> list[Fact]:
    """Name and value of each fact, the value as Markdown."""
    incident = session.incident
    known = [
        ("Incident ID", markdown_text(incident.id)),
        ("Severity", markdown_text(incident.severity)),
        ("Duration", markdown_text(duration(incident.started, incident.resolved, zone))),
        ("Date", markdown_text(day(incident.started, zone) if incident.started else "")),
        ("Author", markdown_text(incident.author)),
        ("Attendees", listed_people(session.people)),
        ("Status", markdown_text(status(session, zone))),
        ("Type", markdown_text(incident.type)),
        ("Tags", listed(incident.tags)),
        ("Services", listed(incident.services)),
        *_times(session, zone),
        ("Time Zone", markdown_text(incident.timezone)),
    ]
    return [(name, value or NOT_GIVEN) for name, value in known]


def status(session: Session, zone: str) -> str:
    """`Draft`, `In review since December 5, 2025`, `Published December 9, 2025`."""
    if session.state is State.DRAFT:
        return "Draft"
    since = day(session.stages[-1].at, zone)
    return f"In review since {since}" if session.state is State.REVIEW else f"Published {since}"


def _times(session: Session, zone: str) -> list[Fact]:
    """The times that are known and that the duration does not tell exactly."""
    incident = session.incident
    started, resolved = incident.started, incident.resolved
    told = started and resolved and not (_fine(started) or _fine(resolved))
    today: date | None = local_day(started, zone) if started else None
    times = {
        "Started": None if told else started,
        "Detected": incident.detected,
        "Mitigated": incident.mitigated,
        "Resolved": None if told else resolved,
    }
    return [(name, markdown_text(moment(at, zone, today))) for name, at in times.items() if at]


def _fine(at: datetime) -> bool:
    return bool(at.second or at.microsecond)
