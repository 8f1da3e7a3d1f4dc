"""What others do in the same session comes onto the screen."""

from __future__ import annotations

from facilitator.ui.screens.panes import Paned


class Following(Paned):
    """A meeting screen on a desk at which others write, too."""

    def follow(self) -> None:
        """From now on."""
        from facilitator.ui.paced import LINES, Paced  # here: most meetings are held in one terminal

        self.desk.follow(Paced(self, LINES, self._catch_up).ask)

    def _catch_up(self) -> bool:
        before = self.session
        if self.desk.session is before:  # It was this terminal's own.
            return False
        self.session = self.desk.session
        self._active = self._clock.now()
        self.acted(before)
        return True
