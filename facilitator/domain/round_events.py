"""What happened around silent writing."""

from __future__ import annotations

from facilitator.domain.note import Section
from facilitator.domain.record import Record


class RoundOpened(Record):
    section: Section
    anonymous: bool


class PointSealed(Record):
    """Always private. In an anonymous round, its event names nobody."""

    key: str
    text: str


class PointWithdrawn(Record):
    """Always private. In an anonymous round, its event names nobody."""

    key: str


class RoundClosed(Record):
    """It is over, revealed or not: what was revealed are the notes of the same step."""


RoundFact = RoundOpened | PointSealed | PointWithdrawn | RoundClosed
