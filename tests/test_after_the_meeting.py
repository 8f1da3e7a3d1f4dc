"""Runbooks, tags, and the minutes that a team really needs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_helpers import Say, saying

from facilitator.agenda import agenda_named
from facilitator.documents.plain import as_document
from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.session import Incident, Session
from facilitator.follow_up import sheet
from facilitator.insights_digest import digest
from facilitator.paths import shipped_agendas
from facilitator.runbooks import Way, runbooks, way
from facilitator.store.desk import Desk
from facilitator.suggested import suggested

AT = datetime(2025, 12, 4, 12, 0, tzinfo=UTC)
AGENDA = agenda_named("blameless-postmortem", [shipped_agendas()])


def held(folder: Path, number: int, minutes: float, *commands: Command, tags: tuple[str, ...] = ()) -> Session:
    """A meeting whose first phase took so long."""
    folder.mkdir(parents=True, exist_ok=True)
    incident = Incident(f"Outage {number}", tags=tags, services=("API",), type="outage")
    desk = Desk.create(folder / f"2025-12-0{number}-outage.json", CreateSession(incident, AGENDA), AT, as_document)
    desk.send(NextPhase(), AT)
    for command in commands:
        desk.send(command, AT)
    desk.send(NextPhase(), AT + timedelta(minutes=minutes))
    desk.send(EndMeeting(), AT + timedelta(minutes=minutes + 10))
    session = desk.session
    desk.close()
    return session


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Update database failover runbook with new hostnames", Way.UPDATE),
        ("Outdated runbook: wrong hostname", Way.UPDATE),
        ("Write a runbook for the cache", Way.ADD),
        ("Add a runbook for novel incident types", Way.ADD),
        ("Archive the old failover playbook", Way.ARCHIVE),
    ],
)
def test_what_a_line_wants_of_a_runbook(text: str, wanted: Way) -> None:
    assert way(text) is wanted


def test_the_list_of_runbooks(tmp_path: Path, say: Say) -> None:
    tasks = (
        Task("Update the failover runbook", "@alice", status=Status.COMPLETE),
        Task("Write a runbook for the cache", "@bob"),
        Task("Archive the runbook of 2019", status=Status.WONT_DO, reason="audit"),
        Task("Add an alert"),
    )
    lesson = AddNotes(Section.LESSON, ("Runbooks are living documents",))
    session = held(tmp_path / "sessions", 1, 5, AddActions(tasks), lesson)
    found = runbooks([("a", sheet(session))])
    assert [(each.way, each.owner, each.done) for each in found] == [
        (Way.ADD, "@bob", False), (Way.UPDATE, "", False), (Way.UPDATE, "@alice", True),
    ]  # fmt: skip
    out = say("actions", "--runbooks", "--workspace", str(tmp_path)).out
    assert out.splitlines()[0].startswith("○ add     Write a runbook for the cache  @bob")
    assert "2019" not in out


def test_tags_are_listed_renamed_and_merged(tmp_path: Path, say: Say) -> None:
    for number, tags in enumerate((("db", "api"), ("database",), ("db", "database")), 1):
        held(tmp_path / "sessions", number, 5, tags=tags)
    where = ("--workspace", str(tmp_path))
    assert "     2  db" in say("tags", *where).out
    assert say("tags", "--rename", "db", "database", *where).out == "«db» is «database» in 2 sessions now.\n"
    out = say("tags", *where).out
    assert "     3  database" in out
    assert "  db" not in out
    assert say("tags", "--rename", "db", "database", *where).out == "«db» is «database» in 0 sessions now.\n"
    assert say("tags", "--rename", "api", "", *where).code == 1


def test_minutes_come_from_the_teams_own_meetings_without_outliers(tmp_path: Path, say: Say) -> None:
    folder = tmp_path / "sessions"
    sessions = [held(folder, number, minutes) for number, minutes in enumerate((6, 7, 8), 1)]
    first = suggested(AGENDA, map(digest, sessions))[0]
    assert (first.planned, first.seconds, first.n) == (300, 420, 3)
    assert suggested(AGENDA, map(digest, sessions[:2]))[0].seconds is None
    sessions += [held(folder, 4, 7.5), held(folder, 5, 90)]
    first = suggested(AGENDA, map(digest, sessions))[0]
    assert (first.seconds, first.n) == (435, 4), "an hour and a half is no introduction"
    assert suggested(AGENDA, map(digest, sessions))[3].seconds is None
    out = say("agendas", "--minutes", "--workspace", str(tmp_path)).out
    assert "Introduction" in out
    assert "took 7 min (n = 4)" in out
    assert "too few meetings (needs 3) (n = 0)" in out
