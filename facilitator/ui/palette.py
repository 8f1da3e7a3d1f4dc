"""Textual's palette, with the keys that leave the program: it hides those of the app."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.theme import ThemeProvider

from facilitator.ui.bindings import LEAVE


class Palette(CommandPalette):
    """All commands by their names, or what else is given to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEAVE]


def commands_palette() -> Palette:
    return Palette(id="--command-palette")


def themes_palette() -> Palette:
    return Palette([ThemeProvider], placeholder="Search for themes…")
