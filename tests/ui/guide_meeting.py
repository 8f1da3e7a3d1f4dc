"""The guide's worked example, INC-2025-12-03-001, entered by keys alone: all eight sections as printed in the guide."""

from __future__ import annotations

from meeting_rig import Rig
from textual.screen import Screen

from facilitator.ui.screens.dialogs import Ask, Choose
from facilitator.ui.screens.form import Form
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.screens.tally import Tally

TITLE = "API outage"
INCIDENT = (
    TITLE, "INC-2025-12-03-001", "SEV1", "2025-12-03 14:15", "14:15", "14:30", "15:45", "America/Los_Angeles",
    "API, checkout service, payment processing", "api, database, connection-pool", "outage", "@bob",
    "@bob IC, @alice on-call SME, @charlie SME, @dana facilitator, @erin scribe, @comms stakeholder",
    "On December 3, 2025, our API experienced elevated error rates (15% failure) due to database connection pool "
    "exhaustion. Approximately 5,000 customers were unable to complete checkout during the incident.",
)  # fmt: skip
TIMELINE = (
    '14:15 Alert: "API Error Rate High" fired #detection',
    "14:17 On-call engineer @alice acknowledged, began investigation #investigation",
    "14:20 Incident declared SEV1, IC @bob assigned #decision",
    "14:25 Root cause identified: DB connection pool saturated #investigation",
    "14:30 Mitigation: Increased connection pool size 100 → 200 #mitigation",
    "14:35 Error rate dropped to 5% #investigation",
    "14:45 Secondary issue found: retry logic causing thundering herd #investigation",
    "14:50 Disabled aggressive retry, enabled circuit breaker #mitigation",
    "15:00 Error rate returned to baseline (<0.1%) #investigation",
    "15:00-15:45 Monitoring for stability #investigation",
    "15:45 IC declared incident resolved #resolution",
)
WHYS = (
    "Why did API fail?", "DB connection pool exhausted",
    "Why was pool exhausted?", "Traffic doubled, pool size unchanged",
    "Why didn't we anticipate?", "No load testing for 2x traffic",
    "Why no load testing?", "Not in release checklist",
    "Why not in checklist?", "Process gap",
    "= Release process lacks traffic spike load testing requirement.",
)  # fmt: skip
PRIMARY = (
    "Database connection pool size (100 connections) was insufficient for peak traffic load (doubled due to holiday "
    "shopping)."
)
FACTORS = (
    '3 Aggressive retry logic caused "thundering herd" when DB slowed',
    "No alerting on connection pool saturation (only on API errors)",
    "Recent code deploy increased DB query frequency by 20%",
    "2 No load testing for 2x traffic scenarios",
)
WELL = (
    "Fast Detection: Alert fired within 2 minutes of error rate increase",
    "Clear IC Assignment: @bob took IC role immediately, delegated effectively",
    "Communication: Status updates posted every 15 minutes to #incident channel",
    "Quick Mitigation: Connection pool increase deployed within 15 minutes",
    "No Data Loss: No customer data lost or corrupted",
    "Documentation: Real-time timeline maintained by scribe",
)
WRONG = (
    "No Proactive Monitoring: Connection pool metrics not monitored, only reactive error alerts #tools",
    "Retry Logic Untested: Circuit breaker not tested under DB degradation scenarios #process",
    "Missing Load Testing: Recent deploy not load tested for 2x traffic spike #process",
    "Delayed External Communication: First status page update 30 minutes into incident #process",
    "Outdated Runbook: Database failover runbook referenced old hostname #process",
)
ACTIONS = (
    ("Add connection pool saturation alert (threshold: 80%), owner: @alice, due: 2025-12-10, !high", 1),
    ("Implement circuit breaker library for DB queries @bob due 2025-12-15 !high", 0),
    ('Add "load test for 2x traffic" to release checklist @charlie due 2025-12-05 !medium', 2),
    ("Update database failover runbook with new hostnames @alice due 2025-12-08 !medium", 0),
    ("Send post-incident email to affected customers @comms due 2025-12-04 !high", 2),
    ("Review and update all runbooks for accuracy due 2025-12-20 !low", 0),
)
"""Lines, and how many rows of the list of states down the guide's status is."""
LESSONS = (
    "Connection pool metrics are leading indicators: Monitor saturation before errors occur.",
    "Retry logic needs circuit breakers: Prevent thundering herd in degradation scenarios.",
    "Load testing must include traffic spikes: 2x traffic scenarios should be standard.",
    "Proactive > Reactive: Leading indicator alerts (pool saturation) better than lagging indicators (errors).",
    "Runbooks are living documents: Quarterly review and update cycle needed.",
)
IMPACT = (
    "~5,000 (15% of active users during incident)", "90 minutes", "Unable to complete checkout", "None",
    "Global (all regions)", "Estimated $12,000 in lost transactions",
    "99.9% monthly SLA violated (now at 99.85%)", "47 tickets filed during incident",
    "12 negative social media posts", "API, checkout service, payment processing",
    "Database connection pool, application servers", "None (isolated to our infrastructure)",
)  # fmt: skip


