"""What opens the quarterly retro, held against a hand-counted archive."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from facilitator.agenda import agenda_named
from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AddFactors
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.commands import Command
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Session
from facilitator.insights_digest import digest
from facilitator.paths import shipped_agendas
from facilitator.quarter import trends

NOW = datetime(2025, 12, 20, 12, 0, tzinfo=UTC)
AGENDA = agenda_named("blameless-postmortem", [shipped_agendas()])


def held(days_ago: int, hours_to_meeting: int, *tasks: Task, cause: str = "") -> Session:
    """A post-mortem whose incident was resolved so long ago."""
    resolved = NOW - timedelta(days=days_ago)
    incident = Incident("outage", started=resolved - timedelta(hours=1), resolved=resolved, services=("API",))
    at = resolved + timedelta(hours=hours_to_meeting)
    session = Session()
    causes = (AddFactors((cause,), "Process"),) if cause else ()
    commands: tuple[Command, ...] = (
        CreateSession(incident, AGENDA), NextPhase(), AddActions(tasks), *causes, EndMeeting()
    )  # fmt: skip
    for command in commands:
        for event in decide(session, command, at):
            session = evolve(session, event)
    return session


def test_no_archive_has_no_figures() -> None:
    assert trends((), NOW, "UTC") == ("0 post-mortems in the last quarter",)


def test_completion_time_and_what_is_late() -> None:
    sessions = [
        ("a", held(10, 24, Task("x", status=Status.COMPLETE), Task("y", due=date(2025, 12, 1)))),
        ("b", held(20, 30, Task("z", status=Status.COMPLETE), Task("w", status=Status.BLOCKED, reason="budget"))),
        ("c", held(30, 40)),
        ("old", held(300, 90, Task("v", status=Status.COMPLETE))),
    ]
    told = trends([(name, digest(each)) for name, each in sessions], NOW, "UTC")
    assert told[0] == "3 post-mortems in the last quarter"
    assert "▲ Action item completion: 50 % (target > 90 %; n = 4)" in told
    assert "✓ Time to post-mortem: 30 h (target < 48 h; n = 3)" in told
    assert "▲ 2 action items open: 1 overdue, 1 blocked" in told


def test_what_improved_most_and_what_came_up_again() -> None:
    done, opened = Task("x", status=Status.COMPLETE), Task("y")
    sessions = [(f"old{i}", held(100 + i, 90, opened, done)) for i in range(3)]
    sessions += [
        (f"new{i}", held(20 + i, 30, done, cause=cause))
        for i, cause in enumerate(("No load test", "No load tests", "A typo"))
    ]
    *_, celebrated, waiting, again = trends([(name, digest(each)) for name, each in sessions], NOW, "UTC")
    assert celebrated.startswith("★ Celebrate: ")
    assert waiting == "✓ 3 action items open: nothing is overdue, nothing is blocked"
    assert again == "↻ In 2 incidents: No load tests"
