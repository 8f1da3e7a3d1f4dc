"""The keys of the commands, as people know them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from facilitator.ui.commands import COMMANDS, Row

SIGNS: Final = {"plus": "+", "minus": "-", "equals_sign": "=", "slash": "/", "escape": "Esc"}
OURS: Final[Mapping[str, str]] = MappingProxyType({})
"""The keys that the program comes with: no row has other ones."""


def key_label(key: str) -> str:
    """`^N`, `F5`, `Tab`."""
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    if key.startswith("shift+"):
        return "Shift+" + key_label(key[6:])
    return SIGNS.get(key, key.capitalize() if len(key) > 1 else key)


def labels(row: Row, keymap: Mapping[str, str] = OURS) -> list[str]:
    """The keys of a row, the one that is shown first. `keymap` has the user's own, by the ids of the rows."""
    return [key_label(key) for key in keymap.get(row.id, row.keys).split(",") if key]


def label(row: Row, keymap: Mapping[str, str] = OURS) -> str:
    """The key that is shown; empty when the row has none."""
    return next(iter(labels(row, keymap)), "")


def table_markdown() -> str:
    """All commands as a Markdown table, for the README."""
    lines = ["| Key | Command | What it does |", "|---|---|---|"]
    for row in COMMANDS:
        keys = ", ".join(f"`{key}`" for key in labels(row))
        lines.append(f"| {keys or 'palette'} | {row.title} | {row.help} |")
    return "\n".join(lines) + "\n"
