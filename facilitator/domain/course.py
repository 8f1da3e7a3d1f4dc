"""The course of the meeting: its stays in phases, its pauses, and what was done about the plan."""

from __future__ import annotations

from datetime import datetime

from facilitator.domain.record import Record


class Visit(Record):
    """A stay in a phase. Going back makes a new visit: each phase keeps its own spent time."""

    phase: str
    entered: datetime
    left: datetime | None = None


class Pause(Record):
    """A stretch in which the clock stood still."""

    start: datetime
    end: datetime | None = None


class Adjustment(Record):
    """One row of the overtime ledger: how a phase's planned time was changed."""

    id: int
    at: datetime
    phase: str
    seconds: int
    """Positive: added. Negative: given back."""
    why: str
    """`extended`, `given back` or `re-planned`."""


class Asked(Record):
    """A prompt the facilitator used."""

    phase: str
    text: str
    at: datetime
