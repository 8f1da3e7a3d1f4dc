"""What the screens beside the meetings share: a title with quiet notes, the way to a session, and the way back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.paths import Places
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.visiting import OpenSession
from facilitator.ui.widgets.keybar import KeyBar


class Aside(Screen[None]):
    """A screen beside the meetings. It reads the sessions of the folder, and is left with Esc."""

    CSS_PATH = "archive.tcss"
    PLACES: ClassVar[tuple[str, ...]] = ()
    """The places of the table whose commands it has, the nearest first."""

    def __init__(self, place: Places, config: Config, clock: Clock) -> None:
        super().__init__()
        self._place = place
        self._config = config
        self._clock = clock
        # Kept by name: a thread may end when the screen has gone, and then a query would find nothing.
        self._head, self._note, self._titled = Static(id="title"), Static(id="note", classes="-none"), ""

    def top(self, title: str) -> ComposeResult:
        """The title, with a word at its right, and a line for quiet notes under it."""
        self._titled = title
        yield self._head
        yield self._note

    def bottom(self) -> KeyBar:
        bar = KeyBar()
        bar.place, bar.keymap = self.PLACES[0], self._config.keys
        return bar

    def tell(self, right: str = "", note: Content = shapes.NOTHING) -> None:
        """The word at the right of the title, and the note."""
        title = shapes.ends(text(self._titled, "bold $text-primary"), text(right, QUIET), max(20, self.size.width - 2))
        self._head.update(title)
        self._note.update(note)
        self._note.set_class(not note.plain, "-none")

    def open_there(self, name: str) -> None:
        self.post_message(OpenSession(self._place, name))

    def read(self, name: str, words: str = "") -> None:
        """Show the document of a session where the words stand in it."""
        from facilitator.ui.screens.reading import ReadingScreen  # here: it is itself a screen of this kind

        self.app.push_screen(ReadingScreen(self._place, self._config, self._clock, name, words))

    def action_back(self) -> None:
        self.dismiss()
