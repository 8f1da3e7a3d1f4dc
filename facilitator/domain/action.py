"""One action item: what will be changed, by whom, until when, and how it is known to be done (the guide, section 7)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from facilitator.domain.record import Record


class Priority(StrEnum):
    """How soon it matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """How far it is, in the guide's words."""

    NOT_STARTED = "Not Started"
    IN_PROGRESS = "In Progress"
    COMPLETE = "Complete"
    BLOCKED = "Blocked"
    WONT_DO = "Won't Do"


class Task(Record):
    """What was agreed. Nothing but the text is needed: what is missing is shown, and never refused."""

    text: str
    owner: str = ""
    """One person, never a team."""
    due: date | None = None
    """A day in the incident's zone."""
    priority: Priority | None = None
    criteria: str = ""
    """Success criteria: how to verify completion."""
    status: Status = Status.NOT_STARTED
    reason: str = ""
    """Why it is blocked, or will not be done."""
    addresses: int | None = None
    """The id of the cause or of the point that it answers."""
    tracker: str = ""
    """Where it is followed besides: a link, or a key such as `OPS-12`."""


class Action(Record):
    """A task that the room agreed on."""

    id: int
    task: Task
    author: str
    rank: float
    added: datetime
    """UTC."""


MISSING = ("owner", "due", "priority", "criteria")
"""What an action item must have besides its task, in the order in which it is asked for."""


def missing(task: Task) -> tuple[str, ...]:
    """The fields that are still to be filled in; none for what will not be done."""
    if task.status is Status.WONT_DO:
        return ()
    return tuple(name for name in MISSING if not getattr(task, name))
