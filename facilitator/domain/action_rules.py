"""What may be done with action items. An incomplete one is kept and marked, never refused."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import action_commands as c
from facilitator.domain import action_events as e
from facilitator.domain.action import Action, Status, Task
from facilitator.domain.action_commands import ActionCommand
from facilitator.domain.action_events import ActionFact
from facilitator.domain.errors import Refused, worded
from facilitator.domain.record import replace
from facilitator.domain.session import Session

REASONED = (Status.BLOCKED, Status.WONT_DO)
"""The states that have a reason."""


def facts(session: Session, command: ActionCommand) -> Iterator[ActionFact]:
    """The facts that a command leads to, none if it changes nothing; Refused if it may not be done now."""
    match command:
        case c.AddActions(tasks):
            for task in tasks:
                yield e.ActionAdded(_sound(task))
        case c.ChangeAction(id, task):
            if _known(session, id).task != _sound(task):
                yield e.ActionChanged(id, _sound(task))
        case c.MoveAction(id, by):
            action = _known(session, id)
            i = session.actions.index(action) + (1 if by > 0 else -1)
            if not 0 <= i < len(session.actions):
                raise Refused("It is at the end of its list already.")
            yield e.ActionRanked(id, session.actions[i].rank)
            yield e.ActionRanked(session.actions[i].id, action.rank)
        case c.RemoveAction(id):
            yield e.ActionRemoved(_known(session, id).id)


def _sound(task: Task) -> Task:
    if task.status is Status.WONT_DO and not task.reason.strip():
        raise Refused("«Won't do» needs a reason: a few words, so that nobody asks again.")
    return replace(task, text=worded(task.text), reason=task.reason if task.status in REASONED else "")


def _known(session: Session, id: int) -> Action:
    action = session.action(id)
    if action is None:
        raise Refused("That action item is not there any more.")
    return action
