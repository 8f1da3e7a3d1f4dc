"""Something long to read: only the lines that show are drawn."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Reader(ScrollView, can_focus=True):
    """Ready-made lines, scrolled by the keys that a reader expects."""

    DEFAULT_CSS = """
    Reader {
        border: round $border-blurred; border-title-color: $text-muted; padding: 0 1; background: $background;
        overflow-x: hidden; overflow-y: scroll;
    }
    Reader:focus { border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
    ]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Strip] = []

    def show(self, lines: list[Strip]) -> None:
        """Show other lines; the place stays where it is if there is as much to read."""
        self._lines = lines
        self.virtual_size = Size(0, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at = y + int(self.scroll_y)
        width = self.scrollable_content_region.width
        line = self._lines[at] if at < len(self._lines) else Strip([])
        return line.adjust_cell_length(width).apply_style(self.rich_style)
