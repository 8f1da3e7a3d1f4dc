"""Keys of one's own, by the ids of commands: what is wrong with them is told before any screen is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.domain.errors import FacilitatorError
from facilitator.ui.commands import BY_ID, COMMANDS

ASIDE = ("archive", "reading", "follow-up", "insights")
"""The screens beside the meetings."""
BESIDE_THE_LINE = ("everywhere", "meeting", "guest")
"""Where keys have to work while somebody types."""


class BadKeys(FacilitatorError):
    """A key map that cannot work."""


def check_keys(keymap: Mapping[str, str]) -> Mapping[str, str]:
    """The user's keys by command id; BadKeys for an unknown id, and for a key that there is not, that never comes, or
    that would belong to two commands."""
    for id, keys in keymap.items():
        if id not in BY_ID:
            raise BadKeys(f"[keys]: there is no command «{id}». {_near(id)}")
        for key in keys.split(","):
            _check_key(id, key)
    taken: dict[tuple[str, str], str] = {}
    for row in COMMANDS:
        for key in filter(None, keymap.get(row.id, row.keys).split(",")):
            for place in _overlapping(row.where):
                other = taken.setdefault((place, key), row.id)
                if other != row.id:
                    raise BadKeys(
                        f"[keys]: {key} would be both «{other}» and «{row.id}». Give one of them another key."
                    )
    return keymap


def _near(id: str) -> str:
    from difflib import get_close_matches  # here, as below: only a mistake needs it

    near = get_close_matches(id, BY_ID, 1)
    return f"Did you mean {near[0]}?" if near else "`facilitator keys` lists them all."


def _check_key(id: str, key: str) -> None:
    from facilitator.ui.key_names import EDITING, is_key, is_typed, meant  # here: most people have no keys of their own

    if not is_key(key):
        near = meant(key)
        hint = f"Did you mean {near}?" if near else "Write f5, ctrl+n, shift+up or v; several with commas between."
        raise BadKeys(f"[keys]: «{key}», for «{id}», is no key. {hint}")
    row = BY_ID[id]
    if row.where in BESIDE_THE_LINE and is_typed(key) and not any(map(is_typed, row.keys.split(","))):
        raise BadKeys(f"[keys]: {key} would be typed into the line. Give «{id}» another key, such as f5 or ctrl+n.")
    if row.where in BESIDE_THE_LINE and key in EDITING:
        raise BadKeys(f"[keys]: {key} edits the line. Give «{id}» another key, such as f5 or ctrl+n.")


def _overlapping(where: str) -> Iterator[str]:
    """The places in which a key of this place is alive. A list or the guide takes its own keys before the meeting."""
    if where == "everywhere":
        yield from ("meeting", "home", "list", "causes", "work", "guide", "private", *ASIDE)
    else:
        several = {"list": ("list", "causes", "work"), "made": ("causes", "work"), "aside": ASIDE}
        yield from several.get(where, (where,))
