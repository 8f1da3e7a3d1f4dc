"""What a person may ask for among the action items."""

from __future__ import annotations

from facilitator.domain.action import Task
from facilitator.domain.record import Record


class AddActions(Record):
    """One action item, or the lines of a paste: one step either way."""

    tasks: tuple[Task, ...]


class ChangeAction(Record):
    id: int
    task: Task


class MoveAction(Record):
    """One place up (-1) or down (+1)."""

    id: int
    by: int


class RemoveAction(Record):
    id: int


ActionCommand = AddActions | ChangeAction | MoveAction | RemoveAction
