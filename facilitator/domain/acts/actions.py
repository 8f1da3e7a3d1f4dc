"""Action items. An incomplete one is kept and marked, never refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from facilitator.domain.action import Action, Status, Task
from facilitator.domain.acts import Asker, forgotten
from facilitator.domain.errors import Refused, worded
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

if TYPE_CHECKING:
    from facilitator.domain.events import Event

REASONED = (Status.BLOCKED, Status.WONT_DO)
"""The states that have a reason."""


class AddActions(Record):
    """One action item, or the lines of a paste: one step either way."""

    tasks: tuple[Task, ...]

    def decide(self, session: Session, asker: Asker) -> Iterator[ActionAdded]:
        for task in self.tasks:
            yield ActionAdded(_sound(task))


class ActionAdded(Record):
    task: Task

    told = "action item"

    def evolve(self, session: Session, event: Event) -> Session:
        new = Action(event.seq, self.task, event.by, event.seq, event.at)
        return replace(session, actions=(*session.actions, new))


class ChangeAction(Record):
    id: int
    task: Task

    def decide(self, session: Session, asker: Asker) -> Iterator[ActionChanged]:
        if _known(session, self.id).task != _sound(self.task):
            yield ActionChanged(self.id, _sound(self.task))


class ActionChanged(Record):
    id: int
    task: Task

    told = "change of an action item"

    def evolve(self, session: Session, event: Event) -> Session:
        return _with(session, self.id, lambda action: replace(action, task=self.task))


class MoveAction(Record):
    """One place up (-1) or down (+1)."""

    id: int
    by: int

    def decide(self, session: Session, asker: Asker) -> Iterator[ActionRanked]:
        action = _known(session, self.id)
        i = session.actions.index(action) + (1 if self.by > 0 else -1)
        if not 0 <= i < len(session.actions):
            raise Refused("It is at the end of its list already.")
        yield ActionRanked(self.id, session.actions[i].rank)
        yield ActionRanked(session.actions[i].id, action.rank)


class ActionRanked(Record):
    id: int
    rank: float

    told = "move of an action item"

    def evolve(self, session: Session, event: Event) -> Session:
        return _with(session, self.id, lambda action: replace(action, rank=self.rank))


class RemoveAction(Record):
    id: int

    def decide(self, session: Session, asker: Asker) -> Iterator[ActionRemoved]:
        yield ActionRemoved(_known(session, self.id).id)


class ActionRemoved(Record):
    id: int

    told = "deletion of an action item"

    def evolve(self, session: Session, event: Event) -> Session:
        rest = tuple(action for action in session.actions if action.id != self.id)
        return forgotten(replace(session, actions=rest), self.id)


ActionCommand = AddActions | ChangeAction | MoveAction | RemoveAction
ActionFact = ActionAdded | ActionChanged | ActionRanked | ActionRemoved


def _sound(task: Task) -> Task:
    if task.status is Status.WONT_DO and not task.reason.strip():
        raise Refused("«Won't do» needs a reason: a few words, so that nobody asks again.")
    return replace(task, text=worded(task.text), reason=task.reason if task.status in REASONED else "")


def _known(session: Session, id: int) -> Action:
    action = session.action(id)
    if action is None:
        raise Refused("That action item is not there any more.")
    return action


def _with(session: Session, id: int, change: Callable[[Action], Action]) -> Session:
    actions = (change(action) if action.id == id else action for action in session.actions)
    return replace(session, actions=tuple(sorted(actions, key=lambda action: action.rank)))
