"""Points and questions, and what stands around the meeting: impact, date, steps, state, exit poll, voices."""

from __future__ import annotations

import pytest
from givens import at, do, entry, held

from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.notes import AddNotes, ChangeNote, LinkNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, MarkVoice, ScheduleMeeting, SetState, TickStep
from facilitator.domain.acts.undoing import Redo, Undo
from facilitator.domain.errors import Refused
from facilitator.domain.note import Gap, Section, lead_and_detail
from facilitator.domain.paper import Done, Hands, Impact, Question, Stage, State, Voice
from facilitator.domain.rules import decide


def test_a_point_carries_gap_entry_and_votes() -> None:
    session = held((1, AddEntries((entry("14:25"),))), (2, AddNotes(Section.WRONG, ("No alert",), Gap.TOOLS)))
    seen, point = session.entries[0].id, session.notes[0].id
    for command in (LinkNote(point, seen), VoteNote(point, 1), VoteNote(point, 1), VoteNote(point, -1)):
        session = do(session, command)
    note = session.notes[0]
    assert (note.gap, note.entry, note.votes) == (Gap.TOOLS, seen, 1)
    session = do(session, ChangeNote(point, "No alert at all", None, Gap.PROCESS))
    assert (session.notes[0].text, session.notes[0].gap, session.notes[0].entry) == (
        "No alert at all",
        Gap.PROCESS,
        seen,
    )
    with pytest.raises(Refused, match="not in the timeline"):
        do(session, LinkNote(point, 99))
    with pytest.raises(Refused, match="for what went wrong"):
        do(session, ChangeNote(point, "x", Section.WELL, Gap.TOOLS))


def test_a_gap_is_for_what_went_wrong_only() -> None:
    session = held((1, AddNotes(Section.WELL, ("Fast",), Gap.TOOLS)))
    assert session.notes[0].gap is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Fast Detection: Alert fired within 2 minutes", ("Fast Detection", "Alert fired within 2 minutes")),
        ("Alert fired at 14:15", ("", "Alert fired at 14:15")),
        ("see https://example.org: it says so", ("see https://example.org", "it says so")),
        (
            "Everybody stayed calm. And: they helped each other",
            ("Everybody stayed calm. And", "they helped each other"),
        ),
        ("Why?: nobody knows", ("", "Why?: nobody knows")),
        (": nothing before", ("", ": nothing before")),
        ("Nothing after: ", ("", "Nothing after: ")),
        ("x" * 61 + ": too long for a lead", ("", "x" * 61 + ": too long for a lead")),
    ],
)
def test_a_bold_lead(text: str, parts: tuple[str, str]) -> None:
    assert lead_and_detail(text) == parts


def test_impact_date_steps_and_state() -> None:
    session = held(
        (1, AssessImpact(Impact(users="~5,000"))),
        (2, ScheduleMeeting(at(600))),
        (3, TickStep("data")),
        (4, TickStep("draft")),
        (5, TickStep("data", done=False)),
        (6, SetState(State.REVIEW)),
        (7, SetState(State.PUBLISHED)),
    )
    assert session.impact.users == "~5,000"
    assert session.scheduled == at(600)
    assert session.steps == (Done("draft", at(4)),)
    assert session.state is State.PUBLISHED
    assert session.stages == (Stage(State.REVIEW, at(6)), Stage(State.PUBLISHED, at(7)))
    with pytest.raises(Refused, match="published already"):
        do(session, SetState(State.PUBLISHED))
    assert decide(session, TickStep("draft"), at(8)) == ()
    assert held().state is State.DRAFT


def test_hands_are_counted_without_names() -> None:
    session = held(*((i, CountHands(Question.LEARNED, score)) for i, score in enumerate((5, 5, 4, 5))))
    session = do(do(session, CountHands(Question.AGAIN, 3)), CountHands(Question.LEARNED, 5, -1))
    assert session.poll == (Hands(Question.AGAIN, 3, 1), Hands(Question.LEARNED, 4, 1), Hands(Question.LEARNED, 5, 2))
    assert do(session, CountHands(Question.AGAIN, 3, -1)).hands(Question.AGAIN, 3) == 0
    with pytest.raises(Refused, match="1 to 5"):
        do(session, CountHands(Question.AGAIN, 6))


def test_voices_are_private_and_leave_undo_alone() -> None:
    session = held((1, AddNotes(Section.NOTE, ("first",))), (2, AddNotes(Section.NOTE, ("second",))))
    session = do(do(session, Undo(), 3), MarkVoice("@erin"), 4)
    assert session.voices == (Voice("@erin", 1),)
    assert [event.private for event in session.past][-1]
    assert not any(event.private for event in session.past[:-1])
    again = do(session, Redo(), 5)
    assert [note.text for note in again.notes] == ["first", "second"]
    assert again.voices == session.voices
    undone = do(again, Undo(), 6)
    assert [note.text for note in undone.notes] == ["first"]
    assert undone.voices == session.voices
    assert do(session, MarkVoice("@erin", -1)).voices == ()
    with pytest.raises(Refused, match="Give a name"):
        do(session, MarkVoice(" "))
