"""How quickly one guest is listened to: a flood waits at its own end."""

from __future__ import annotations

from typing import Final, NamedTuple

from facilitator.domain.roles import Role


class Measure(NamedTuple):
    """What one guest may say."""

    burst: int
    """Messages at once: what was written while the host was away."""
    rate: float
    """Messages a second after that."""


MEASURES: Final = {Role.SCRIBE: Measure(60, 8.0), Role.PARTICIPANT: Measure(15, 1.0), Role.ROOM: Measure(2, 0.5)}
"""A scribe types at speaking speed. Of participants there are fifty, and all of them together must not be a flood."""


class Pace:
    """A bucket that fills at a rate; each message takes one out."""

    def __init__(self, measure: Measure, now: float) -> None:
        self._burst, self._rate = measure
        self._left, self._at = float(self._burst), now

    def wait(self, now: float) -> float:
        """Seconds to wait before the next message is read."""
        self._left = min(float(self._burst), self._left + (now - self._at) * self._rate) - 1
        self._at = now
        return max(0.0, -self._left / self._rate)
