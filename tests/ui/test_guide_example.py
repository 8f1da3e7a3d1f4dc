"""The guide's worked example by keys: the document has all of it, and the check finds what the guide left open."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import guide_meeting as guide
from conftest import FakeClock
from guide_meeting import hold
from markdown_it import MarkdownIt
from meeting_rig import NARROW, Rig, running

from facilitator.cli import main
from facilitator.documents.registry import render
from facilitator.review import review

FACTS = (
    "Incident ID: INC-2025-12-03-001", "Severity: SEV1", "Duration: 90 minutes (14:15 - 15:45 PST)",
    "Date: December 3, 2025", "Author: @bob", "@bob (IC)", guide.INCIDENT[-1], "Timeline (All times PST)",
    guide.PRIMARY.rstrip("."),
    *(line.lstrip("123 ") for line in guide.FACTORS),
    "Why did API fail? → DB connection pool exhausted",
    "Why was pool exhausted? → Traffic doubled, pool size unchanged",
    "Why didn't we anticipate? → No load testing for 2x traffic",
    "Why no load testing? → Not in release checklist",
    "Why not in checklist? → Process gap",
    "Root Cause: Release process lacks traffic spike load testing requirement",
    *(f"{name}: {value}" for name, value in zip((
        "Users Affected", "Duration", "Functionality", "Data Loss", "Geographic Spread", "Revenue", "SLA Breach",
        "Support Load", "Reputation", "Services Affected", "Infrastructure", "Dependencies",
    ), guide.IMPACT, strict=True)),
    *guide.WELL, *(line.rpartition(" #")[0] for line in guide.WRONG), *guide.LESSONS,
)  # fmt: skip
TIMES = ("14:15", "14:17", "14:20", "14:25", "14:30", "14:35", "14:45", "14:50", "15:00", "15:00-15:45", "15:45")
ROWS = (
    ("Add connection pool saturation alert (threshold: 80%)", "@alice", "2025-12-10", "High", "In Progress"),
    ("Implement circuit breaker library for DB queries", "@bob", "2025-12-15", "High", "Not Started"),
    ('Add "load test for 2x traffic" to release checklist', "@charlie", "2025-12-05", "Medium", "Complete"),
    ("Update database failover runbook with new hostnames", "@alice", "2025-12-08", "Medium", "Not Started"),
    ("Send post-incident email to affected customers", "@comms", "2025-12-04", "High", "Complete"),
    ("Review and update all runbooks for accuracy", "@team", "2025-12-20", "Low", "Not Started"),
)


def read(markdown: str) -> tuple[str, list[list[str]]]:
    """The text of a document as a reader sees it, and the rows of its tables."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)]
    return _plain(html), [[_plain(cell) for cell in row] for row in rows if row]


def _plain(html: str) -> str:
    import html as entities

    return " ".join(entities.unescape(re.sub(r"<[^>]+>", "", html)).split())


async def hold_it(folder: Path, clock: FakeClock) -> str:
    async with running(folder, clock, NARROW, home=True) as rig:
        await hold(rig)
        await rig.pilot.pause()
        return found(rig)


def found(rig: Rig) -> str:
    """The document; the review names nothing that is required but what the guide left open."""
    session, now = rig.session, rig.clock.now()
    assert {(gap.place.what, gap.place.field) for gap in review(session, now).gaps if gap.required} == {
        ("actions", "criteria")
    }
    return render(session, "2025-12-03-api-outage", "md", now)


async def test_the_guides_example_is_entered_by_keys_and_printed_as_in_the_guide(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    clock = FakeClock(datetime(2025, 12, 4, 22, 0, tzinfo=UTC))
    text, rows = read(await hold_it(tmp_path, clock))
    assert [fact for fact in FACTS if " ".join(fact.split()) not in text] == []
    timeline = [row for row in rows if row[0] in TIMES and len(row) == 2]
    words = [re.sub(r" #\w+$", "", line.partition(" ")[2]) for line in guide.TIMELINE]
    assert [row[0] for row in timeline] == list(TIMES)
    assert all(row[1].startswith(told) for row, told in zip(timeline, words, strict=True))
    assert [tuple(row) for row in rows if len(row) == 5 and row[1].startswith("@")][: len(ROWS)] == list(ROWS)
    assert main(["check", "2025-12-03", "--workspace", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert told.count("has no success criteria") == len(ROWS)
