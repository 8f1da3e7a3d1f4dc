"""Beside the digits: the phase, its minutes, and what is being said. Under them: the time of the phase as a bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain import schedule
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import NOTHING, QUIET, text
from facilitator.ui.widgets.countdown import STYLE, WORDS
from facilitator.ui.widgets.painted import Painted
from facilitator.ui.widgets.room_pages import scripted
from facilitator.when import clock

TIGHT = 5
"""Rows in which there is no room for all."""
MEASURE = 72
"""Columns beyond which a line is long to read."""


class Timed(Painted):
    """What depends on the session and the second."""

    session: reactive[Session] = reactive(Session())
    now: reactive[datetime | None] = reactive[datetime | None](None)


class RoomSay(Timed):
    """The phase in words."""

    page: reactive[str] = reactive("")
    """The page under it: what stands there is not said twice."""

    def __init__(self, zone: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._zone = zone
        """Where the meeting is held."""

    def lines(self, width: int, height: int) -> list[Content]:
        if self.now is None:
            return []
        title = text(_title(self.session, self.now, self._zone), "bold $text-primary")
        words = _words(self.session, self.now)
        if height > TIGHT:
            head = [title.truncate(width, ellipsis=True), words, NOTHING]
        elif (whole := shapes.line(title, "   ", words)).cell_length <= width:
            head = [whole]
        else:
            head = [words if self.session.phase else title]  # The head of a narrow screen has the title, too.
        return [*head, *_that_fit(self._said(), min(width, MEASURE), height - len(head))]

    def _said(self) -> list[str]:
        phase = self.session.phase
        if phase is None or scripted(self.page):
            summary = self.session.incident.summary
            return [summary] if summary and not self.session.ended else []
        return [f"“{words}”" for words in phase.say]


class RoomBar(Timed):
    """How much of the phase has gone, from edge to edge."""

    def lines(self, width: int, height: int) -> list[Content]:
        phase = self.session.phase
        if phase is None or self.now is None:
            return [shapes.bar(0, width)]
        plan = schedule.planned(self.session, phase.id)
        share = schedule.spent(self.session, phase.id, self.now) / plan if plan else 1
        style = QUIET if self.session.paused else STYLE[schedule.level(self.session, self.now)]
        return [shapes.bar(share, width).stylize_before(style)]


def _title(session: Session, now: datetime, zone: str) -> str:
    if session.phase:
        return session.phase.title
    if session.ended:
        return "The meeting has ended"
    at = session.scheduled
    return f"We begin at {clock(at, zone)}" if at and at > now else "We begin soon"


def _words(session: Session, now: datetime) -> Content:
    """How long the phase is, and how near to its end; outside the meeting, how long that is."""
    phase = session.phase
    if phase is None:
        return text("" if session.ended else f"{_minutes(sum(session.plan))} min", QUIET)
    plan, level = f"of {_minutes(schedule.planned(session, phase.id))} min", schedule.level(session, now)
    if session.paused:
        return shapes.line(plan, text("   ‖ paused", "bold $text-warning"))
    return shapes.line(plan, text(f"   ▲ {WORDS[level]}", STYLE[level]) if level in WORDS else NOTHING)


def _minutes(seconds: int) -> str:
    return f"{seconds / 60:.1f}".removesuffix(".0")


def _that_fit(said: list[str], width: int, height: int) -> list[Content]:
    """As many of the sayings as there is room for, each of them whole; the first one at any rate, cut if it must be."""
    lines: list[Content] = []
    for block in _blocks(said, width):
        more = [NOTHING, *block] if lines else block
        if lines and len(lines) + len(more) > height:
            break
        lines += more
    if len(lines) > height > 0:
        lines = [*lines[: height - 1], lines[height - 1].truncate(max(0, width - 1)) + "…"]
    return lines[: max(0, height)]


def _blocks(said: list[str], width: int) -> Iterator[list[Content]]:
    return (shapes.hanging(NOTHING, text(words), width) for words in said)
