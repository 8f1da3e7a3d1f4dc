"""The meeting and what is due, for a calendar: iCalendar after RFC 5545."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, Todo

from facilitator.documents.registry import Order
from facilitator.domain.action import Action, Priority, Status
from facilitator.domain.session import Session
from facilitator.text import clean

OURS: Final = "-//facilitator//post-mortem//EN"
DAY_BEFORE: Final = timedelta(days=-1)
"""Before the meeting: the draft goes out a day ahead (the guide)."""
MORNING_BEFORE: Final = timedelta(hours=-15)
"""Before the day on which an action item is due: nine in the morning of the day before."""
PRIORITY: Final = {Priority.HIGH: 1, Priority.MEDIUM: 5, Priority.LOW: 9}
STATUS: Final = {
    Status.NOT_STARTED: "NEEDS-ACTION",
    Status.IN_PROGRESS: "IN-PROCESS",
    Status.COMPLETE: "COMPLETED",
    Status.BLOCKED: "NEEDS-ACTION",
    Status.WONT_DO: "CANCELLED",
}
CLOSED: Final = (Status.COMPLETE, Status.WONT_DO)
USUAL: Final = timedelta(minutes=85)
"""The length of a meeting whose agenda has no minutes."""


def render(order: Order) -> str:
    """The calendar. Without a scheduled meeting and without due dates it is empty, and still one."""
    calendar = Calendar()
    calendar.add("prodid", OURS)
    calendar.add("version", "2.0")
    if order.session.scheduled:
        calendar.add_component(_meeting(order, order.session.scheduled))
    for action in order.session.actions:
        if action.task.due:
            calendar.add_component(_to_do(order, action))
    text: str = calendar.to_ical().decode("utf-8")
    return text.replace("\r\n", "\n")  # the registry ends the lines


def _meeting(order: Order, start: datetime) -> Event:
    session = order.session
    made = Event()
    made.add("uid", _line(f"meeting@{order.name}.facilitator"))
    made.add("dtstamp", _second(order.now))
    made.add("dtstart", _second(start))
    made.add("dtend", _second(start) + (timedelta(seconds=sum(session.plan)) or USUAL))
    made.add("summary", _line(f"Post-mortem: {session.incident.title}"))
    made.add("description", clean(f"{_incident(session)}\nThis is a blameless post-mortem: we are here to learn."))
    made.add_component(_alarm("The post-mortem is tomorrow: send the draft to those who attend.", DAY_BEFORE, "START"))
    return made


def _to_do(order: Order, action: Action) -> Todo:
    task = action.task
    assert task.due
    made = Todo()
    made.add("uid", _line(f"action-{action.id}@{order.name}.facilitator"))
    made.add("dtstamp", _second(order.now))
    made.add("created", _second(action.added))
    made.add("summary", _line(f"{task.text} ({task.owner})" if task.owner.strip() else task.text))
    made.add("description", clean("\n".join(_told(order.session, action))))
    made.add("due", task.due)
    made.add("status", STATUS[task.status])
    if task.priority:
        made.add("priority", PRIORITY[task.priority])
    if task.status not in CLOSED:
        made.add_component(_alarm(_line(f"Due tomorrow: {task.text}"), MORNING_BEFORE, "END"))
    return made


def _told(session: Session, action: Action) -> list[str]:
    task = action.task
    said = [
        f"Owner: {task.owner}" if task.owner.strip() else "",
        f"Success criteria: {task.criteria}" if task.criteria.strip() else "",
        f"{task.status.value}: {task.reason}" if task.reason.strip() else "",
        f"Tracker: {task.tracker}" if task.tracker.strip() else "",
        _incident(session),
    ]
    return [line for line in said if line]


def _incident(session: Session) -> str:
    return " ".join(part for part in ("Incident:", session.incident.id, session.incident.title) if part.strip())


def _alarm(told: str, before: timedelta, of: str) -> Alarm:
    """A to-do has an end and no start, so the alarm has to say of what it is counted."""
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", told)
    made.add("trigger", before, parameters={"RELATED": of})
    return made


def _second(at: datetime) -> datetime:
    """Calendars know whole seconds."""
    return at.astimezone(UTC).replace(microsecond=0)


def _line(text: str) -> str:
    return clean(text, one_line=True)
