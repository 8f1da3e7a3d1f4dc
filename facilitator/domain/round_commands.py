"""What a person may ask for around silent writing."""

from __future__ import annotations

from facilitator.domain.note import Section
from facilitator.domain.record import Record


class OpenRound(Record):
    """Let everybody write for this list; nobody sees what is written until it is revealed."""

    section: Section
    anonymous: bool = False


class SealPoint(Record):
    """Write a point, or put the one with this key in other words."""

    key: str
    text: str


class WithdrawPoint(Record):
    key: str


class RevealRound(Record):
    """Close the round; its points become notes, all in one step."""


class DropRound(Record):
    """Close the round without its points. To undo this brings them back."""


RoundCommand = OpenRound | SealPoint | WithdrawPoint | RevealRound | DropRound
