"""A session with something in every part of its document."""

from __future__ import annotations

from datetime import date

from imported_sessions import after, demo

from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence, StateRoot, VoteCause
from facilitator.domain.acts.cause_places import PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, StartChain
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, SetState
from facilitator.domain.cause import Standing
from facilitator.domain.note import Gap, Section
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.session import Session


def rich() -> Session:
    """The demonstration after its meeting."""
    made = after(
        demo(),
        AnswerWhy(("the pool was exhausted", "retries piled up"), None, "API outage"),
        StartChain("the status page was late", (12,), "Why did nobody write to customers?"),
        AddNotes(Section.WELL, ("Fast Detection: Alert fired within 2 minutes", "Clear roles", "the page was quick")),
        AddNotes(Section.WRONG, ("No load test",), Gap.TOOLS),
        AddNotes(Section.LUCKY, ("it was no weekend",)),
        AddNotes(Section.LESSON, ("Pool metrics are leading indicators: watch them",)),
        AddNotes(Section.QUESTION, ("who owns the pool?",), None, "@bob"),
        AddNotes(Section.NOTE, ("the vendor was on the call",)),
        AssessImpact(Impact(users="~5,000 (15%)", revenue="$12,000", dependencies="None")),
        CountHands(Question.LEARNED, 4, 3),
        SetState(State.REVIEW),
    )
    _head, pool, retries, _ = made.causes
    made = after(
        made,
        AnswerWhy(("traffic doubled",), pool.id),
        LinkEvidence(pool.id, 5),
        VoteCause(pool.id, 2),
        StateRoot(pool.id, "Pool size is fixed by hand"),
        PinCause(pool.id, "Technology"),
        AddFactors(("no alert on saturation",), "", pool.id),
        AddFactors(("holiday traffic",), "Environment"),
        JudgeCause(retries.id, Standing.CONTRIBUTING),
        LinkNote(made.section(Section.WELL)[0].id, 2),
        VoteNote(made.section(Section.WRONG)[0].id, 4),
    )
    _, clear, quick = (note.id for note in made.section(Section.WELL))
    made = after(made, VoteNote(clear, 1), VoteNote(quick, 2), GroupNote(quick, clear))
    wrong = made.section(Section.WRONG)[0].id
    full = Task("Scale the pool", "@alice", date(2025, 12, 10), Priority.HIGH, "load test passes", addresses=pool.id)
    loose = Task("Write a runbook", status=Status.BLOCKED, reason="no time", tracker="https://x.example/a_b|c/OPS-12")
    return after(made, AddActions((full, loose, Task("Add a load test", "@bob", addresses=wrong))))
