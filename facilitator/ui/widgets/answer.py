"""A field of a form or a dialog: what is pasted comes in clean, and in one line with nothing left out."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

from facilitator.text import clean


class Answer(Input):
    """Textual's own takes the first line of a paste only, with whatever controls it holds."""

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.text)

    def action_paste(self) -> None:
        self._take(self.app.clipboard)

    def _take(self, pasted: str) -> None:
        self.replace(clean(pasted, one_line=True), *self.selection)
