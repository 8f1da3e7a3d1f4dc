"""What was done or left undone, as the words after «to»: «shouldn't have deployed at night» → «deploy at night».

A question is filled with it only where that surely makes good English, and where it names nobody.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from facilitator.coach.heard import PEOPLE, Heard
from facilitator.coach.hearing_words import word_set
from facilitator.coach.questions import infinitive

LONGEST: Final = 70
"""Characters of a deed that a question repeats."""
_ENDS: Final = word_set(
    ", ; : . ! ? ( ) … - – — but and so because although though which who if when while then or that earlier sooner"
    " better properly tbh imo instead"
)
_OURS: Final = word_set("me us my our your you him her his their them myself 's it this that these those not Q")
_BETWEEN: Final = word_set("just at least even also really never not already still long rather better been first")

_NO_DEED: Final = word_set("be have get save spare prevent avoid know wrong")
"""Of these one cannot ask what made them easy or possible."""


class Deed(NamedTuple):
    """What was done, and whether it would better not have been."""

    words: str
    undo: bool


def deed(heard: Heard, first: int, last: int) -> Deed | None:
    """What the words from `first` on speak of, if that can be said again."""
    texts = [word.text for word in heard.words]
    frame = texts[first : last + 1]
    for at in range(first, min(last + 6, len(texts))):
        word = texts[at]
        if word == "to" and at > first and texts[at - 1] not in ("ought", "needed", "had") and at + 1 < len(texts):
            return _said(heard, at + 1, texts[at + 1] if texts[at + 1].isalpha() else None, undo=False)
        if word in ("have", "of", "'ve") and any(modal in frame for modal in ("should", "could", "ought", "might")):
            verb = at + 1
            while verb < len(texts) - 1 and texts[verb] in _BETWEEN:
                verb += 1
            if verb < len(texts):
                return _said(
                    heard, verb, infinitive(texts[verb]), undo="not" in texts[first:at] or "never" in texts[first:at]
                )
    return None


def acted(heard: Heard, first: int, last: int) -> Deed | None:
    """What the verb at the end of the words, or after them, says was done."""
    for at in (last, last + 1, *range(first, last)):
        if at < len(heard.words) and (base := infinitive(heard.words[at].text)) and heard.words[at].text not in PEOPLE:
            return _said(heard, at, base, undo=True)
    return None


def _said(heard: Heard, at: int, base: str | None, *, undo: bool) -> Deed | None:
    if base is None or base in _NO_DEED:
        return None
    end = at + 1
    while end < len(heard.words) and heard.words[end].text not in _ENDS:
        if heard.words[end].text in _OURS or heard.words[end].text in PEOPLE:
            return None
        end += 1
    rest = heard.typed(at + 1, end)
    words = f"{base} {rest}".strip()
    return None if len(words) > LONGEST or words == "do" else Deed(words, undo)
