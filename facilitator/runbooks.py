"""Runbooks that an action item or a lesson names: to add, to update or to archive (the guide, «Runbook Updates»)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from facilitator.domain.action import Status
from facilitator.domain.record import Record

if TYPE_CHECKING:
    from facilitator.follow_up import Named

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


def runbooks(sheets: Iterable[Named]) -> tuple[Runbook, ...]:
    """What names a runbook in all sessions, what is still to be done first. What will not be done is left out."""
    found = []
    for name, sheet in sheets:
        for task in (each.action.task for each in sheet.followed):
            if names_one(task.text) and task.status is not Status.WONT_DO:
                found.append(Runbook(name, way(task.text), task.text, task.owner, task.status is Status.COMPLETE))
        found += [Runbook(name, way(text), text, "", False) for text in sheet.lessons]
    return tuple(sorted(found, key=lambda each: each.done))


def names_one(text: str) -> bool:
    """Whether a line names a runbook."""
    return _NAMES.search(text) is not None


def way(text: str) -> Way:
    """What a line wants of the runbook, by the first verb in it that says so; else to update it."""
    found = _WAYS.search(text)
    return Way(found.lastgroup) if found and found.lastgroup else Way.UPDATE
