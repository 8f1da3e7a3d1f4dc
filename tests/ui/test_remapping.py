"""Keys of one's own: those of the table are keys, and what cannot work is told with the way out."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.keys import Keys, _character_to_key
from textual.widgets import Input

from facilitator.ui.commands import COMMANDS
from facilitator.ui.key_names import EDITING, SIGNS, is_key
from facilitator.ui.remapping import BESIDE_THE_LINE, BadKeys, check_keys


@pytest.mark.parametrize(
    ("id", "keys", "told"),
    [
        ("nxt-phase", "f5", "there is no command «nxt-phase». Did you mean next-phase?"),
        ("xyz", "f5", "there is no command «xyz». `facilitator keys` lists them all."),
        ("next-phase", "banana", "«banana», for «next-phase», is no key. Write f5, ctrl+n, shift+up or v;"),
        ("next-phase", "", "«», for «next-phase», is no key."),
        ("next-phase", "f5,", "«», for «next-phase», is no key."),
        ("next-phase", "f25", "«f25», for «next-phase», is no key."),
        ("next-phase", "^J", "Did you mean ctrl+j?"),
        ("next-phase", "Ctrl-J", "Did you mean ctrl+j?"),
        ("next-phase", "F5", "Did you mean f5?"),
        ("next-phase", "PgUp", "Did you mean pageup?"),
        ("next-phase", "escpe", "Did you mean escape?"),
        ("ask-why", "shift+w", "Did you mean W?"),
        ("ask-why", "/", "Did you mean slash?"),
        ("next-phase", "x", "x would be typed into the line. Give «next-phase» another key, such as f5 or ctrl+n."),
        ("leave", "slash", "slash would be typed into the line."),
        ("next-phase", "ctrl+w", "ctrl+w edits the line."),
        ("next-phase", "enter", "enter edits the line."),
        (
            "next-phase",
            "ctrl+l",
            "ctrl+l would be both «next-phase» and «previous-phase». Give one of them another key.",
        ),
    ],
)
def test_what_cannot_work_is_told(id: str, keys: str, told: str) -> None:
    with pytest.raises(BadKeys) as fault:
        check_keys({id: keys})
    assert told in str(fault.value)


@pytest.mark.parametrize("keys", ["f8,f13", "ctrl+shift+n", "alt+n", "ctrl+j"])
def test_what_can_work_is_taken(keys: str) -> None:
    given = {"next-phase": keys, "next-prompt": "f9", "private": "ctrl+backslash"}
    assert check_keys(given) == given


def test_our_own_keys_are_keys() -> None:
    for row in COMMANDS:
        for key in filter(None, row.keys.split(",")):
            assert is_key(key), (row.id, key)
            if row.where in BESIDE_THE_LINE:
                assert key not in EDITING, (row.id, key)


def test_keys_are_called_as_textual_calls_them() -> None:
    assert all(_character_to_key(sign) == name for name, sign in SIGNS.items())
    strange = ("<", "ctrl+@", "ctrl-at", "return")
    assert [key.value for key in Keys if not key.value.startswith(strange) and not is_key(key.value)] == []
    bound = {key for each in Input.BINDINGS if isinstance(each, Binding) for key in each.key.split(",")}
    assert bound <= EDITING
