"""What a careful reader of the timeline says of the numbers in the prose, sentence by sentence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.claims import Claim, Verdict, check_claims
from facilitator.demo import INCIDENT, TIMELINE
from facilitator.domain.record import replace
from facilitator.domain.session import Entry, Kind, Precision, Session, When

SHOWN, CONTRADICTED, NOT_SHOWN = Verdict
Rows = Sequence[tuple[str, Kind | None, str]]


def instant(clock: str) -> datetime:
    """`14:25` in Los Angeles on the day of the incident."""
    hour, minute = clock.split(":")
    return datetime(2025, 12, 3, tzinfo=UTC) + timedelta(hours=int(hour) + 8, minutes=int(minute))


def session(rows: Rows = TIMELINE, started: str = "14:15") -> Session:
    """The guide's incident with these entries: times are `14:25`, `14:20-14:40`, `~14:25`, `14:??` or `?`."""
    made = []
    for id, (written, kind, text) in enumerate(rows, 1):
        start, _, end = written.lstrip("~").replace(":??", ":00").partition("-")
        precision = Precision.ABOUT if "~" in written else Precision.HOUR if "?" in written else Precision.EXACT
        when = When(written=written)
        if start != "?":
            when = When(instant(start), instant(end) if end else None, precision, written)
        made.append(Entry(id, when, text, kind, "", "typed", when.at, id))
    return Session(incident=replace(INCIDENT, started=instant(started) if started else None), entries=tuple(made))


def updates(*times: str) -> Session:
    """The guide's incident, with updates of the status page."""
    rows = [*TIMELINE, *((at, Kind.COMMUNICATION, "Status page updated") for at in times)]
    return session(sorted(rows, key=lambda row: row[0]))


GUIDE, UPDATED = session(), updates("14:45", "15:00", "15:13")
REGULAR = updates("14:30", "14:45", "15:00", "15:15", "15:30")
EARLY, LATE, UNTYPED = session(started="14:13"), session(started="14:05"), session(started="")
UNMARKED = session([(at, None, text) for at, _, text in TIMELINE])
ROLLED = session(
    [
        ("09:00", Kind.DECISION, "Release v41 deployed"),
        ("09:12", Kind.DETECTION, "Customer reported failed logins"),
        ("09:20", Kind.INVESTIGATION, "@dana acknowledged, opened bridge"),
        ("09:25", Kind.COMMUNICATION, "Posted in #incident"),
        ("09:40", Kind.MITIGATION, "Rolled back to v40"),
        ("09:55", Kind.COMMUNICATION, "Status page: investigating"),
        ("10:30", Kind.RESOLUTION, "Resolved, logins normal"),
    ],
    started="09:00",
)
ROUGH = session([("~" + at if at == "14:30" else at, kind, text) for at, kind, text in TIMELINE])


def verdicts(held: Session, text: str, where: str = "Summary") -> list[tuple[str, Verdict]]:
    return [(claim.quote, claim.verdict) for claim in check_claims(held, [(where, text)])]


