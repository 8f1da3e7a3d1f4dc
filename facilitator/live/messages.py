"""What a host says, as messages; and the mark by which two copies of a record know each other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from facilitator.domain.codec import encode
from facilitator.domain.events import Event
from facilitator.live import wire
from facilitator.live.look import Here, Look


def mark_of(past: Sequence[Event], seq: int) -> str:
    """By which two copies of a record know that they are the same up to there; of public events."""
    public = next((event for event in reversed(past[:seq]) if not event.private), None)
    return hashlib.sha256(repr(encode(public)).encode()).hexdigest()[:32] if public else ""


def events_message(events: Sequence[Event], saved: int) -> str:
    return wire.pack("events", events=wire.public(events), until=events[-1].seq, saved=saved)


def look_message(look: Look) -> str:
    return wire.pack("look", pane=look.pane, view=look.view, chosen=look.chosen)


def here_message(here: Here) -> str:
    people = [[each.name, each.role, each.live, each.hand, each.ready, each.unsent] for each in here.people]
    return wire.pack(
        "here", people=people, asking=here.asking, locked=here.locked, sealed=here.sealed, writers=here.writers
    )
