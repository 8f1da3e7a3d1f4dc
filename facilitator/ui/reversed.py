"""Rows that are reversed: seen in any theme and without colours, with each word as clear as before."""

from __future__ import annotations

from typing import Final

from textual.style import Style
from textual.widget import Widget

CSS: Final = """
OptionList:focus > .option-list--option-highlighted, CommandList > .option-list--option-highlighted {
    color: $foreground; background: $background; text-style: reverse;
}
"""
_REVERSED: Final = Style(reverse=True)
_stock_style = Widget.get_visual_style


def _get_visual_style(self: Widget, *component_classes: str, partial: bool = False) -> Style:
    style = _stock_style(self, *component_classes, partial=partial)
    reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
    return style + _REVERSED if reverse else style


def mend_reverse() -> None:
    """Textual forgets `text-style: reverse` of the parts of a widget."""
    Widget.get_visual_style = _get_visual_style  # type: ignore[method-assign]
