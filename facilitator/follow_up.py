"""Action items after the meeting: what is open and late, week by week, and what happened to each (Mistake 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final

from facilitator.documents.plain import known_zone
from facilitator.domain.action import Action, Priority, Status, Task
from facilitator.domain.acts.actions import ActionAdded, ActionChanged
from facilitator.domain.acts.undoing import Redone, Undone
from facilitator.domain.events import Event
from facilitator.domain.note import Section
from facilitator.domain.record import Record
from facilitator.domain.session import Session
from facilitator.runbooks import names_one
from facilitator.undisturbed import undisturbed
from facilitator.when import today as day_in

OPEN: Final = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.BLOCKED)
OVER: Final = (Status.COMPLETE.value, Status.WONT_DO.value)
BLOCKED: Final = "blocked"
"""What stands above the blocked ones."""
THANKS: Final = (
    "Great work on «{}». This will prevent similar incidents. "
    "Thank you for turning this incident into a learning opportunity."
)
"""What the guide has leaders say when an action item is completed."""
_URGENT: Final = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2, None: 3}


class Week(StrEnum):
    """When an open action item is due, as sprint planning asks."""

    OVERDUE = "overdue"
    THIS = "due this week"
    NEXT = "due next week"
    LATER = "later"
    UNDATED = "no date"


class Change(Record):
    """A state that an action item came into."""

    at: datetime
    """UTC."""
    by: str
    status: Status
    reason: str = ""


class Agreement(Record):
    """Who will do an action item, and until when, as it was agreed at some time."""

    at: datetime
    """UTC."""
    by: str
    owner: str
    due: date | None


class Followed(Record):
    """An action item with what happened to it."""

    action: Action
    history: tuple[Change, ...]
    """Every state it came into, the first one first."""
    agreed: tuple[Agreement, ...]
    """Every owner and due date that it had, the first ones first."""


class Sheet(Record):
    """The action items of one session, and what is told of them in a list of many."""

    title: str
    """Of the incident."""
    zone: str
    """Of the incident; UTC where this machine does not know it."""
    services: tuple[str, ...]
    began: datetime
    """UTC: the incident, or where that is not known the session."""
    followed: tuple[Followed, ...]
    lessons: tuple[str, ...] = ()
    """Those that name a runbook."""


Named = tuple[str, Sheet]
"""The sheet of a session, with the name under which that is kept."""


class Item(Record):
    """An action item of one of the sessions."""

    name: str
    """Of the session."""
    title: str
    """Of the incident."""
    action: Action
    age: int
    """Days since it was agreed, in the incident's zone."""
    overdue: bool
    history: tuple[Change, ...]
    """Every state it came into, the first one first."""
    agreed: tuple[Agreement, ...] = ()
    """Every owner and due date that it had, the first ones first."""

    @property
    def open(self) -> bool:
        return self.action.task.status in OPEN

    @property
    def blocked(self) -> bool:
        return self.action.task.status is Status.BLOCKED

    @property
    def ref(self) -> str:
        """What `facilitator actions --set` takes."""
        return f"{self.name}:{self.action.id}"

    @property
    def completed(self) -> datetime | None:
        """When it was completed, for the last time; None while it is not."""
        return self.history[-1].at if self.history and self.action.task.status is Status.COMPLETE else None


def sheet(session: Session) -> Sheet:
    """What is told of the action items of a session; its events are read once."""
    incident = session.incident
    told, terms = (histories(session), _agreements(session)) if session.actions else ({}, {})
    followed = (Followed(each, told.get(each.id, ()), terms.get(each.id, ())) for each in session.actions)
    began = (incident.started or session.created).astimezone(UTC)
    lessons = tuple(note.text for note in session.section(Section.LESSON) if names_one(note.text))
    return Sheet(incident.title, known_zone(incident.timezone), incident.services, began, tuple(followed), lessons)


def items(sheets: Iterable[Named], today: date) -> tuple[Item, ...]:
    """Every action item, in the order in which a team asks: what is late or blocked, then by due date, then the done.

    `today` is the team's day: what is due today is not late yet.
    """
    with undisturbed():
        found = [_item(name, sheet, each, today) for name, sheet in sheets for each in sheet.followed]
        return tuple(sorted(found, key=_order))


