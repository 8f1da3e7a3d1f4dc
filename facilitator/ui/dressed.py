"""An app in a theme: the one of the settings or the one that was chosen last, legible whichever it is."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.theme import Theme

from facilitator.ui import themes
from facilitator.ui.legible import EDGE, WORDS, legible
from facilitator.ui.reversed import CSS, mend_reverse


class Dressed(App[None]):
    """Knows its theme, and keeps it for the next time when another one is chosen."""

    CSS = "Toast { padding: 0 1; } OptionList { scrollbar-size-vertical: 1; }" + CSS
    _worn: Theme | None = None
    """Whose variables are known."""

    def dress(self, asked: str, state: Path) -> None:
        """The theme that the settings ask for, else the one that was chosen last; BadTheme if they ask for none."""
        mend_reverse()
        self._wardrobe = state
        for theme in themes.OURS:
            self.register_theme(theme)
        if asked and asked not in self.available_themes:
            raise themes.no_theme(asked, sorted(self.available_themes))
        last = asked or themes.last_theme(state) or themes.usual(self.console.color_system)
        if last in self.available_themes:
            self.theme = last
        self._dressed = self.theme

    def keep_theme_from_now(self) -> None:
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def _keep_theme(self, theme: Theme) -> None:
        if theme.name != self._dressed:
            self._dressed = theme.name
            themes.keep_theme(self._wardrobe, theme.name)

    def get_css_variables(self) -> dict[str, str]:
        theme = self.current_theme
        if theme is not self._worn:  # A start asks three times.
            self._worn = theme
            self.theme_variables = legible(super().get_css_variables(), WORDS if theme in themes.OURS else EDGE)
        return self.theme_variables