THE_GUIDE = [
    ("Header", "**Duration:** 90 minutes (14:15 - 15:45 PST)", [SHOWN, SHOWN, SHOWN]),
    ("Header", "**Date:** December 3, 2025", []),
    ("Header", "**Incident ID:** INC-2025-12-03-001", []),
    (
        "Summary",
        "On December 3, 2025, our API experienced elevated error rates (15% failure) due to database connection pool "
        "exhaustion. Approximately 5,000 customers were unable to complete checkout during the incident.",
        [],
    ),
    ("Root cause", "Database connection pool size (100 connections) was insufficient for peak traffic load", []),
    ("Root cause", "Recent code deploy increased DB query frequency by 20%", []),
    ("Root cause", "No load testing for 2x traffic scenarios", []),
    ("Impact", "**Users Affected:** ~5,000 (15% of active users during incident)", []),
    ("Impact", "**Duration:** 90 minutes", [SHOWN]),
    ("Impact", "**Functionality:** Unable to complete checkout", []),
    ("Impact", "**Data Loss:** None", []),
    ("Impact", "**Geographic Spread:** Global (all regions)", []),
    ("Impact", "**Revenue:** Estimated $12,000 in lost transactions", []),
    ("Impact", "**SLA Breach:** 99.9% monthly SLA violated (now at 99.85%)", []),
    ("Impact", "**Support Load:** 47 tickets filed during incident", []),
    ("Impact", "**Reputation:** 12 negative social media posts", []),
    ("Impact", "**Services Affected:** API, checkout service, payment processing", []),
    ("Impact", "**Infrastructure:** Database connection pool, application servers", []),
    ("Impact", "**Dependencies:** None (isolated to our infrastructure)", []),
    # The alert is where its timeline begins: nothing says when errors began to rise.
    ("Well 1", "**Fast Detection:** Alert fired within 2 minutes of error rate increase", [NOT_SHOWN]),
    ("Well 2", "**Clear IC Assignment:** @bob took IC role immediately, delegated effectively", []),
    ("Well 3", "**Communication:** Status updates posted every 15 minutes to #incident channel", [NOT_SHOWN]),
    ("Well 4", "**Quick Mitigation:** Connection pool increase deployed within 15 minutes", [SHOWN]),
    ("Well 5", "**No Data Loss:** No customer data lost or corrupted", []),
    ("Well 6", "**Documentation:** Real-time timeline maintained by scribe", []),
    ("Wrong 1", "**No Proactive Monitoring:** Connection pool metrics not monitored, only reactive error alerts", []),
    ("Wrong 2", "**Retry Logic Untested:** Circuit breaker not tested under DB degradation scenarios", []),
    ("Wrong 3", "**Missing Load Testing:** Recent deploy not load tested for 2x traffic spike", []),
    ("Wrong 4", "**Delayed External Communication:** First status page update 30 minutes into incident", [NOT_SHOWN]),
    ("Wrong 5", "**Outdated Runbook:** Database failover runbook referenced old hostname", []),
    ("Facilitation", "Fast detection (monitoring alert fired within 2 minutes)", [NOT_SHOWN]),
    ("Facilitation", "Effective communication (status updates every 15 minutes)", [NOT_SHOWN]),
    ("Facilitation", "Quick mitigation (rollback completed in 5 minutes)", [NOT_SHOWN]),
    ("Facilitation", "Communication delay (first status page update 30 minutes in)", [NOT_SHOWN]),
]

