"""A session in a few lines, for `facilitator show`."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from facilitator.documents.plain import known_zone
from facilitator.documents.times import duration
from facilitator.domain.note import Section
from facilitator.domain.schedule import spent
from facilitator.domain.session import Session
from facilitator.text import clean
from facilitator.when import day, span

SECTIONS: Final = {
    Section.WELL: "went well",
    Section.WRONG: "went wrong",
    Section.LUCKY: "lucky",
    Section.LESSON: "lessons",
    Section.QUESTION: "parking lot",
    Section.NOTE: "notes",
}


def summary_text(session: Session, name: str, now: datetime) -> str:
    """What it is about, how far the meeting is, and how much there is of everything."""
    incident, zone = session.incident, known_zone(session.incident.timezone)
    facts = (
        incident.id,
        incident.severity,
        day(incident.started, zone) if incident.started else "",
        duration(incident.started, incident.resolved, zone),
    )
    lines = [
        clean(incident.title, one_line=True),
        " · ".join(clean(fact, one_line=True) for fact in facts if fact),
        "",
        f"{'session':14}{name}",
        f"{'meeting':14}{_meeting(session, now)}",
        f"{'people':14}{len(session.people)}",
        f"{'timeline':14}{len(session.entries)}",
        f"{'causes':14}{len(session.causes)}",
        *([f"{'action items':14}{len(session.actions)}"] if session.actions else []),
        *(f"{told:14}{count}" for section, told in SECTIONS.items() if (count := len(session.section(section)))),
    ]
    return "\n".join(lines) + "\n"


def _meeting(session: Session, now: datetime) -> str:
    agenda = clean(session.agenda.name, one_line=True)
    plan = f"{span(sum(session.plan))} planned"
    if not session.started:
        return f"not held yet ({agenda}, {plan})"
    had = span(sum(spent(session, phase.id, now) for phase in session.agenda.phases))
    phase = session.phase
    return f"in {clean(phase.title, one_line=True)}, {had} of {plan}" if phase else f"ended, {had} of {plan}"
