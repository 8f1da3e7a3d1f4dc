"""What the document adds to a text in its line: what is said quietly beside it, and several texts in one line.

Nothing that a person typed can be taken for it: emphasis is ours alone, as texts are escaped, and a sign that parts two
texts is written as a character reference where it is part of one. So the document can be read back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from facilitator.documents.escape import Escaped, markdown_cell, markdown_text
from facilitator.domain.session import Person

NOT_GIVEN: Final = Escaped("_not given yet_")
DASH: Final = Escaped("–")
"""In a table: still to be filled in."""


def quiet(*tags: str) -> Escaped:
    """` _(tools, 14:30, +3)_`, or nothing. Only the last tag may hold a text of a person."""
    said = [tag if isinstance(tag, Escaped) else markdown_text(tag) for tag in tags if tag]
    return Escaped(f" _({', '.join(said)})_" if said else "")


def listed(texts: Iterable[str]) -> Escaped:
    """Texts with commas between them."""
    return Escaped(", ".join(coded(text, ",") for text in texts if text.strip()))


def listed_people(people: Iterable[Person]) -> Escaped:
    """`@bob (IC), @alice (on-call, SME)`."""
    return Escaped(", ".join(_person(person) for person in people if person.name.strip()))


def coded(text: str, signs: str) -> Escaped:
    """The text with these signs, which mean something where it stands, as character references."""
    written: str = markdown_text(text)
    for sign in signs:
        written = written.replace(sign, f"&#{ord(sign)};")
    return Escaped(written)


def plain(text: str) -> str:
    """A text as the document has it in one line: what two texts are compared by."""
    return " ".join(text.split())


class Names:
    """How the document speaks of things again: by their words, and by a number where several say the same."""

    def __init__(self, things: Iterable[tuple[int, str]]) -> None:
        """Ids and texts, in the order in which they are read."""
        self._same: dict[str, list[int]] = {}
        for id, text in things:
            self._same.setdefault(plain(text), []).append(id)

    def number(self, id: int, text: str) -> str:
        """`no. 2` for the second of those that say the same; nothing for the only one."""
        same: Sequence[int] = self._same.get(plain(text), ())
        return f"no. {same.index(id) + 1}" if len(same) > 1 and id in same else ""

    def called(self, id: int, text: str) -> Escaped:
        return Escaped(f"{markdown_text(text)}{quiet(self.number(id, text))}")

    def in_cell(self, id: int, text: str) -> Escaped:
        return Escaped(f"{markdown_cell(plain(text))}{quiet(self.number(id, text))}")


def _person(person: Person) -> str:
    roles = ", ".join(coded(role, ",)") for role in person.roles if role.strip())
    name = coded(person.name, ",(")
    return f"{name} ({roles})" if roles else name