async def on(rig: Rig, screen: type[Screen]) -> None:  # type: ignore[type-arg]
    await rig.until_on(screen)


async def back(rig: Rig) -> None:
    """Wait until the meeting itself is in front again."""
    await rig.until(lambda: rig.app.screen is rig.meeting)


async def command(rig: Rig, words: str) -> None:
    """A command of the palette by its name, from the line."""
    await rig.burst("escape", "/")
    await rig.until(lambda: rig.app.screen is not rig.meeting)
    await rig.burst(*words)
    await rig.until(lambda: any(row for row in rig.app.screen.query("OptionList") if row.option_count == 1))  # type: ignore[attr-defined]
    await rig.burst("enter")
    await rig.until(lambda: "Palette" not in type(rig.app.screen).__name__)


async def fill(rig: Rig, lines: tuple[str, ...]) -> None:
    """A form, line by line, and Enter."""
    await on(rig, Form)
    for i, line in enumerate(lines):
        await rig.burst(*(["tab"] if i else []), *line)
    await rig.burst("enter")
    await back(rig)


async def hold(rig: Rig) -> None:
    """From the first screen to the end of the meeting. The clock of the rig moves as the meeting would."""
    await rig.burst("n")
    await on(rig, Form)
    await rig.burst(*TITLE, "tab", "tab", "tab", *"2025-12-03 14:15", "enter")
    await on(rig, MeetingScreen)
    await command(rig, "incident and people")
    await fill(rig, INCIDENT)
    await rig.burst("ctrl+n")
    await rig.pass_time(270)
    await rig.burst("ctrl+n")
    await rig.type(*TIMELINE)
    await rig.pass_time(880)
    await rig.burst("ctrl+n")
    await rig.type(*WHYS)
    await rig.pass_time(700)
    await analyse(rig)
    await rig.pass_time(520)
    await rig.burst("ctrl+n")
    await rig.type(*WELL)
    await rig.pass_time(560)
    await rig.burst("ctrl+n")
    await rig.type(*WRONG)
    await rig.pass_time(860)
    await rig.burst("ctrl+n")
    await agree(rig)
    await rig.pass_time(840)
    await command(rig, "impact")
    await fill(rig, IMPACT)
    await rig.burst("ctrl+n")
    await rig.type(*LESSONS)
    await command(rig, "exit poll")
    await on(rig, Tally)
    await rig.burst("5", "5", "4", "4", "5", "down", "down", "down", "down", "down", "5", "4", "5", "escape")
    await back(rig)
    await rig.pass_time(290)
    await rig.burst("ctrl+n")


async def analyse(rig: Rig) -> None:
    """The primary root cause and the factors, on the fishbone and marked there."""
    await rig.burst("f12")
    await rig.type(f"3 {PRIMARY}")
    await rig.burst("tab", "r", "escape")
    for line in FACTORS:
        await rig.type(line)
        await rig.burst("tab", "c", "escape")
    await rig.burst("f12")


async def agree(rig: Rig) -> None:
    """The action items, and how far each is; the last one's owner is a team, as in the guide."""
    for line, status in ACTIONS:
        await rig.type(line)
        if status:
            await rig.burst("tab", "s")
            await on(rig, Choose)
            await rig.burst(*["down"] * status, "enter")
            await back(rig)
            await rig.burst("escape")
    await rig.burst("tab", "1")
    await on(rig, Ask)
    await rig.burst(*"@team", "enter")
    await back(rig)
    await rig.burst("escape")
