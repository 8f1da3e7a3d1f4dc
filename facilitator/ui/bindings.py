"""The table of commands as Textual bindings and palette entries, with the user's own keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.binding import Binding, BindingType

from facilitator.domain.errors import FacilitatorError
from facilitator.ui.commands import BY_ID, COMMANDS, Row, rows

ASIDE = ("archive", "reading", "follow-up", "insights")
"""The screens beside the meetings."""


class BadKeys(FacilitatorError):
    """A key map that cannot work."""


def bindings_for(*where: str) -> list[BindingType]:
    """The bindings of these places. None is a priority binding: keys act in the order they were typed."""
    return [binding(row) for row in rows(*where) if row.keys]


def binding(row: Row) -> Binding:
    return Binding(row.keys, row.id.replace("-", "_"), row.title, id=row.id, tooltip=row.help, show=False)


LEAVE: list[BindingType] = [
    Binding(BY_ID["leave"].keys, "app.leave", BY_ID["leave"].title, id="leave", show=False),
    Binding("ctrl+c", "app.help_quit", show=False),
]
"""For what hides the keys of the app."""


def check_keys(keymap: Mapping[str, str]) -> Mapping[str, str]:
    """The user's keys by command id; BadKeys for an unknown id, or for a key that would belong to two commands."""
    for id in keymap:
        if id not in BY_ID:
            raise BadKeys(f"[keys]: there is no command «{id}». `facilitator keys` lists them all.")
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


def _overlapping(where: str) -> Iterator[str]:
    """The places in which a key of this place is alive. A list or the guide takes its own keys before the meeting."""
    if where == "everywhere":
        yield from ("meeting", "home", "list", "causes", "work", "guide", "private", *ASIDE)
    else:
        several = {"list": ("list", "causes", "work"), "made": ("causes", "work"), "aside": ASIDE}
        yield from several.get(where, (where,))
