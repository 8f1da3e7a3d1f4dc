"""Two people edit one thing: the later words win, the earlier ones are kept until somebody has chosen.

Each field is merged for itself: what only one of the two changed stays changed (a time by one, a text by the other).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from facilitator.domain.action import Action, Status
from facilitator.domain.acts.actions import AddActions, ChangeAction
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, ChangeCause, StartChain
from facilitator.domain.acts.clashes import Change, Changed, EditClashed
from facilitator.domain.acts.entries import AddEntries, ChangeEntry
from facilitator.domain.acts.notes import AddNotes, ChangeNote
from facilitator.domain.acts.undoing import Redone, Undone
from facilitator.domain.cause import Cause
from facilitator.domain.commands import Command
from facilitator.domain.events import Event
from facilitator.domain.evolve import replay
from facilitator.domain.note import Note, Section
from facilitator.domain.record import replace
from facilitator.domain.session import Entry, Session
from facilitator.domain.side import Side, side_of

Item = Entry | Note | Cause | Action
FIND: Final[dict[type[Change], Callable[[Session, int], Item | None]]] = {
    ChangeEntry: Session.entry, ChangeNote: Session.note, ChangeCause: Session.cause, ChangeAction: Session.action
}  # fmt: skip
FIELDS: Final = {Entry: ("when", "text", "kind"), Note: ("text", "section", "gap", "owner"), Cause: ("text",)}


def merged(session: Session, command: Command, base: int, side: Side) -> tuple[Command, EditClashed | None]:
    """The command as it is meant now, by somebody who had seen the session up to `base`; and the words it replaces.

    A change of what was removed meanwhile makes it anew.
    """
    if not isinstance(command, Change) or not _changed_by_others(session, command.id, base, side):
        return command, None
    find = FIND[type(command)]
    before = find(replay(event for event in session.past if event.seq <= base), command.id)
    present = find(session, command.id)
    if before is None:
        return command, None
    if present is None:
        return _anew(session, command, before), None
    old, now, new = _values(before), _values(present), _wanted(command, before)
    kept = {name: now[name] if new[name] == old[name] else new[name] for name in new}
    last = _last_worded(session, command.id, base)
    lost = new["text"] != old["text"] != now["text"] != new["text"] and side_of(last) != side
    return _with(command, _sound(kept, now)), EditClashed(command.id, now["text"], last.by) if lost else None


def _changed_by_others(session: Session, id: int, base: int, side: Side) -> bool:
    """Whether somebody else may have changed it since. To undo may be to change it."""
    return any(
        side_of(event) != side and (isinstance(event.fact, Undone | Redone) or getattr(event.fact, "id", None) == id)
        for event in session.past
        if event.seq > base
    )


def _last_worded(session: Session, id: int, base: int) -> Event:
    """The event by which it has its words: the last change that stands, or else what undid one."""
    since = [event for event in reversed(session.past) if event.seq > base]
    undoings = [event for event in since if isinstance(event.fact, Undone | Redone)]
    worded = (event for event in since if isinstance(event.fact, Changed) and event.fact.id == id)
    return next((event for event in worded if event.step not in session.undone), [*undoings, *since][0])


def _values(item: Item) -> dict[str, Any]:
    of, names = (item.task, type(item.task).names) if isinstance(item, Action) else (item, FIELDS[type(item)])
    return {name: getattr(of, name) for name in names}


def _wanted(command: Change, before: Item) -> dict[str, Any]:
    match command:
        case ChangeEntry(_, entry):
            return {name: getattr(entry, name) for name in FIELDS[Entry]}
        case ChangeAction(_, task):
            return {name: getattr(task, name) for name in type(task).names}
        case ChangeCause(_, text):
            return {"text": text}
        case ChangeNote(_, text, section, gap, owner):
            return {"text": text, "section": section or _values(before)["section"], "gap": gap, "owner": owner}


def _sound(values: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The values where what two people said apart cannot stand together."""
    if "gap" in values and values["section"] is not Section.WRONG:
        return {**values, "gap": None}
    if values.get("status") is Status.WONT_DO and not values["reason"].strip():
        return {**values, "reason": now["reason"]}
    return values


def _with(command: Change, values: dict[str, Any]) -> Change:
    match command:
        case ChangeEntry(id, entry):
            return ChangeEntry(id, replace(entry, **values))
        case ChangeAction(id, task):
            return ChangeAction(id, replace(task, **values))
    return replace(command, **values)


def _anew(session: Session, command: Change, before: Item) -> Command:
    match command:
        case ChangeEntry(_, entry):
            return AddEntries((entry,))
        case ChangeAction(_, task):
            return AddActions((task,))
        case ChangeNote(_, text, _, gap, owner):
            return AddNotes(_wanted(command, before)["section"], (text,), gap, owner)
    assert isinstance(before, Cause)
    if not before.chained:
        return AddFactors((command.text,), before.bone, before.under if session.cause(before.under or 0) else None)
    if before.parent is not None and session.cause(before.parent):
        return AnswerWhy((command.text,), before.parent)
    return StartChain(command.text, before.evidence)
