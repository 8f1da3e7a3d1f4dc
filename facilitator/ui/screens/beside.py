"""A list, and beside it the document that it is about: under each other where the window is narrow."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from facilitator.domain.session import Session
from facilitator.ui import reading
from facilitator.ui.screens.dialog import Dialog
from facilitator.ui.text import say
from facilitator.ui.widgets.reader import Reader

WIDE = 100
"""Columns from which the list stands beside the document."""
REST = "   [bold $text-accent]Tab[/] the document   [bold $text-accent]Esc[/] back"
T = TypeVar("T")


class Beside(Dialog[T | None]):
    """What is made of the session is set as `markdown` and drawn. Esc gives None."""

    CSS_PATH = "beside.tcss"
    LIST_TITLE = ""
    KEYS = ""
    """What its own keys do, as a template for `say`."""

    def __init__(self, session: Session, name: str, now: datetime) -> None:
        super().__init__(classes="beside")
        self._session = session
        self._called = name
        self._now = now
        self.markdown = ""

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Container(id="both"):
            yield OptionList(id="gaps", markup=False)
            yield Reader(id="document")
        yield Static(say(self.KEYS + REST), id="keys")

    def on_mount(self) -> None:
        self.options.border_title = Content(self.LIST_TITLE)

    @property
    def options(self) -> OptionList:
        return self.query_one("#gaps", OptionList)

    def show_head(self, head: Content) -> None:
        self.query_one("#head", Static).update(head)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self.draw)

    @work(thread=True, exclusive=True, group="draw")
    def draw(self) -> None:
        """Not in the way of the clock: a long document takes a while."""
        width = self.query_one(Reader).scrollable_content_region.width
        if self.markdown and width > 0:
            lines = reading.lines(self.markdown, width, reading.colours(self.app.theme_variables))
            self.app.call_from_thread(self.query_one(Reader).show, lines)

    def action_leave(self) -> None:
        self.dismiss(None)
