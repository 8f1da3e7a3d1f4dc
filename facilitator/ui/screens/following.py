"""What others do in the same session comes onto the screen, as often as leaves the keys of this terminal their time."""

from __future__ import annotations

from textual.message import Message

from facilitator.clock import ticks
from facilitator.ui.screens.panes import Paned

PACE = 0.1
"""Seconds, at least, between two updates for what others do."""
REST = 20
"""The screen rests this many times as long as the last update took. What comes alone comes at once."""


class Following(Paned):
    """A meeting screen on a desk at which others write, too."""

    class Elsewhere(Message):
        """Somebody else changed the session."""

    _update_coming = False
    """Whether an update is on its way already."""

    def follow(self) -> None:
        """From now on."""
        self.desk.follow(self._changed_elsewhere)

    def _changed_elsewhere(self) -> None:
        if not self._update_coming and self.desk.session is not self.session:
            self._update_coming = True
            self.post_message(self.Elsewhere())

    def on_following_elsewhere(self) -> None:
        before, began = self.session, ticks()
        if self.desk.session is not before:
            self.session = self.desk.session
            self._active = self._clock.now()
            self.acted(before)
        self.call_after_refresh(self._rest, began)

    def _rest(self, began: float) -> None:
        self.set_timer(max(PACE, REST * (ticks() - began)), self._look_again)

    def _look_again(self) -> None:
        self._update_coming = False
        self._changed_elsewhere()
