"""The only caller of «now».

`FACILITATOR_CLOCK=<unix seconds of the base>;<ISO instant shown at the base>;<speed>` lets a rehearsal or an end-to-end
test run an 85-minute meeting in seconds: every process that is given the same value agrees on the time.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

QUICKEST = 0.1
"""Real seconds: a clock that runs fast does not make the screen run after it."""


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""

    def real(self, seconds: float) -> float:
        """How many real seconds pass while this clock shows that many."""


class SystemClock:
    """The machine's wall clock; when that is set back, time goes on at its pace, and no countdown waits for it."""

    def __init__(self) -> None:
        self._shown, self._steady = datetime.now(UTC), _steady()

    def now(self) -> datetime:
        return max(datetime.now(UTC), self._shown + timedelta(seconds=_steady() - self._steady))

    def real(self, seconds: float) -> float:
        return seconds


class RehearsalClock:
    """A clock that starts at any instant and runs at any speed."""

    def __init__(self, base: float, shown: datetime, speed: float) -> None:
        self._base = base
        self._shown = shown
        self._speed = speed

    def now(self) -> datetime:
        return self._shown + timedelta(seconds=(time.time() - self._base) * self._speed)

    def real(self, seconds: float) -> float:
        return max(QUICKEST, seconds / self._speed)


def _steady() -> float:
    """Seconds on a clock that is never set, and goes on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def clock_from_environment() -> Clock:
    """The system's clock, or the rehearsal clock that the environment asks for."""
    asked = os.environ.get("FACILITATOR_CLOCK")
    if not asked:
        return SystemClock()
    base, shown, speed = asked.split(";")
    return RehearsalClock(float(base), datetime.fromisoformat(shown).astimezone(UTC), float(speed))


def rehearsal_clock(speed: float, shown: datetime | None = None) -> Clock:
    """A clock that shows an instant now, the present one if none is given, and runs at this speed from here on."""
    return RehearsalClock(time.time(), shown or datetime.now(UTC), speed)


def ticks() -> float:
    """Seconds on a clock that only runs forwards, for spacing work. Its zero means nothing."""
    return time.monotonic()
