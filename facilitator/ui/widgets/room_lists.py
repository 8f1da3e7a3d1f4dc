"""The lists as the room sees them: the timeline, and what was made in a phase. Nobody types here."""

from __future__ import annotations

from abc import abstractmethod

from textual.content import Content
from textual.reactive import reactive

from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import NOTHING, QUIET, text
from facilitator.ui.widgets import room_items
from facilitator.ui.widgets.guide import shown_phase
from facilitator.ui.widgets.painted import Painted
from facilitator.ui.widgets.rows import Rows
from facilitator.ui.widgets.timeline import Timeline
from facilitator.ui.widgets.work import TITLES, Item, WorkPane, made
from facilitator.ui.works import OPEN, WORKS

ROOMY = 16
"""Rows from which the heading has a blank row under it."""


class Seen(Painted, Rows, can_focus=False):
    """A list with what is in focus in sight, else with what came last; marked only if it was chosen."""

    held: reactive[int | None] = reactive[int | None](None)
    """Where somebody at this window leafed to, until something new comes."""
    _newest: int | None = None

    @abstractmethod
    def heading(self) -> str:
        """What the list is; empty where each part of it has a name of its own."""

    def lines(self, width: int, height: int) -> list[Content]:
        ids = self.ids()
        head = [heading(name, width)] if (name := self.heading()) else []
        if head and height >= ROOMY:
            head.append(NOTHING)
        room = height - len(head)
        if width <= 0 or room <= 0:
            return head
        if not ids:
            return [*head, *shapes.hanging(NOTHING, text(self.empty(), QUIET), width)]
        return head + (self._apart(ids, width, room) or self._window(ids, self._focus(ids), width, room))

    def _apart(self, ids: list[int], width: int, room: int) -> list[Content]:
        """All items with a blank row between two; none of them if there is no room for that."""
        if 2 * len(ids) - 1 > room:
            return []
        drawn = [line for i in range(len(ids)) for line in ([NOTHING] if i else []) + self.draw(i, width, False)]
        return drawn if len(drawn) <= room else []

    def look_again(self) -> None:
        self.refresh()  # It finds out by itself which rows differ.

    def watch_session(self, before: Session, after: Session) -> None:
        newest = max(self.ids(), default=None)
        if newest != self._newest:
            self._newest, self.held = newest, None

    def watch_chosen(self) -> None:
        self.held = None

    def _focus(self, ids: list[int]) -> int:
        for wanted in (self.held, self.chosen, self._newest):
            if wanted is not None and wanted in ids:
                return ids.index(wanted)
        return len(ids) - 1

    def action_step(self, by: int) -> None:
        """Leaf; at the end the newest is followed again."""
        ids = self.ids()
        # What is in sight has a third of the window under it: from there each step shows a row more.
        last = len(ids) - 1 - self.size.height // 3
        to = max(0, min(self._focus(ids), last) + by) if ids else 0
        self.held = ids[to] if to < last else None


class RoomTimeline(Seen, Timeline):
    """What happened and when."""

    def heading(self) -> str:
        count = len(self.session.entries)
        return f"Timeline · {count} {'entry' if count == 1 else 'entries'}"

    def empty(self) -> str:
        return "No entries yet. What happened first, and when?"

    def watch_session(self, before: Session, after: Session) -> None:
        self.zone = after.incident.timezone
        super().watch_session(before, after)

    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        return super().draw(index, width, self.session.entries[index].id == self.chosen)


class RoomWork(Seen, WorkPane):
    """Points, action items, lessons, parked questions."""

    _drawn_items: tuple[tuple[str, Item], ...] = ()

    def heading(self) -> str:
        groups = [group for group, _ in self._drawn_items]
        phase = shown_phase(self.session)
        named = [f"{_title(group)} · {groups.count(group)}" for group in dict.fromkeys(groups)]
        return "" if len(named) > 1 else named[0] if named else phase.title if phase else ""

    def empty(self) -> str:
        phase = shown_phase(self.session)
        return WORKS[phase.work].in_room if phase else ""

    def ids(self) -> list[int]:
        self._drawn_items = tuple(made(self.session, self.by_votes))
        return [item.id for _, item in self._drawn_items]

    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        groups = [group for group, _ in self._drawn_items]
        group, item = self._drawn_items[index]
        first = groups.index(group)
        lines: list[Content] = []
        if index == first and len(set(groups)) > 1:
            lines += [*([NOTHING] if index else []), text(f"{_title(group)} · {groups.count(group)}", "bold")]
        number, marked = 1 + index - first, item.id == self.chosen
        return lines + room_items.draw(self.session, item, number, width, marked, self._today())


def heading(name: str, width: int) -> Content:
    """The name of what stands below."""
    return text(name, QUIET).truncate(width, ellipsis=True)


def _title(group: str) -> str:
    return "Causes without an action item yet" if group == OPEN else TITLES[group]
