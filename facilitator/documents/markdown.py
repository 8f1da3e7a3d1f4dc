"""The post-mortem document as Markdown: the guide's eight sections, then the parking lot and the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from facilitator.documents.escape import Escaped, markdown_cell, markdown_text
from facilitator.documents.plain import known_zone
from facilitator.documents.root_cause import section as section_3
from facilitator.documents.times import duration, first_day, stretch, timeline_rows, zone_names
from facilitator.domain.schedule import spent
from facilitator.domain.session import Adjustment, Person, Section, Session
from facilitator.when import clock, day, span, zone_name

TEMPLATE: Final = Path(__file__).with_name("postmortem.md.jinja")
LINE_BREAK: Final = Escaped("  ")
NOT_GIVEN: Final = Escaped("_not given yet_")


def render(session: Session, name: str, now: datetime) -> str:
    """The document. `now` (UTC) is for the phase that is running."""
    zone = known_zone(session.incident.timezone)
    rows = timeline_rows(session.entries, first_day(session, zone), zone)
    return _template().render(
        title=session.incident.title,
        facts=_facts(session, zone),
        summary=[line for line in session.incident.summary.splitlines() if line.strip()],
        services=", ".join(session.incident.services),
        zones=zone_names(session, zone),
        rows=rows,
        about=any("~" in time for time, _ in rows),
        unknown=any("?" in time for time, _ in rows),
        causes=section_3(session),
        notes={section.value: [note.text for note in session.section(section)] for section in Section},
        meeting=_meeting(session, name, now, zone),
        line_break=LINE_BREAK,
    )


@cache
def _template() -> Template:
    environment = SandboxedEnvironment(
        finalize=lambda value: value if isinstance(value, Escaped) else markdown_text(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"cell": markdown_cell, "numbered": _numbered, "bulleted": _bulleted}
    return environment.from_string(TEMPLATE.read_text("utf-8"))


def _numbered(texts: Sequence[str], hint: str) -> Escaped:
    rows = (f"{number}. {markdown_text(text)}" for number, text in enumerate(texts, 1))
    return Escaped("\n".join(rows) or hint)


def _bulleted(texts: Sequence[str]) -> Escaped:
    return Escaped("\n".join(f"- {markdown_text(text)}" for text in texts))


def _facts(session: Session, zone: str) -> list[tuple[str, str]]:
    incident = session.incident
    facts = [
        ("Incident ID", incident.id),
        ("Severity", incident.severity),
        ("Duration", duration(incident.started, incident.resolved, zone)),
        ("Date", day(incident.started, zone) if incident.started else ""),
        ("Author", incident.author),
        ("Attendees", ", ".join(map(_attendee, session.people))),
    ]
    return [(fact, value or NOT_GIVEN) for fact, value in facts]


def _attendee(person: Person) -> str:
    return f"{person.name} ({', '.join(person.roles)})" if person.roles else person.name


def _meeting(session: Session, name: str, now: datetime, zone: str) -> dict[str, object]:
    titles = {phase.id: phase.title for phase in session.agenda.phases}
    planned = [phase.seconds for phase in session.agenda.phases]
    actual = [spent(session, phase, now) for phase in titles]
    phases = zip([*titles.values(), "Together"], [*planned, sum(planned)], [*actual, sum(actual)], strict=True)
    return {
        "facts": [("Session", name), ("Agenda", session.agenda.name or NOT_GIVEN), ("Held", _held(session, zone))],
        "phases": [(title, span(plan), span(had) if had else "–") for title, plan, had in phases],
        "ledger": [_change(row, titles, zone) for row in session.ledger],
    }


def _held(session: Session, zone: str) -> str:
    start, end = session.started, session.ended
    if not start:
        return Escaped("_not yet_")
    if not end:
        return f"{day(start, zone)}, from {clock(start, zone)} {zone_name(start, zone)}"
    return stretch(start, end, zone, dated=True)


def _change(row: Adjustment, titles: dict[str, str], zone: str) -> tuple[str, str, str, str]:
    sign = "+" if row.seconds > 0 else ""
    return clock(row.at, zone), titles.get(row.phase, row.phase), f"{sign}{span(row.seconds)}", row.why
