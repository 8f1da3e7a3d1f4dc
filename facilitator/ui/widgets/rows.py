"""A list of things the room made, one of which can be chosen: what the timeline and the work of a phase share."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import MouseScrollDown, MouseScrollUp
from textual.message import Message
from textual.reactive import reactive, var

from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.keyed import Keyed, asks
from facilitator.ui.widgets.steady import Steady


@asks("list")
class Rows(Keyed, Steady, can_focus=True):
    """Draws only the rows that show, the newest end first; so 5,000 cost what 20 cost.

    A subclass says which items there are, and how one is drawn; nothing else is asked of it.
    """

    DEFAULT_CSS = """
    Rows { height: 1fr; padding: 0 1; text-wrap: nowrap; border: round $border-blurred; }
    Rows { border-title-color: $text-muted; }
    Rows:focus { border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("pageup", "step(-10)", "Page up", show=False),
        Binding("pagedown", "step(10)", "Page down", show=False),
        Binding("home,g", "step(-1000000)", "First", show=False),
        Binding("end,G", "step(1000000)", "Last", show=False),
        *bindings_for("list"),
    ]

    class Asked(Message):
        """Something is to be done with the chosen item: the id of a command of the table."""

        def __init__(self, what: str, id: int) -> None:
            super().__init__()
            self.what = what
            self.id = id

    chosen: reactive[int | None] = reactive[int | None](None)
    """The id of the chosen item; None follows the newest."""
    zone: reactive[str] = reactive("UTC")
    fresh: var[int | None] = var[int | None](None)
    """The item made last; it is shown, wherever it stands."""

    @abstractmethod
    def ids(self) -> list[int]:
        """The items, in order."""

    @abstractmethod
    def draw(self, index: int, width: int, chosen: bool) -> list[Content]:
        """One item in lines."""

    def empty(self) -> str:
        """What to say when there is nothing yet."""
        return ""

    def picture(self) -> Content:
        width, height = self.size
        ids = self.ids()
        if width <= 0 or height <= 0:
            return Content("")
        if not ids:
            return shapes.stack(shapes.hanging(text(" "), text(self.empty(), QUIET), width)[:height])
        focus = self._focus(ids)
        return shapes.stack(self._window(ids, focus, width, height))

    def _focus(self, ids: list[int]) -> int:
        """The place of the item that must be in sight."""
        for wanted in (self.chosen if self.has_focus else None, self.fresh):
            if wanted is not None and wanted in ids:
                return ids.index(wanted)
        return len(ids) - 1

    def _window(self, ids: list[int], focus: int, width: int, height: int) -> list[Content]:
        """As many lines as fit: the item in sight with what is before it, then with what is after it."""

        def lines_of(i: int) -> list[Content]:
            return self.draw(i, width, self.has_focus and i == focus)

        shown = lines_of(focus)
        above, below = focus - 1, focus + 1
        wanted_below = min(len(ids) - below, height // 3)
        while below < len(ids) and below - focus <= wanted_below and len(shown) < height:
            shown += lines_of(below)
            below += 1
        shown = shown[:height]
        while above >= 0 and len(shown) < height:
            more = lines_of(above)
            shown = more[-(height - len(shown)) :] + shown
            above -= 1
        while below < len(ids) and len(shown) < height:
            shown += lines_of(below)
            below += 1
        return shown[:height]

    def action_step(self, by: int) -> None:
        ids = self.ids()
        if ids:
            at = self._focus(ids)
            self.chosen = ids[max(0, min(len(ids) - 1, at + by))]

    def ask(self, what: str) -> None:
        ids = self.ids()
        if ids:
            at = self._focus(ids)
            id = ids[at]
            if what == "remove":  # The choice stays where the eye is.
                rest = ids[:at] + ids[at + 1 :]
                self.chosen = rest[min(at, len(rest) - 1)] if rest else None
            self.post_message(self.Asked(what, id))

    def on_focus(self) -> None:
        ids = self.ids()
        if ids and self.chosen not in ids:
            self.chosen = ids[self._focus(ids)]

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.focus()
        self.action_step(-3)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.focus()
        self.action_step(3)
