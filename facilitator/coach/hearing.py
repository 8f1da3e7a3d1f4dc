"""A sentence as the coach hears it: small words in a row, with a sign in place of each person, team and quotation.

    «Honestly, the on-call engineer shouldn't have …»  →  " , H should not have … "

So a pattern needs no list of people, and none has to be compiled for a roster. Each word remembers its characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from facilitator.coach.heard import ONE, QUOTE, Heard, Word
from facilitator.coach.hearing_words import APART, DROPPED, NAMES_THAT_ARE_WORDS, NOT_A_NAME, SIGNS
from facilitator.coach.lexicon import Lexicon
from facilitator.coach.persons import joined

_QUOTED: Final = re.compile(
    r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|`[^`\n]{1,300}`|(?<!\w)'[^'\n]{2,300}'(?!\w)"
)
_TOKEN: Final = re.compile(r"@[\w.-]*\w|\ue000+|'(?:s|ve|re|ll|d|m)(?!\w)|\w+n't|[^\W\ue000]+(?:[-/.]\w+)*|[^\w\s]")


def hear(text: str, start: int, end: int, people: Collection[str], lexicon: Lexicon) -> Heard:
    """The words of a part of a text."""
    words = joined(_people(_words(text[start:end], start), _forms(tuple(people))), lexicon)
    starts, at = [], 1
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    line = f" {' '.join(word.text for word in words)} "
    return Heard(text, tuple(words), line, tuple(starts), frozenset(word.text for word in words))


@lru_cache(maxsize=64)
def _forms(people: tuple[str, ...]) -> frozenset[str]:
    """What each person may be called."""
    forms: set[str] = set()
    for name in people:
        bare = name.strip().removeprefix("@")
        forms.update((name.strip(), bare[:1].upper() + bare[1:], *bare.split(" ")[:1]))
        forms.update(word for word in bare.split(" ") if word[:1].isupper() and len(word) > 2)
    return frozenset(form for form in forms if len(form) > 1 and not form.islower())


def _words(text: str, offset: int) -> list[Word]:
    plain = text.replace("’", "'")
    quoted = _QUOTED.search(plain)
    if quoted and len(quoted[0]) < len(plain.strip()) - 3:  # What is all in quotes is what somebody says here.
        plain = _QUOTED.sub(lambda found: "\ue000" * len(found[0]), plain)
    found = []
    for token in _TOKEN.finditer(plain):
        word = token[0]
        if word[0] == "\ue000":
            word = QUOTE
        found.append(Word(word, token.start() + offset, token.end() + offset))
    return found


def _people(words: list[Word], forms: frozenset[str]) -> list[Word]:
    """The words in small letters, people as signs, short forms in full."""
    found: list[Word] = []
    for at, (word, start, end) in enumerate(words):
        small = word.lower()
        then = words[at + 1][0] if at + 1 < len(words) else ""
        if word == QUOTE and end - start > 1:
            found.append(Word(QUOTE, start, end))
        elif (word[0] == "@" and len(word) > 1) or (
            word in forms
            and _is_name(small, then, at == 0 or not found or found[-1].text in (".", ":", "!", "?"), forms)
        ):
            found.append(Word(ONE, start, end))
        elif word == "'" and found and found[-1].text.endswith("s") and found[-1].end == start:
            found.append(Word("'s", start, end))
        elif small in SIGNS:
            found.append(Word(SIGNS[small], start, end))
        elif small in APART:
            found.extend(Word(each, start, end) for each in APART[small])
        elif small.endswith("n't") and len(small) > 3:
            found += [Word(small[:-3], start, end), Word("not", start, end)]
        elif small not in DROPPED:
            found.append(Word(small, start, end))
    return found


def _is_name(small: str, then: str, first: bool, forms: frozenset[str]) -> bool:
    """Whether a word that is also a name is meant as one: not in «Mark the node», «Will Alice …», «Grace period»."""
    if small not in NAMES_THAT_ARE_WORDS:
        return True
    low = then.lower()
    return low not in ("period", "of") and not (first and (low in NOT_A_NAME or then in forms or then[:1] == "@"))
