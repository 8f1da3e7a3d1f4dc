"""What the outside must not read: people, hosts, addresses, customers, secrets. Found, told, replaced, and undone.

    replacements = find(session, known(session), words)
    public = apply_to(session, replacements, kept=replacements[3:4])

Pure: nothing is written, and the session itself is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Person, Session
from facilitator.redaction_patterns import FORMS, SECRETS, secrets_in
from facilitator.redaction_people import START, STOP, is_team, known, people_in, role
from facilitator.redaction_session import changed, is_name, texts

__all__ = ["Replacement", "apply", "apply_to", "find", "is_secret", "known", "read_words", "secrets", "words_in"]

REMOVED: Final = "[secret removed]"
REDACTED: Final = "[redacted]"
WORD: Final = "word of ours"


class Replacement(Record):
    """One place at which something else will be read."""

    start: int
    end: int
    what: str
    """`person`, `handle`, `e-mail address`, `internal host`, `network address`, `word of ours`, or a secret's kind."""
    old: str
    new: str
    where: str = ""
    """Where in the session the text is: `entries/3/text`. Empty for a text by itself."""


def find(of: Session | str, people: Iterable[Person], words: Iterable[str] = ()) -> tuple[Replacement, ...]:
    """What to replace, in the order in which it is read; no two overlap.

    A word may bring its replacement: `Acme Corp = a large retailer`.
    """
    people, words = tuple(people), tuple(words)
    if isinstance(of, str):
        return tuple(_found(of, "", people, words))
    return tuple(each for where, text in texts(of) for each in _found(text, where, people, words))


def apply(text: str, replacements: Iterable[Replacement], kept: Collection[Replacement] = ()) -> str:
    """The text with these replacements made, but for those that are kept as they were."""
    parts, at = [], 0
    for each in sorted(replacements, key=lambda each: each.start):
        if each.start >= at and each not in kept:
            parts += [text[at : each.start], each.new]
            at = each.end
    return "".join([*parts, text[at:]])


def apply_to(session: Session, replacements: Iterable[Replacement], kept: Collection[Replacement] = ()) -> Session:
    """The session with these replacements made in its texts. What is private, and its past, are not in it."""
    by_place: dict[str, list[Replacement]] = {}
    for each in replacements:
        by_place.setdefault(each.where, []).append(each)
    return changed(session, lambda where, text: apply(text, by_place.get(where, ()), kept))


def secrets(of: Session | str) -> tuple[Replacement, ...]:
    """The secrets alone: they belong in no document at all."""
    places = [("", of)] if isinstance(of, str) else texts(of)
    return tuple(
        Replacement(start, end, what, text[start:end], REMOVED, where)
        for where, text in places
        for _, start, end, what, _ in _apart([(0, *found, REMOVED) for found in secrets_in(text)])
    )


def is_secret(replacement: Replacement) -> bool:
    return replacement.what in SECRETS


def read_words(text: str) -> tuple[str, ...]:
    """The words of a list: one a line, `#` begins a remark."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def words_in(text: str, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where one of the team's own words stands, and what to write. `Acme Corp` is `acme-corp` too."""
    for word in words:
        pattern, new = _word(word)
        if pattern:
            yield from ((*found.span(), new) for found in pattern.finditer(text))


@lru_cache(maxsize=1000)
def _word(word: str) -> tuple[re.Pattern[str] | None, str]:
    old, _, new = (part.strip() for part in word.partition(" = "))
    between = r"[\s._-]*".join(re.escape(part) for part in re.split(r"[\s._-]+", old) if part)
    if not between:
        return None, ""
    start, stop = (START if old[0].isalnum() else ""), (STOP if old[-1].isalnum() else "")
    return re.compile(f"{start}{between}{stop}", re.IGNORECASE), new or REDACTED


Found = tuple[int, int, int, str, str]
"""How much it matters (0 most), start, end, what, new."""


def _found(text: str, where: str, people: tuple[Person, ...], words: tuple[str, ...]) -> Iterator[Replacement]:
    if is_name(where) and text.strip() and not is_team(text):
        candidates: list[Found] = [(0, 0, len(text), "person", _as_person(text, people))]
    else:
        candidates = [(0, start, end, what, REMOVED) for start, end, what in secrets_in(text)]
        for what, (spans, new) in FORMS.items():
            candidates += [(1, start, end, what, new) for start, end in spans(text)]
        candidates += [(2, start, end, WORD, new) for start, end, new in words_in(text, words)]
        candidates += [(3, *found) for found in people_in(text, people)]
    for _, start, end, what, new in _apart(candidates):
        yield Replacement(start, end, what, text[start:end], new, where)


def _apart(candidates: list[Found]) -> list[Found]:
    """Those that matter most, and the longest of them, without the ones that they overlap."""
    taken: list[Found] = []
    for each in sorted(candidates, key=lambda each: (each[0], each[1] - each[2], each[1])):
        if each[1] < each[2] and all(each[2] <= other[1] or other[2] <= each[1] for other in taken):
            taken.append(each)
    return sorted(taken, key=lambda each: each[1])


def _as_person(text: str, people: tuple[Person, ...]) -> str:
    """A field that holds nothing but a name."""
    same = (person for person in people if person.name.strip().casefold() == text.strip().casefold())
    told = next((role(person) for person in same), "") or next((new for *_, new in people_in(text, people)), "")
    told = told or role(Person(text))
    return told[0].upper() + told[1:]
