"""The checklist around the meeting, with its times counted from the resolution, and what stands in the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from givens import INCIDENT, entry, held
from hypothesis import given
from hypothesis import strategies as st
from test_properties import ACTS, BOUNDED, lived

from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.incident import DescribeIncident, ListPeople
from facilitator.domain.acts.papers import ScheduleMeeting, SetState, TickStep
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.commands import Command
from facilitator.domain.paper import State
from facilitator.domain.record import replace
from facilitator.domain.session import Person, Session
from facilitator.preparation import AFTER, BEFORE, SOON, Step, steps, warnings

RESOLVED = datetime(2025, 12, 3, 15, 45, tzinfo=UTC)
OVER = DescribeIncident(replace(INCIDENT, resolved=RESOLVED))
CREW = ListPeople((Person("@bob", ("IC",)), Person("@dana", ("Facilitator",)), Person("@erin", ("Scribe",))))


def session(*commands: Command) -> Session:
    return held((0, OVER), *((0, command) for command in commands))


def hours(count: float) -> datetime:
    """So many hours after the resolution."""
    return RESOLVED + timedelta(hours=count)


def out(count: float) -> ScheduleMeeting:
    return ScheduleMeeting(hours(count))


def step(id: str, session: Session, now: datetime = RESOLVED) -> Step:
    return next(each for each in steps(session, now) if each.id == id)


class TestSteps:
    def test_are_the_guide_s_in_its_order(self) -> None:
        rows = [(each.part, each.id, each.by_itself) for each in steps(session(), RESOLVED)]
        assert rows == [
            (SOON, "schedule-meeting", True),
            (SOON, "assign-facilitator", True),
            (SOON, "create-document", True),
            (BEFORE, "share-timeline", False),
            (BEFORE, "draft-document", True),
            (BEFORE, "gather-data", False),
            (BEFORE, "distribute-draft", False),
            (AFTER, "hold-meeting", True),
            (AFTER, "finalize-document", True),
            (AFTER, "distribute-document", False),
            (AFTER, "add-to-knowledge-base", False),
            (AFTER, "track-actions", False),
        ]

    def test_the_first_are_due_within_two_hours_of_the_resolution(self) -> None:
        assert {each.due for each in steps(session(), RESOLVED) if each.part == SOON} == {hours(2)}
        assert not step("schedule-meeting", session(), hours(2)).late
        assert step("schedule-meeting", session(), hours(2.1)).late
        assert not step("create-document", session(), hours(900)).late

    def test_without_a_resolution_nothing_is_counted(self) -> None:
        rows = steps(held(), RESOLVED)
        assert {each.due for each in rows} == {None}
        assert "no time of resolution yet" in rows[0].note

    def test_the_draft_is_due_a_day_before_the_meeting(self) -> None:
        given = session(out(40))
        assert {each.due for each in steps(given, RESOLVED) if each.part == BEFORE} == {hours(16)}
        assert step("distribute-draft", given, hours(17)).late
        assert not step("distribute-draft", session(out(40), TickStep("distribute-draft")), hours(17)).late

    def test_a_step_is_ticked_and_unticked(self) -> None:
        assert step("gather-data", session(TickStep("gather-data"))).done
        assert not step("gather-data", session(TickStep("gather-data"), TickStep("gather-data", False))).done

    def test_what_is_seen_from_the_session_is_not_ticked(self) -> None:
        assert not step("hold-meeting", session(TickStep("hold-meeting"))).done

    def test_the_meeting_and_where_it_should_lie(self) -> None:
        assert step("schedule-meeting", session()).note == (
            "That is from December 4, 2025, 15:45 to December 5, 2025, 15:45 UTC."
        )
        assert step("schedule-meeting", session(out(30))).note == "It is 30 h after the resolution."
        assert "less than 24 hours" in step("schedule-meeting", session(out(5))).note
        assert "later than 48 hours" in step("schedule-meeting", session(out(49))).note
        assert "before the incident" in step("schedule-meeting", session(out(-1))).note
        assert step("schedule-meeting", session(out(49))).done

    def test_the_draft_is_written_by_itself(self) -> None:
        assert step("draft-document", session()).note == "The summary and the timeline are still empty."
        summed = DescribeIncident(replace(OVER.incident, summary="It broke."))
        written = session(summed, AddEntries((entry("14:15"),)))
        assert (step("draft-document", written).done, step("draft-document", written).note) == (True, "")
        assert step("draft-document", session(summed)).note == "The timeline is still empty."

    def test_a_meeting_is_held_once_it_ends(self) -> None:
        assert step("hold-meeting", session()).due == hours(48)
        assert step("hold-meeting", session(NextPhase())).note == "It is running."
        assert step("hold-meeting", session(NextPhase(), EndMeeting())).done

    def test_the_document_is_final_when_it_is_published(self) -> None:
        assert step("finalize-document", session(SetState(State.REVIEW))).note == "It is in review."
        assert step("finalize-document", session(SetState(State.PUBLISHED))).done

    def test_how_many_action_items_are_complete(self) -> None:
        tasks = (Task("a"), Task("b", status=Status.COMPLETE), Task("c", status=Status.WONT_DO, reason="no"))
        assert step("track-actions", session(AddActions(tasks))).note == "1 of 2 complete."


class TestFacilitator:
    def test_is_somebody_else_than_the_ic(self) -> None:
        assert step("assign-facilitator", session(CREW)).done
        assert step("assign-facilitator", session(CREW)).note == "@dana."

    @pytest.mark.parametrize(
        "people",
        [
            (Person("@bob", ("IC", "facilitator")),),
            (Person("Bob", ("ic",)), Person("@BOB", ("FACILITATOR",))),
            (Person("Bob", ("Incident Commander, facilitator",)),),
        ],
    )
    def test_is_the_ic(self, people: tuple[Person, ...]) -> None:
        given = session(ListPeople(people))
        assert not step("assign-facilitator", given).done
        assert "is the IC too" in step("assign-facilitator", given).note
        (told,) = (each for each in warnings(given, RESOLVED) if "IC and the facilitator" in each)
        assert told.endswith(
            "is the IC and the facilitator. An IC may be defensive about decisions made; "
            "a neutral facilitator keeps discussion blameless and productive."
        )

    def test_is_nobody_or_two(self) -> None:
        assert "Nobody is named as facilitator" in warnings(session(), RESOLVED)[0]
        two = ListPeople((Person("@a", ("facilitator",)), Person("@b", ("facilitator",)), Person("e", ("scribe",))))
        assert warnings(session(two), RESOLVED) == ("@a and @b are both named as facilitator. Agree on one who leads.",)


class TestWarnings:
    def test_there_are_none_when_all_is_well(self) -> None:
        assert warnings(session(CREW, out(40)), RESOLVED) == ()

    def test_no_scribe(self) -> None:
        people = ListPeople((Person("@dana", ("facilitator",)),))
        assert [told[:25] for told in warnings(session(people), RESOLVED)] == ["Nobody is named as scribe"]

    def test_a_meeting_after_48_hours(self) -> None:
        assert warnings(session(CREW, out(60)), RESOLVED) == (
            "The meeting is scheduled 60 h after the resolution, 12 h later than 48 hours: memory is freshest before.",
        )
        assert warnings(session(CREW, out(48)), RESOLVED) == ()
        late = held((0, OVER), (0, CREW), (6000, NextPhase()))
        assert "The meeting was held 144 h 15 min after the resolution" in warnings(late, RESOLVED)[0]

    def test_a_meeting_before_the_resolution(self) -> None:
        assert warnings(session(CREW, out(-2), TickStep("distribute-draft")), RESOLVED) == (
            "The meeting is scheduled 2 h before the incident was resolved. Look at the two times.",
        )

    def test_a_late_draft(self) -> None:
        given = session(CREW, out(40))
        assert warnings(given, hours(16)) == ()
        assert warnings(given, hours(35)) == (
            "The draft is late: attendees get it 24 hours before the meeting, and the meeting is in 5 h. "
            "Send what there is.",
        )
        assert "should have begun" in warnings(given, hours(41))[0]
        assert warnings(session(CREW, out(40), TickStep("distribute-draft")), hours(35)) == ()
        assert warnings(session(CREW, out(40), NextPhase()), hours(41)) == ()


@BOUNDED
@given(ACTS, st.integers(-6000, 6000))
def test_any_commands_give_all_steps(acts: list[tuple[int, Command]], later: int) -> None:
    given, _, now = lived(acts)
    now += timedelta(minutes=later)
    rows = steps(given, now)
    assert len({each.id for each in rows}) == len(rows) == 12
    assert not any(each.late and each.done for each in rows)
    assert all(each.note == "" or each.note.endswith(".") for each in rows)
    assert all(told.endswith(".") for told in warnings(given, now))
