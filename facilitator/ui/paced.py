"""What others do, shown at the pace that leaves the keys of this terminal their time.

What a person does is shown at once. A flood is gathered: for 17 ms after each paint a key waits for the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.screen import Screen

from facilitator.clock import ticks
from facilitator.live.pace import Measure, Pace

LINES: Final = Measure(burst=5, rate=1.5)
"""Of the session that others write into."""
NEWS: Final = Measure(burst=5, rate=1.0)
"""Of who is here and what they want."""
CLOSEST: Final = 0.1
"""Seconds between two times, at least."""


class Paced:
    """Does one thing whenever it is asked to, in the turn of a screen; not more often than its measure allows."""

    def __init__(self, screen: Screen[None], measure: Measure, do: Callable[[], bool]) -> None:
        """`do` says whether there was something to do."""
        self._screen, self._pace, self._do = screen, Pace(measure, ticks()), do
        self._coming = self._asked = False

    def ask(self) -> None:
        """Returns at once."""
        self._asked = True
        if not self._coming:
            self._coming = True
            self._screen.call_later(self._turn)

    def _turn(self) -> None:
        self._asked = False
        if self._do():
            self._screen.set_timer(max(CLOSEST, self._pace.wait(ticks())), self._rested)
        else:
            self._coming = False

    def _rested(self) -> None:
        self._coming = False
        if self._asked:
            self.ask()
