"""What a fact makes of the action items. Total, as `evolve` is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from facilitator.domain import action_events as e
from facilitator.domain.action import Action
from facilitator.domain.action_events import ActionFact
from facilitator.domain.record import replace
from facilitator.domain.session import Session


def apply(session: Session, fact: ActionFact, seq: int, by: str, at: datetime) -> Session:
    """The session after it. `seq` is the number of the event, `by` who did it and `at` when (UTC)."""
    match fact:
        case e.ActionAdded(task):
            return replace(session, actions=(*session.actions, Action(seq, task, by, seq, at)))
        case e.ActionChanged(id, task):
            return _with(session, id, lambda action: replace(action, task=task))
        case e.ActionRanked(id, rank):
            return _with(session, id, lambda action: replace(action, rank=rank))
        case e.ActionRemoved(id):
            return replace(session, actions=tuple(action for action in session.actions if action.id != id))


def _with(session: Session, id: int, change: Callable[[Action], Action]) -> Session:
    actions = (change(action) if action.id == id else action for action in session.actions)
    return replace(session, actions=tuple(sorted(actions, key=lambda action: action.rank)))
