"""The demonstration is the guide's incident."""

from __future__ import annotations

from datetime import UTC, datetime

from facilitator.demo import demo_session_command
from facilitator.domain.acts.entries import Draft
from facilitator.domain.session import Agenda, Kind
from facilitator.text import clean
from facilitator.when import Frame, day, iso, label, read_time

LA = "America/Los_Angeles"
COMMAND = demo_session_command(Agenda("any"))
GUIDE = """\
| 14:15 | Alert: "API Error Rate High" fired |
| 14:17 | On-call engineer @alice acknowledged, began investigation |
| 14:20 | Incident declared SEV1, IC @bob assigned |
| 14:25 | Root cause identified: DB connection pool saturated |
| 14:30 | Mitigation: Increased connection pool size 100 → 200 |
| 14:35 | Error rate dropped to 5% |
| 14:45 | Secondary issue found: retry logic causing thundering herd |
| 14:50 | Disabled aggressive retry, enabled circuit breaker |
| 15:00 | Error rate returned to baseline (<0.1%) |
| 15:00-15:45 | Monitoring for stability |
| 15:45 | IC declared incident resolved |"""


def test_the_timeline_is_the_guide_s_word_for_word() -> None:
    assert [f"| {label(draft.when, LA)} | {draft.text} |" for draft in COMMAND.entries] == GUIDE.splitlines()


def test_its_times_are_those_that_a_scribe_would_have_typed() -> None:
    start = COMMAND.incident.started
    frame = Frame(LA, start, start, COMMAND.incident.resolved, datetime(2025, 12, 5, tzinfo=UTC))
    for draft in COMMAND.entries:
        assert read_time(f"{draft.when.written} {draft.text}", frame) == (draft.when, draft.text)
        assert draft == Draft(draft.when, clean(draft.text), draft.kind, "typed")


def test_the_incident() -> None:
    incident = COMMAND.incident
    assert (incident.id, incident.title, incident.severity) == ("INC-2025-12-03-001", "API outage", "SEV1")
    times = [incident.started, incident.detected, incident.mitigated, incident.resolved]
    assert [iso(at, LA) for at in times if at] == [
        "2025-12-03T14:15:00-08:00",
        "2025-12-03T14:15:00-08:00",
        "2025-12-03T14:30:00-08:00",
        "2025-12-03T15:45:00-08:00",
    ]
    assert incident.summary.startswith(f"On {day(times[0] or datetime.min.replace(tzinfo=UTC), LA)}, our API")
    assert (incident.timezone, incident.type) == (LA, "outage")


def test_somebody_else_than_the_ic_facilitates() -> None:
    assert {person.name: person.roles for person in COMMAND.people} == {
        "@bob": ("IC",),
        "@alice": ("on-call", "SME"),
        "@charlie": ("SME",),
        "@dana": ("facilitator",),
        "@erin": ("scribe",),
        "@comms": ("stakeholder",),
    }


def test_every_kind_the_guide_asks_for_is_there() -> None:
    kinds = [draft.kind for draft in COMMAND.entries]
    asked = {Kind.DETECTION, Kind.INVESTIGATION, Kind.DECISION, Kind.MITIGATION, Kind.RESOLUTION}
    assert set(kinds) == asked
    assert (kinds[0], kinds[-1]) == (Kind.DETECTION, Kind.RESOLUTION)
