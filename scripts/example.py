"""Hold the guide's API-outage meeting from start to end, and keep it as the finished example in `sessions/`.

python scripts/example.py
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.agenda import agenda_named
from facilitator.bench import Bench, View
from facilitator.capture import read_line
from facilitator.demo import demo_session_command
from facilitator.documents.plain import as_document
from facilitator.domain import cause_commands as cc
from facilitator.domain import commands as c
from facilitator.domain.cause import Standing
from facilitator.domain.session import Session
from facilitator.paths import shipped_agendas
from facilitator.store.desk import Desk

EXAMPLE = Path(__file__).parents[1] / "sessions" / "2025-12-03-example-api-outage.json"
START = datetime(2025, 12, 4, 22, 0, tzinfo=UTC)
"""Within 48 hours of the resolution, as the guide asks."""

Step = str | float | c.Command
NEXT = c.NextPhase()
OPENING: Sequence[Step] = (NEXT, 40, c.TickRow("intro", 0), 60, c.TickRow("intro", 1), 110, c.TickRow("intro", 4), 50)
TIMELINE: Sequence[Step] = (
    NEXT, 320, "14:21 API latency alarms in two regions #detection", 280,
    "? Who may change the pool size in production", 140,
    "14:45 First status page update, 30 minutes in #communication", 100, c.TickRow("timeline", 5), 20,
)  # fmt: skip
WHYS: Sequence[Step] = (
    NEXT, 100, "Why did the API fail?", 60, "the database connection pool was exhausted", 80,
    "Why was the connection pool exhausted?", 30, "traffic doubled during holiday shopping", 90,
    "Why didn't the pool scale with traffic?", 40, "pool size was hardcoded to 100 connections", 110,
    "Why was it hardcoded instead of auto-scaling?", 50,
    "the configuration management system doesn't support dynamic scaling", 90,
    "Why doesn't the config system support dynamic scaling?", 30,
    "it was designed before auto-scaling requirements emerged", 70,
    "= Configuration management system lacks dynamic scaling capabilities", 30,
)  # fmt: skip
FISHBONE: Sequence[Step] = (
    60, "1 No DB expert on-call", 30, "2 No load testing for 2x traffic scenarios", 30, "Missing runbook", 20,
    "No staging check", 40, "3 Hardcoded pool size", 20, "No auto-scaling", 30,
    "No alerting on connection pool saturation (only on API errors)", 30,
    "Aggressive retry logic caused \"thundering herd\" when DB slowed", 40, "4 Holiday traffic spike", 20,
    "Vendor maintenance window", 60, c.AddTime(120), 90,
)  # fmt: skip
WELL: Sequence[Step] = (
    NEXT, 90, "Fast Detection: Alert fired within 2 minutes of error rate increase", 80,
    "Clear IC Assignment: @bob took IC role immediately, delegated effectively", 90,
    "Communication: Status updates posted every 15 minutes to #incident channel", 70,
    "Quick Mitigation: Connection pool increase deployed within 15 minutes", 60,
    "Documentation: Real-time timeline maintained by scribe", 50,
    "The traffic peak ended at 15:00 by itself #lucky", 40,
)  # fmt: skip
WRONG: Sequence[Step] = (
    NEXT, 150, "No Proactive Monitoring: Connection pool metrics not monitored, only reactive error alerts", 170,
    "Retry Logic Untested: Circuit breaker not tested under DB degradation scenarios", 160,
    "Missing Load Testing: Recent deploy not load tested for 2x traffic spike", 150,
    "Delayed External Communication: First status page update 30 minutes into incident", 130,
    "Outdated Runbook: Database failover runbook referenced old hostname", 90,
)  # fmt: skip
ACTIONS: Sequence[Step] = (
    NEXT, 140, "Add connection pool saturation alert (threshold: 80%), owner: @alice, due: Dec 10", 150,
    "Implement circuit breaker library for DB queries, owner: @bob, due: Dec 15", 160,
    'Add "load test for 2x traffic" to release checklist, owner: @charlie, due: Dec 5', 130,
    "Update database failover runbook with new hostnames, owner: @alice, due: Dec 8", 110,
    "Send post-incident email to affected customers, owner: @comms, due: Dec 4", 90,
)  # fmt: skip
CLOSING: Sequence[Step] = (
    NEXT, 60, "Connection pool metrics are leading indicators: Monitor saturation before errors occur.", 50,
    "Retry logic needs circuit breakers: Prevent thundering herd in degradation scenarios.", 50,
    "Load testing must include traffic spikes: 2x traffic scenarios should be standard.", 60, NEXT,
)  # fmt: skip


def main() -> None:
    command = demo_session_command(agenda_named("blameless-postmortem", [shipped_agendas()]))
    EXAMPLE.unlink(missing_ok=True)
    desk = Desk.create(EXAMPLE, command, START, as_document, "@bob")
    at = _held(desk, START, (*OPENING, *TIMELINE, *WHYS), Bench())
    at = _held(desk, at, FISHBONE, Bench(View.FISHBONE))
    for text in ("Aggressive retry", "No alerting", "No load testing"):
        _judged(desk, at, text)
    _held(desk, at, (*WELL, *WRONG, *ACTIONS, *CLOSING), Bench())
    desk.close()
    EXAMPLE.with_name(EXAMPLE.name + ".lock").unlink(missing_ok=True)
    print(f"Wrote {EXAMPLE}.")


def _held(desk: Desk, at: datetime, steps: Sequence[Step], bench: Bench) -> datetime:
    """Lines are typed, numbers are seconds that pass; gives when it was then."""
    for step in steps:
        if isinstance(step, int | float):
            at += timedelta(seconds=step)
        else:
            desk.send(read_line(step, desk.session, at, bench) if isinstance(step, str) else step, at, "@erin")
    return at


def _judged(desk: Desk, at: datetime, text: str) -> None:
    session: Session = desk.session
    cause = next(cause for cause in session.causes if cause.text.startswith(text))
    desk.send(cc.JudgeCause(cause.id, Standing.CONTRIBUTING), at, "@dana")


if __name__ == "__main__":
    main()
