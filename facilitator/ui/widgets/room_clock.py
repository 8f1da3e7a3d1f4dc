"""The countdown in the largest digits that there is room for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from textual.geometry import Size

from facilitator.domain import schedule
from facilitator.domain.session import Session
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.countdown import STYLE, Countdown, figure
from facilitator.ui.widgets.digits import big
from facilitator.when import clock

LARGEST: Final = 5
HALVES: Final = {"  ": " ", "█ ": "▀", " █": "▄", "██": "█"}
"""Two half rows as one."""


def rows_of(scale: int) -> int:
    """Rows of the digits whose dots are so many columns wide; those of 1 are drawn in lines."""
    return 3 if scale == 1 else -(-5 * scale // 2)


def dots(figure: str) -> int:
    """The width of a figure in dots."""
    return len(big(figure, 3)[0])


def shown(session: Session, now: datetime, zone: str) -> str:
    """The time left; outside the meeting, where no time runs out, the time of the day."""
    return figure(session, now) if session.phase else clock(now, zone)


def huge(figure: str, scale: int) -> tuple[str, ...]:
    """A time in digits of which every dot is `scale` columns wide and as many half rows high."""
    if scale == 1:
        return big(figure, 3)
    dots = ["".join(dot * scale for dot in row[::2]) for row in big(figure, 5)]
    halves = [row for row in dots for _ in range(scale)]
    halves += [" " * len(dots[0])] * (len(halves) % 2)
    return tuple(
        "".join(HALVES[upper + lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(halves[::2], halves[1::2], strict=True)
    )


class RoomClock(Countdown):
    """Digits only; the words are beside it."""

    DEFAULT_CSS = """
    RoomClock { padding: 0 2; }
    """

    def __init__(self, zone: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._zone = zone
        """Where the meeting is held."""

    def _draw(self) -> None:
        self._drawn = self.size
        if self.now is None or not self.size:
            self._rows = []
            return
        running = self.session.phase is not None and not self.session.paused
        style = STYLE[schedule.level(self.session, self.now)] if running else QUIET
        rows = _fitting(shown(self.session, self.now, self._zone), self.size)
        self._rows = [text(row, style) for row in rows]


def _fitting(figure: str, size: Size) -> tuple[str, ...]:
    """The largest digits that fit; a figure that is too wide for any is cut."""
    sizes = (huge(figure, scale) for scale in range(LARGEST, 0, -1) if rows_of(scale) <= size.height)
    fit = next((rows for rows in sizes if len(rows[0]) <= size.width), ())
    return fit or tuple(row[: size.width] for row in big(figure, 3)[: size.height])
