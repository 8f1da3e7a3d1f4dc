"""A widget of rows that paints only those that differ: the session changes with every line that anybody enters."""

from __future__ import annotations

from abc import abstractmethod
from typing import Self

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget


class Painted(Widget):
    """A subclass says what its `lines` are. Whatever asks for a refresh, rows that stay the same are not painted."""

    DEFAULT_CSS = """
    Painted { padding: 0 2; text-wrap: nowrap; }
    """

    ALLOW_SELECT = False  # It is looked at from afar.

    _strips: tuple[Strip, ...] = ()
    """What is on the screen, in a widget that looks as `_drawn` says in all else."""
    _drawn: tuple[Size, Style, str | None, str | None] | None = None
    _asked = False

    @abstractmethod
    def lines(self, width: int, height: int) -> list[Content]:
        """The rows at a size; those that do not fit are left out."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        if regions or layout or recompose or not repaint or not self._stands():
            self._drawn = None
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        if not self._asked:
            self._asked = True
            self.call_next(self._paint)
        return self

    def _paint(self) -> None:
        """Once for all that a line which was entered changes here: drawing the rows takes longer than to decide it."""
        self._asked = False
        if not self._stands():
            self.refresh()
            return
        before = self._strips
        self._draw()
        differ = [y for y, (old, new) in enumerate(zip(before, self._strips, strict=True)) if old != new]
        if differ:
            super().refresh(*[Region(0, y, self.size.width, 1) for y in differ])

    def _stands(self) -> bool:
        """Whether it is on the screen as it was drawn last, in all that is not its text; its edges are in no row."""
        return self._drawn is not None and self.display and self._drawn == self._around()

    def _around(self) -> tuple[Size, Style, str | None, str | None]:
        return self.size, self.visual_style, self.border_title, self.border_subtitle

    def _draw(self) -> None:
        (width, height), style, *_ = self._drawn = self._around()
        blank = Strip.blank(width, style.rich_style)
        rows = self.lines(width, height)[:height] if width > 0 else []
        # Each row by itself: a row of words that holds a line break would push the others down.
        drawn = [next(iter(Visual.to_strips(self, row.truncate(width), width, 1, style)), blank) for row in rows]
        self._strips = (*drawn, *[blank] * (height - len(drawn)))

    def render_line(self, y: int) -> Strip:
        if not self._stands():
            self._draw()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)
