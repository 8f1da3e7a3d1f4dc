"""How quickly one guest is listened to: a flood waits at its own end."""

from __future__ import annotations

from typing import Final

BURST: Final = 60
"""Messages that a guest may send at once: what a scribe wrote while the host was away."""
RATE: Final = 4.0
"""Messages a second after that: more than anybody types."""


class Pace:
    """A bucket that fills at `RATE`; each message takes one out."""

    def __init__(self, now: float) -> None:
        self._left, self._at = float(BURST), now

    def wait(self, now: float) -> float:
        """Seconds to wait before the next message is read."""
        self._left = min(float(BURST), self._left + (now - self._at) * RATE) - 1
        self._at = now
        return max(0.0, -self._left / RATE)
