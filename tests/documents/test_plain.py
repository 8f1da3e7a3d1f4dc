"""The document that `show --json` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

from facilitator.agenda import agenda_named, shipped_agendas
from facilitator.demo import demo_session_command
from facilitator.documents.plain import as_document
from facilitator.documents.registry import render
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence, SpeakOfFactors, StateRoot
from facilitator.domain.acts.cause_places import PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy
from facilitator.domain.acts.entries import ChangeEntry, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, MarkVoice, ScheduleMeeting, SetState, TickStep
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.cause import Standing
from facilitator.domain.commands import Command
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Gap, Section
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Precision, Session, When

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
NAME = "2025-12-03-api-outage"
KEYS = (
    "name incident people timeline whys fishbone root_cause contributing_factors went_well went_wrong lucky impact "
    "actions lessons parking_lot notes document poll steps meeting"
)
IMPACT = (
    "users duration functionality data_loss spread revenue sla support reputation services infrastructure dependencies"
)


def demo() -> Session:
    agenda = agenda_named("blameless-postmortem", [shipped_agendas()])
    return replay(decide(Session(), demo_session_command(agenda), AT))


def after(session: Session, minutes: float, command: Command) -> Session:
    for event in decide(session, command, AT + timedelta(minutes=minutes)):
        session = evolve(session, event)
    return session


def test_the_demonstration() -> None:
    document = as_document(demo(), NAME)
    assert list(document) == KEYS.split()
    assert document["name"] == NAME
    assert document["incident"] == {
        "id": "INC-2025-12-03-001",
        "title": "API outage",
        "severity": "SEV1",
        "started": "2025-12-03T14:15:00-08:00",
        "detected": "2025-12-03T14:15:00-08:00",
        "mitigated": "2025-12-03T14:30:00-08:00",
        "resolved": "2025-12-03T15:45:00-08:00",
        "timezone": "America/Los_Angeles",
        "services": ["API", "checkout service", "payment processing"],
        "tags": ["api", "database", "connection-pool"],
        "type": "outage",
        "summary": demo().incident.summary,
        "author": "@bob",
    }
    people = document["people"]
    assert isinstance(people, list)
    assert people[1] == {"name": "@alice", "roles": ["on-call", "SME"]}
    timeline = document["timeline"]
    assert isinstance(timeline, list)
    assert len(timeline) == 11
    assert timeline[9] == {
        "id": 11,
        "at": "2025-12-03T15:00:00-08:00",
        "until": "2025-12-03T15:45:00-08:00",
        "precision": "exact",
        "written": "15:00-15:45",
        "kind": "investigation",
        "text": "Monitoring for stability",
        "author": "facilitator",
        "source": "typed",
    }


def test_what_is_missing_is_null_or_empty() -> None:
    entry = Draft(When(), "somewhen")
    session = replay(decide(Session(), CreateSession(Incident(), Agenda(), (), (entry,)), AT, ""))
    document = as_document(session, NAME)
    incident, timeline = document.pop("incident"), document.pop("timeline")
    assert isinstance(incident, dict)
    known = [key for key, value in incident.items() if value is not None]
    assert known == ["timezone", "services", "tags"]
    assert (incident["timezone"], incident["services"], incident["tags"]) == ("UTC", [], [])
    assert timeline == [
        {
            "id": 2,
            "at": None,
            "until": None,
            "precision": "unknown",
            "written": None,
            "kind": None,
            "text": "somewhen",
            "author": None,
            "source": "typed",
        }
    ]
    nothing: dict[str, object] = {key: [] for key in KEYS.split() if key not in ("incident", "timeline")}
    meeting: dict[str, object] = {"agenda": None, "scheduled": None, "phases": [], "started": None, "ended": None}
    bones = [{"name": name, "causes": []} for name in ("People", "Process", "Technology", "Environment")]
    fishbone: dict[str, object] = {"effect": None, "categories": bones}
    assert document == nothing | {
        "name": NAME,
        "fishbone": fishbone,
        "root_cause": None,
        "impact": dict.fromkeys(IMPACT.split()),
        "document": {"state": "draft", "dates": []},
        "meeting": meeting,
    }


def test_notes_stand_under_their_keys() -> None:
    session = demo()
    for section in Section:
        session = after(session, 0, AddNotes(section, (f"a {section}", f"b {section}")))
    document = as_document(session, NAME)
    keys = ["notes", "went_well", "went_wrong", "lucky", "lessons", "parking_lot"]
    plain: dict[str, object] = {"gap": None, "owner": None, "entry": None, "votes": 0, "group": None}
    for number, (section, key) in enumerate(zip(Section, keys, strict=True)):
        id = 13 + 2 * number
        assert document[key] == [
            {"id": id, "text": f"a {section}"} | plain,
            {"id": id + 1, "text": f"b {section}"} | plain,
        ]


def test_what_was_said_of_a_note() -> None:
    session = after(demo(), 0, AddNotes(Section.WRONG, ("no load test",), Gap.TOOLS, "@bob"))
    session = after(after(session, 0, LinkNote(13, 2)), 0, VoteNote(13, 3))
    assert as_document(session, NAME)["went_wrong"] == [
        {"id": 13, "text": "no load test", "gap": "tools", "owner": "@bob", "entry": 2, "votes": 3, "group": None}
    ]


def test_what_stands_under_a_point_names_it() -> None:
    session = after(demo(), 0, AddNotes(Section.WELL, ("fast", "calm", "fast too")))
    first, _, third = (note.id for note in session.notes)
    session = after(session, 0, GroupNote(third, first))
    well = as_document(session, NAME)["went_well"]
    assert isinstance(well, list)
    assert [(each["text"], each["group"]) for each in well] == [("fast", None), ("fast too", first), ("calm", None)]


def test_action_items() -> None:
    full = Task("a", "@bob", date(2025, 12, 10), Priority.HIGH, "seen", Status.BLOCKED, "no time", 4, "OPS-12")
    document = as_document(after(demo(), 0, AddActions((full, Task("b")))), NAME)
    assert document["actions"] == [
        {
            "id": 13, "task": "a", "owner": "@bob", "due": "2025-12-10", "priority": "high", "status": "Blocked",
            "reason": "no time", "criteria": "seen", "addresses": 4, "tracker": "OPS-12",
            "missing": [], "added": "2025-12-05T10:00:00-08:00",
        },
        {
            "id": 14, "task": "b", "owner": None, "due": None, "priority": None, "status": "Not Started",
            "reason": None, "criteria": None, "addresses": None, "tracker": None,
            "missing": ["owner", "due", "priority", "criteria"], "added": "2025-12-05T10:00:00-08:00",
        },
    ]  # fmt: skip


def test_around_the_meeting() -> None:
    session = after(demo(), 0, AssessImpact(Impact(users="~5,000")))
    for command in (
        SetState(State.REVIEW),
        CountHands(Question.AGAIN, 4, 2),
        TickStep("dashboards"),
        ScheduleMeeting(AT),
        MarkVoice("@alice"),
    ):
        session = after(session, 0, command)
    document = as_document(session, NAME)
    then = "2025-12-05T10:00:00-08:00"
    assert document["impact"] == dict.fromkeys(IMPACT.split()) | {"users": "~5,000"}
    assert document["document"] == {"state": "in review", "dates": [{"state": "in review", "at": then}]}
    assert document["poll"] == [{"question": "again", "score": 4, "hands": 2}]
    assert document["steps"] == [{"step": "dashboards", "at": then}]
    assert document["meeting"]["scheduled"] == then  # type: ignore[index]
    assert "voice" not in json.dumps(document)
    assert document["people"] == as_document(demo(), NAME)["people"]


def test_the_analysis_is_one_list_of_causes_seen_two_ways() -> None:
    session = after(demo(), 0, AnswerWhy(("the pool was exhausted",), None, "API outage"))
    head, pool = session.causes
    session = after(session, 0, LinkEvidence(pool.id, session.entries[3].id))
    session = after(session, 0, PinCause(pool.id, "Technology"))
    session = after(session, 0, AddFactors(("no alert on saturation",), "", pool.id))
    session = after(session, 0, StateRoot(pool.id, "Pool size is fixed by hand"))
    session = after(session, 0, JudgeCause(session.causes[-1].id, Standing.CONTRIBUTING))
    document = as_document(session, NAME)
    assert document["whys"] == [
        {
            "id": head.id, "parent": None, "text": "API outage", "question": "Why was there an API outage?",
            "root_cause": None, "standing": None, "evidence": [], "votes": 0, "author": "facilitator",
        },
        {
            "id": pool.id, "parent": head.id, "text": "the pool was exhausted",
            "question": "Why was the pool exhausted?", "root_cause": "Pool size is fixed by hand",
            "standing": "primary", "evidence": [session.entries[3].id], "votes": 0, "author": "facilitator",
        },
    ]  # fmt: skip
    alert = {"id": session.causes[-1].id, "text": "no alert on saturation"}
    twig = alert | {"votes": 0, "causes": []}
    on_bone = {"id": pool.id, "text": "the pool was exhausted", "votes": 0, "causes": [twig]}
    bones = {bone["name"]: bone["causes"] for bone in document["fishbone"]["categories"]}  # type: ignore[index]
    assert bones == {"People": [], "Process": [], "Technology": [on_bone], "Environment": []}
    assert document["root_cause"] == "Pool size is fixed by hand"
    assert document["contributing_factors"] == [alert]
    only = as_document(after(session, 0, SpeakOfFactors()), NAME)
    assert only["root_cause"] is None
    assert only["contributing_factors"] == [{"id": pool.id, "text": "Pool size is fixed by hand"}, alert]


def test_the_meeting_counts_seconds_to_the_last_event_or_to_now() -> None:
    session = after(after(after(demo(), 0, NextPhase()), 4, NextPhase()), 10, AddTime(120))
    meeting, later = (as_document(session, NAME, now)["meeting"] for now in (None, AT + timedelta(minutes=11)))
    assert isinstance(meeting, dict)
    assert isinstance(later, dict)
    assert meeting["phases"][:3] == [
        {"id": "intro", "title": "Introduction", "planned_s": 300, "spent_s": 240},
        {"id": "timeline", "title": "Timeline review", "planned_s": 1020, "spent_s": 360},
        {"id": "root-cause", "title": "Root cause analysis", "planned_s": 1200, "spent_s": 0},
    ]
    assert later["phases"][1]["spent_s"] == 420
    assert type(later["phases"][1]["spent_s"]) is int
    assert (meeting["agenda"], meeting["started"], meeting["ended"]) == (
        "Blameless post-mortem",
        "2025-12-05T10:00:00-08:00",
        None,
    )
    ended = as_document(after(session, 12, EndMeeting()), NAME)["meeting"]
    assert isinstance(ended, dict)
    assert ended["ended"] == "2025-12-05T10:12:00-08:00"


def test_a_zone_that_is_not_known_here_is_no_reason_to_refuse() -> None:
    session = replay(decide(Session(), CreateSession(Incident("a", started=AT, timezone="No/Where"), Agenda()), AT))
    incident = as_document(session, NAME)["incident"]
    assert isinstance(incident, dict)
    assert (incident["timezone"], incident["started"]) == ("No/Where", "2025-12-05T18:00:00+00:00")


def test_a_changed_document_changes_no_later_one() -> None:
    session = demo()
    timeline = as_document(session, NAME)["timeline"]
    assert isinstance(timeline, list)
    timeline[0]["text"] = "another"
    again = as_document(session, NAME)["timeline"]
    assert isinstance(again, list)
    assert again[0]["text"] == 'Alert: "API Error Rate High" fired'


def test_a_changed_entry_is_another_row() -> None:
    session = demo()
    as_document(session, NAME)
    moved = When(session.entries[0].when.at, None, Precision.ABOUT, "~14:15")
    session = after(session, 0, ChangeEntry(session.entries[0].id, Draft(moved, "Alert")))
    timeline = as_document(session, NAME)["timeline"]
    assert isinstance(timeline, list)
    assert (timeline[0]["precision"], timeline[0]["text"], timeline[0]["kind"]) == ("about", "Alert", None)


def test_as_json() -> None:
    text = render(demo(), NAME, "json", AT)
    assert json.loads(text) == as_document(demo(), NAME, AT)
    assert text.startswith('{\n  "name": "2025-12-03-api-outage",\n  "incident": {\n')
    assert "100 → 200" in text
    assert text.endswith("}\n")


def test_it_needs_neither_jinja_nor_pendulum() -> None:
    code = (
        "import sys, facilitator.documents.registry; "
        "print({'jinja2', 'pendulum', 'textual', 'rich'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"
