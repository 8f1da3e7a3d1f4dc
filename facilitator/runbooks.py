"""Runbooks that an action item or a lesson names: to add, to update or to archive (the guide, «Runbook Updates»)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from facilitator.domain.action import Status
from facilitator.domain.note import Section
from facilitator.domain.record import Record
from facilitator.domain.session import Session

_NAMES: Final = re.compile(r"\b(?:run|play)[- ]?books?\b", re.IGNORECASE)
_WAYS: Final = re.compile(
    r"\b(?:(?P<update>updat|review|correct|fix|revis|refresh|outdated|stale|wrong)"
    r"|(?P<archive>archiv|retir|remov|delet|drop)|(?P<add>add|writ|creat|draft|missing|no\b))\w*",
    re.IGNORECASE,
)


class Way(StrEnum):
    """What has to be done to it."""

    ADD = "add"
    UPDATE = "update"
    ARCHIVE = "archive"


class Runbook(Record):
    """One line that names a runbook."""

    name: str
    """Of the session."""
    way: Way
    text: str
    owner: str
    done: bool
    """Whether its action item is complete; a lesson never is."""


def runbooks(sessions: Iterable[tuple[str, Session]]) -> tuple[Runbook, ...]:
    """What names a runbook in all sessions, what is still to be done first. What will not be done is left out."""
    found = []
    for name, session in sessions:
        for action in session.actions:
            task = action.task
            if _NAMES.search(task.text) and task.status is not Status.WONT_DO:
                found.append(Runbook(name, way(task.text), task.text, task.owner, task.status is Status.COMPLETE))
        for note in session.section(Section.LESSON):
            if _NAMES.search(note.text):
                found.append(Runbook(name, way(note.text), note.text, "", False))
    return tuple(sorted(found, key=lambda each: each.done))


def way(text: str) -> Way:
    """What a line wants of the runbook, by the first verb in it that says so; else to update it."""
    found = _WAYS.search(text)
    return Way(found.lastgroup) if found and found.lastgroup else Way.UPDATE
