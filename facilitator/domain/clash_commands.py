"""What a person may ask for where two edits met."""

from __future__ import annotations

from facilitator.domain.record import Record


class SettleClash(Record):
    """Keep the later words, or put the earlier ones back."""

    id: int
    earlier: bool = False