SENTENCES = [
    # What the timeline shows.
    (GUIDE, "On-call acknowledged within 2 minutes.", [SHOWN]),
    (GUIDE, "@alice acknowledged the alert in 2 minutes", [SHOWN]),
    (GUIDE, "2 minutes after the alert, on-call acknowledged", [SHOWN]),
    (GUIDE, "Mitigation within 15 minutes of detection", [SHOWN]),
    (GUIDE, "It took 15 minutes to mitigate the outage", [SHOWN]),
    (GUIDE, "Time to mitigate: 15 min", [SHOWN]),
    (GUIDE, "Time to detect: 0 min", [SHOWN]),
    (GUIDE, "Mitigated in about 17 minutes", [SHOWN]),
    (GUIDE, "The second mitigation came 35 minutes after detection", [SHOWN]),
    (GUIDE, "The incident lasted 90 minutes.", [SHOWN]),
    (GUIDE, "The whole incident took 90 minutes from start to finish", [SHOWN]),
    (GUIDE, "The incident was resolved in 1.5 hours", [SHOWN]),
    (GUIDE, "Resolved after an hour and a half", [SHOWN]),
    (GUIDE, "Full resolution took 1 h 30 min", [SHOWN]),
    (GUIDE, "IC declared the incident resolved after 90 minutes", [SHOWN]),
    (GUIDE, "A 90-minute outage of the API", [SHOWN]),
    (GUIDE, "MTTA: 2m", [SHOWN]),
    (GUIDE, "From detection to resolution: 90 minutes", [SHOWN]),
    (GUIDE, "Less than 20 minutes from alert to mitigation", [SHOWN]),
    (GUIDE, "Mitigated within 13 minutes of acknowledgement", [SHOWN]),
    (GUIDE, "We were resolved within 80 minutes of the mitigation", [SHOWN]),
    (GUIDE, "SEV1 declared 5 minutes after the first alert", [SHOWN]),
    (GUIDE, "Root cause identified within 10 minutes", [SHOWN]),
    (GUIDE, "Error rate dropped to 5% within 20 minutes", [SHOWN]),
    (GUIDE, "Within 15 minutes the pool was increased and errors fell", [SHOWN]),
    (GUIDE, "It took 2 minutes to acknowledge and 15 minutes to mitigate", [SHOWN, SHOWN]),
    (GUIDE, "Mitigation: 15 minutes. Resolution: 90 minutes.", [SHOWN, SHOWN]),
    (GUIDE, "Root cause identified at 14:25", [SHOWN]),
    (GUIDE, "The connection pool was increased at 14:30", [SHOWN]),
    (GUIDE, "Incident resolved at 15:45 PST", [SHOWN]),
    (GUIDE, "We detected the problem at 2:15 PM", [SHOWN]),
    (GUIDE, "At 22:15 UTC the alert fired", [SHOWN]),
    (GUIDE, "Alice was paged at 14:15 and acknowledged at 14:17", [SHOWN, SHOWN]),
    (GUIDE, "Pager went off at 14:15, IC assigned at 14:20.", [SHOWN, SHOWN]),
    (UPDATED, "First status page update 30 minutes into incident", [SHOWN]),
    (REGULAR, "Status updates posted every 15 minutes", [SHOWN]),
    (EARLY, "Alert fired within 2 minutes of error rate increase", [SHOWN]),
    (EARLY, "Undetected for 2 minutes", [SHOWN]),
    (UNTYPED, "The incident lasted 90 minutes.", [SHOWN]),
    # What it contradicts: both events are named, or one is and the other goes without saying.
    (GUIDE, "Acknowledged within 1 minute", [CONTRADICTED]),
    (GUIDE, "We mitigated within 10 minutes.", [CONTRADICTED]),
    (GUIDE, "Mitigated within 3 minutes of the alert", [CONTRADICTED]),
    (GUIDE, "Fully resolved within 60 minutes", [CONTRADICTED]),
    (GUIDE, "**Duration:** 45 minutes", [CONTRADICTED]),
    (GUIDE, "The incident lasted 2 hours and 30 minutes", [CONTRADICTED]),
    (GUIDE, "Quick Mitigation: Connection pool increase deployed within 5 minutes", [CONTRADICTED]),
    (GUIDE, "It took 40 minutes to resolve the incident", [CONTRADICTED]),
    (GUIDE, "Two hours passed from detection to mitigation", [CONTRADICTED]),
    (GUIDE, "The outage lasted 3 hours", [CONTRADICTED]),
    (GUIDE, "Resolved at 15:30", [CONTRADICTED]),
    (GUIDE, "First detected at 14:10", [CONTRADICTED]),
    (GUIDE, "Mitigated at 14:40", [CONTRADICTED]),
    (GUIDE, "The incident was mitigated at 14:30 and resolved at 15:50.", [SHOWN, CONTRADICTED]),
    (UPDATED, "First status page update 10 minutes into the incident", [CONTRADICTED]),
    (LATE, "Fast Detection: alert fired within 2 minutes of incident start", [CONTRADICTED]),
    # What it does not show: parts, other things than this incident, plans, rules, comparisons, and what is not marked.
    (GUIDE, "The outage lasted 45 minutes.", [NOT_SHOWN]),
    (GUIDE, "Users were unable to check out for 90 minutes", [NOT_SHOWN]),
    (GUIDE, "During the 90 minutes, 47 tickets were filed", [NOT_SHOWN]),
    (GUIDE, "Tickets were resolved within 2 hours", [NOT_SHOWN]),
    (GUIDE, "We resolved the DNS issue in 10 minutes", [NOT_SHOWN]),
    (GUIDE, "The vendor outage lasted 3 hours", [NOT_SHOWN]),
    (GUIDE, "The alert should fire within 2 minutes", [NOT_SHOWN]),
    (GUIDE, "Our target is to mitigate within 10 minutes", [NOT_SHOWN]),
    (GUIDE, "Retries every 30 seconds", [NOT_SHOWN]),
    (GUIDE, "The cache TTL is 5 minutes", [NOT_SHOWN]),
    (GUIDE, "No alert fired within 10 minutes", [NOT_SHOWN]),
    (GUIDE, "An alert with a 5 minute window would have caught it", [NOT_SHOWN]),
    (GUIDE, "The alert was silent for 3 minutes", [NOT_SHOWN]),
    (GUIDE, "Support answered tickets within 30 minutes", [NOT_SHOWN]),
    (GUIDE, "We mitigated 5 minutes faster than in June", [NOT_SHOWN]),
    (GUIDE, "Mitigation was delayed by 10 minutes", [NOT_SHOWN]),
    (GUIDE, "We lost 10 minutes before mitigation looking for the runbook", [NOT_SHOWN]),
    (GUIDE, "Mitigation was discussed for 5 minutes", [NOT_SHOWN]),
    (GUIDE, "Mitigated within 14 minutes", [NOT_SHOWN]),
    (GUIDE, "Resolution was confirmed after 45 minutes of monitoring", [NOT_SHOWN]),
    (GUIDE, "Resolved 45 minutes after the vendor called", [NOT_SHOWN]),
    (GUIDE, "5 minutes of the resolution were spent on Slack", [NOT_SHOWN]),
    (GUIDE, "15 minutes later the mitigation was in place", [NOT_SHOWN]),
    (GUIDE, "The build took 25 minutes", [NOT_SHOWN]),
    (GUIDE, "The rollback took 5 minutes", [NOT_SHOWN]),
    (GUIDE, "Hotfix deployed within 20 minutes", [NOT_SHOWN]),
    (GUIDE, "Fixed it in 5 minutes", [NOT_SHOWN]),
    (GUIDE, "Root cause was identified within 5 minutes", [NOT_SHOWN]),
    (GUIDE, "Last incident was mitigated within 40 minutes", [NOT_SHOWN]),
    (GUIDE, "Our MTTR last quarter was 40 minutes", [NOT_SHOWN]),
    (GUIDE, "Average time to mitigate is 40 minutes", [NOT_SHOWN]),
    (GUIDE, "Most customers were back within 20 minutes", [NOT_SHOWN]),
    (GUIDE, "The SLO allows 43 minutes of downtime per month", [NOT_SHOWN]),
    (GUIDE, "Bob joined the call 10 minutes into the incident", [NOT_SHOWN]),
    (GUIDE, "The alert fired 20 minutes after the deploy", [NOT_SHOWN]),
    (GUIDE, "Detection took 10 minutes", [NOT_SHOWN]),
    (GUIDE, "Detection took 5 minutes but mitigation took 40 minutes", [NOT_SHOWN, NOT_SHOWN]),
    (GUIDE, "For 30 minutes nobody knew why", [NOT_SHOWN]),
    (GUIDE, "The backup runs at 02:00", [NOT_SHOWN]),
    (GUIDE, "On November 28 at 09:30 a new version was deployed", [NOT_SHOWN]),
    (GUIDE, "The deploy at 13:50 doubled the queries", [NOT_SHOWN]),
    (GUIDE, "At 14:22 we saw the pool was saturated.", [NOT_SHOWN]),
    (GUIDE, "At 14:25 the vendor called back", [NOT_SHOWN]),
    (GUIDE, "Mitigated at 14:30 CET", [NOT_SHOWN]),
    (UPDATED, "Customers were informed within 10 minutes", [NOT_SHOWN]),
    (UPDATED, "Status updates posted every 15 minutes", [NOT_SHOWN]),
    (EARLY, "Alert fired within 1 minute of error rate increase", [NOT_SHOWN]),
    (UNTYPED, "Alert fired within 2 minutes", [NOT_SHOWN]),
    (UNMARKED, "Mitigated within 15 minutes", [NOT_SHOWN]),
    (UNMARKED, "The incident lasted 20 minutes", [NOT_SHOWN]),
    (ROUGH, "Mitigated within 10 minutes", [NOT_SHOWN]),
]

