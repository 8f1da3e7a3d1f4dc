"""Which action items are vague, and what each one lacks."""

from __future__ import annotations

import pytest

from facilitator.coach.lexicon import lexicon
from facilitator.coach.vague import lacks, vague_task

PEOPLE = ["Alice", "@bob", "Mark", "Will", "Grace"]
GOOD = [
    "Add connection pool saturation alert with 80% threshold, Slack notification, owner: @alice, due: Dec 10.",
    "Update database failover runbook with new hostnames; @alice; 2025-12-08; every hostname in it resolves",
    "Will will set the limit to 400 by 3 Feb, verified with the load test",
    "Mark deletes the unused cron jobs before 8 February. Done when crontab shows 4 lines.",
    "@bob - write load test for 2x traffic - 2026-02-27 - runs nightly",
    "Grace: alert 21 days before a certificate expires, due Friday 6 Feb, fires for the test certificate",
    "Ask legal for the retention period; @alice; by 9 Feb; answer filed in PM-81",
    "Owner: Dana. Due: 11.02.2026. Add a disk alert at 80 % for all brokers",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_item_lacks_nothing(text: str) -> None:
    assert not any(lacks(text, PEOPLE, lexicon()))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Improve monitoring", "task owner due"),
        ("Put the escalation list on the intranet by 5 Feb", "owner"),
        ("Add a cache with a 60 s TTL, @bob", "due"),
        ("Improve the ingest service, @bob, 12 Feb", "task"),
        ("Write load tests for ingest (Alice or @bob), 12 Feb", "owner"),
        ("Update all hostnames in the runbook, owner: @team, due: 2025-12-20", "owner"),
        ("Update all hostnames in the runbook, owner: the ops team, due: 2025-12-20", "owner"),
        ("Update the hostnames in the runbook, owner TBD, due 2025-12-20", "owner"),
        ("Alice: raise the pool limit to 200 connections asap", "due"),
        ("Remind all engineers to follow the checklist, @bob, 5 Feb", "task"),
    ],
)
def test_what_is_missing_is_told(text: str, missing: str) -> None:
    found = lacks(text, PEOPLE, lexicon())
    assert " ".join(name for name, lacking in found._asdict().items() if lacking) == missing


def test_the_task_alone_is_judged_for_the_review() -> None:
    assert vague_task("Improve monitoring", "")
    assert vague_task("Fix the issue that caused the outage", "")
    assert vague_task("Be more careful with deploys", "")
    assert not vague_task("Improve monitoring of the pool", "an alert fires at 80 %")
    assert not vague_task("Add a saturation alert to the connection pool", "")
    assert not vague_task("Review and update all runbooks for accuracy", "")
    assert not vague_task("Rotate credentials", "The old key is refused")
    assert not vague_task("接続プールの監視を追加する")
    assert vague_task("Improve monitoring", "It is better")
    assert not vague_task("Review the 14 firewall rules without an owner", "")
