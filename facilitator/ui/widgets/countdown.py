"""The countdown: time left in the phase, legible from across the room. It changes at 20 % and 5 % left, and at zero."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from facilitator.domain import schedule
from facilitator.domain.schedule import Level
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.digits import big

STYLE = {
    Level.WAITING: QUIET,
    Level.CALM: "$foreground",
    Level.SOON: "bold $text-warning",
    Level.LAST: "bold $text-error",
    Level.OVER: "bold $text-error",
}
WORDS = {Level.SOON: "coming to the end", Level.LAST: "nearly over", Level.OVER: "over time"}
TALL = 8
"""Rows of the widget from which the large digits fit."""


class Countdown(Widget):
    """Big digits, what they count, and a bar. No part of it moves between two seconds."""

    DEFAULT_CSS = """
    Countdown { height: 8; padding: 0 1; text-wrap: nowrap; }
    """

    ALLOW_SELECT = False  # Its digits are drawn, not written.

    session: var[Session] = var(Session())
    now: var[datetime | None] = var[datetime | None](None)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Content] = []
        """What is on the screen, in a widget of the size `_drawn`."""
        self._drawn = Size()

    def watch_session(self) -> None:
        self._show()

    def watch_now(self) -> None:
        self._show()

    def _show(self) -> None:
        """Paint the cells that change from one second to the next, and no others."""
        before = self._rows
        self._draw()
        if len(before) != len(self._rows):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if cells := changed(old, new):
                self.refresh(Region(cells.start, y, len(cells), 1))

    def _draw(self) -> None:
        self._drawn = self.size
        self._rows = draw(self.session, self.now, *self.size) if self.now and self.size else []

    def render_line(self, y: int) -> Strip:
        if self._drawn != self.size:
            self._draw()
        row = self._rows[y] if y < len(self._rows) else shapes.NOTHING
        strips = Visual.to_strips(self, row, self.size.width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(self.size.width)  # In a window of two columns nothing fits.


def changed(old: Content, new: Content) -> range:
    """The cells in which two rows differ. All that is drawn here is one cell wide."""
    if old.spans != new.spans or len(old) != len(new):
        return range(max(len(old), len(new)))
    cells = [x for x, (a, b) in enumerate(zip(old.plain, new.plain, strict=True)) if a != b]
    return range(cells[0], cells[-1] + 1) if cells else range(0)


def figure(session: Session, now: datetime) -> str:
    """The time left as shown: `12:40`; in overtime `+02:15`; before the meeting the length of its first phase."""
    phase = session.phase
    if phase is None:
        first = session.plan[0] if session.plan and not session.ended else 0
        return _clock(first)
    left = schedule.remaining(session, now)
    # Rounded so that the figure is the planned time at the start, and zero exactly when the time is up.
    return _clock(-int(-left // 1)) if left > 0 else "+" + _clock(int(-left))


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def draw(session: Session, now: datetime, width: int, height: int) -> list[Content]:
    """The countdown at a size, in rows."""
    level = schedule.level(session, now)
    style = STYLE[level] if not session.paused else QUIET
    digits = big(figure(session, now), 5 if height >= TALL else 3)
    if max(map(len, digits)) > width:
        digits = big(figure(session, now), 3)
    rows = [shapes.line(" ", text(row, style)) for row in digits]
    beside = _words(session, now, level)
    if height >= TALL:
        rows.insert(0, Content(""))
        rows += [shapes.line(" ", beside), shapes.line(" ", _bar(session, now, min(width - 2, 36), style))]
    else:
        rows[0] = shapes.line(rows[0], "   ", beside)
        rows[1] = shapes.line(rows[1], "   ", _bar(session, now, max(0, width - rows[1].cell_length - 4), style))
    return [row.truncate(width) for row in rows[:height]]


def _words(session: Session, now: datetime, level: Level) -> Content:
    phase = session.phase
    if phase is None:
        return text("The meeting has ended" if session.ended else "Ready when you are", QUIET)
    plan = f"of {schedule.planned(session, phase.id) / 60:.1f}".removesuffix(".0") + " min"
    if session.paused:
        minutes = int(schedule.since(session, now) // 60)
        return shapes.line(plan, text(f"   ‖ paused{f' {minutes} min' if minutes else ''}", "bold $text-warning"))
    if level in WORDS:
        return shapes.line(plan, text(f"   ▲ {WORDS[level]}", STYLE[level]))
    return text(plan)


def _bar(session: Session, now: datetime, width: int, style: str) -> Content:
    phase = session.phase
    if phase is None:
        return shapes.bar(0, width)
    plan = schedule.planned(session, phase.id)
    return shapes.bar(schedule.spent(session, phase.id, now) / plan if plan else 1, width).stylize_before(style)
