"""The post-mortem document as Markdown: the guide's eight sections, then what else the room left, and the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

from facilitator.documents.agreed import agreed
from facilitator.documents.escape import Escaped, markdown_cell, markdown_text
from facilitator.documents.impact import impact
from facilitator.documents.inline import DASH, NOT_GIVEN, quiet
from facilitator.documents.plain import known_zone
from facilitator.documents.points import points
from facilitator.documents.poll import answers
from facilitator.documents.root_cause import section as section_3
from facilitator.documents.spoken_of import SpokenOf
from facilitator.documents.summary import facts
from facilitator.documents.times import first_day, moment, stretch, timeline_times, zone_names
from facilitator.domain.course import Adjustment
from facilitator.domain.schedule import spent
from facilitator.domain.session import Session
from facilitator.when import clock, day, span, zone_name

TEMPLATE: Final = Path(__file__).with_name("postmortem.md.jinja")
LINE_BREAK: Final = Escaped("  ")


def render(session: Session, name: str, now: datetime) -> str:
    """The document. `now` (UTC) is for the phase that is running."""
    zone = known_zone(session.incident.timezone)
    names = SpokenOf(session)
    times = timeline_times(session.entries, first_day(session, zone), zone)
    events = [f"{markdown_cell(entry.text)}{quiet(entry.kind or '')}" for entry in session.entries]
    return _template().render(
        title=session.incident.title,
        facts=facts(session, zone),
        summary=[line for line in session.incident.summary.splitlines() if line.strip()],
        zones=zone_names(session, zone),
        rows=[(markdown_cell(time), Escaped(event)) for time, event in zip(times, events, strict=True)],
        about=any("~" in time for time in times),
        unknown=any("?" in time for time in times),
        causes=section_3(session, names),
        impact=impact(session),
        notes=points(session, names),
        actions=agreed(session, names),
        poll=answers(session),
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
    environment.filters |= {"cell": markdown_cell, "numbered": _numbered, "bulleted": _bulleted, "row": _row}
    return environment.from_string(TEMPLATE.read_text("utf-8"))


def _numbered(rows: Sequence[Escaped], hint: str) -> Escaped:
    return Escaped("\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1)) or hint)


def _row(cells: Sequence[Escaped]) -> Escaped:
    return Escaped(f"| {' | '.join(cells)} |")


def _bulleted(rows: Sequence[Escaped]) -> Escaped:
    return Escaped("\n".join(f"- {row}" for row in rows))


def _meeting(session: Session, name: str, now: datetime, zone: str) -> dict[str, object]:
    titles = {phase.id: phase.title for phase in session.agenda.phases}
    planned = [phase.seconds for phase in session.agenda.phases]
    actual = [spent(session, phase, now) for phase in titles]
    phases = zip([*titles.values(), "Together"], [*planned, sum(planned)], [*actual, sum(actual)], strict=True)
    return {
        "facts": [
            ("Session", name),
            ("Agenda", session.agenda.name or NOT_GIVEN),
            *([("Scheduled", moment(session.scheduled, zone, None))] if session.scheduled else []),
            ("Held", _held(session, zone)),
        ],
        "phases": [(title, span(plan), span(had) if had else DASH) for title, plan, had in phases],
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
