"""Language that blames, second-guesses or shields: what is noticed in a sentence, and what a facilitator may say to it.

    hints("Alice shouldn't have deployed.", "note", ["Alice"])

Pure and quick: it is asked at every pause of a meeting. It takes a while to import, so import it where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from facilitator.coach.finding import Found, find, matches
from facilitator.coach.hearing import hear
from facilitator.coach.hint import ADMITTED, DEFENSIVE, context_of
from facilitator.coach.hint import Hint as Hint
from facilitator.coach.lexicon import Lexicon
from facilitator.coach.lexicon import lexicon as _lexicon
from facilitator.coach.saying import said, thanked
from facilitator.coach.vague import vague
from facilitator.domain.record import replace

LONGEST: Final = 500
"""Characters of a sentence; a longer one is heard in parts."""
_SENTENCE: Final = re.compile(r"[^.!?\n]*(?:[.!?](?![\s)»”\"])[^.!?\n]*)*(?:[.!?]+[)»”\"]?|\n|\Z)")


def hints(text: str, context: str, people: Collection[str], lexicon: Lexicon | None = None) -> tuple[Hint, ...]:
    """What is noticed, in the order of the text. `people` are the names of the roster."""
    known = lexicon or _lexicon()
    context = context_of(context)
    if context == "action":
        return vague(text, people, known)
    found: list[Hint] = []
    for start, end in _sentences(text):
        heard = hear(text, start, end, people, known)
        for each in find(heard, context, known):
            hint = said(each, heard, known)
            others = text[:start].strip(), text[end:].strip()
            if hint.note and any(others):  # the wording is for the whole note
                hint = replace(hint, note=" ".join(filter(None, (others[0], hint.note, others[1]))))
            found.append(hint)
    return tuple(found)


def thanks(text: str, lexicon: Lexicon | None = None) -> Hint | None:
    """The thanks for a gap that somebody admits, as in «I forgot to …»; None where nobody does, or defends it."""
    known = lexicon or _lexicon()
    for start, end in _sentences(text):
        heard = hear(text, start, end, (), known)
        admitted = next(iter(matches(heard, known, "admitted", "everywhere")), None)
        if admitted and not any(each.category == DEFENSIVE for each in find(heard, "note", known)):
            return thanked(Found(ADMITTED, *admitted), heard)
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        while start < end:
            cut = end if end - start <= LONGEST else text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1
            cut = cut or start + LONGEST
            if not text[start:cut].isspace():
                yield start, cut
            start = cut
