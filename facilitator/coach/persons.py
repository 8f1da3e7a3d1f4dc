"""Roles, teams and vendors among the words of a sentence, each with the words that belong to it as one person."""

from __future__ import annotations

from typing import Final

from facilitator.coach.english import THIRD, find, marked
from facilitator.coach.heard import ME, NONE, ONE, PEOPLE, QUOTE, SOME, Word
from facilitator.coach.hearing_words import COMPARED, MACHINES_TOO, MODIFIERS, STOPS, THE, word_set
from facilitator.coach.lexicon import Lexicon

_BEFORE_TEAM: Final = word_set("by because that but and if had in from at again course always usual once")
_ON_DUTY: Final = word_set("call duty shift nights watch rota phone bridge desk")
_REACH: Final = 4
"""Words before a person that may belong to it."""


def joined(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """Each role and team with the words that belong to it as one person."""
    found: list[Word] = []
    at, size = 0, len(words)
    while at < size:
        word = words[at]
        then = words[at + 1].text if at + 1 < size else ""
        if word.text == "no" and then == "one":
            word, at = Word(NONE, word.start, words[at + 1].end), at + 1
        if word.text in PEOPLE or _is_role(word.text, found, then, lexicon):
            found.append(_person(words, at, word, found, lexicon))
            at = _reach_on(words, at, lexicon)
        else:
            found.append(word)
        at += 1
    return found


def _person(words: list[Word], at: int, word: Word, found: list[Word], lexicon: Lexicon) -> Word:
    """A person whose name or last word stands at a place, with what belongs to it before and after."""
    sign, start = (word.text, word.start) if word.text in PEOPLE else (ONE, word.start)
    if sign == ONE and word.text != ONE:
        start = _reach_back(found, word.start, lexicon)
        first = next((each.text for each in words if each.start == start), "")
        if word.text in lexicon.teams and first in ("my", "our"):
            sign = ME
    if len(found) > 1 and found[-2].text in ("one", "none", "some", "many", "most") and found[-1].text == "of":
        found.pop()
        of = found.pop()
        start, sign = of.start, NONE if of.text == "none" or (found and found[-1].text in ("not", "no")) else SOME
    elif found and found[-1].text == ONE and sign == ONE:  # «on-call engineer @alice»
        start = found.pop().start
    return Word(sign, start, words[_reach_on(words, at, lexicon)].end)


def _is_role(text: str, before: list[Word], then: str, lexicon: Lexicon) -> bool:
    last = before[-1].text if before else ","
    if text in lexicon.bare:  # «security did not …»: a team only as the one who acts, or the one who is meant
        clear = last in _BEFORE_TEAM or not last[0].isalpha() or last in lexicon.traits
        acts = then in lexicon.acts or (find(THIRD, then) and not marked(find(THIRD, then) or "", "*"))
        clear = clear or (last == "the" and text not in MACHINES_TOO)
        meant = last in ("by", "in", "from", "was", "is", "to", "blame", "typical") and not then[:1].isalpha()
        return bool((clear and acts) or meant or (last in ("was", "is") and then == "again"))
    if text == "shift":
        return last in ("night", "day", "early", "late", "weekend", "previous")
    if text in ("lead", "leads") and then in ("to", "time", "the"):  # a verb
        return False
    if text == "worker":
        return then in ("who", "that")
    if text not in lexicon.anybody:
        return False
    return then not in lexicon.systems and last not in lexicon.machines and then not in lexicon.roles


def _reach_back(found: list[Word], start: int, lexicon: Lexicon) -> int:
    """Take the words that belong to a person off the end: «the new network» before «engineer»."""
    first = at = len(found)
    while at > max(0, len(found) - _REACH) and _belongs(found[at - 1].text, lexicon):
        at -= 1
        text = found[at].text
        if text in THE:
            first = at
            break
        if first == at + 1 and (text in MODIFIERS or text in lexicon.anybody):
            first = at  # without an article only what often stands there
    if first < len(found):
        start = found[first].start
        del found[first:]
    return start


def _belongs(text: str, lexicon: Lexicon) -> bool:
    return text in THE or not (
        not text[0].isalpha()
        or text in STOPS
        or text in PEOPLE
        or text in COMPARED
        or text in lexicon.traits
        or text in lexicon.slurs
        or text == QUOTE
        or text.endswith("ly")
    )


def _reach_on(words: list[Word], at: int, lexicon: Lexicon) -> int:
    """The last word of a person: «from the database team», «on call», «in charge»."""
    texts = [word.text for word in words[at + 1 : at + 7]] + [""] * 7
    if texts[0] == "in" and texts[1] == "charge":
        return at + 2
    if texts[0] in ("on", "at") and texts[1] in _ON_DUTY:
        return at + 2
    if texts[0] in ("on", "at") and texts[1] == "the" and texts[2] in _ON_DUTY:
        return at + 3
    if texts[0] not in ("from", "in", "of", "on", "at"):
        return at
    for far in (1, 2, 3, 4):
        text = texts[far]
        if text == "shift":
            return at + 1 + far
        if text in lexicon.anybody:
            if texts[far + 1] in lexicon.systems:
                return at
            if texts[far + 1] not in lexicon.teams and texts[far + 1] not in lexicon.roles:
                return at + 1 + far
        elif (text in STOPS and text not in THE) or not text[:1].isalpha():
            return at
    return at
