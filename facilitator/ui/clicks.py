"""Clicks that come too late: on a row that has gone meanwhile, or beside a dialog that is closed by now."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.events import Click
from textual.screen import Screen
from textual.widgets import OptionList

_stock_click = OptionList._on_click
_stock_dismiss = Screen.dismiss


async def _on_click(self: OptionList, event: Click) -> None:
    row = event.style.meta.get("option")
    if row is None or row < self.option_count:
        await _stock_click(self, event)


def _dismiss(self: Screen[Any], result: Any = None) -> AwaitComplete:
    return _stock_dismiss(self, result) if self in self.app.screen_stack else AwaitComplete()


def mend_clicks() -> None:
    """Textual looks a clicked row up among those that are there by then, and takes away whatever screen is the top one
    when a dialog is closed a second time. Either would end the app."""
    OptionList._on_click = _on_click  # type: ignore[method-assign]
    Screen.dismiss = _dismiss  # type: ignore[method-assign]