def is_overdue(task: Task, today: date) -> bool:
    return task.status in OPEN and task.due is not None and task.due < today


def week(item: Item, today: date) -> Week:
    """The row of the weekly view for an open item. A week begins on Monday."""
    due, monday = item.action.task.due, today - timedelta(days=today.weekday())
    if due is None:
        return Week.UNDATED
    if due < today:
        return Week.OVERDUE
    if due < monday + timedelta(days=7):
        return Week.THIS
    return Week.NEXT if due < monday + timedelta(days=14) else Week.LATER


def grouped(found: Iterable[Item], today: date) -> list[tuple[str, tuple[Item, ...]]]:
    """The rows of the weekly view, with what is blocked after what is overdue, and what is over at the end.

    Each with what stands above it; empty ones are left out.
    """
    overdue, *weeks = (row.value for row in Week)
    rows: dict[str, list[Item]] = {row: [] for row in (overdue, BLOCKED, *weeks, *OVER)}
    for item in found:
        status = item.action.task.status
        if not item.open:
            rows[status.value].append(item)
        else:
            rows[BLOCKED if item.blocked and not item.overdue else week(item, today).value].append(item)
    return [(f"{row[0].upper()}{row[1:]}", tuple(there)) for row, there in rows.items() if there]


def celebrated(found: Iterable[Item], since: date, zone: str = "UTC") -> tuple[tuple[Item, str], ...]:
    """What was completed on this day or later, the latest first, each with what the guide has one say."""
    done = [(at, item) for item in found if (at := item.completed) and day_in(at, zone) >= since]
    done.sort(key=lambda each: each[0], reverse=True)
    return tuple((item, THANKS.format(item.action.task.text)) for _, item in done)


def history(session: Session, id: int) -> tuple[Change, ...]:
    """What happened to an action item, and when: the states it came into, the first one first.

    What was undone did not happen. A change that left its state alone is none.
    """
    return histories(session).get(id, ())


def histories(session: Session) -> dict[int, tuple[Change, ...]]:
    """The history of every action item there ever was, by its id: its events are read once."""
    found: dict[int, list[Change]] = {}
    for event in _standing(session):
        match event.fact:
            case ActionAdded(task):
                found[event.seq] = [_change(event, task)]
            case ActionChanged(id, task) if id in found:
                last = found[id][-1]
                if (task.status, task.reason) != (last.status, last.reason):
                    found[id].append(_change(event, task))
    return {id: tuple(changes) for id, changes in found.items()}


def _agreements(session: Session) -> dict[int, tuple[Agreement, ...]]:
    """Who had an action item, and until when, by its id. A change that left both alone is none."""
    found: dict[int, list[Agreement]] = {}
    for event in _standing(session):
        match event.fact:
            case ActionAdded(task):
                found[event.seq] = [_agreement(event, task)]
            case ActionChanged(id, task) if id in found:
                last = found[id][-1]
                if (task.owner, task.due) != (last.owner, last.due):
                    found[id].append(_agreement(event, task))
    return {id: tuple(each) for id, each in found.items()}


def reopened(changes: Sequence[Change]) -> bool:
    """Whether it was completed once, and is not now."""
    return any(each.status is Status.COMPLETE for each in changes) and changes[-1].status is not Status.COMPLETE


def _standing(session: Session) -> Iterable[Event]:
    """The events that were not undone."""
    return (
        event
        for event in session.past
        if event.step not in session.undone and not isinstance(event.fact, Undone | Redone)
    )


def _change(event: Event, task: Task) -> Change:
    return Change(event.at.astimezone(UTC), event.by, task.status, task.reason)


def _agreement(event: Event, task: Task) -> Agreement:
    return Agreement(event.at.astimezone(UTC), event.by, task.owner, task.due)


def _item(name: str, sheet: Sheet, told: Followed, today: date) -> Item:
    age = max(0, (today - day_in(told.action.added, sheet.zone)).days)
    late = is_overdue(told.action.task, today)
    return Item(name, sheet.title, told.action, age, late, told.history, told.agreed)


def _order(item: Item) -> tuple[int, date, int, str, float]:
    task = item.action.task
    row = 0 if item.overdue or item.blocked else 1 if item.open else 2
    return row, task.due or date.max, _URGENT[task.priority], item.name, item.action.rank
