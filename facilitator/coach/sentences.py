"""A sentence turned into the question why it is so; only where no reading of it makes bad English."""

from __future__ import annotations

import re
from typing import Final

from facilitator.coach.english import (
    AND,
    BASE,
    BE,
    FINITE,
    IN,
    LATE,
    MISSING,
    MODAL,
    ONE,
    PARTICIPLE,
    PAST,
    STATE,
    THE,
    THIRD,
    WE,
    WHEN,
    find,
    head_of,
    is_later,
    is_noun,
    is_participle,
    is_plural,
    lowered,
    marked,
    plain,
    with_article,
)

_AFTER_COMMA: Final = (IN | WHEN) - {"what", "why", "how", "whom", "that"} | {
    "not",
    "only",
    "rather",
    "e.g",
    "i.e",
    "such",
    "including",
    "especially",
    "even",
}
_TIME: Final = re.compile(
    r"\b(?:day|week|month|year|night|morning|evening|hour|minute|sprint|quarter|time|weekend)s?\b"
)
_SOME: Final = {"all", "every", "everyone", "everything", "enough", "many"}
_OPENING: Final = {"who", "what", "which", "how", "where", "whose", "why"}


def why(words: list[str]) -> str | None:
    """The question of a sentence, or «Why is it that …?» where turning it round might go wrong."""
    low = [plain(word) for word in words]
    start = 0
    if low[0] in IN | WHEN and low[0] != "that":
        start = _begins(words, low)
        if not start:
            return None
    verb = _main_verb(words[start:], low[start:])
    if verb is None:
        return None
    at, sure = verb[0] + start, verb[1] and not start
    how = "kept" if start else fit(words, low, at, low[at].removesuffix("n't") in BE)
    asked = _turned(words, low, at) if sure and how == "good" else None
    return asked or (None if how == "odd" else f"Why is it that {lowered(words)}?")


def _begins(words: list[str], low: list[str]) -> int:
    """Where the sentence begins after «when the DB slowed, …», «during the migration …»; 0 if that is not sure."""
    comma = next((i + 1 for i, word in enumerate(words[:-1]) if word.endswith(",")), 0)
    if comma or low[0] in WHEN:
        return comma
    return next((i for i in range(2, len(low)) if low[i] in THE | WE and low[i - 1] not in IN), 0)


def _main_verb(words: list[str], low: list[str]) -> tuple[int, bool] | None:
    """Where the main verb stands, and whether what is before it is surely its subject; None where there is none."""
    sure = True
    if low[0].removesuffix("n't") in _OPENING | FINITE or (low[0] == "not" and "".join(low[1:2]) not in _SOME):
        return None
    for i in range(1, len(low)):
        word, before = low[i], low[i - 1]
        if words[i - 1][-1] in ",;:":
            return None
        if word.removesuffix("n't") in FINITE and not words[i].istitle():
            return None if before in IN | AND | {"not"} or i + 1 == len(low) else (i, sure)
        if word in (WHEN - IN) | WE or word in ("but", "yet", "so", "it"):
            return None
        if word in THE and before not in IN | THE | {"and", "or", "not", "only", "too"}:
            return None
        main = _is_main(low[: i + 1] if words[i][-1] in ",;:" else low, i)
        if main:
            return i, sure
        sure = sure and main is not None
    return None


def _is_main(low: list[str], i: int) -> bool | None:
    """Whether a word is the verb of what stands before it; None where it may be."""
    word = low[i]
    subject = [each for each in low[:i] if each not in LATE and not each.endswith("ly")]
    past, third = find(PAST, word), find(THIRD, word)
    if len(subject) == 1 and (subject[0] in ONE or subject[0].startswith("@")):
        return bool(past or third)
    if subject and subject[0] in WE:
        return bool(past or word in BASE)
    if not subject or subject[-1] in THE | IN | AND | ONE | MISSING or subject[-1].endswith(("'s", "s'")):
        return False
    many = is_plural(head_of(subject))
    if past:
        return _is_past(past, low, i, subject[-1])
    present = third if not many else word if word in BASE else None
    if present and (not marked(present, "*") or "".join(low[i + 1 : i + 2]) in THE):
        return True
    return None if word.endswith("ed") and len(word) > 4 else False


