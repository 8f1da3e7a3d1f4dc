"""How much a guest may ask for at once. A guest's own program holds to it, so that nothing is sent in vain."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record
from facilitator.domain.roles import Role

LARGEST: Final = {Role.SCRIBE: 256 * 1024, Role.PARTICIPANT: 16 * 1024, Role.ROOM: 4 * 1024}
"""Characters of one message from a guest. A scribe pastes."""
AROUND: Final = 512
"""Of these, what stands around a command."""
MOST: Final = {Role.SCRIBE: 1000, Role.PARTICIPANT: 100, Role.ROOM: 100}
"""Things that one command may bring: each costs the host a moment in which nobody else is heard."""
YEARS: Final = range(1900, 2200)
"""At the ends of the calendar a time has no place in another zone, and no hour before or after it."""


def must_be_within_bounds(command: Command, doc: dict[str, Any], role: Role) -> None:
    """Refused if it is not; `doc` is the command as it is sent."""
    long = len(json.dumps(doc, ensure_ascii=False, separators=(",", ":"))) > LARGEST[role] - AROUND
    if long or any(isinstance(each, list) and len(each) > MOST[role] for each in doc["data"].values()):
        raise Refused("That is too much at once. Give it in smaller parts.")
    todo: list[Any] = [command]
    while todo:
        each = todo.pop()
        if isinstance(each, Record):
            todo += [getattr(each, name) for name in type(each).names]
        elif isinstance(each, tuple):
            todo += each
        elif isinstance(each, date) and each.year not in YEARS:
            raise Refused(f"The year {each.year} cannot be meant. Give the time anew, with its year.")