LATER = [
    # Written when the sentences above passed, to see how the rules do with words they were not written for.
    (GUIDE, "Monitoring detected the issue at 14:15 and on-call acknowledged within 5 minutes", [SHOWN, SHOWN]),
    (GUIDE, "Alerting paged the on-call engineer, who acknowledged two minutes later", [NOT_SHOWN]),
    (GUIDE, "Time to acknowledge: 2 minutes", [SHOWN]),
    (GUIDE, "Time to resolve was 90 minutes", [SHOWN]),
    (GUIDE, "MTTM 15m, MTTR 90m", [SHOWN, SHOWN]),
    (GUIDE, "Impact: total duration 1 hour 30 minutes", [SHOWN]),
    (GUIDE, "The circuit breaker was enabled at 14:50", [SHOWN]),
    (GUIDE, "SEV1 was declared within 5 minutes", [SHOWN]),
    (GUIDE, "The incident was mitigated 15 min after the first alert fired", [SHOWN]),
    (GUIDE, "The pool size was increased 15 minutes after detection, which helped", [SHOWN]),
    (GUIDE, "IC was assigned five minutes after the alert", [SHOWN]),
    (GUIDE, "Incident duration was under 2 hours", [SHOWN]),
    (GUIDE, "The incident was fully resolved in less than 100 minutes", [SHOWN]),
    (GUIDE, "We needed more than an hour to resolve the incident", [NOT_SHOWN]),
    (GUIDE, "Resolution took more than an hour", [SHOWN]),
    (GUIDE, "It took over two hours to resolve the incident", [CONTRADICTED]),
    (GUIDE, "Mitigation came 45 minutes after detection", [CONTRADICTED]),
    (GUIDE, "The incident lasted only 30 minutes", [CONTRADICTED]),
    (GUIDE, "On-call acknowledged 10 minutes after the alert", [CONTRADICTED]),
    (GUIDE, "Time to mitigate: 25 minutes", [CONTRADICTED]),
    (GUIDE, "MTTR: 2h 15m", [CONTRADICTED]),
    (GUIDE, "@alice acknowledged at 14:27", [CONTRADICTED]),
    (GUIDE, "Resolved within half an hour", [CONTRADICTED]),
    (GUIDE, "The alert was acknowledged, 20 minutes went by before anybody looked at the pool", [NOT_SHOWN]),
    (GUIDE, "Alert thresholds were evaluated over 5 minutes", [NOT_SHOWN]),
    (GUIDE, "The dashboard lagged 3 minutes behind", [NOT_SHOWN]),
    (GUIDE, "Customers saw errors for about 45 minutes", [NOT_SHOWN]),
    (GUIDE, "Database failover takes 10 minutes", [NOT_SHOWN]),
    (GUIDE, "Detection relied on an alert with a delay of 10 minutes", [NOT_SHOWN]),
    (GUIDE, "Two engineers spent 3 hours on the mitigation", [NOT_SHOWN]),
    (GUIDE, "A mitigation from 2 days ago was reverted", [NOT_SHOWN]),
    (GUIDE, "Resolution of DNS names took 30 seconds", [NOT_SHOWN]),
    (GUIDE, "Escalation to the DBA took 25 minutes", [NOT_SHOWN]),
    (GUIDE, "After the alert it took 8 minutes to find the runbook", [NOT_SHOWN]),
    (GUIDE, "The resolved alert fired again 5 minutes later", [NOT_SHOWN]),
    (GUIDE, "The post-mortem was scheduled within 2 hours of resolution", [NOT_SHOWN]),
    (GUIDE, "Status page said resolved at 15:50", [NOT_SHOWN]),
    (GUIDE, "Mitigated 80% of traffic within 5 minutes", [NOT_SHOWN]),
    (GUIDE, "We detected 30 minutes of replication lag", [NOT_SHOWN]),
    (GUIDE, "Detected by a customer 12 minutes after the deploy", [NOT_SHOWN]),
    (GUIDE, "The alert reached the IC after 5 minutes", [NOT_SHOWN]),
    (GUIDE, "Mitigation in EU took 5 minutes, in US 25 minutes", [NOT_SHOWN, NOT_SHOWN]),
    (GUIDE, "The IC call lasted 70 minutes", [NOT_SHOWN]),
    (GUIDE, "An earlier incident lasted 20 minutes", [NOT_SHOWN]),
    (GUIDE, "One region was down for 40 minutes", [NOT_SHOWN]),
    (GUIDE, "Error budget: 43 minutes", [NOT_SHOWN]),
    (GUIDE, "Duration of the deploy: 12 minutes", [NOT_SHOWN]),
    (GUIDE, "Cache warm-up duration was 12 minutes", [NOT_SHOWN]),
    (GUIDE, "The first alert was acknowledged within 2 minutes, the second within 20 minutes", [SHOWN, NOT_SHOWN]),
    (GUIDE, "Mitigation started within 5 minutes", [NOT_SHOWN]),
    (GUIDE, "Mitigation work began at 14:27", [NOT_SHOWN]),
    (GUIDE, "A mitigation was attempted at 14:22", [NOT_SHOWN]),
    (GUIDE, "Support noticed it at 14:40", [NOT_SHOWN]),
    (UPDATED, "First update to customers went out 30 minutes into the incident", [SHOWN]),
    (UPDATED, "First Slack message 5 minutes in", [NOT_SHOWN]),
    (ROLLED, "Slow Detection: we were alerted by a customer 12 minutes after the release", [SHOWN]),
    (ROLLED, "Rolled back within 30 minutes of detection", [SHOWN]),
    (ROLLED, "First status page update 55 minutes into incident", [SHOWN]),
    (ROLLED, "First communication 25 minutes into the incident", [SHOWN]),
    (ROLLED, "Detected within 5 minutes", [CONTRADICTED]),
    (ROLLED, "Rollback deployed within 15 minutes", [CONTRADICTED]),
    (ROLLED, "Acknowledged within 5 minutes of the customer report", [CONTRADICTED]),
    (ROLLED, "First status page update 30 minutes into incident", [CONTRADICTED]),
    (ROLLED, "Quick mitigation (rollback completed in 5 minutes)", [NOT_SHOWN]),
    (ROLLED, "First status page update at 09:25", [NOT_SHOWN]),
    (ROLLED, "The incident lasted 2 hours", [NOT_SHOWN]),
    (ROLLED, "Approval for rollback took 15 minutes", [NOT_SHOWN]),
    (ROLLED, "Canary analysis of 10 minutes was skipped", [NOT_SHOWN]),
    # What the rules once took for a contradiction.
    (GUIDE, "Errors were mitigated for 40% of users within 8 minutes", [NOT_SHOWN]),
    (GUIDE, "The incident took the whole team 45 minutes", [NOT_SHOWN]),
    (GUIDE, "In total mitigation and resolution took 75 minutes", [NOT_SHOWN]),
    (GUIDE, "Mitigation communication went out in 5 minutes", [NOT_SHOWN]),
    (GUIDE, "@bob acknowledged at 14:25", [NOT_SHOWN]),
    (GUIDE, "An alert fired at 14:40", [NOT_SHOWN]),
]


