"""What guests are called: as they wish, and never as another one is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from facilitator.domain.roles import Role
from facilitator.text import clean

LONGEST_NAME: Final = 40


def free_name(asked: str, role: Role, taken: Iterable[str]) -> str:
    """The name that was asked for; with a number if somebody else looks as if called so."""
    wanted = clean(asked[: 4 * LONGEST_NAME], one_line=True)[:LONGEST_NAME].strip()
    wanted = wanted if _looks(wanted) else role.value
    others = {_looks(each) for each in (*taken, Role.FACILITATOR.value)}
    name, number = wanted, 2
    while _looks(name) in others:
        name, number = f"{wanted} {number}", number + 1
    return name


def _looks(name: str) -> str:
    """What people see of a name: two that differ only in what cannot be seen are one."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    return " ".join(seen.split()).casefold()
