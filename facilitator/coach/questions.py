"""The next why, written from an answer: good English in front of a whole room, or a form that is always right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from facilitator.coach.english import (
    AND,
    BASE,
    BE,
    COUNT,
    FINITE,
    IN,
    LATE,
    MASS,
    MISSING,
    ONE,
    PARTICIPLE,
    PAST,
    STATE,
    THE,
    THIRD,
    WE,
    WHEN,
    an,
    find,
    head_of,
    is_later,
    is_noun,
    is_participle,
    is_plural,
    lowered,
    marked,
    past_form,
    plain,
    third_form,
    with_article,
)
from facilitator.coach.sentences import acts, fit, is_adverb, why

ALWAYS: Final = "Why is that?"
LONGEST: Final = 240
"""Characters of an answer that a question still repeats."""

_TOKEN: Final = re.compile(
    r"""(?:no (?:one|longer)(?!\w)|"[^"]*"|`[^`]*`|«[^»]*»|“[^”]*”|\([^()]*\)|\S)+""", re.IGNORECASE
)
_MEASURES: Final[dict[tuple[str, ...], str]] = {
    **{(number,): "were" for number in ("two", "three", "four", "several", "multiple", "many")},
    ("no",): "",
    ("not", "enough"): "",
    ("insufficient",): "",
    ("a",): "was",
    ("an",): "was",
    ("too", "many"): "were",
    ("too", "few"): "were",
    ("too", "much"): "was",
    ("too", "little"): "was",
}
_FOREIGN: Final = frozenset(
    ["der", "das", "und", "nicht", "niemand", "el", "los", "las", "que", "les", "une", "est", "het"]
)
_EDGE: Final = " .,;:!?…-–—"
_BECAUSE: Final = re.compile(
    r"(?:because|['’]cause)(?!\s+of\W*\Z)(?:\s+of)?(?![\w-])[\s,:]*(?=.*\w)", re.IGNORECASE | re.DOTALL
)
_NO_STOP: Final = re.compile(r"(?:[\W_]|\b(?:etc|vs|inc|\w))\.\Z", re.IGNORECASE)
_DEEPER: Final = re.compile(r",? (?:because(?: of)?|due to|owing to) (?=.*\w)", re.IGNORECASE)
_TAIL: Final = re.compile(r"(?<=\w[.!?…]) (?=[A-Z])|; | [-–—] |, which |, so (?!that )| \([^()]*\)\Z")
_HEDGE: Final = re.compile(
    r"(?:(?:(?:and|but|so|well|probably|perhaps|maybe|presumably|basically)\b|e\.g\.|i\.e\."
    r"|(?:(?:i|we) (?:think|guess|believe)|(?:it )?turn(?:s|ed) out)(?: that)?\b),? )+",
    re.IGNORECASE,
)
_SHORT: Final = re.compile(r"\b(it|that|there|he|she|we|they|you|i)['’](s|re|ve|m)(?= (\w+))", re.IGNORECASE)


def as_cause(text: str) -> str:
    """What a typed because says: «Because the pool was full.» → «the pool was full»."""
    said = text.strip()
    said = said[found.end() :] if (found := _BECAUSE.match(said)) else said
    return said[:-1] if said.endswith(".") and len(said) > 1 and not _NO_STOP.search(said) else said


def next_why(text: str) -> str:
    """The question to ask of an answer."""
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", as_cause(text)).strip()
    if re.fullmatch(r"why [^?]*\w[^?]?\?", line, re.IGNORECASE) and len(line) <= LONGEST:
        return f"{line[0].upper()}{line[1:]}"
    hedge = _HEDGE.match(line)
    line = _DEEPER.split(line[hedge.end() :] if hedge else line)[-1].strip(_EDGE)
    if len(line) > LONGEST or not any(map(str.isalnum, line)) or line.lower() == "because":
        return ALWAYS
    line = _SHORT.sub(_in_full, line)
    for part in dict.fromkeys((_TAIL.split(line)[0], line)):
        words = _TOKEN.findall(part.strip(_EDGE))
        if _is_english(words) and (found := why(words) or _of_thing(words)):
            return found
    said = lowered(_TOKEN.findall(line))
    if re.search(r"[?!:;«»]|[.…] ", said):
        said = f"«{said.translate({0xAB: 0x201C, 0xBB: 0x201D})}»"
    return f"Why is that: {said}?"


def infinitive(verb: str) -> str | None:
    """«deployed» → «deploy», of the verbs that are known here."""
    return find(PAST, verb.lower()) or find(PARTICIPLE, verb.lower())


