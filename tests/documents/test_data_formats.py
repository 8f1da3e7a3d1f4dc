"""Tables, calendar and data: read back by what others read them with."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from icalendar import Calendar
from imported_sessions import SESSIONS
from jsonschema import Draft202012Validator
from test_markdown import AT, NASTY, TEXTS, after, demo, nasty
from told_session import NAME, SCHEDULED, for_, told

from facilitator.documents.audience import Audience
from facilitator.documents.edition import edition
from facilitator.documents.registry import FORMATS, render
from facilitator.documents.schema import schema
from facilitator.documents.sheet import cell
from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.papers import MarkVoice
from facilitator.domain.session import Session

TABLES = ("csv", "jira", "linear")
SCHEMA = Path(__file__).parents[2] / "docs" / "session.schema.json"
SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def events(session: Session, kind: str) -> list[Any]:
    return list(Calendar.from_ical(render(session, NAME, "ics", AT)).walk(kind))


def test_the_table() -> None:
    head, *body = rows(render(told(), NAME, "csv", AT))
    first, second, third = (dict(zip(head, row, strict=True)) for row in body)
    assert first["Action"] == "Alert on the pool"
    assert first["Owner"] == "'@alice"
    assert (first["Due Date"], first["Priority"], first["Status"]) == ("2025-12-10", "High", "In Progress")
    assert first["Answers"] == "the pool was exhausted on db-primary-01"
    assert second["Missing"] == "criteria"
    assert (third["Status"], third["Reason"], third["Missing"]) == ("Won't Do", "too dear", "")


def test_jira() -> None:
    head, first, second, third = rows(render(told(), NAME, "jira", AT))
    assert head[0] == "Summary"
    assert all(re.fullmatch(r"[A-Za-z ]+", name) for name in head)
    assert first[:6] == ["Alert on the pool", "Task", "In Progress", "High", "alice", "2025-12-10"]
    assert first[6].splitlines() == [
        "Success criteria: it fires",
        "Answers: the pool was exhausted on db-primary-01",
        "From the post-mortem of INC-2025-12-03-001 API outage",
    ]
    assert first[7:] == ["post-mortem", "INC-2025-12-03-001"]
    assert (second[2], third[2]) == ("Done", "Done")


def test_linear() -> None:
    head, first, second, third = rows(render(told(), NAME, "linear", AT))
    read = [dict(zip(head, row, strict=True)) for row in (first, second, third)]
    assert {"Title", "Description", "Status", "Priority", "Assignee", "Labels", "Estimate", "Archived"} <= set(head)
    assert read[0]["Description"].startswith("Due: 2025-12-10\r\nSuccess criteria: it fires")
    assert [each["Status"] for each in read] == ["In Progress", "Done", "Canceled"]
    assert {each["Priority"] for each in read} <= {"No priority", "Urgent", "High", "Medium", "Low"}
    assert read[0]["Labels"].split(", ") == ["post-mortem", "INC-2025-12-03-001"]
    assert not any(each["Archived"] for each in read)


def test_a_long_title_goes_on_in_the_description() -> None:
    session = after(demo(), (0, AddActions((Task("word " * 100),))))
    for format, title, described in (("jira", 0, 6), ("linear", 0, 1)):
        row = rows(render(session, NAME, format, AT))[1]
        assert len(row[title]) <= 255
        assert ("word " * 100).strip() in row[described]


@pytest.mark.parametrize("format", TABLES)
def test_lines_end_as_rfc_4180_says_also_without_action_items(format: str) -> None:
    for session in (demo(), told(), nasty("a\nb")):
        text = render(session, NAME, format, AT)
        assert text.endswith("\r\n") and text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "  =1", "a;=1+1", "a\t-1", "x\n=2", "＝1", "|=cmd"])
def test_no_cell_begins_a_formula(text: str) -> None:
    shown = cell(text)
    for part in re.split(r"[;\t\n\r|]", shown):
        assert not part.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert shown.replace("'", "") == text.strip()


def test_a_harmless_cell_is_as_it_was() -> None:
    for text in ("a = b", "2025-12-10", "100 → 200", "e-mail", "x@y", 'say "hi"', "'quoted'"):
        assert cell(text) == text


@settings(max_examples=80)
@given(TEXTS)
@example(NASTY)
@example('=HYPERLINK("http://x","y")')
@example('","')
def test_any_text_stays_in_its_cell(text: str) -> None:
    if not text.strip():
        return
    for format in TABLES:
        shown = rows(render(nasty(text), NAME, format, AT))
        assert {len(row) for row in shown} == {len(shown[0])}
        assert len(shown) == 4
        for cells in shown:
            for each in cells:
                assert not each.startswith(("=", "+", "-", "@", "\t", "\r"))
    plain = dict(zip(*rows(render(nasty(text), NAME, "csv", AT))[:2], strict=True))
    assert plain["Action"].replace("'", "").split() == text.replace("'", "").split()


def test_the_calendar() -> None:
    text = render(told(), NAME, "ics", AT)
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (meeting,) = events(told(), "VEVENT")
    assert meeting.decoded("dtstart") == SCHEDULED
    assert meeting.decoded("dtend") - meeting.decoded("dtstart") == timedelta(minutes=85)
    first, second = events(told(), "VTODO")
    assert (first.decoded("due"), first["status"], first["priority"]) == (date(2025, 12, 10), "IN-PROCESS", 1)
    assert first["summary"] == "Alert on the pool (@alice)"
    (alarm,) = first.walk("VALARM")
    assert (alarm["trigger"].params["RELATED"], alarm.decoded("trigger")) == ("END", timedelta(hours=-15))
    assert (second["status"], second.walk("VALARM")) == ("COMPLETED", [])
    assert len({each["uid"] for each in (meeting, first, second)}) == 3


def test_a_calendar_without_dates_is_one() -> None:
    assert events(demo(), "VCALENDAR")
    assert not events(demo(), "VEVENT") + events(demo(), "VTODO")


@settings(max_examples=60)
@given(TEXTS)
@example(NASTY)
@example("\nEND:VTODO\r\nBEGIN:VEVENT\nATTACH:file:///etc/passwd")
@example("日本" * 60 + "é" * 90)
def test_any_text_stays_in_its_to_do(text: str) -> None:
    if not text.strip():
        return
    session = after(
        nasty(text),
        (0, AddActions((Task(text, text, date(2025, 12, 9), None, text, Status.BLOCKED, text, None, text),))),
    )
    calendar = render(session, text, "ics", AT)
    (made,) = events(session, "VTODO")
    assert {each.name for each in Calendar.from_ical(calendar).walk()} == {"VCALENDAR", "VTODO", "VALARM"}
    assert set(made) == {"UID", "DTSTAMP", "CREATED", "SUMMARY", "DESCRIPTION", "DUE", "STATUS"}
    assert " ".join(str(made["summary"]).split()) == " ".join(f"{text} ({text})".split())
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75


def test_the_schema_is_a_schema_and_current() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(SCHEMA.read_text("utf-8")) == schema(), "run: python scripts/schema.py"


@SLOW
@given(SESSIONS)
def test_every_session_is_as_the_schema_says(session: Session) -> None:
    document = json.loads(render(session, NAME, "json", AT))
    Draft202012Validator(schema()).validate(document)
    assert not list(Draft202012Validator(_strict(schema())).iter_errors(document)), (
        "a key that the schema does not know"
    )


def _strict(part: Any) -> Any:
    if isinstance(part, dict):
        more = {"additionalProperties": False} if part.get("type") == "object" else {}
        return {name: _strict(value) for name, value in part.items()} | more
    return part


@pytest.mark.parametrize("session", [demo(), told(), nasty(NASTY), Session()], ids=["demo", "told", "nasty", "empty"])
def test_these_too(session: Session) -> None:
    Draft202012Validator(_strict(schema())).validate(json.loads(render(session, NAME, "json", AT)))


@pytest.mark.parametrize("format", FORMATS)
def test_voices_are_in_no_export(format: str) -> None:
    heard = after(told(), (0, MarkVoice("voice-marker-4711")))
    assert "4711" not in render(heard, NAME, format, AT)
    for to in Audience if FORMATS[format].prose else ():
        assert "4711" not in for_(to, format, heard).text


@SLOW
@given(SESSIONS)
def test_every_session_can_be_written_for_everybody(session: Session) -> None:
    for format, each in FORMATS.items():
        for to in Audience if each.prose else (None,):
            assert edition(session, NAME, format, AT, to, words=("pool",)).text
