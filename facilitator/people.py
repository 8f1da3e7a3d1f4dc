"""People and their roles as one line: `@bob IC, @dana facilitator, Bob Smith (scribe, SME)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from facilitator.domain.session import Person

KNOWN: Final = {
    role.casefold(): role for role in ("IC", "facilitator", "scribe", "SME", "stakeholder", "attendee", "on-call")
}
"""The guide's roles, as they are written."""

_BETWEEN = re.compile(r"[,;](?![^(]*\))")
_ROLES = re.compile(r"(?P<name>[^()]*)\((?P<roles>[^()]*)\)")


def read_people(line: str) -> tuple[Person, ...]:
    """The people of a line, each once; what follows a handle, or is a role that the guide knows, is a role."""
    found: dict[str, tuple[str, ...]] = {}
    for part in _BETWEEN.split(line):
        name, roles = _person(part.strip())
        if name:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *roles)))
    return tuple(Person(name, roles) for name, roles in found.items())


def write_people(people: Iterable[Person]) -> str:
    """The line that `read_people` reads back; commas and brackets in a name or a role are left out."""
    return ", ".join(
        f"{_plain(each.name)} ({', '.join(map(_plain, each.roles))})" if each.roles else _plain(each.name)
        for each in people
    )


def _person(part: str) -> tuple[str, tuple[str, ...]]:
    if found := _ROLES.fullmatch(part):
        return found["name"].strip(), tuple(_role(role) for role in found["roles"].split(",") if role.strip())
    words = part.split()
    if words and words[0].startswith("@"):
        return words[0], tuple(map(_role, words[1:]))
    name = [word for i, word in enumerate(words) if i == 0 or word.casefold() not in KNOWN]
    return " ".join(name), tuple(_role(word) for word in words[1:] if word.casefold() in KNOWN)


def _role(word: str) -> str:
    return KNOWN.get(word.strip().casefold(), word.strip())


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[,;()]", " ", text).split())
