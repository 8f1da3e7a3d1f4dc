"""What happened where two edits met."""

from __future__ import annotations

from facilitator.domain.record import Record


class EditClashed(Record):
    """These words of that person gave way to the ones of the same step."""

    id: int
    text: str
    by: str


class ClashSettled(Record):
    """It was decided whether these earlier words come back."""

    id: int
    text: str


ClashFact = EditClashed | ClashSettled