@pytest.mark.parametrize(("where", "text", "expected"), THE_GUIDE)
def test_the_worked_example_of_the_guide(where: str, text: str, expected: list[Verdict]) -> None:
    assert [verdict for _, verdict in verdicts(GUIDE, text, where)] == expected, check_claims(GUIDE, [(where, text)])


@pytest.mark.parametrize(("held", "text", "expected"), SENTENCES + LATER)
def test_a_sentence(held: Session, text: str, expected: list[Verdict]) -> None:
    assert [verdict for _, verdict in verdicts(held, text)] == expected, check_claims(held, [("Summary", text)])


TOLD = [
    (
        GUIDE,
        "Acknowledged within 2 minutes",
        "“within 2 minutes”: detection to acknowledgement is 2 min (14:15 → 14:17)",
    ),
    (UNMARKED, "Mitigated within 15 minutes", "“within 15 minutes”: no mitigation entry, so it cannot be shown"),
    (GUIDE, "Duration: 90 minutes", "“90 minutes”: first marked entry to resolution is 90 min (14:15 → 15:45)"),
    (
        GUIDE,
        "Fast Detection: Alert fired within 2 minutes of error rate increase",
        "“within 2 minutes”: the incident start and the first detection are both 14:15, so it cannot be shown; "
        "detection to acknowledgement is 2 min (14:15 → 14:17)",
    ),
    (GUIDE, "Status updates every 15 minutes", "“every 15 minutes”: no communication entry, so it cannot be shown"),
    (GUIDE, "Resolved at 15:30", "“at 15:30”: the resolution entry stands at 15:45"),
    (
        ROUGH,
        "Mitigated within 10 minutes",
        "“within 10 minutes”: detection to mitigation is 15 min (14:15 → ~14:30), "
        "and whether that is meant is not clear",
    ),
]


