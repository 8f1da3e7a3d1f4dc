"""What a review finds in a document, and how it counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from givens import AGENDA, at, do
from hypothesis import given
from hypothesis import strategies as st
from test_properties import ACTS, BOUNDED, lived

from facilitator.coach.vague import vague_task
from facilitator.demo import INCIDENT, PEOPLE, demo_session_command
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence, SpeakOfFactors, StateRoot
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, StartChain
from facilitator.domain.acts.entries import RemoveEntry
from facilitator.domain.acts.incident import CreateSession, DescribeIncident, ListPeople
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import AssessImpact, ScheduleMeeting
from facilitator.domain.cause import Standing
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.paper import Impact
from facilitator.domain.record import fields_of, replace
from facilitator.domain.session import Incident, Session
from facilitator.review import Gap, Place, Review, Score, review, tone

NOW: datetime = at(0)
GOOD = Task("Add a saturation alert (threshold: 80%)", "@alice", date(2025, 12, 10), Priority.HIGH, "It fires at 80%")
ROOT = "The release process lacks load testing"
IMPACT = Impact(*("told" for _ in fields_of(Impact)))


def demo(*commands: Command) -> Session:
    """The demonstration, on which these were done."""
    session = do(Session(), demo_session_command(AGENDA))
    for command in commands:
        session = do(session, command)
    return session


def found(*commands: Command) -> Review:
    return review(demo(*commands), NOW)


def finished() -> Session:
    """The demonstration with all that the guide asks for."""
    session = demo(
        AssessImpact(IMPACT),
        AddNotes(Section.WELL, ("Clear IC assignment",)),
        AddNotes(Section.WRONG, ("No load testing: the release was never tested at twice the traffic",)),
        AddNotes(Section.LESSON, ("Retry logic needs circuit breakers",)),
        StartChain("API outage"),
    )
    head, entry = session.causes[-1].id, session.entries[3].id
    session = do(session, AnswerWhy(("The pool was too small",), head))
    root = session.causes[-1].id
    for command in (
        LinkEvidence(root, entry),
        StateRoot(root, ROOT),
        AddActions((replace(GOOD, addresses=root),)),
    ):
        session = do(session, command)
    return session


def told(review: Review, section: str, required: bool = True) -> list[str]:
    return [gap.told for gap in review.gaps if (gap.section, gap.required) == (section, required)]


def score(review: Review, name: str) -> Score:
    return next(each for each in review.scores if each.name == name)


class TestRequired:
    def test_nothing_is_missing_in_a_finished_document(self) -> None:
        seen = review(finished(), NOW)
        assert seen.gaps == ()
        assert [(each.points, each.of) for each in seen.scores] == [(25, 25)] * 4
        assert (seen.total, seen.complete) == (100, True)

    def test_what_the_demonstration_lacks(self) -> None:
        assert [(gap.section, gap.place) for gap in found().gaps if gap.required] == [
            ("Root Cause Analysis", Place("causes")),
            ("Impact Assessment", Place("impact", None, "users")),
            ("Impact Assessment", Place("impact", None, "functionality")),
            ("Impact Assessment", Place("impact", None, "data_loss")),
            ("Impact Assessment", Place("impact", None, "spread")),
            ("Impact Assessment", Place("impact", None, "revenue")),
            ("What Went Well", Place("well")),
            ("What Went Wrong", Place("wrong")),
            ("Action Items", Place("actions")),
            ("Lessons Learned", Place("lessons")),
        ]

    def test_the_incident_and_the_people(self) -> None:
        seen = review(do(Session(), CreateSession(Incident(title="API outage"), AGENDA)), NOW)
        assert told(seen, "Incident Summary") == [
            "The incident has no id.",
            "The incident has no severity.",
            "It is not known when the incident started, so there is no date and no duration.",
            "It is not known when the incident was resolved, so there is no duration.",
            "Nobody is named as author.",
            "The summary is empty: say in 2-3 sentences and in plain language what happened.",
            "Nobody is listed as attendee.",
        ]
        assert seen.gaps[-3].told == "No lesson is written down yet: what should those know who were not there?"
        assert [gap.place for gap in seen.gaps[:7]] == [
            *(
                Place("incident", None, field)
                for field in ("id", "severity", "started", "resolved", "author", "summary")
            ),
            Place("people"),
        ]

    def test_a_timeline_with_a_detection_and_a_resolution(self) -> None:
        assert told(found(), "Timeline") == []
        first, last = demo().entries[0], demo().entries[-1]
        assert told(found(RemoveEntry(first.id), RemoveEntry(last.id)), "Timeline") == [
            "No entry is marked as the detection: the first alert or customer report.",
            "No entry is marked as the resolution.",
        ]
        empty = review(do(Session(), CreateSession(INCIDENT, AGENDA)), NOW)
        assert told(empty, "Timeline") == ["The timeline is empty: begin with the first alert or customer report."]

    def test_contributing_factors_in_place_of_a_root_cause(self) -> None:
        assert told(found(SpeakOfFactors()), "Root Cause Analysis") == ["No contributing factor is marked yet."]
        factor = (AddFactors(("No load testing",), "Process"), JudgeCause(13, Standing.CONTRIBUTING))
        assert told(found(*factor, SpeakOfFactors()), "Root Cause Analysis") == []
        assert told(found(*factor), "Root Cause Analysis") != []

    def test_an_action_item_has_five_things(self) -> None:
        tasks = (GOOD, Task("Improve monitoring"), Task("no", status=Status.WONT_DO, reason="costs too much"))
        seen = found(AddActions(tasks))
        assert told(seen, "Action Items") == [
            "Action 2 is vague: «Improve monitoring». Say what exactly will be changed.",
            "Action 2 has no owner.",
            "Action 2 has no due date.",
            "Action 2 has no priority.",
            "Action 2 has no success criteria.",
        ]
        fields = [gap.place.field for gap in seen.gaps if gap.required and gap.place.what == "actions"]
        assert fields == ["text", "owner", "due", "priority", "criteria"]

    @pytest.mark.parametrize("owner", ["@team", "the team", "@alice and @bob", "TBD"])
    def test_an_owner_is_one_person(self, owner: str) -> None:
        gaps = [gap for gap in found(AddActions((replace(GOOD, owner=owner),))).gaps if gap.place.field == "owner"]
        assert [gap.told[:10] for gap in gaps] == ["Action 1: "]


class TestVague:
    @pytest.mark.parametrize(
        "text",
        [
            "Improve monitoring",
            "Investigate monitoring.",
            "Alerts",
            "Fix the issue that caused the outage",
            "Be more careful with deploys next time",
            "Train everyone on the failover runbook",
            "Look into the retry logic",
        ],
    )
    def test_says_what_to_look_at(self, text: str) -> None:
        assert vague_task(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Add connection pool saturation alert (threshold: 80%)",
            "Implement circuit breaker library for DB queries",
            'Add "load test for 2x traffic" to release checklist',
            "Update database failover runbook with new hostnames",
            "Send post-incident email to affected customers",
            "Review and update all runbooks for accuracy",
            "Migrate to configuration system with dynamic scaling support",
            "接続プールの監視を追加する",
        ],
    )
    def test_says_what_to_change(self, text: str) -> None:
        assert not vague_task(text)

    def test_success_criteria_make_up_for_much(self) -> None:
        assert not vague_task("Rotate credentials", "The old key is refused")
        assert vague_task("Improve monitoring", "It is better")


class TestToLookAt:
    def test_loose_ends(self) -> None:
        session = do(finished(), AddActions((GOOD, replace(GOOD, status=Status.WONT_DO, reason="no"))))
        seen = review(do(session, AddNotes(Section.QUESTION, ("Who pays?",))), NOW)
        assert [gap.told for gap in seen.gaps] == [
            "Action 2 answers no cause and no point.",
            "The parked question «Who pays?» has no owner.",
        ]
        assert seen.complete

    def test_a_cause_without_an_action_item(self) -> None:
        seen = found(AnswerWhy(("No load test",), None, "API outage"), StateRoot(14, ROOT))
        assert told(seen, "Root Cause Analysis", False) == [f"No action item answers the cause «{ROOT}»."]
        assert seen.gaps[0].place == Place("causes", 14)

    def test_what_stops_at_a_person(self) -> None:
        seen = found(AddNotes(Section.WRONG, ("Alice forgot to run the staging check",)))
        assert told(seen, "What Went Wrong", False) == [
            "«Alice forgot to run the staging check» stops at a person: what allowed this to happen?"
        ]

    def test_rows_of_the_impact(self) -> None:
        impact = replace(IMPACT, sla="", dependencies="")
        assert told(found(AssessImpact(impact)), "Impact Assessment", False) == [
            "«SLA breach» is not filled in.",
            "«Dependencies» is not filled in.",
        ]

    def test_claims_that_the_timeline_contradicts(self) -> None:
        wrong = DescribeIncident(replace(INCIDENT, summary="It was mitigated within 3 minutes of the alert."))
        (claim,) = found(wrong).claims
        assert claim.quote == "within 3 minutes"
        (gap,) = (gap for gap in found(wrong).gaps if gap.section == "Incident Summary")
        assert (gap.required, gap.place) == (False, Place("incident", None, "summary"))
        assert gap.told.startswith("Summary: “within 3 minutes”: ")

    def test_a_claim_that_the_timeline_shows_is_no_gap(self) -> None:
        right = DescribeIncident(replace(INCIDENT, summary="It was mitigated within 15 minutes of the alert."))
        assert [claim.verdict.name for claim in found(right).claims] == ["SHOWN"]
        assert told(found(right), "Incident Summary", False) == []

    def test_odd_times(self) -> None:
        early = DescribeIncident(
            replace(INCIDENT, detected=INCIDENT.detected and INCIDENT.detected - timedelta(hours=1))
        )
        gaps = [gap for gap in found(early).gaps if gap.section == "Timeline"]
        assert gaps
        assert not any(gap.required for gap in gaps)

    def test_the_preparation(self) -> None:
        assert INCIDENT.resolved
        late = ScheduleMeeting(INCIDENT.resolved + timedelta(hours=70))
        nobody = ListPeople(PEOPLE[:3])
        gaps = [gap for gap in found(late, nobody).gaps if gap.section == "Meeting"]
        assert [gap.place.what for gap in gaps] == ["people", "people", "incident"]
        assert gaps[0].told.startswith("Nobody is named as facilitator.")
        assert not any(gap.required for gap in gaps)


class TestScores:
    def test_nothing_to_look_at_gives_no_points(self) -> None:
        assert [each.points for each in found().scores] == [0, 0, 0, 12]
        assert found().total == 12

    def test_blameless_tone(self) -> None:
        seen = score(
            found(AddNotes(Section.WRONG, ("Alice forgot the check", "No check before a deploy"))), "Blameless tone"
        )
        assert (seen.points, seen.why) == (
            12,
            "0 causes and 2 points on what went wrong were looked at, and no other text: 1 of them stops at a person.",
        )

    def test_what_went_well_may_name_people(self) -> None:
        seen = found(AddNotes(Section.WELL, ("@bob took the IC role immediately",)))
        assert "yet" in score(seen, "Blameless tone").why

    def test_specific_action_items(self) -> None:
        seen = score(found(AddActions((GOOD, Task("Improve monitoring", "@bob")))), "Specific action items")
        assert (seen.points, seen.why) == (
            15,
            "2 action items need five things each (task, owner, due date, priority, criteria): 6 of 10 are there.",
        )

    def test_a_root_cause_that_stops_at_a_person(self) -> None:
        root = (
            AnswerWhy(("Engineer deployed without testing",), None, "API outage"),
            JudgeCause(14, Standing.PRIMARY),
        )
        seen = score(found(*root), "Root cause identified")
        assert seen.points == 10
        assert seen.why == (
            "«Engineer deployed without testing» is marked; still missing: an end at a system and not at a person, "
            "a timeline entry that shows it, an action item that answers it."
        )

    def test_contributing_factors_as_the_root_cause(self) -> None:
        factors = AddFactors(("No load testing", "An outdated runbook"), "Process")
        judged = [JudgeCause(id, Standing.CONTRIBUTING) for id in (13, 14)]
        seen = score(found(factors, *judged, SpeakOfFactors()), "Root cause identified")
        assert seen.points == 15
        assert seen.why.startswith("2 contributing factors are marked; still missing: for each a timeline entry")

    def test_the_seam_for_the_language_coach(self) -> None:
        assert "ends at a person" in tone("Alice deployed without testing", ("Alice",))
        assert tone("The deploy had no check") == ""


def test_a_zone_that_is_not_known_here() -> None:
    strange = DescribeIncident(replace(INCIDENT, timezone="Mars/Olympus"))
    assert len(found(strange).gaps) >= len(found().gaps)


@BOUNDED
@given(ACTS, st.integers(-6000, 6000))
def test_any_commands_can_be_reviewed(acts: list[tuple[int, Command]], later: int) -> None:
    session, _, now = lived(acts)
    seen = review(session, now + timedelta(minutes=later))
    assert 0 <= seen.total <= 100
    assert all(0 <= each.points <= each.of and each.why.endswith(".") for each in seen.scores)
    assert seen.complete == (not [gap for gap in seen.gaps if gap.required])
    for gap in seen.gaps:
        assert gap.told.strip()
        assert isinstance(gap, Gap)
        if gap.place.id is not None:
            things = (*session.entries, *session.notes, *session.causes, *session.actions)
            assert gap.place.id in {each.id for each in things}
