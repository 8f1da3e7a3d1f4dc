"""The action items for a spreadsheet, and for the importers of Jira and Linear as their makers describe them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from facilitator.documents.plain import known_zone
from facilitator.documents.registry import Order
from facilitator.documents.sheet import sheet
from facilitator.documents.spoken_of import words
from facilitator.domain.action import Action, Priority, Status, missing
from facilitator.domain.coverage import answered
from facilitator.domain.session import Session
from facilitator.when import iso

PLAIN: Final = (
    "Action", "Owner", "Due Date", "Priority", "Status", "Reason", "Success Criteria", "Answers", "Missing", "Incident",
    "Session", "Number", "Tracker",
)  # fmt: skip
JIRA: Final = ("Summary", "Issue Type", "Status", "Priority", "Assignee", "Due Date", "Description", "Labels", "Labels")
"""No punctuation in a header; a field with several values has a column for each."""
JIRA_STATUS: Final = {
    Status.NOT_STARTED: "To Do",
    Status.IN_PROGRESS: "In Progress",
    Status.COMPLETE: "Done",
    Status.BLOCKED: "To Do",
    Status.WONT_DO: "Done",
}
LINEAR: Final = (
    "Title", "Description", "Status", "Priority", "Assignee", "Labels", "Estimate", "Created", "Started", "Completed",
    "Archived",
)  # fmt: skip
"""Every column that Linear's importer reads; it knows no due date, which stands in the description."""
LINEAR_STATUS: Final = {
    Status.NOT_STARTED: "Todo",
    Status.IN_PROGRESS: "In Progress",
    Status.COMPLETE: "Done",
    Status.BLOCKED: "Todo",
    Status.WONT_DO: "Canceled",
}
LONGEST: Final = 250
"""Characters of a title; Jira refuses a summary of more than 255, and an apostrophe may come before it."""
LABEL: Final = "post-mortem"


def plain(order: Order) -> str:
    """All that is known of each action item, in the order of the document."""
    session = order.session
    return sheet(PLAIN, (_plain(order.name, session, action) for action in session.actions))


def jira(order: Order) -> str:
    """Issues for Jira's import of CSV. People are matched by their e-mail, or by hand while importing."""
    return sheet(JIRA, (_jira(order.session, action) for action in order.session.actions))


def linear(order: Order) -> str:
    """Issues for Linear's import of CSV."""
    return sheet(LINEAR, (_linear(order.session, action) for action in order.session.actions))


def _plain(name: str, session: Session, action: Action) -> tuple[str, ...]:
    task = action.task
    return (
        task.text,
        task.owner,
        task.due.isoformat() if task.due else "",
        task.priority.value.capitalize() if task.priority else "",
        task.status.value,
        task.reason,
        task.criteria,
        _answers(session, action),
        ", ".join(missing(task)),
        session.incident.id,
        name,
        str(action.id),
        task.tracker,
    )


def _jira(session: Session, action: Action) -> tuple[str, ...]:
    task = action.task
    return (
        _title(task.text),
        "Task",
        JIRA_STATUS[task.status],
        (task.priority or Priority.MEDIUM).value.capitalize(),
        _assignee(task.owner),
        task.due.isoformat() if task.due else "",
        _described(session, action, due=False),
        LABEL,
        _label(session.incident.id),
    )


def _linear(session: Session, action: Action) -> tuple[str, ...]:
    task = action.task
    labels = [LABEL, _label(session.incident.id), "blocked" if task.status is Status.BLOCKED else ""]
    return (
        _title(task.text),
        _described(session, action, due=True),
        LINEAR_STATUS[task.status],
        task.priority.value.capitalize() if task.priority else "No priority",
        _assignee(task.owner),
        ", ".join(label for label in labels if label),
        "",
        iso(action.added, known_zone(session.incident.timezone)),
        "",
        "",
        "",
    )


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _assignee(owner: str) -> str:
    """Without the `@`, which a spreadsheet takes for a formula; an e-mail address as it is."""
    return owner.strip().lstrip("@").strip()


def _label(text: str) -> str:
    """One word: Jira takes no blanks in a label, Linear parts labels by commas."""
    return re.sub(r"[\s,;]+", "-", text.strip()).strip("-")


def _described(session: Session, action: Action, *, due: bool) -> str:
    return "\n".join(_lines(session, action, due=due))


def _lines(session: Session, action: Action, *, due: bool) -> Iterator[str]:
    task, incident = action.task, session.incident
    if len(" ".join(task.text.split())) > LONGEST:
        yield task.text
    if due and task.due:
        yield f"Due: {task.due.isoformat()}"
    if task.criteria.strip():
        yield f"Success criteria: {task.criteria}"
    if task.reason.strip():
        yield f"{task.status.value}: {task.reason}"
    if task.tracker.strip():
        yield f"Tracker: {task.tracker}"
    if of := _answers(session, action):
        yield f"Answers: {of}"
    yield f"From the post-mortem of {' '.join(part for part in (incident.id, incident.title) if part.strip())}".strip()


def _answers(session: Session, action: Action) -> str:
    of = answered(session, action)
    return words(of) if of else ""
