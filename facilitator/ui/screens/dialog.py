"""What every dialog has: the key that leaves the program works in it, too, and asks where that would lose something."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.screen import ModalScreen, ScreenResultType

from facilitator.ui.bindings import LEAVE


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog. Textual hides the app's keys behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEAVE]

    def may_go(self, key: str) -> bool:
        """Whether nothing typed would be lost now. If something would, it is said once, and this key is for the yes."""
        return True
