"""What happened to the action items."""

from __future__ import annotations

from facilitator.domain.action import Task
from facilitator.domain.record import Record


class ActionAdded(Record):
    task: Task


class ActionChanged(Record):
    id: int
    task: Task


class ActionRanked(Record):
    id: int
    rank: float


class ActionRemoved(Record):
    id: int


ActionFact = ActionAdded | ActionChanged | ActionRanked | ActionRemoved
