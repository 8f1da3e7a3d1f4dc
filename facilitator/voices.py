"""Who was heard in the meeting, and who is named in the timeline but was not heard yet. Private."""

from __future__ import annotations

import re
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Session

HANDLE: Final = re.compile(r"(?<![\w@])@\w[\w.-]*\w|(?<![\w@])@\w")


class Heard(Record):
    """One person."""

    name: str
    heard: int
    named: int
    """Timeline entries that name them."""


def voices(session: Session) -> tuple[Heard, ...]:
    """Everybody who is known: the people of the session, then others whom the timeline names, in a steady order."""
    named: dict[str, int] = {}
    for entry in session.entries:
        for name in set(HANDLE.findall(entry.text)):
            named[name] = named.get(name, 0) + 1
    heard = {voice.name: voice.heard for voice in session.voices}
    names = dict.fromkeys((*(person.name for person in session.people), *sorted(named), *heard))
    return tuple(Heard(name, heard.get(name, 0), named.get(name, 0)) for name in names)
