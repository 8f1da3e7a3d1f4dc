"""What of a sentence the phrases of the lexicon fit, and what of it is spared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from facilitator.coach.heard import Heard
from facilitator.coach.hint import BLAME, DEFENSIVE, HINDSIGHT, HUMAN
from facilitator.coach.human_cause import carried_on, ends_at_a_person
from facilitator.coach.lexicon import Lexicon

EVERYWHERE: Final = ((HINDSIGHT, "everywhere"), (BLAME, "everywhere"))
SPOKEN: Final = (
    (DEFENSIVE, "everywhere"),
    (DEFENSIVE, "spoken"),
    (HINDSIGHT, "everywhere"),
    (BLAME, "everywhere"),
    (BLAME, "spoken"),
    (HINDSIGHT, "spoken"),
    (HUMAN, "everywhere"),
)
"""Which phrases a section is asked for, the more telling ones first."""
CAUSES: Final = ("why", "root_cause")
TABLES: Final = {
    "timeline": ((DEFENSIVE, "everywhere"), *EVERYWHERE),
    "well": EVERYWHERE,
    "why": (*SPOKEN, (HUMAN, "causes")),
    "root_cause": (*SPOKEN, (HUMAN, "causes")),
}


class Found(NamedTuple):
    """A category, and from which word to which."""

    category: str
    first: int
    last: int


def find(heard: Heard, context: str, lexicon: Lexicon) -> list[Found]:
    """What is noticed in a sentence; each category once."""
    spared = [*matches(heard, lexicon, "spared", "everywhere"), *matches(heard, lexicon, "silence", "phrases")]
    found: dict[str, Found] = {}
    for category, key in TABLES.get(context, SPOKEN):
        if category in found:
            continue
        for first, last in matches(heard, lexicon, category, key):
            if any(begin <= last and first <= end for begin, end in spared) or _silenced(heard, first, last, lexicon):
                continue
            if category == HUMAN and context in CAUSES and carried_on(heard, last):
                continue
            found[category] = Found(category, first, last)
            break
    if context in CAUSES and not found and (reach := ends_at_a_person(heard, spared, lexicon.vendors)):
        found[HUMAN] = Found(HUMAN, *reach)
    return list(found.values())


def matches(heard: Heard, lexicon: Lexicon, table: str, key: str) -> Iterator[tuple[int, int]]:
    """From which word to which the phrases of a table fit."""
    for match in lexicon.found[table, key].found(heard.line, heard.known):
        yield heard.at(match.start()), heard.at(max(match.start(), match.end() - 1))


def _silenced(heard: Heard, first: int, last: int, lexicon: Lexicon) -> bool:
    return any(word.text in lexicon.silenced for word in heard.words[first : last + 1])
