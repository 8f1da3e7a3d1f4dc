"""The session as a plain document of JSON values: what `show --json` prints and the session file keeps readable."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from facilitator.documents.analysis import analysis
from facilitator.domain.action import Action, missing
from facilitator.domain.note import Note, Section
from facilitator.domain.paper import Impact
from facilitator.domain.record import fields_of
from facilitator.domain.schedule import spent
from facilitator.domain.session import Entry, Incident, Session
from facilitator.when import BadTime, check_zone, iso


def as_document(session: Session, name: str, now: datetime | None = None) -> dict[str, object]:
    """The session as JSON values: instants in the incident's zone, lengths in seconds, None for a missing fact.

    `now` (UTC) is for the phase that is running; without it, it has run until the last event.
    """
    zone = known_zone(session.incident.timezone)
    notes = {section: [_note(note) for note in session.section(section)] for section in Section}
    return {
        "name": name,
        "incident": _incident(session.incident, zone),
        "people": [{"name": person.name, "roles": list(person.roles)} for person in session.people],
        "timeline": [_entry(entry, zone) for entry in session.entries],
        **analysis(session),
        "went_well": notes[Section.WELL],
        "went_wrong": notes[Section.WRONG],
        "lucky": notes[Section.LUCKY],
        "impact": {name: getattr(session.impact, name) or None for name, _ in fields_of(Impact)},
        "actions": [plain_action(action, zone) for action in session.actions],
        "lessons": notes[Section.LESSON],
        "parking_lot": notes[Section.QUESTION],
        "notes": notes[Section.NOTE],
        "document": _document(session, zone),
        "poll": [{"question": each.question.value, "score": each.score, "hands": each.hands} for each in session.poll],
        "steps": [{"step": each.step, "at": _instant(each.at, zone)} for each in session.steps],
        "meeting": _meeting(session, now or session.at, zone),
    }


@cache
def known_zone(name: str) -> str:
    """The zone, or UTC in place of one that this machine does not know: a document is never refused for it."""
    try:
        return check_zone(name)
    except BadTime:
        return "UTC"


def _incident(incident: Incident, zone: str) -> dict[str, object]:
    return {
        "id": incident.id or None,
        "title": incident.title or None,
        "severity": incident.severity or None,
        "started": _instant(incident.started, zone),
        "detected": _instant(incident.detected, zone),
        "mitigated": _instant(incident.mitigated, zone),
        "resolved": _instant(incident.resolved, zone),
        "timezone": incident.timezone,
        "services": list(incident.services),
        "tags": list(incident.tags),
        "type": incident.type or None,
        "summary": incident.summary or None,
        "author": incident.author or None,
    }


def _entry(entry: Entry, zone: str) -> dict[str, object]:
    return {
        "id": entry.id,
        "at": _instant(entry.when.at, zone),
        "until": _instant(entry.when.until, zone),
        "precision": entry.when.precision.value,
        "written": entry.when.written or None,
        "kind": entry.kind.value if entry.kind else None,
        "text": entry.text,
        "author": entry.author or None,
        "source": entry.source,
    }


def _note(note: Note) -> dict[str, object]:
    return {
        "id": note.id,
        "text": note.text,
        "gap": note.gap.value if note.gap else None,
        "owner": note.owner or None,
        "entry": note.entry,
        "votes": note.votes,
        "group": note.group,
    }


def plain_action(action: Action, zone: str) -> dict[str, object]:
    """An action item; `zone` is one that this machine knows."""
    task = action.task
    return {
        "id": action.id,
        "task": task.text,
        "owner": task.owner or None,
        "due": task.due.isoformat() if task.due else None,
        "priority": task.priority.value if task.priority else None,
        "status": task.status.value,
        "reason": task.reason or None,
        "criteria": task.criteria or None,
        "addresses": task.addresses,
        "tracker": task.tracker or None,
        "missing": list(missing(task)),
        "added": _instant(action.added, zone),
    }


def _document(session: Session, zone: str) -> dict[str, object]:
    """The state of the document, with its dates."""
    dates = [{"state": stage.state.value, "at": _instant(stage.at, zone)} for stage in session.stages]
    return {"state": session.state.value, "dates": dates}


def _meeting(session: Session, now: datetime, zone: str) -> dict[str, object]:
    phases = [
        {"id": phase.id, "title": phase.title, "planned_s": plan, "spent_s": int(spent(session, phase.id, now))}
        for phase, plan in zip(session.agenda.phases, session.plan, strict=True)
    ]
    return {
        "agenda": session.agenda.name or None,
        "scheduled": _instant(session.scheduled, zone),
        "phases": phases,
        "started": _instant(session.started, zone),
        "ended": _instant(session.ended, zone),
    }


def _instant(at: datetime | None, zone: str) -> str | None:
    return iso(at, zone) if at else None
