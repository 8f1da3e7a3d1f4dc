"""What the facilitator reads aloud at the end."""

from __future__ import annotations

from datetime import date

from givens import INCIDENT, held
from hypothesis import given
from test_properties import ACTS, BOUNDED, lived

from facilitator.closing import THANKS, closing, focus
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, SpeakOfFactors, StateRoot
from facilitator.domain.acts.causes import AddFactors, AnswerWhy
from facilitator.domain.acts.incident import DescribeIncident
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import SetState
from facilitator.domain.cause import Standing
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.paper import State
from facilitator.domain.record import replace

TODAY = date(2025, 12, 5)


def read_out(*commands: Command) -> tuple[str, ...]:
    return closing(held(*((0, command) for command in commands)), TODAY)


def whole(text: str, owner: str = "@alice", due: date | None = date(2025, 12, 10)) -> Task:
    return Task(text, owner, due, Priority.HIGH, "it is seen")


def test_an_empty_session_gives_kind_short_sentences() -> None:
    assert read_out() == (
        "No lesson is written down yet. What is the one thing you take with you?",
        "There are no action items yet.",
        "Next: who finalizes the document?",
        "Then it goes to engineering, product, support and leadership, and into the knowledge base.",
        THANKS,
    )


class TestLearned:
    def test_one_lesson(self) -> None:
        lessons = AddNotes(Section.LESSON, ("Retry logic needs circuit breakers",))
        assert read_out(lessons)[0] == "The key learning: Retry logic needs circuit breakers."

    def test_several_lessons(self) -> None:
        lessons = AddNotes(Section.LESSON, ("Retries need breakers.", "Runbooks live"))
        assert read_out(lessons)[:3] == (
            "Two key learnings.",
            "First: Retries need breakers.",
            "Second: Runbooks live.",
        )

    def test_a_long_list_is_cut(self) -> None:
        said = read_out(AddNotes(Section.LESSON, tuple(f"lesson {i}" for i in range(8))))
        assert said[5:7] == ("Fifth: lesson 4.", "And three more, which are in the document.")

    def test_the_root_cause_in_place_of_a_lesson(self) -> None:
        why = AnswerWhy(("no load test",), None, "API outage")
        root = StateRoot(3, "The release process lacks load testing")
        assert read_out(why, root)[0] == "The root cause: The release process lacks load testing."

    def test_contributing_factors_where_the_meeting_speaks_of_them(self) -> None:
        factors = AddFactors(("no load test", "old runbook"), "Process")
        judged = [JudgeCause(id, Standing.CONTRIBUTING) for id in (3, 4)]
        assert read_out(SpeakOfFactors(), factors, *judged)[0] == "What contributed: no load test; old runbook."


class TestActions:
    def test_their_number_and_owners(self) -> None:
        tasks = (whole("a", "@bob"), whole("b"), whole("c", "@ALICE"), whole("d"), whole("e", ""), whole("f", ""))
        assert read_out(AddActions(tasks))[1:3] == (
            "Six action items: @alice has three, @bob one; two have no owner yet.",
            "Two are still incomplete: two without an owner.",
        )

    def test_what_is_incomplete(self) -> None:
        tasks = (whole("a"), Task("b", "@bob"), Task("c", "@bob", date(2025, 12, 6)))
        incomplete, due = read_out(AddActions(tasks))[2:4]
        told = "one without a due date, two without a priority and two without success criteria"
        assert incomplete == f"Two are still incomplete: {told}."
        assert due == "The next due date is Dec 6."

    def test_one_that_will_not_be_done_does_not_count(self) -> None:
        said = read_out(AddActions((Task("a", status=Status.WONT_DO, reason="costs too much"), whole("b"))))
        assert said[1] == "One action item: @alice has one."

    def test_one_that_was_due(self) -> None:
        done = replace(whole("b", due=date(2025, 12, 1)), status=Status.COMPLETE)
        assert read_out(AddActions((whole("a", due=date(2025, 12, 4)), done)))[2] == "One was due before today."

    def test_a_cause_without_one(self) -> None:
        why = AnswerWhy(("no load test",), None, "API outage")
        said = read_out(why, StateRoot(3, "Process gap"))
        assert "One cause has no action item yet: «Process gap»." in said
        answered = read_out(why, StateRoot(3, "Process gap"), AddActions((replace(whole("a"), addresses=3),)))
        assert not any("no action item" in told for told in answered)


def test_parked_questions_and_who_answers_them() -> None:
    said = read_out(
        AddNotes(Section.QUESTION, ("Was the vendor told?",), owner="@bob"), AddNotes(Section.QUESTION, ("Who pays?",))
    )
    assert said[2:5] == (
        "Two parked questions are still open.",
        "«Was the vendor told?»: @bob will answer it.",
        "«Who pays?»: who will answer it?",
    )


def test_next_steps() -> None:
    author, action = DescribeIncident(replace(INCIDENT, author="@bob")), AddActions((whole("a"),))
    assert read_out(author, action)[-4:] == (
        "Next, @bob finalizes the document.",
        "Then it goes to engineering, product, support and leadership, and into the knowledge base.",
        "We follow the action items in sprint planning.",
        THANKS,
    )
    assert "finalizes" not in " ".join(read_out(author, SetState(State.PUBLISHED)))


class TestFocus:
    def test_few_are_fine(self) -> None:
        assert focus(held((0, AddActions(tuple(whole(str(i)) for i in range(5)))))) == ""
        assert focus(held((0, AddActions(tuple(Task(str(i)) for i in range(10)))))) == ""

    def test_too_many_of_high_priority(self) -> None:
        assert focus(held((0, AddActions(tuple(whole(str(i)) for i in range(6)))))) == (
            "Focus on high-impact improvements, not exhaustive lists: there are six of high priority. "
            "Which five matter most?"
        )

    def test_too_many_in_all(self) -> None:
        told = focus(held((0, AddActions(tuple(Task(str(i)) for i in range(25))))))
        assert "there are 25 in all" in told


@BOUNDED
@given(ACTS)
def test_any_commands_give_sentences(acts: list[tuple[int, Command]]) -> None:
    session, _, _ = lived(acts)
    said = closing(session, TODAY)
    assert said[-1] == THANKS
    assert all(told.strip() and told[-1] in ".!?…" for told in said)
    focus(session)
