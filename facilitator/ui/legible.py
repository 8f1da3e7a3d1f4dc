"""The colours of any theme, made clear enough to be read: many a theme has words that hardly differ from the ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from textual.color import Color

WORDS: Final = 4.5
"""To one: the contrast that WCAG's AA asks of words."""
EDGE: Final = 2.0
"""Of the line around a pane that has not the focus: to be seen, and not to be looked at."""
_GROUNDS: Final = ("background", "surface", "panel")
_COLOURS: Final = ("text-primary", "text-secondary", "text-accent", "text-warning", "text-error", "text-success")
_QUIET: Final = {"text-muted": 0.6, "text-disabled": 0.4}
"""What is said by the way, and how much of the foreground it has at least."""


def legible(given: Mapping[str, str], edge: float = EDGE) -> dict[str, str]:
    """A theme's variables, with the same colours made clear enough to be read on every ground of the theme.

    A theme in the terminal's own colours is left as it is: nobody but the terminal knows them.
    """
    if any(not given[name].startswith("#") for name in ("foreground", *_GROUNDS)):
        return dict(given)
    ink, paper = Color.parse(given["foreground"]), Color.parse(given["background"])
    grounds = [Color.parse(given[name]) for name in _GROUNDS]
    grounds.append(paper + Color.parse(given["boost"]))
    made = dict(given)
    for name in _COLOURS:
        made[name] = _first(WORDS, grounds, _towards(Color.parse(given[name]), ink)).hex
    for name, least in _QUIET.items():
        made[name] = _first(WORDS, grounds, _shares(ink, least)).hex
    made["border-blurred"] = _first(edge, [paper], _shares(ink, 0.2)).hex
    return made


def contrast(one: Color, other: Color) -> float:
    """As WCAG has it: 1 for the same, 21 for black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _towards(colour: Color, ink: Color) -> Iterable[Color]:
    return (colour.blend(ink, step / 10) for step in range(11))


def _shares(ink: Color, least: float) -> Iterable[Color]:
    """More and more of it; what lies under it shines through the rest."""
    return (ink.with_alpha(share / 20) for share in range(round(least * 20), 21))


def _first(enough: float, grounds: Iterable[Color], colours: Iterable[Color]) -> Color:
    """The first that stands out from all grounds; the last, if none does."""
    colour = Color(0, 0, 0)
    for colour in colours:
        if all(contrast(ground + colour, ground) >= enough for ground in grounds):
            break
    return colour


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
