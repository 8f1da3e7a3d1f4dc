"""What is told in a corner: the answer to a key takes the place of the answer before, so that they never pile up."""

from __future__ import annotations

from textual.app import App
from textual.notifications import Notification, Notify


class Brief(App[None]):
    """An app that tells the same thing once, and gives each key one answer.

    What is told for longer than usual, a warning and an error stay their time: nobody may have read them yet.
    """

    def on_notify(self, event: Notify) -> None:
        """Before Textual shows it."""
        new = event.notification
        for old in list(self._notifications):
            if (old.title, old.message) == (new.title, new.message) or (self._passing(old) and self._passing(new)):
                self._unnotify(old)

    def _passing(self, told: Notification) -> bool:
        return told.severity == "information" and told.timeout <= self.NOTIFICATION_TIMEOUT
