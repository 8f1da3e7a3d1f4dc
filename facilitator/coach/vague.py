"""Whether an action item says what exactly, by whom, until when, and how one sees that it is done: what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from facilitator.coach.english import BASE
from facilitator.coach.hint import VAGUE, Hint
from facilitator.coach.lexicon import Lexicon
from facilitator.coach.lexicon import lexicon as our_lexicon
from facilitator.coach.task_owner import owners
from facilitator.coach.task_words import DATES, bare_task, results

FEW: Final = 2
"""Words that seldom say what to do."""

EXAMPLE: Final = (
    "Specific, actionable, owned, dated. For example: «Add connection pool saturation alert with 80% threshold, Slack"
    " notification, owner: @alice, due: Dec 10.»"
)
_NAMES: Final = ("a specific task", "one person as its owner", "a due date")
_ASKS: Final = (
    ("What exactly will be different when this is done?", "How will we see that it is done?"),
    ("Which one person will own it?",),
    ("By which day can it be done?",),
)
_HEDGED: Final = re.compile(r"\W*(?:it (?:would|might) be|maybe|perhaps|would be|ideally)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_][\w'-]*")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Japanese, Chinese, Thai: no blanks, so words cannot be counted."""


class Lacks(NamedTuple):
    """What an action item does not say."""

    task: bool
    """What exactly will change, or else how one sees that it is done."""
    owner: bool
    due: bool


def lacks(text: str, people: Collection[str], lexicon: Lexicon) -> Lacks:
    """What is missing from an action item that is written as one line."""
    line = text.replace("’", "'")
    owned = owners(line, people, lexicon)
    task = bare_task(line, owned)
    return Lacks(
        _HEDGED.match(line) is not None or _vague(task, results(line, owned), lexicon),
        len(owned) != 1,
        not DATES.search(line),
    )


def vague_task(text: str, criteria: str = "", lexicon: Lexicon | None = None) -> bool:
    """Whether a task, without its owner and its date, does not say what exactly will be changed.

    Success criteria, a figure or a quotation make up for much of it.
    """
    told = bool(criteria.strip()) or results(text, ())
    return _vague(bare_task(text, ()), told, lexicon or our_lexicon())


def _vague(task: str, told: bool, lexicon: Lexicon) -> bool:
    words = _WORD.findall(task.lower())
    few, weak = len(words) <= FEW and not _UNSPACED.search(task), _weak(words, lexicon)
    if told or (few and weak):
        return few and weak
    return few or weak or any(True for _ in lexicon.found["action", "care"].found(_line(words), frozenset(words)))


def _weak(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a task begins with a word that says what to look at; «review and update» says what to change."""
    weak = lexicon.found["action", "weak"]
    found = next((m for m in weak.found(_line(words[:6]), frozenset(words[:6])) if m.start() <= 1), None)
    if found is None:
        return False
    rest = words[len(found[0].split()) :]
    return not (len(rest) > 2 and rest[0] == "and" and rest[1] in BASE and not _weak(rest[1:], lexicon))


def _line(words: list[str]) -> str:
    return f" {' '.join(words)} "


def vague(text: str, people: Collection[str], lexicon: Lexicon) -> tuple[Hint, ...]:
    """One hint that tells all that is missing; none for a good action item."""
    if not text.strip():
        return ()
    missing = lacks(text, people, lexicon)
    if not any(missing):
        return ()
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    told = [name for name, lacking in zip(_NAMES, missing, strict=True) if lacking]
    says = [ask for asks, lacking in zip(_ASKS, missing, strict=True) if lacking for ask in asks]
    return (Hint(VAGUE, start, end, f"It still lacks {_listed(told)}.", (*says, EXAMPLE)),)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