@pytest.mark.parametrize(("held", "text", "told"), TOLD)
def test_one_sentence_tells_it(held: Session, text: str, told: str) -> None:
    assert [claim.told for claim in check_claims(held, [("Summary", text)])] == [told]


def test_a_claim_says_where_it_stands_and_what_it_rests_on() -> None:
    claim, at = check_claims(GUIDE, [("Well 4", "Mitigated within 15 minutes"), ("Wrong 1", "Resolved at 15:45")])
    assert claim == Claim("Well 4", "within 15 minutes", SHOWN, claim.told, (1, 5))
    assert (at.where, at.quote, at.entries) == ("Wrong 1", "at 15:45", (11,))


def test_the_label_may_be_where_it_stands() -> None:
    assert verdicts(GUIDE, "15 min", "Time to mitigate") == [("15 min", SHOWN)]


def test_a_wrapped_line_is_one_sentence_and_a_list_item_is_its_own() -> None:
    assert verdicts(GUIDE, "The outage was mitigated within\n15 minutes") == [("within 15 minutes", SHOWN)]
    assert verdicts(GUIDE, "- Mitigation\n- 5 minutes of work") == [("5 minutes", NOT_SHOWN)]


NO_TIMES = (
    "5,000 customers, 15% of users, $12,000 lost, 99.9% SLA, 2x traffic, 3:1, v14.25.1, INC-2025-12-03-001, port 8080, "
    "10.0.0.1, 14:25:1, 100 → 200, p99, twice an hour, SEV1, 5M rows, #15 minutes"
)


