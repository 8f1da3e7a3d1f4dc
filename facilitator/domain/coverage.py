"""Which causes have an action item, and which action items have a cause (the guide: prevent recurrence)."""

from __future__ import annotations

from facilitator.domain import causes
from facilitator.domain.action import Action, Status
from facilitator.domain.cause import Cause
from facilitator.domain.note import Note, Section
from facilitator.domain.record import Record
from facilitator.domain.session import Entry, Session


class Thread(Record):
    """One line from what was seen to what will be changed. What is not there is empty."""

    entries: tuple[Entry, ...]
    """The timeline entries that show the cause, or that the point is about."""
    whys: tuple[Cause, ...]
    """From the problem down to the cause, without the cause itself."""
    answered: Cause | Note | None
    action: Action | None


def to_act_on(session: Session) -> tuple[Cause, ...]:
    """The causes that ask for an action item: the root cause, the contributing factors, the ends of why chains."""
    return tuple(cause for cause in session.causes if cause.standing or cause.statement)


def uncovered(session: Session) -> tuple[Cause, ...]:
    """The causes that ask for an action item and have none. What will not be done covers nothing."""
    answered = {each.task.addresses for each in session.actions if each.task.status is not Status.WONT_DO}
    return tuple(cause for cause in to_act_on(session) if cause.id not in answered)


def answered(session: Session, action: Action) -> Cause | Note | None:
    """The cause or the point that an action item answers."""
    id = action.task.addresses
    return None if id is None else session.cause(id) or session.note(id)


def loose(session: Session) -> tuple[Action, ...]:
    """The action items that answer no cause and no point."""
    return tuple(action for action in session.actions if answered(session, action) is None)


def threads(session: Session) -> tuple[Thread, ...]:
    """Every cause that asks for one with its action items, then what answers points, then what answers nothing."""
    by_cause = [thread for cause in session.causes for thread in _of_cause(session, cause, cause in to_act_on(session))]
    points = [note for note in session.notes if note.section is not Section.QUESTION]
    by_point = [
        Thread(_about(session, note), (), note, action)
        for note in points
        for action in session.actions
        if action.task.addresses == note.id
    ]
    return (*by_cause, *by_point, *(Thread((), (), None, action) for action in loose(session)))


def _of_cause(session: Session, cause: Cause, wanted: bool) -> tuple[Thread, ...]:
    seen, above = causes.evidence(session, cause), causes.path(session, cause.id)[:0:-1]
    actions = [action for action in session.actions if action.task.addresses == cause.id]
    if not actions:
        return (Thread(seen, above, cause, None),) if wanted else ()
    return tuple(Thread(seen, above, cause, action) for action in actions)


def _about(session: Session, note: Note) -> tuple[Entry, ...]:
    entry = session.entry(note.entry) if note.entry is not None else None
    return (entry,) if entry else ()
