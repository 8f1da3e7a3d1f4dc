"""What the panes are made of: they paint when they show something else, and know whether the keys are theirs."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import Self

from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.domain.session import Session


class Keyed(Widget):
    """It looks different while the keys are its own."""

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        self.focus()


class Steady(Widget):
    """Told of every change of the session. A subclass says what its `picture` is.

    Whatever else asks for a refresh gets one: focus, size, theme.
    """

    session: reactive[Session] = reactive(Session(), repaint=False)
    minute: reactive[datetime | None] = reactive[datetime | None](None, repaint=False)
    """The time, as of the last whole minute, or the last command."""

    _shown: Content | None = None
    """What is on the screen."""
    _ready: tuple[Size, Content] | None = None
    """What to show there next, in a widget of this size."""
    _looking = False

    @abstractmethod
    def picture(self) -> Content:
        """What to show now."""

    def render(self) -> Content:
        ready, self._ready = self._ready, None
        self._shown = ready[1] if ready and ready[0] == self.size else self.picture()
        return self._shown

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self._ready = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _watch_session(self) -> None:
        self._look_soon()

    def _watch_minute(self) -> None:
        self._look_soon()

    def _look_soon(self) -> None:
        """Once for all that a line which was entered changes."""
        if self._shown is None:
            self.refresh()
        elif not self._looking:
            self._looking = True
            self.call_next(self._look)

    def _look(self) -> None:
        self._looking = False
        self.look_again()

    def look_again(self) -> None:
        """Paint what changed. Building a picture takes a fifth of painting it."""
        shown = self._shown
        if shown is None or not self.display:
            self.refresh()
            return
        new = self.picture()
        if new.plain != shown.plain or new.spans != shown.spans:
            self.refresh()
            self._ready = self.size, new
