"""Points and questions, and what stands around the meeting: impact, date, steps, state, exit poll, voices."""

from __future__ import annotations

import pytest
from givens import at, do, entry, held

from facilitator.domain import commands
from facilitator.domain import note_commands as nc
from facilitator.domain import paper_commands as c
from facilitator.domain.errors import Refused
from facilitator.domain.note import Gap, Section, lead_and_detail
from facilitator.domain.paper import Done, Hands, Impact, Question, Stage, State, Voice
from facilitator.domain.rules import decide


def test_a_point_carries_gap_entry_and_votes() -> None:
    session = held(
        (1, commands.AddEntries((entry("14:25"),))), (2, nc.AddNotes(Section.WRONG, ("No alert",), Gap.TOOLS))
    )
    seen, point = session.entries[0].id, session.notes[0].id
    for command in (nc.LinkNote(point, seen), nc.VoteNote(point, 1), nc.VoteNote(point, 1), nc.VoteNote(point, -1)):
        session = do(session, command)
    note = session.notes[0]
    assert (note.gap, note.entry, note.votes) == (Gap.TOOLS, seen, 1)
    session = do(session, nc.ChangeNote(point, "No alert at all", None, Gap.PROCESS))
    assert (session.notes[0].text, session.notes[0].gap, session.notes[0].entry) == (
        "No alert at all",
        Gap.PROCESS,
        seen,
    )
    with pytest.raises(Refused, match="not in the timeline"):
        do(session, nc.LinkNote(point, 99))
    with pytest.raises(Refused, match="for what went wrong"):
        do(session, nc.ChangeNote(point, "x", Section.WELL, Gap.TOOLS))


def test_a_gap_is_for_what_went_wrong_only() -> None:
    session = held((1, nc.AddNotes(Section.WELL, ("Fast",), Gap.TOOLS)))
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
        (1, c.AssessImpact(Impact(users="~5,000"))),
        (2, c.ScheduleMeeting(at(600))),
        (3, c.TickStep("data")),
        (4, c.TickStep("draft")),
        (5, c.TickStep("data", done=False)),
        (6, c.SetState(State.REVIEW)),
        (7, c.SetState(State.PUBLISHED)),
    )
    assert session.impact.users == "~5,000"
    assert session.scheduled == at(600)
    assert session.steps == (Done("draft", at(4)),)
    assert session.state is State.PUBLISHED
    assert session.stages == (Stage(State.REVIEW, at(6)), Stage(State.PUBLISHED, at(7)))
    with pytest.raises(Refused, match="published already"):
        do(session, c.SetState(State.PUBLISHED))
    assert decide(session, c.TickStep("draft"), at(8)) == ()
    assert held().state is State.DRAFT


def test_hands_are_counted_without_names() -> None:
    session = held(*((i, c.CountHands(Question.LEARNED, score)) for i, score in enumerate((5, 5, 4, 5))))
    session = do(do(session, c.CountHands(Question.AGAIN, 3)), c.CountHands(Question.LEARNED, 5, -1))
    assert session.poll == (Hands(Question.AGAIN, 3, 1), Hands(Question.LEARNED, 4, 1), Hands(Question.LEARNED, 5, 2))
    assert do(session, c.CountHands(Question.AGAIN, 3, -1)).hands(Question.AGAIN, 3) == 0
    with pytest.raises(Refused, match="1 to 5"):
        do(session, c.CountHands(Question.AGAIN, 6))


def test_voices_are_private_and_leave_undo_alone() -> None:
    session = held((1, nc.AddNotes(Section.NOTE, ("first",))), (2, nc.AddNotes(Section.NOTE, ("second",))))
    session = do(do(session, commands.Undo(), 3), c.MarkVoice("@erin"), 4)
    assert session.voices == (Voice("@erin", 1),)
    assert [event.private for event in session.past][-1]
    assert not any(event.private for event in session.past[:-1])
    again = do(session, commands.Redo(), 5)
    assert [note.text for note in again.notes] == ["first", "second"]
    assert again.voices == session.voices
    undone = do(again, commands.Undo(), 6)
    assert [note.text for note in undone.notes] == ["first"]
    assert undone.voices == session.voices
    assert do(session, c.MarkVoice("@erin", -1)).voices == ()
    with pytest.raises(Refused, match="Give a name"):
        do(session, c.MarkVoice(" "))