def _is_past(verb: str, low: list[str], i: int, before: str) -> bool | None:
    """Whether a past form after a noun is its verb, and not a participle as in «config lost after restart»."""
    word, after, later = low[i], low[i + 1] if i + 1 < len(low) else "", " ".join(low[i + 1 : i + 4])
    if find(PARTICIPLE, word) is None:
        return True
    if re.match(r"by(?! \d)", later):
        return None
    if verb in ("cause", "lack") or (marked(verb, "~") and is_later(after)):
        return True
    if after and (after in THE | WE | ONE or after[0] in "@`" or after.endswith("'s")):
        return None if _TIME.search(later) else True
    end = next((k for k in range(i + 1, len(low)) if is_later(low[k]) or low[k] in AND | {"not"}), len(low))
    return True if is_noun(before) and any(is_noun(each) for each in low[i + 1 : end]) else None


def _turned(words: list[str], low: list[str], at: int) -> str | None:
    """The sentence as a question, its verb before its subject; None where that is not sure."""
    verb, rest, after = low[at], words[at + 1 :], low[at + 1 :]
    bare, first = verb.removesuffix("n't"), next((i for i in range(len(after)) if not is_adverb(after[i])), 0)
    if {"and", "or"} & set(low[:at]) and bare not in ("are", "were", "have", "do"):
        return None
    if bare not in FINITE:
        for helper, forms in (("did", PAST), ("does", THIRD), ("do", BASE)):
            if base := find(forms, verb):
                return _asked(helper, words[:at], [base, *rest])
    if not rest or bare in ("may", "might") or (bare in MODAL and after[first] == "have"):
        return None
    if verb == "cannot":
        return _asked("can", words[:at], ["not", *rest])
    if verb != bare or after[0] == "not" or bare in BE | MODAL:
        return _asked(verb, words[:at], rest)
    following = after[first + 1] if first + 1 < len(after) else ""
    if bare in ("have", "has", "had") and is_participle(after[first]):
        clear = after[first] == "been" or is_later(following) or following in THE
        return _asked(verb, words[:at], rest) if clear else None
    if bare in ("have", "has", "had"):
        return _asked({"have": "do", "has": "does", "had": "did"}[bare], words[:at], ["have", *rest])
    clear = after[0] in BASE and not marked(after[0], "*")
    return _asked(verb, words[:at], rest) if clear else None


def _asked(helper: str, subject: list[str], rest: list[str]) -> str:
    return f"Why {helper} {with_article(subject, 'the')} {' '.join(rest)}?"


def is_adverb(word: str) -> bool:
    return word in LATE or word == "not" or word.endswith("ly")


def fit(words: list[str], low: list[str], at: int, being: bool) -> str:
    """How what follows the verb bears a question: `good`, `kept` for another clause, `odd` for another sentence."""
    first = next((i for i in range(at + 1, len(low)) if not is_adverb(low[i])), at)
    passive = being and is_participle(low[first])
    how, loose = "good", False
    for i in range(at + 1, len(low)):
        word, comma = low[i], words[i - 1].endswith(",")
        joined = next((j for j in range(i, len(low)) if low[j] in AND), len(low))
        if words[i - 1][-1] in ";:" and i > at + 1:
            return "odd"
        if comma and word not in _AFTER_COMMA | AND and acts(low[i:joined], False):
            return "odd"
        if (word in AND and acts(low[i + 1 :], passive)) or (
            comma and word not in _AFTER_COMMA | AND and joined == len(low)
        ):
            how = "kept"
        loose = loose or word in WHEN
        if not loose and word.removesuffix("n't") in FINITE - {"have", "do", "can", "am", "may"}:
            how = "kept"
    return how


def acts(low: list[str], passive: bool) -> bool:
    """Whether there is a verb with a subject of its own among the words."""
    start = next((i for i in range(len(low)) if not is_adverb(low[i])), 0)
    for i in range(start, len(low)):
        word, after = low[i], "".join(low[i + 1 : i + 2])
        if word.removesuffix("n't") in FINITE or word in WE or (word in ONE and word not in ("this", "that", "it")):
            return True
        past = (find(PAST, word) or word.endswith("ed")) and word not in STATE | MISSING
        third = find(THIRD, word)
        if (past and not (passive and i == start)) or (third and not marked(third, "*")):
            return True
        if i == start and is_plural(word) and not is_later(after) and after not in AND:
            return True
    return False
