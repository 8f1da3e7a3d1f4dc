"""What goes over the wire: one JSON object a message, and its kind. Text is cleaned where it arrives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from facilitator.domain.codec import decode, encode
from facilitator.domain.command_codec import decode_command
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Event, Withheld
from facilitator.domain.roles import Role
from facilitator.live.bounds import must_be_within_bounds
from facilitator.text import clean

VERSION: Final = 1
CHUNK: Final = 200
"""Events in one message."""
MOST_UNSENT: Final = 100_000
MARK: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Garbled(FacilitatorError):
    """A message that is not one of ours."""


def pack(kind: str, **fields: Any) -> str:
    """A message as it is sent."""
    return json.dumps({"kind": kind, **fields}, ensure_ascii=False, separators=(",", ":"))


def unpack(message: str | bytes) -> dict[str, Any]:
    """The message, a dictionary with a `kind`; Garbled for anything else."""
    try:
        found = json.loads(message)
    except (ValueError, RecursionError) as fault:
        raise Garbled("A message could not be read.") from fault
    if not isinstance(found, dict) or type(found.get("kind")) is not str:
        raise Garbled("A message is not one of ours.")
    return found


def is_mark(value: object) -> bool:
    """Whether it is a number of a terminal or of an act, as `secrets.token_urlsafe` makes them."""
    return isinstance(value, str) and MARK.fullmatch(value) is not None


def public(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The events that may leave the host. This is the one place where private ones are held back."""
    return [encode(event) for event in events if not event.private]


def read_events(docs: Sequence[Any], after: int, head: int, at: datetime) -> list[Event]:
    """Events as they arrive, from `after` (which was at `at`) to `head`: what was held back is marked as such.

    BadRecord or Garbled if they are not ours.
    """
    found: list[Event] = []
    for doc in docs:
        event = decode(doc)
        if not after + len(found) < event.seq <= head:
            raise Garbled("The events of a message are out of order.")
        found += _withheld(after + len(found), event.seq - 1, event.at)
        found.append(event)
    return found + _withheld(after + len(found), head, found[-1].at if found else at)


def _withheld(after: int, last: int, at: datetime) -> list[Event]:
    return [Event(seq, at, "", seq, Withheld(), True) for seq in range(after + 1, last + 1)]


def read_command(doc: Any, role: Role) -> Command:
    """The command in a message, its text cleaned; BadRecord or Garbled if it is none, Refused if out of bounds."""
    try:
        command = decode_command(_cleaned(doc))
    except RecursionError as fault:
        raise Garbled("A command cannot be read: it is nested too deeply.") from fault
    must_be_within_bounds(command, doc, role)
    return command


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value, one_line=True)
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return value
