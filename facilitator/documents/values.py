"""What a template can say of a session: names and plain texts, escaped only where they are written.

What the session lacks is empty here, and `given` marks it in the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from facilitator.documents.analysis import stated
from facilitator.documents.impact import LABELS
from facilitator.documents.plain import known_zone
from facilitator.documents.summary import status
from facilitator.documents.times import duration, first_day, moment, timeline_times, zone_names
from facilitator.domain import causes
from facilitator.domain.action import Action, Priority, Status
from facilitator.domain.note import Note, Section, lead_and_detail
from facilitator.domain.session import Entry, Kind, Session
from facilitator.when import day, minutes

RANK = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, None)
TURNS = (Kind.DETECTION, Kind.DECISION, Kind.MITIGATION, Kind.RESOLUTION)
"""Entries that tell the incident in short."""


def values(session: Session, name: str) -> dict[str, Any]:
    """Everything, as texts, lists and tables of texts."""
    zone = known_zone(session.incident.timezone)
    rows = _rows(session, zone)
    actions = [_action(each) for each in sorted(session.actions, key=lambda each: RANK.index(each.task.priority))]
    wanted = [each for each in actions if each["status"] != Status.WONT_DO.value]
    head = causes.primary(session)
    return {
        "name": name,
        "incident": _incident(session, zone),
        "summary": [line for line in session.incident.summary.splitlines() if line.strip()],
        "people": [{"name": each.name, "roles": list(each.roles)} for each in session.people],
        "zones": zone_names(session, zone),
        "timeline": [row for _, row in rows],
        "turns": [row for entry, row in rows if entry.kind in TURNS],
        "done": [row for entry, row in rows if entry.kind in (Kind.MITIGATION, Kind.RESOLUTION)],
        "fixes": [_fix(entry.text) for entry in session.entries if entry.kind is Kind.MITIGATION],
        "root_cause": "" if session.factors or head is None else stated(head),
        "factors": [stated(each) for each in causes.contributing(session)],
        "impact": _impact(session),
        "well": _points(session.section(Section.WELL)),
        "wrong": _points(session.section(Section.WRONG)),
        "lucky": _points(session.section(Section.LUCKY)),
        "lessons": _points(session.section(Section.LESSON)),
        "parked": [{"text": each.text, "owner": each.owner} for each in session.section(Section.QUESTION)],
        "actions": wanted,
        "finished": [each for each in wanted if each["status"] == Status.COMPLETE.value],
        "planned": [each for each in wanted if each["status"] != Status.COMPLETE.value],
        "high": [each for each in wanted if each["priority"] == "High"],
        "dropped": [each for each in actions if each["status"] == Status.WONT_DO.value],
    }


def _incident(session: Session, zone: str) -> dict[str, Any]:
    incident = session.incident
    start = incident.started
    times = {name: getattr(incident, name) for name in ("started", "detected", "mitigated", "resolved")}
    return {
        "title": incident.title,
        "id": incident.id,
        "severity": incident.severity,
        "type": incident.type,
        "author": incident.author,
        "services": list(incident.services),
        "tags": list(incident.tags),
        "date": day(start, zone) if start else "",
        "duration": duration(start, incident.resolved, zone),
        "status": status(session, zone),
        "timezone": incident.timezone,
        **{name: moment(at, zone, None) if at else "" for name, at in times.items()},
    }


def _rows(session: Session, zone: str) -> list[tuple[Entry, dict[str, str]]]:
    times = timeline_times(session.entries, first_day(session, zone), zone)
    return [
        (entry, {"time": time, "text": entry.text, "kind": entry.kind.value if entry.kind else ""})
        for entry, time in zip(session.entries, times, strict=True)
    ]


def _fix(text: str) -> str:
    """What was done, without the word that says so: `Mitigation: Increased …`."""
    lead, detail = lead_and_detail(text)
    return detail if lead.casefold() in ("mitigation", "mitigated", "fix", "fixed") else text


def _impact(session: Session) -> dict[str, str]:
    start, end = session.incident.started, session.incident.resolved
    said = {field: getattr(session.impact, field) for fields in LABELS.values() for field in fields}
    usual = {
        "duration": minutes((end - start).total_seconds()) if start and end else "",
        "services": ", ".join(session.incident.services),
    }
    return {name: text.strip() or usual.get(name, "") for name, text in said.items()}


def _points(notes: Iterable[Note]) -> list[dict[str, str]]:
    """Each point with its lead, as the guide prints them, and what kind of gap it is."""
    led = ((note, *lead_and_detail(" ".join(note.text.split()))) for note in notes)
    return [{"lead": lead, "text": text, "gap": note.gap.value if note.gap else ""} for note, lead, text in led]


def _action(action: Action) -> dict[str, str]:
    task = action.task
    return {
        "task": task.text,
        "owner": task.owner,
        "due": task.due.isoformat() if task.due else "",
        "priority": task.priority.value.capitalize() if task.priority else "",
        "status": task.status.value,
        "reason": task.reason,
        "criteria": task.criteria,
        "tracker": task.tracker,
    }
