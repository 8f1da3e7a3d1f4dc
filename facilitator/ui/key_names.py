"""The names of keys, as a config file has them: which there are, and which a command of the meeting can have."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final
from unicodedata import name

MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
NAMED: Final = frozenset({
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter",
    "escape", "tab", "space", *(f"f{number}" for number in range(1, 25)),
})  # fmt: skip
EDITING: Final = frozenset({
    "left", "right", "home", "end", "up", "backspace", "delete", "enter", "escape",
    *(f"ctrl+{key}" for key in ("a", "c", "d", "e", "f", "k", "u", "v", "w", "x", "left", "right", "backspace")),
    *(f"shift+{key}" for key in ("left", "right", "home", "end")), "ctrl+shift+a", "ctrl+shift+left",
    "ctrl+shift+right", "alt+backspace", "super+backspace", "super+c", "super+v", "super+x",
})  # fmt: skip
"""What the line keeps for itself."""
_OTHERS: Final = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
_SHORT: Final = {"pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown"}
_SIGNS: Final = [chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()]


def sign_name(sign: str) -> str:
    """What Textual calls the key of a sign such as `/`."""
    called = name(sign).lower().replace("-", "_").replace(" ", "_")
    return _OTHERS.get(called, called)


SIGNS: Final = {sign_name(sign): sign for sign in _SIGNS}


def is_key(key: str) -> bool:
    """Whether a terminal can send a key of this name."""
    *modifiers, last = key.split("+")
    plain = last in NAMED or last in SIGNS or (len(last) == 1 and last.isalnum())
    shifted = modifiers == ["shift"] and len(last) == 1
    return plain and not shifted and set(modifiers) <= MODIFIERS and len(set(modifiers)) == len(modifiers)


def is_typed(key: str) -> bool:
    """Whether it writes something into a line."""
    return is_key(key) and "+" not in key and (len(key) == 1 or key in SIGNS or key == "space")


def meant(key: str) -> str:
    """The key that was meant by a name that is none; empty if nobody can tell."""
    if key in _SIGNS:
        return sign_name(key)
    spelled = key.lower().replace("^", "ctrl+", 1).replace("control", "ctrl").replace("-", "+").replace("page+", "page")
    for short, whole in _SHORT.items():
        spelled = spelled.replace(short, whole)
    if spelled.startswith("shift+") and len(spelled) == len("shift+x"):
        spelled = spelled[-1].upper()
    if is_key(spelled):
        return spelled
    return next(iter(get_close_matches(spelled, [*NAMED, *SIGNS], 1, 0.7)), "")
