"""What lies in front of the room while causes are looked for: a view, and the cause that the room is at."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from facilitator.domain.cause import Cause
from facilitator.domain.record import Record
from facilitator.domain.session import Session

FIVE: Final = 5
"""Whys after which it is asked whether this is something we can change: a guide, not a limit."""


class View(StrEnum):
    """The two ways to look at the causes."""

    WHYS = "whys"
    FISHBONE = "fishbone"


class Bench(Record):
    """What lies in front of the room."""

    view: View = View.WHYS
    at: int | None = None
    """The cause whose why is asked, or beside which the next one goes; None for the one that came last."""


def chosen(session: Session, bench: Bench) -> Cause | None:
    """The cause that the bench is at; the one that came last, if it is at none that is in its view."""
    here = [each for each in session.causes if each.chained or bench.view is View.FISHBONE]
    if bench.view is View.FISHBONE:
        here = [each for each in here if each.bone]
    return next((each for each in here if each.id == bench.at), max(here, key=lambda each: each.id, default=None))