def effect_of(question: str) -> str | None:
    """What a typed why takes for granted: «Why did the API fail?» → «the API failed». None if that is not sure."""
    found = re.fullmatch(r"\s*why ([a-z]+)(n['’]t)? ([^?!;:]*[^?!;:\s])\s*\?*\s*", question, re.IGNORECASE)
    if not found or len(question) > LONGEST:
        return None
    helper, negated, words = found[1].lower(), found[2] or "", _TOKEN.findall(found[3])
    low = [plain(word) for word in words]
    if helper == "is" and low[:2] == ["it", "that"]:
        return " ".join(words[2:]) or None
    at = _predicate(low, helper) if helper in FINITE and len(low) > 1 and all(low) else 0
    if not at:
        return None
    subject, rest = words[:at], words[at:]
    if helper in ("do", "does", "did") and not negated and low[at] != "not":
        while rest and plain(rest[0]) in LATE:
            subject.append(rest.pop(0))
        base = find(BASE, plain(rest[0])) if rest else None
        if base is None:
            return None
        form = past_form(base) if helper == "did" else third_form(base) if helper == "does" else base
        return " ".join([*subject, form, *rest[1:]])
    return " ".join([*subject, f"{helper}{negated}", *rest]).replace(" can not ", " cannot ")


def therefore(texts: Sequence[str]) -> tuple[str, ...]:
    """The chain read back from its deepest cause up to the problem, a line each."""
    said = [line for text in texts if (line := " ".join(as_cause(text).split()))]
    if not said:
        return ()
    first = said[0] if re.match(r"[^ ]*[\d_@./A-Z]", said[0]) else f"{said[0][0].upper()}{said[0][1:]}"
    lines = [first, *(f"therefore {lowered(_TOKEN.findall(line))}" for line in said[1:])]
    return (*lines[:-1], f"{lines[-1]}{'' if lines[-1][-1] in '.!?…' else '.'}")


def same(text: str) -> str:
    """A key that two texts share when they say the same cause in the same words."""
    plain = unicodedata.normalize("NFKC", as_cause(text)).replace("’", "'")
    plain = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " ", plain)
    words = [word for each in plain.split() if (word := each.strip(".,;:!?()[]{}\"'“”«»‘`…"))]
    key = [_one(word) for i, word in enumerate(words) if word.lower() not in ("the", "a", "an") or (word == "A" and i)]
    return " ".join(key) or text.strip().casefold()


def _one(word: str) -> str:
    """The word without the ending of its plural, where that is sure."""
    small = word.casefold()
    if len(small) < 5 or word.isupper() or not small.isalpha() or not is_plural(small):
        return small
    if small.endswith("ies"):
        return f"{small[:-3]}y"
    return small[:-2] if re.search(r"(?:ss|sh|x|[^a]ch)es\Z", small) else small[:-1]


def _is_english(words: list[str]) -> bool:
    """Whether the words may be a sentence: no `14:15` before it, no arrows in it, no «was» of another language."""
    usual = all(re.search(r"\w", word) for word in words) and not _FOREIGN & {word.lower() for word in words}
    return bool(words) and usual and not re.match(r"\d+:", words[0])


def _in_full(found: re.Match[str]) -> str:
    """«it's hardcoded» → «it is hardcoded»; what could be `is` and `has` stays as it is."""
    short, after = found[2].lower(), found[3].lower()
    verb = find(PARTICIPLE, after)
    if short == "s" and after not in ("been", "had", "got") and verb and marked(verb, "~"):
        return found[0]
    full = {"re": "are", "ve": "have", "m": "am", "s": "has" if after in ("been", "had", "got") else "is"}[short]
    return f"{found[1]} {full}"


def _predicate(low: list[str], helper: str) -> int:
    """Where the words after the subject of a question begin; 0 where that is not sure."""
    if low[0] in ONE | WE | {"there"}:
        return 1
    begin = 2 if low[0] in THE else 1
    places = [i for i in range(begin, len(low)) if low[i - 1] not in THE | IN | AND]
    for i in places:
        if low[i] in ("not", "never") or (low[i] in ("too", "so", "no") and helper in BE) or low[i] == "been":
            return i
        if helper in BE | {"has", "have", "had"} and (is_participle(low[i]) or low[i] in STATE | MISSING):
            start = next(k for k in range(i, 0, -1) if k == begin or not is_adverb(low[k - 1]))
            return start if is_later("".join(low[i + 1 : i + 2])) else 0
    if helper in BE | {"has", "have", "had"}:
        return 0
    verbs = [i for i in places if find(BASE, low[i])]
    sure = [i for i in verbs if not marked(low[i], "*")]
    return sure[0] if len(sure) == 1 else verbs[0] if len(verbs) == 1 and not sure else 0


