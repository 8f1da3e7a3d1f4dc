"""The incident's timeline on the screen."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import var

from facilitator.domain.record import replace
from facilitator.domain.session import Entry, Kind, Precision, Session
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.rows import Rows
from facilitator.when import clock, day, label

SIGNS = {
    Kind.DETECTION: ("◆", "$text-error"),
    Kind.INVESTIGATION: ("○", "$text-accent"),
    Kind.DECISION: ("■", "$text-warning"),
    Kind.MITIGATION: ("▲", "$text-primary"),
    Kind.RESOLUTION: ("✓", "$text-success"),
    Kind.COMMUNICATION: ("»", "$text-secondary"),
}
"""A sign for each kind, so that colour is never the only signal."""


class Timeline(Rows):
    """What happened and when, in chronological order however it was typed."""

    HELP = "No judgment, just facts: what happened and when, who was involved, what was decided and done."

    partial: var[bool] = var(False)
    """Whether only the end of the session has been read: how many entries there are is not known yet."""

    def ids(self) -> list[int]:
        return [entry.id for entry in self.session.entries]

    def empty(self) -> str:
        return "No entries yet. Type a time and what happened: 14:25 DB connection pool saturated #investigation"

    def watch_session(self, before: Session, after: Session) -> None:
        self.zone = after.incident.timezone
        if before.entries is not after.entries:
            self._title()

    def watch_partial(self) -> None:
        self._title()

    def _title(self) -> None:
        count = len(self.session.entries)
        known = "" if self.partial else f" · {count} {'entry' if count == 1 else 'entries'}"
        self.border_title = Content(f"Timeline{known}")

    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        entries = self.session.entries
        before = entries[index - 1] if index else None
        return draw(entries[index], before, self.zone, width, chosen)


def draw(entry: Entry, before: Entry | None, zone: str, width: int, chosen: bool) -> list[Content]:
    """One entry in lines, under its day when that is not the day of the entry before it."""
    lines: list[Content] = []
    if before and entry.when.at and (today := day(entry.when.at, zone)) and not _same_day(before, today, zone):
        lines.append(text(f"── {today} ", QUIET))
    sign, style = SIGNS[entry.kind] if entry.kind else (" ", "")
    sure = entry.when.precision is Precision.EXACT
    time = text(label(replace(entry.when, until=None), zone).ljust(6), "" if sure else "italic $text-warning")
    first = shapes.line(time, text(f"{sign} ", style))
    # The end of a stretch stands after the words, so that all words begin in the same column.
    until = f"  until {clock(entry.when.until, zone)}" if entry.when.until else ""
    words = shapes.line(text(entry.text), text(until, QUIET))
    if chosen:
        first, words = first.stylize_before("reverse"), words.stylize("reverse")
    return lines + shapes.hanging(first, words, width)


def _same_day(before: Entry, today: str, zone: str) -> bool:
    return before.place is not None and day(before.place, zone) == today
