"""A click on a row that has gone meanwhile chooses nothing."""

from __future__ import annotations

from textual.events import Click
from textual.widgets import OptionList

_stock = OptionList._on_click


async def _on_click(self: OptionList, event: Click) -> None:
    row = event.style.meta.get("option")
    if row is None or row < self.option_count:
        await _stock(self, event)


def mend_clicks() -> None:
    """Textual looks a clicked row up among those that are there by then; if it is none of them, the app would end."""
    OptionList._on_click = _on_click  # type: ignore[method-assign]
