"""A note without the words that judge: «@tariq stupidly deletes the lock file» → «@tariq deletes the lock file»."""

from __future__ import annotations

from typing import Final

from facilitator.coach.english import PAST, THIRD, find
from facilitator.coach.heard import PEOPLE, Heard
from facilitator.coach.hearing_words import STOPS
from facilitator.coach.lexicon import Lexicon

_MISTAKE: Final = frozenset(("mistake", "error", "decision"))


def without_judging(heard: Heard, lexicon: Lexicon) -> str:
    """The sentence without words that may go; empty where none may, or where little would be left."""
    texts = [word.text for word in heard.words]
    if not texts:
        return ""
    if len(texts) < 9 and texts[0] in ("this", "that", "it") and _MISTAKE & set(texts):
        return "This reveals a gap in our process."
    gone = [at for at in range(len(texts)) if _may_go(texts, at, lexicon)]
    acts = any(find(THIRD, text) or find(PAST, text) for text in texts)
    if not gone or not acts or len(texts) - len(gone) < 3:
        return ""
    judged = {at for at, text in enumerate(texts) if text in lexicon.traits | lexicon.slurs} - set(gone)
    if judged:
        return ""
    kept, at = "", heard.words[0].start
    for number in gone:
        kept += heard.text[at : heard.words[number].start]
        at = heard.words[number].end
        while heard.text[at : at + 1] == " ":
            at += 1
    kept = (kept + heard.text[at : heard.words[-1].end]).strip()
    return kept[:1].upper() + kept[1:]


def _may_go(texts: list[str], at: int, lexicon: Lexicon) -> bool:
    """An adverb before or after a verb, or an adjective before its noun."""
    then = texts[at + 1] if at + 1 < len(texts) else ""
    if texts[at] in lexicon.adverbs:
        return True
    return (
        texts[at] in lexicon.traits
        and then[:1].isalpha()
        and then not in STOPS
        and (then in PEOPLE or then not in lexicon.traits)
    )
