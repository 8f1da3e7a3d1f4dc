"""The phrases of the lexicon: plain words with a few signs, as patterns over what `hearing` gives.

    <who> (any person)   <one> (named, a role, a team)   <you> <me> <some> <nobody>   <them> (any but <me>)   <quote>
    <done> (a participle)   <adv> (adverbs)   <trait> <slur> <bad> <junk> <able> <harm> <culprit> (the lexicon's words)
    .. (up to five words)   ... (up to nine, also past a comma)   ^ and $ (where the sentence begins and ends)
    (a|b c)   (a|b)? (or nothing)   ruin~ (ruin, ruins, ruined, ruining)

A phrase is compiled when a sentence first holds one of the words that it needs. No part of it can repeat without a
bound, so no sentence takes long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from facilitator.coach.hearing_words import SIGNS, word_set
from facilitator.domain.record import Record

_PART: Final = re.compile(r"<\w+>|\.\.\.?|\(|\)\??|\||\^|\$|[^\s()|<>^$]+~?")
_SIGNS: Final = {
    "who": "HYSNM",
    "one": "H",
    "you": "Y",
    "me": "M",
    "some": "S",
    "nobody": "N",
    "them": "HYSN",
    "quote": "Q",
}
_GAP: Final = r"(?:[^ ,;:.!?()]+ ){0,5}?"
_BETWEEN: Final = r"(?:(?:just|only|even|also|all|both|too|then|at least|once|probably|again|maybe|[a-z]+ly) ){0,2}"
_DONE: Final = (
    r"(?:[a-z-]+(?:ed|en|wn|ung|unk|ght|ept|eft|elt|ent|uilt|ost|old|oken|orn|aid)|done|been|had|gone|said|read|put|set"
    r"|run|made|kept|cut|let|come|become|heard|led|met|stuck|held|shut|hit|won|understood|stood|stopped|begun|found"
    r"|got|split|reset|slept|fed|sat|spun|dug|hid) "
)
_MARKS: Final = {
    "..": _GAP,
    "...": r"(?:[^ .!?;]+ ){0,9}?",
    "^": r"(?<=\A )(?:(?:[\d:.h]+|-|\*|because|cause|since|of|and|but|so|,|:|root|the|it|was|that) ){0,5}",
    "$": r"(?=[.!?;]|\Z)",
    "<done>": _DONE,
    "<adv>": r"(?:(?:not|never|at|least|just|only|even|also|rather|better|long|already|still|since|by|now|then|of"
    r"|course|in|fact|first|well|as|immediately|once|probably|[a-z]+ly) ){0,3}?",
}
_COMMON: Final = word_set(
    "the a an this that it is was were are be to of in on at for with and or not no do did have has had so"
)


class Phrase(Record):
    """A phrase as it stands in the lexicon, and the pattern that it is."""

    written: str
    needs: tuple[frozenset[str], ...]
    """Of each of these, one word is in every sentence that it fits; the set that says most comes first."""
    pattern: str


def phrase(written: str, classes: Mapping[str, frozenset[str]]) -> Phrase:
    """A phrase; ValueError with half a sentence for one that cannot be read."""
    out: list[str] = []
    needs: list[frozenset[str]] = []
    branches: list[list[frozenset[str]]] = []
    inside = False
    parts = _PART.findall(written)
    if "".join(parts) != written.replace(" ", ""):
        raise ValueError("it has a sign that is not known")
    for part in parts:
        if part == "(":
            if inside:
                raise ValueError("brackets cannot stand in brackets")
            inside, branches = True, [[]]
            out.append("(?:")
        elif part == "|":
            if not inside:
                raise ValueError("a «|» stands outside of brackets")
            branches.append([])
            out.append("|")
        elif part[0] == ")":
            if not inside:
                raise ValueError("a bracket is closed that was not opened")
            inside = False
            out.append(part)
            if part == ")" and all(branches):
                needs.append(frozenset(word for branch in branches for word in max(branch, key=_weight)))
        else:
            made, words = _pattern(part, classes)
            out.append(made)
            if words:
                (branches[-1] if inside else needs).append(words)
    if inside:
        raise ValueError("a bracket is not closed")
    if not needs:
        raise ValueError("it needs a word of its own")
    return Phrase(written, tuple(sorted(needs, key=_weight, reverse=True)), "(?<= )" + "".join(out))


def _weight(words: frozenset[str]) -> int:
    """How much it says that one of these words is in a sentence."""
    return min(1 if word in _COMMON or len(word) == 1 else 10 + len(word) for word in words)


def _forms(word: str) -> Iterator[str]:
    """A verb as it may stand; the word itself without a `~`."""
    base = word.removesuffix("~")
    yield base
    if base == word:
        return
    stem = base.removesuffix("e")
    if re.search(r"[^aeiou]y\Z", base):
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    else:
        yield from (f"{base}{'es' if base.endswith(('s', 'x', 'ch', 'sh')) else 's'}", f"{stem}ed", f"{stem}ing")


def _pattern(part: str, classes: Mapping[str, frozenset[str]]) -> tuple[str, frozenset[str]]:
    """What a part matches, and the words of which it needs one; none where it needs no certain word."""
    nothing: frozenset[str] = frozenset()
    if part in _MARKS:
        return _MARKS[part], nothing
    if part[0] == "<":
        name = part[1:-1]
        if name in _SIGNS:
            return f"[{_SIGNS[name]}] {_BETWEEN if name != 'quote' else ''}", nothing
        if name not in classes:
            raise ValueError(f"there is no sign {part}")
        words = classes[name]
    else:
        words = frozenset(SIGNS.get(word, word) for word in _forms(part))
    if not words:
        return "(?!)", nothing
    return f"(?:{'|'.join(map(re.escape, sorted(words)))}) ", words


class Phrases:
    """Phrases that are found quickly: each is asked only where a word that it needs is."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._of: dict[str, list[int]] = {}
        self._phrases = list(phrases)
        self._made: dict[int, re.Pattern[str]] = {}
        for number, each in enumerate(self._phrases):
            for word in each.needs[0]:
                self._of.setdefault(word, []).append(number)

    def found(self, line: str, known: frozenset[str]) -> Iterator[re.Match[str]]:
        """Where the phrases fit a line, in the order of the lexicon."""
        for number in sorted({number for word in known & self._of.keys() for number in self._of[word]}):
            if not any(map(known.isdisjoint, self._phrases[number].needs)):
                yield from self._pattern(number).finditer(line)

    def warm(self) -> None:
        """Compile what is not compiled yet: for those who have many sentences, and can wait a moment first."""
        for number in range(len(self._phrases)):
            self._pattern(number)

    def _pattern(self, number: int) -> re.Pattern[str]:
        pattern = self._made.get(number)
        if pattern is None:
            pattern = self._made[number] = re.compile(self._phrases[number].pattern)
        return pattern
