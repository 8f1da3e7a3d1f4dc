"""A post-mortem to be read, with the words that were looked for."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize

from facilitator.clock import Clock
from facilitator.config import Config
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.paths import Places
from facilitator.store.opening import load
from facilitator.store.workspace import Workspace
from facilitator.text import clean
from facilitator.ui import reading
from facilitator.ui.bindings import bindings_for
from facilitator.ui.screens.aside import Aside
from facilitator.ui.shapes import text
from facilitator.ui.widgets.hits import beside, marked
from facilitator.ui.widgets.reader import Reader


class ReadingScreen(Aside):
    """The document of a session, with the words that were looked for."""

    PLACES = ("reading", "aside")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("reading", "aside")

    def __init__(self, place: Places, config: Config, clock: Clock, name: str, words: str = "") -> None:
        super().__init__(place, config, clock)
        self._called = name
        self._sought = words
        self._markdown = ""
        self._found: list[int] = []
        """The lines in which the words stand, and the one that was gone to."""
        self._at = 0
        self._reader = Reader()

    def compose(self) -> ComposeResult:
        yield from self.top("The document")
        yield self._reader
        yield self.bottom()

    def on_mount(self) -> None:
        self.tell("reading …")
        self._load()
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._draw())

    @work
    async def _load(self) -> None:
        try:
            title, self._markdown = await beside(self._written)
        except FacilitatorError as fault:
            self.tell(note=text(str(fault), "$text-warning"))
            return
        self._titled = title
        self.tell()
        self._draw(first=True)

    def _written(self) -> tuple[str, str]:
        from facilitator.documents.markdown import render  # here: no meeting starts later for it

        session = replay(load(Workspace(self._place.sessions).path(self._called)).events)
        title = clean(session.incident.title, one_line=True) or self._called
        return title, clean(render(session, self._called, self._clock.now()))

    def on_resize(self, event: Resize) -> None:
        if self._markdown:
            self.tell()
            self.call_after_refresh(self._draw)

    @work(exclusive=True, group="draw")
    async def _draw(self, first: bool = False) -> None:
        width = self._reader.scrollable_content_region.width
        colours = reading.colours(self.app.theme_variables)
        lines, self._found, best = await beside(
            lambda: marked(reading.lines(self._markdown, max(20, width), colours), self._sought)
        )
        self._reader.show(lines)
        if first and self._found:
            self._go(best)

    def _go(self, line: int) -> None:
        self._at = line
        self._reader.scroll_to(y=max(0, line - self._reader.size.height // 3), animate=False)
        self.tell(f"place {self._found.index(line) + 1} of {len(self._found)}")

    def action_next_found(self) -> None:
        if self._found:
            self._go(next((line for line in self._found if line > self._at), self._found[0]))

    def action_previous_found(self) -> None:
        if self._found:
            self._go(next((line for line in reversed(self._found) if line < self._at), self._found[-1]))

    def action_open_there(self) -> None:
        self.open_there(self._called)

    def action_replay(self) -> None:
        self.app.open_replay(self._place, self._called)  # type: ignore[attr-defined]
