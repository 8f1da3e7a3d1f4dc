"""An app that loses nothing in bad weather: signals, a lost terminal, a fault, keys in a burst."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Timer
from typing import Final

from textual.app import ReturnType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Event, Paste

from facilitator.domain.printable import printable
from facilitator.ui.clicks import mend_clicks
from facilitator.ui.key_order import InTurn
from facilitator.ui.terminal import SteadyDriver

_LAST_CALL: Final = 0.7
"""Seconds that Textual has to shut down in order after a signal."""


class Seaworthy(InTurn[ReturnType]):
    """The base of our app; `return_code` after `run()` is the exit status: 128 + a signal, or 1 for a fault.

    A subclass says where faults are noted (`crash_log`) and what is to be saved (`save_all`), which must not wait long.
    """

    crash_log: Path
    _leaving = False

    def save_all(self) -> None:
        """Bring everything to the disk; called once, before a signal, a lost terminal or a fault ends the app."""

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if chosen is LinuxDriver:
            mend_clicks()
            return SteadyDriver
        return chosen

    async def on_event(self, event: Event) -> None:
        """A paste is printable before any field has it: those of Textual itself would show its escapes."""
        if isinstance(event, Paste):
            event.text = printable(event.text)
        await super().on_event(event)

    def leave_on(self, number: int) -> None:
        """Save, then end the app as this signal asks; a second signal changes nothing."""
        if not self._leaving:
            self._last_orders(128 + number)
            self.exit(return_code=128 + number)

    def paint_anew(self) -> None:
        """The terminal may have shown something else meanwhile."""
        self.refresh(layout=True)

    def _handle_exception(self, error: Exception) -> None:
        """Textual would print the values of variables, and so notes, on a screen that may be shared."""
        if self._leaving:
            return  # A dialog that is taken down while it opens misses its widgets: no fault, and all is saved by now.
        super()._handle_exception(error)
        if not isinstance(self._driver, SteadyDriver):
            return
        from rich.text import Text  # here, as below: for the worst of days only

        noted = _note(self.crash_log, error)
        details = f"Details are in {self.crash_log}." if noted else f"{self.crash_log} could not be written."
        words = f"Something went wrong in facilitator. Nothing you typed is lost. {details}"
        self._exit_renderables[:] = [Text(words, overflow="fold")]
        if not self._leaving:
            self._last_orders(1, words + "\r\n")

    def _last_orders(self, status: int, last_words: str = "") -> None:
        self._leaving = True
        try:
            self.save_all()
        except Exception as error:
            _note(self.crash_log, error)
        lifeboat = Timer(_LAST_CALL, self._abandon, (status, last_words))
        lifeboat.daemon = True
        lifeboat.start()

    def _abandon(self, status: int, last_words: str) -> None:
        """Something does not end: give the terminal back and go. Everything is saved."""
        if isinstance(self._driver, SteadyDriver):
            self._driver.give_back(last_words)
        os._exit(status)


def _note(log: Path, error: Exception) -> bool:
    from facilitator.ui.crash import note_crash

    return note_crash(log, error)