def _of_thing(words: list[str]) -> str | None:
    """The question of words that are no sentence, where they have a usual form."""
    low = [plain(word) for word in words]
    if not all(low):
        return None
    if low[0] == "not" and len(low) > 1 and low[1] != "enough":
        return _of_not(words, low)
    return _of_state(words, low) or (_of_lack(words, low) if len(low) > 1 and _stands(low) else None)


def _of_not(words: list[str], low: list[str]) -> str | None:
    """«Not in release checklist», «Not tested under load»."""
    if acts(low[2:], False) or not (is_participle(low[1]) or (low[1] in IN and len(low) > 2)):
        return None
    rest = with_article(words[2:], "the") if low[1] in IN else " ".join(words[2:])
    return f"Why was it not {words[1]} {rest}".rstrip() + "?"


def _of_state(words: list[str], low: list[str]) -> str | None:
    """«Connection pool exhausted», «Metrics not monitored»: a sentence without its «was»."""
    for i in range(1, len(low)):
        following = low[i + 1 : i + 3]
        negated = low[i] == "not" and any(is_participle(word) or word in STATE | MISSING for word in following)
        done = find(PARTICIPLE, low[i])
        state = low[i] in STATE | MISSING or (done is not None and marked(done, "!"))
        if low[i] in FINITE | (WHEN - IN) or words[i - 1][-1] in ",;:":
            return None
        if negated or (state and is_later("".join(following[:1]))):
            start = next(k for k in range(i, -1, -1) if k == 0 or not (low[k - 1] in LATE or low[k - 1].endswith("ly")))
            if (
                not start
                or not _stands(low[:start])
                or low[0] in IN | WHEN | {"not", "lack"}
                or low[start - 1] in IN | AND | THE
            ):
                return None
            if fit(words, low, start - 1, True) != "good":
                return None
            return f"Why {_was(low[:start])} {with_article(words[:start], 'the')} {' '.join(words[start:])}?"
    return None


def _of_lack(words: list[str], low: list[str]) -> str | None:
    """«No load testing», «Missing runbook», «Monitoring gap»: what was there, or was not."""
    said, first = lowered(words), low[0]
    if fit(words, low, 0, True) != "good":
        return None
    for measure, was in _MEASURES.items():
        if tuple(low[: len(measure)]) == measure and len(low) > len(measure):
            return f"Why {was or _was(low[len(measure) :])} there {said}?"
    if first in ("lack", "absence", "shortage") and low[1] == "of" and len(low) > 2:
        kind = "no" if head_of(low[2:]) in COUNT and low[2] not in THE else f"{an(first)} {first} of"
        return f"Why {_was(low[2:]) if kind == 'no' else 'was'} there {kind} {lowered(words[2:])}?"
    if {"and", "or"} & set(low) or first in THE | ONE | WE | IN | WHEN | LATE | {"not", "lack"}:
        return None
    if first in MISSING and low[1] not in THE | IN | WHEN | LATE | ONE:
        return f"Why {_was(low[1:])} the {lowered(words[1:])} {first}?"
    noun, at = head_of(low), low.index(head_of(low))
    if (first in BASE and not is_noun(first)) or re.search(r"[,:]", said):
        return None
    if not all(word.isascii() for word in low) or any(is_plural(word) or word in LATE | THE for word in low[:at]):
        return None
    if is_plural(noun) or noun in MASS:
        return f"Why {_was(low)} there {said}?"
    return f"Why was there {with_article(words, 'a')}?" if noun in COUNT else None


def _was(low: list[str]) -> str:
    return "were" if is_plural(head_of(low)) else "was"


def _stands(low: list[str]) -> bool:
    """Whether no word, up to a «that» or «who», may be a verb."""
    for i, word in enumerate(low):
        if word in WHEN - IN:
            told = [
                each for each in low[i:] if each.removesuffix("n't") in FINITE or find(PAST, each) or find(THIRD, each)
            ]
            return len(told) < 2 or (len(told) == 2 and told[0] in BE and is_participle(told[1]))
        past, third, before = find(PAST, word), find(THIRD, word), low[i - 1] if i else "the"
        if word in FINITE | WE | ONE or (third and not marked(third, "*")):
            return False
        verb = past or (word.endswith("ed") and len(word) > 4) or (word in BASE and not marked(word, "*"))
        if verb and before not in THE | MISSING | IN | {"enough", "much"} and not (past == word and marked(word, "*")):
            return False
    return True
