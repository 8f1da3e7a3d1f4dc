"""Whose step it was: of the host's own terminal, or of a guest. Each side undoes and brings back its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.domain.record import Record

if TYPE_CHECKING:
    from facilitator.domain.events import Event

Side = str | None
"""The name of a guest, or None for the host's own terminal."""


class Undoing(Record):
    """A step that is undone now, and the side that undid it."""

    step: int
    side: Side


def side_of(event: Event) -> Side:
    """A guest numbers what it makes; the host's own terminal does not."""
    return event.by if event.op else None
