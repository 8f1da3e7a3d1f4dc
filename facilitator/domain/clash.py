"""Two people put the same thing in different words at the same time."""

from __future__ import annotations

from facilitator.domain.record import Record


class Clash(Record):
    """The earlier words, which the later ones took the place of, until somebody decides."""

    id: int
    """The entry, note, cause or action item."""
    text: str
    by: str
    """Who wrote the earlier words."""
