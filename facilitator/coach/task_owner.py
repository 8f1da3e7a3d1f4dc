"""Who owns an action item that is written as one line: persons only, each once; a team is none."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from facilitator.coach.hearing_words import NAMES_THAT_ARE_WORDS, NOT_A_NAME, word_set
from facilitator.coach.lexicon import Lexicon

_WORD: Final = re.compile(r"@?\w[\w.'-]*\w|@?\w|[^\w\s]")
_LABEL: Final = re.compile(
    r"(?<!\w)(?:owners?|owned by|assignee|assigned to|dri|responsible|who)"
    r"\s*(?:[:=]|is\b|(?=@))?\s*[\s*_]*(?P<who>[^,;.|()\n]+)",
    re.IGNORECASE,
)
_NOT_BY: Final = word_set(
    "ask asks tell tells remind reminds with for from thank page notify train inform help support to of than via like"
    " about interview invite contact call"
)
"""After these a person is whom it is done to or with."""
_AND: Final = frozenset(("and", "or", "&", "/", "+", "und"))


def owners(text: str, people: Collection[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The names as they stand in the text."""
    labelled = _LABEL.search(text)
    if labelled:
        named = _named(labelled["who"], people, lexicon, open_end=True)
        if named or _no_person(labelled["who"], lexicon):
            return named
    return _named(text, people, lexicon)


def _no_person(who: str, lexicon: Lexicon) -> bool:
    words = re.findall(r"\w+", who.lower())
    no = lexicon.teams | lexicon.bare | lexicon.roles
    return bool(words) and (
        words[0] in ("tbd", "tba", "nobody", "unknown", "none", "everyone", "all", "we", "us")
        or bool(no & set(words[:4]))
    )


def _named(text: str, people: Collection[str], lexicon: Lexicon, *, open_end: bool = False) -> tuple[str, ...]:
    forms = _forms(tuple(people))
    words = _WORD.findall(text)
    found: list[tuple[int, str]] = []
    for at, word in enumerate(words):
        name = word.removesuffix("'s")
        if name[:1] == "@":
            if len(name) < 2 or name[1:].lower() in lexicon.teams | lexicon.bare | {
                "all",
                "here",
                "channel",
                "everyone",
                "oncall",
                "on-call",
            }:
                continue
        elif name not in forms or (
            name.lower() in NAMES_THAT_ARE_WORDS
            and at == 0
            and len(words) > 1
            and words[1].lower() in NOT_A_NAME | {"of", "period"}
        ):
            continue
        found.append((at, word))
    free = [
        (at, word)
        for at, word in found
        if not word.endswith("'s")
        and (
            at == 0
            or words[at - 1].lower() not in _NOT_BY
            or (words[at - 1].lower() == "to" and at > 1 and words[at - 2].lower() in ("assigned", "assign", "owner"))
        )
    ]
    if open_end and not free and words and words[0][:1].isupper() and not _no_person(text, lexicon):
        free = [(0, words[0])]
    if not free:
        return ()
    first = free[0]
    together = [first]
    for at, word in free[1:]:
        if at - together[-1][0] == 2 and (words[at - 1].lower() in _AND or words[at - 1] == ","):
            together.append((at, word))
    names = dict.fromkeys(word.lstrip("@").lower() for _, word in together)
    return tuple(next(word for _, word in together if word.lstrip("@").lower() == name) for name in names)


@lru_cache(maxsize=64)
def _forms(people: tuple[str, ...]) -> frozenset[str]:
    forms: set[str] = set()
    for name in people:
        bare = name.strip().removeprefix("@")
        forms.update((name.strip(), bare[:1].upper() + bare[1:], *bare.split(" ")[:1]))
    return frozenset(form for form in forms if len(form) > 1 and not form.islower())
