"""Reports of a terminal that mean nothing are passed over, and the keys behind them count.

A key such as CSI 1:2 u, or a click in a window that is said to have no pixels: Textual's parser ends at it, and with it
goes all that came in the same burst.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys
from textual.message import Message


class ReportParser(XTermParser):
    """Textual's parser, which goes on."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            yield from super()._sequence_to_key_events(sequence, alt)
        except (ValueError, ArithmeticError):
            yield Key(Keys.Ignore, sequence)

    def parse_mouse_code(self, code: str) -> Message | None:
        try:
            return super().parse_mouse_code(code)
        except ArithmeticError:
            return None
