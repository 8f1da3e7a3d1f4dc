"""Large digits for the countdown, legible from across a room."""

from __future__ import annotations

from typing import Final

_PIXELS: Final = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "+": "... .#. ### .#. ...",
    ":": ". # . # .",
    " ": ". . . . .",
}
_LINES: Final = {
    "0": "┏━┓ ┃.┃ ┗━┛",
    "1": "╺┓. .┃. ╺┻╸",
    "2": "╺━┓ ┏━┛ ┗━╸",
    "3": "╺━┓ .━┫ ╺━┛",
    "4": "╻.╻ ┗━┫ ..╹",
    "5": "┏━╸ ┗━┓ ╺━┛",
    "6": "┏━╸ ┣━┓ ┗━┛",
    "7": "╺━┓ ..┃ ..╹",
    "8": "┏━┓ ┣━┫ ┗━┛",
    "9": "┏━┓ ┗━┫ ╺━┛",
    "+": ".╻. ╺╋╸ .╹.",
    ":": "╻ . ╹",
    " ": ". . .",
}


def big(text: str, rows: int) -> tuple[str, ...]:
    """A time such as `12:40` or `+02:15` in 5 rows of full blocks or in 3 rows of heavy lines, all equally wide."""
    if rows == 5:
        drawn = (_drawn(_PIXELS, char, 2, "█") for char in text)
        return tuple("  ".join(row) for row in zip(*drawn, strict=True)) if text else ("",) * 5
    drawn = (_drawn(_LINES, char, 1, "#") for char in text)
    return tuple(" ".join(row) for row in zip(*drawn, strict=True)) if text else ("",) * 3


def _drawn(font: dict[str, str], char: str, scale: int, ink: str) -> list[str]:
    rows = font.get(char, font[" "]).split()
    width = max(map(len, rows))
    return ["".join(dot * scale for dot in row.ljust(width, ".")).replace("#", ink).replace(".", " ") for row in rows]
