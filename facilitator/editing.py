"""Whatever was made as a line to be changed, and what the changed line makes of it."""

from __future__ import annotations

from datetime import datetime

from facilitator import capture, noting, workbench
from facilitator.domain.acts.entries import ChangeEntry
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.session import Session
from facilitator.text import clean
from facilitator.when import today


def line_of(id: int, session: Session) -> str | None:
    """The line that would make it; None if it is not there."""
    if entry := session.entry(id):
        return capture.line_of(entry, session)
    if cause := session.cause(id):
        return cause.text
    made = session.note(id) or session.action(id)
    return noting.line_of(made, session) if made else None


def change(id: int, line: str, session: Session, now: datetime) -> Command:
    """What Enter does with the changed line; Refused if there is nothing in it, or it is not there any more."""
    if entry := session.entry(id):
        return ChangeEntry(id, capture.read_edit(line, entry, session, now))
    if cause := session.cause(id):
        return workbench.change(clean(line, one_line=True), cause)
    made = session.note(id) or session.action(id)
    if made is None:
        raise Refused("It is not there any more, so there is nothing to change.")
    return noting.change(clean(line, one_line=True), made, session, today(now, session.incident.timezone))
