"""A session that tells everything an audience may ask, with people, hosts and a customer in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from test_markdown import AT, NAME, after, demo

from facilitator.documents.audience import Audience
from facilitator.documents.edition import Edition, edition
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import AssessImpact, ScheduleMeeting
from facilitator.domain.cause import Standing
from facilitator.domain.note import Section
from facilitator.domain.paper import Impact
from facilitator.domain.session import Kind, Precision, Session, When

__all__ = ["AT", "CUSTOMER", "INSIDE", "NAME", "SCHEDULED", "for_", "told"]

SCHEDULED = datetime(2025, 12, 4, 22, 0, tzinfo=UTC)
CUSTOMER = "Acme Corp"
INSIDE = (
    "alice",
    "@bob",
    "@zoe",
    "zoe",
    "db-primary-01",
    "10.1.2.3",
    "fd00:12::7",
    "grafana.internal",
    "acme",
    "jo@corp.example",
)
"""What of it no stranger may read."""  # fmt: skip


def told() -> Session:
    """The demonstration, held to its end."""
    entry = Draft(
        When(datetime(2025, 12, 3, 22, 40, tzinfo=UTC), None, Precision.EXACT, "14:40"),
        "alice asked @zoe and jo@corp.example about db-primary-01 (10.1.2.3, fd00:12::7) for Acme Corp: "
        "see https://grafana.internal/d/7?x=1",
        Kind.COMMUNICATION,
    )
    impact = Impact(
        "~5,000", "", "Checkout", "None", "Global", "$12,000", "99.9% violated", "47 tickets", "12 posts", "", "Pool",
        "None"
    )  # fmt: skip
    session = after(
        demo(),
        (0, AddEntries((entry,))),
        (0, AssessImpact(impact)),
        (0, ScheduleMeeting(SCHEDULED)),
        (0, AddNotes(Section.WELL, ("Fast Detection: IC @bob was there at once",))),
        (0, AddNotes(Section.WRONG, ("Runbook: Alice found db-primary-01 in it, ACME-corp too",))),
        (0, AddNotes(Section.LESSON, ("Saturation first: watch the pool",))),
        (0, AnswerWhy(("the pool was exhausted on db-primary-01",), None, "API failed")),
    )
    root = session.causes[-1]
    tasks = (
        Task("Alert on the pool", "@alice", date(2025, 12, 10), Priority.HIGH, "it fires",
             Status.IN_PROGRESS, "", root.id),
        Task("Tell Acme Corp", "@comms", date(2025, 12, 4), Priority.MEDIUM, "", Status.COMPLETE),
        Task("Buy a bigger one", "zoe", None, Priority.LOW, "", Status.WONT_DO, "too dear"),
    )  # fmt: skip
    return after(session, (0, JudgeCause(root.id, Standing.PRIMARY)), (0, AddActions(tasks)))


def for_(audience: Audience | None, format: str = "md", session: Session | None = None, **more: object) -> Edition:
    """An edition of it."""
    words = (f"{CUSTOMER} = a customer",)
    return edition(session or told(), NAME, format, AT + timedelta(hours=1), audience, words=words, **more)  # type: ignore[arg-type]
