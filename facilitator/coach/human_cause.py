"""A why or a root cause whose end point is what a person did or was, whatever the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facilitator.coach.causes import ABSENT, CARRIED, GIVEN
from facilitator.coach.english import PAST, find
from facilitator.coach.heard import Heard
from facilitator.coach.hearing_words import word_set

_LEAD: Final = (
    r"\A (?:(?:[^.!?;:]+ )?causes? [^.!?;:]{0,60}?(?:: |- |was (?:that )?|is (?:that )?))?"
    r"(?:(?:because|cause|since|as|of|and|but|so|,|it|that|was|is|then|all|started|began|when|only|just|once|again) )"
    r"{0,6}"
)
_WHO: Final = r"[HSY] (?:(?:and|or) [HSY] )?(?:, )?(?:who |that |which )?"
_BESIDE: Final = (
    r"(?:(?:has|have|had|do|also|just|then|again|only|both|too|never|later|already|not|did|does|[a-z]+ly) ){0,4}"
)
_ACT: Final = re.compile(rf"{_LEAD}(?P<who>{_WHO})(?P<beside>{_BESIDE})(?P<verb>[a-z-]+) (?P<rest>.*)")
_ALONE: Final = re.compile(rf"{_LEAD}[H] (?:[.!] )?\Z")
_BY: Final = re.compile(r" (?P<verb>[a-z-]+(?:ed|en|wn|un|ut|et|ent|one|ade)) (?:[a-z]+ ){0,2}by [HS] ")
_CARRIED_ON: Final = re.compile(
    r" (?:(?:that|which) (?:could|can|would|has|had|did|does|was|is) (?!wrong)"
    r"|(?:, |; |and |but |, and |, but |, so |since |, since |because )"
    r"(?:the|a|an|our|both|its) (?:[a-z-]+ ){0,3}?(?:tool|form|system|script"
    r"|console|prompt|pipeline|cli|ui|check|process|deploy|dashboard|runbook|server|service|alert|job|page|default"
    r"|configuration|review|warning|template|policy|api|procedure|checklist|button|name|screen|field|interface)s? "
    r"|(?:, |and |but |, and |, but )(?:nothing|no|there|neither|without|it has) )"
)
"""What a tool or a rule, or the lack of one, has to do with it: the cause does not end at the person."""
_UNABLE: Final = word_set("have get receive see know find reach access own notice realise realize understand") - {
    "understand",
    "know",
    "notice",
}
"""«The on-call did not get the page»: what was not given to them."""


def carried_on(heard: Heard, last: int) -> bool:
    """Whether what comes after a word says what a tool or a rule has to do with it."""
    return _CARRIED_ON.search(heard.line, max(0, heard.starts[last] - 1)) is not None


def ends_at_a_person(
    heard: Heard, spared: Sequence[tuple[int, int]], vendors: frozenset[str]
) -> tuple[int, int] | None:
    """From which word to which the person's part reaches; None where a tool, a rule or the lack of one carries it."""
    deeper = heard.line.rfind(" because ")
    start = deeper if deeper > 0 else 0
    line = heard.line[start:]
    typed = heard.typed(heard.at(start + 1), len(heard.words))
    if ABSENT.search(typed):
        return None
    if _ALONE.match(line):
        return 0, len(heard.words) - 1
    reach = _acted(line) or _by(line)
    if reach is None or _CARRIED_ON.search(line, reach[1]):
        return None
    first, last = heard.at(start + reach[0]), heard.at(start + reach[1])
    if any(heard.typed(at, at + 1).lower().split()[-1] in vendors for at in range(first, last + 1)):
        return None  # what a vendor changes is as little in our hands as the weather
    return None if any(begin <= last and first <= end for begin, end in spared) else (first, last)


def _acted(line: str) -> tuple[int, int] | None:
    act = _ACT.match(line)
    if not act:
        return None
    verb, beside = act["verb"], act["beside"].split()
    if "not" in beside or "never" in beside:
        if (
            "have" in beside
            or verb in _UNABLE
            or ("had" in beside and "not" not in beside)
            or ("has" in beside and verb == "been")
        ):
            return None
        return act.start("who"), act.end("verb")
    if GIVEN.fullmatch(verb):
        return None
    if "had" in beside or "has" in beside or find(PAST, verb) or (verb.endswith("ed") and len(verb) > 4):
        if not (find(PAST, verb) or re.fullmatch(r"[a-z-]+(?:ed|en|wn|un|ut|et|ent|one|ade|ft|ld|pt|it|id)", verb)):
            return None
        return act.start("who"), act.end("verb")
    return None


def _by(line: str) -> tuple[int, int] | None:
    by = _BY.search(line)
    if not by or GIVEN.fullmatch(by["verb"]) or CARRIED.search(line[: by.start()]):
        return None
    return by.start() + 1, by.end() - 2
