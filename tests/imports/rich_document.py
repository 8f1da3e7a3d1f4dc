"""A session with something in every part of its document."""

from __future__ import annotations

from datetime import date

from imported_sessions import after, demo

from facilitator.domain import action_commands as a
from facilitator.domain import cause_commands as cc
from facilitator.domain import note_commands as n
from facilitator.domain import paper_commands as p
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.cause import Standing
from facilitator.domain.note import Gap, Section
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.session import Session


def rich() -> Session:
    """The demonstration after its meeting."""
    made = after(
        demo(),
        cc.AnswerWhy(("the pool was exhausted", "retries piled up"), None, "API outage"),
        cc.StartChain("the status page was late", (12,), "Why did nobody write to customers?"),
        n.AddNotes(Section.WELL, ("Fast Detection: Alert fired within 2 minutes", "Clear roles", "the page was quick")),
        n.AddNotes(Section.WRONG, ("No load test",), Gap.TOOLS),
        n.AddNotes(Section.LUCKY, ("it was no weekend",)),
        n.AddNotes(Section.LESSON, ("Pool metrics are leading indicators: watch them",)),
        n.AddNotes(Section.QUESTION, ("who owns the pool?",), None, "@bob"),
        n.AddNotes(Section.NOTE, ("the vendor was on the call",)),
        p.AssessImpact(Impact(users="~5,000 (15%)", revenue="$12,000", dependencies="None")),
        p.CountHands(Question.LEARNED, 4, 3),
        p.SetState(State.REVIEW),
    )
    _head, pool, retries, _ = made.causes
    made = after(
        made,
        cc.AnswerWhy(("traffic doubled",), pool.id),
        cc.LinkEvidence(pool.id, 5),
        cc.VoteCause(pool.id, 2),
        cc.StateRoot(pool.id, "Pool size is fixed by hand"),
        cc.PinCause(pool.id, "Technology"),
        cc.AddFactors(("no alert on saturation",), "", pool.id),
        cc.AddFactors(("holiday traffic",), "Environment"),
        cc.JudgeCause(retries.id, Standing.CONTRIBUTING),
        n.LinkNote(made.section(Section.WELL)[0].id, 2),
        n.VoteNote(made.section(Section.WRONG)[0].id, 4),
    )
    _, clear, quick = (note.id for note in made.section(Section.WELL))
    made = after(made, n.VoteNote(clear, 1), n.VoteNote(quick, 2), n.GroupNote(quick, clear))
    wrong = made.section(Section.WRONG)[0].id
    full = Task("Scale the pool", "@alice", date(2025, 12, 10), Priority.HIGH, "load test passes", addresses=pool.id)
    loose = Task("Write a runbook", status=Status.BLOCKED, reason="no time", tracker="https://x.example/a_b|c/OPS-12")
    return after(made, a.AddActions((full, loose, Task("Add a load test", "@bob", addresses=wrong))))
