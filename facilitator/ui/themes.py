"""The themes that are ours, and the one that was chosen last: it is there again the next time."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from textual.theme import Theme

from facilitator.domain.errors import FacilitatorError

USUAL: Final = "textual-dark"
OURS: Final = (
    Theme(
        "high-contrast-dark",
        primary="#7fd4ff",
        secondary="#7fd4ff",
        accent="#ffff00",
        warning="#ffd000",
        error="#ff8f8f",
        success="#66ff66",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        boost="#262626",
        dark=True,
        text_alpha=1.0,
    ),
    Theme(
        "high-contrast-light",
        primary="#00308f",
        secondary="#00308f",
        accent="#6a0080",
        warning="#5a2d00",
        error="#8b0000",
        success="#004d00",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#e6e6e6",
        boost="#f0f0f0",
        dark=False,
        text_alpha=1.0,
    ),
)


class BadTheme(FacilitatorError):
    """A theme that there is not."""


def no_theme(name: str, there: list[str]) -> BadTheme:
    from difflib import get_close_matches  # here: only a mistyped name needs it

    near = get_close_matches(name, there, 1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(there)}."
    return BadTheme(f"theme: there is no theme «{name}». {hint}")


def usual(colours: str | None) -> str:
    """The theme of who chose none. With 16 colours others draw words on grey that are hard to read from afar."""
    return "high-contrast-dark" if colours == "standard" else USUAL


def last_theme(state: Path) -> str:
    """The one that was chosen last; empty if none was, or it cannot be read."""
    try:
        with (state / "theme").open("rb") as file:
            return file.read(100).decode("ascii", "replace").strip()
    except OSError:
        return ""


def keep_theme(state: Path, name: str) -> None:
    """For the next time; a disk that is full must not end the meeting."""
    with suppress(OSError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        (state / "theme").write_text(name + "\n", "ascii")
