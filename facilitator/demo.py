"""The guide's API outage of December 3, 2025: something to try the program with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from facilitator.domain.acts.entries import Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.session import Agenda, Incident, Kind, Person, Precision, When

ZONE: Final = "America/Los_Angeles"
_AHEAD: Final = 8
"""Hours that UTC is ahead of PST."""


def _at(clock: str) -> datetime:
    """The instant, in UTC, at which the clocks in Los Angeles showed this on the day of the incident."""
    hour, minute = clock.split(":")
    return datetime(2025, 12, 3, int(hour) + _AHEAD, int(minute), tzinfo=UTC)


INCIDENT: Final = Incident(
    title="API outage",
    id="INC-2025-12-03-001",
    severity="SEV1",
    started=_at("14:15"),
    detected=_at("14:15"),
    mitigated=_at("14:30"),
    resolved=_at("15:45"),
    timezone=ZONE,
    services=("API", "checkout service", "payment processing"),
    tags=("api", "database", "connection-pool"),
    type="outage",
    summary=(
        "On December 3, 2025, our API experienced elevated error rates (15% failure) due to database connection pool "
        "exhaustion. Approximately 5,000 customers were unable to complete checkout during the incident."
    ),
    author="@bob",
)

PEOPLE: Final = (
    Person("@bob", ("IC",)),
    Person("@alice", ("on-call", "SME")),
    Person("@charlie", ("SME",)),
    Person("@dana", ("facilitator",)),
    Person("@erin", ("scribe",)),
    Person("@comms", ("stakeholder",)),
)

TIMELINE: Final = (
    ("14:15", Kind.DETECTION, 'Alert: "API Error Rate High" fired'),
    ("14:17", Kind.INVESTIGATION, "On-call engineer @alice acknowledged, began investigation"),
    ("14:20", Kind.DECISION, "Incident declared SEV1, IC @bob assigned"),
    ("14:25", Kind.INVESTIGATION, "Root cause identified: DB connection pool saturated"),
    ("14:30", Kind.MITIGATION, "Mitigation: Increased connection pool size 100 → 200"),
    ("14:35", Kind.INVESTIGATION, "Error rate dropped to 5%"),
    ("14:45", Kind.INVESTIGATION, "Secondary issue found: retry logic causing thundering herd"),
    ("14:50", Kind.MITIGATION, "Disabled aggressive retry, enabled circuit breaker"),
    ("15:00", Kind.INVESTIGATION, "Error rate returned to baseline (<0.1%)"),
    ("15:00-15:45", Kind.INVESTIGATION, "Monitoring for stability"),
    ("15:45", Kind.RESOLUTION, "IC declared incident resolved"),
)


def demo_session_command(agenda: Agenda) -> CreateSession:
    """What makes the demonstration session, with the meeting still to be held."""
    return CreateSession(
        INCIDENT, agenda, PEOPLE, tuple(Draft(_when(time), text, kind) for time, kind, text in TIMELINE)
    )


def _when(written: str) -> When:
    start, _, end = written.partition("-")
    return When(_at(start), _at(end) if end else None, Precision.EXACT, written)
