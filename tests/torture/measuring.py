"""How much of each goal a run does, and what it measured: the end of the run shows all of it together."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

SHARE: Final = float(os.environ.get("TORTURE", "0.01"))
"""Of the full count of each goal: 1 is all of it."""

TURN: Final = int(os.environ.get("TORTURE_SEED", "0"))
"""Another one makes other texts, keys and moments: a long run can be done in parts."""

Record = Callable[[str, object], None]
"""pytest's `record_property`."""


def share(full: int, least: int = 1) -> int:
    """How many of a goal's full count are done in this run."""
    return max(least, round(full * SHARE))


def seed(number: int) -> int:
    """What chance begins with in a test of this number, and in this turn."""
    return number + 1000 * TURN


def tell(record: Record, goal: str, count: int, full: int, result: str) -> None:
    """What was measured: how many of how many, and what came of it."""
    for name, value in (("goal", goal), ("count", count), ("full", full), ("result", result)):
        record(name, value)
    print(f"\n{goal}: {count:,} of {full:,}; {result}")