def test_other_numbers_are_no_claims() -> None:
    assert verdicts(GUIDE, NO_TIMES) == []


PIECES = [
    "mitigated", "alert", "within", "5 minutes", "at 14:30", "14:17", "duration", ". ", "\n", "(", "first", "update",
    "of", "and", "to", "½ h", "9:59 pm", "every 2 days", "~", "Dec 3", "an hour", "**", "UTC", "0 s", "resolved",
    "status page", "after", "outage", "took", ":", "pool", "increased", "30 minutes into incident",
]  # fmt: skip
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMED = st.builds(When, INSTANTS, st.none() | INSTANTS, st.sampled_from(list(Precision)), st.just("14:30"))
WHENS = st.just(When()) | TIMED
KINDS = st.one_of(st.none(), st.sampled_from(list(Kind)))


@st.composite
def any_session(draw: st.DrawFn) -> Session:
    rows = draw(st.lists(st.tuples(WHENS, KINDS, st.sampled_from(PIECES) | st.text(max_size=20)), max_size=8))
    entries = [Entry(id, when, text, kind, "", "typed", when.at, id) for id, (when, kind, text) in enumerate(rows, 1)]
    return Session(incident=replace(INCIDENT, started=draw(WHENS).at, timezone=draw(ZONES)), entries=tuple(entries))


ZONES = st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Kathmandu"])


@given(any_session(), st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_any_text_on_any_session_gives_claims(held: Session, text: str) -> None:
    before = repr(held)
    ids = {entry.id for entry in held.entries}
    for claim in check_claims(held, [("Summary", text)]):
        assert claim.quote and claim.quote in claim.told
        assert set(claim.entries) <= ids
    assert repr(held) == before


LONG = [
    "a", " ", "\n", "5", "5 minutes ", "14:30 ", "mitigated within 5 minutes, ", "first ", "at most ", "an hour ",
    ". ", "- ", "about ", "first first-", ": ", "(", "in ", "mitigated to ", "of the ", "@a", "alert ", "\t",
    "5 minutes of ", "every 5 minutes update ", "1. ", "Dec 3 ", "increase ", ": 5 minutes (", "10-",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_read_in_linear_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    check_claims(GUIDE, [("Summary", text)])
    assert time.process_time() - started < 1
