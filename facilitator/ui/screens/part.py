"""What a screen's class is put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    Part = Screen[None]
else:

    class Part(metaclass=type(Screen)):
        """A part of a screen. For each class of screens Textual gathers bindings and reactives anew, half a millisecond
        at every start; for a part of one nobody would ask for them."""
