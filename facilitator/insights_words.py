"""The words of a text that say what it is about, so that two texts can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WORD = re.compile(r"[^\W_]+")
_LITTLE_WORDS = """
a an the this that these those it its there here we our us they their them he she his her you your i my and or
but nor so if then than when while as of in on at to for from by with without into onto over under after
before during about per via is are was were be been being am do does did done has have had having can could
will would shall should may might must not no none any all each every some such only just also very too more
most less least which who whom whose what where why how because due cause caused causes root reason still yet
again between up down out off
"""
_LITTLE: Final = frozenset(_LITTLE_WORDS.split())
"""Words that say nothing of what a text is about."""


@lru_cache(maxsize=20_000)
def keywords(text: str) -> frozenset[str]:
    """The words that count, without case, accents and a plural's s. `not` and the like do not count either."""
    words = _WORD.findall(_folded(text))
    return frozenset(_singular(word) for word in words if word not in _LITTLE)


def names(texts: tuple[str, ...]) -> frozenset[str]:
    """Services or tags as they are compared: «Checkout Service» is «checkout-service»."""
    return frozenset(" ".join(_WORD.findall(_folded(text))) for text in texts if text.strip())


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)).casefold()


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]
