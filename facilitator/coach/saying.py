"""What the facilitator may say to what was noticed: the guide's redirects and validations, filled from the sentence.

They ask what and how, never who and why. Who shields themselves is validated first; who is honest is thanked.
"""

from __future__ import annotations

from typing import Final

from facilitator.coach.causes import ALLOWED, FOCUS, STOP
from facilitator.coach.deed import Deed, acted, deed
from facilitator.coach.finding import Found
from facilitator.coach.heard import ME, ONE, Heard
from facilitator.coach.hearing_words import word_set
from facilitator.coach.hint import ADMITTED, BLAME, DEFENSIVE, HINDSIGHT, Hint
from facilitator.coach.lexicon import Lexicon
from facilitator.coach.rewording import without_judging
from facilitator.coach.validating import validated

THANKS: Final = "Thank you for that honest assessment. That's exactly the kind of insight we need to improve."
SAFE: Final = "No one will be punished for speaking honestly here. In fact, the more honest we are, the more we learn."
LEARN: Final = "We're here to learn, not to assign blame. How did the system fail, and how can we improve it?"
BEST: Final = "Everyone did their best with the information they had. What did it look like at that moment?"
GAP: Final = "This reveals a gap in our process. What is it?"
_THREATS: Final = word_set(
    "consequences fired sacked fire sack punished disciplinary warning job bonus heads accountable hr name names answer"
)


def said(found: Found, heard: Heard, lexicon: Lexicon) -> Hint:
    """The hint for what was found in a sentence."""
    words = heard.words[found.first : found.last + 1]
    firm = ME not in (word.text for word in words) and not {"my", "our"} & {word.text for word in words}
    start, end = words[0].start, words[-1].end
    quoted = _quoted(heard.text[start:end])
    if found.category == HINDSIGHT:
        why = (
            f"«{quoted}» judges from what is known today." if firm else f"«{quoted}» looks back at what we know today."
        )
        done = deed(heard, found.first, found.last)
        return Hint(HINDSIGHT, start, end, why, _hindsight(done, firm), _possible(done), firm)
    if found.category == DEFENSIVE:
        why = f"«{quoted}» sounds as if somebody has to defend themselves."
        return Hint(DEFENSIVE, start, end, why, validated(heard), "", False)
    if found.category == BLAME:
        why = f"«{quoted}» judges people, and does not tell how it could happen."
        return Hint(BLAME, start, end, why, _blame(found, heard, firm), without_judging(heard, lexicon), firm)
    done = acted(heard, found.first, found.last)
    why = f"«{quoted}» ends at a person: a process or a system lies behind it."
    return Hint(found.category, start, end, why, _human(done), _possible(done), firm)


def thanked(found: Found, heard: Heard) -> Hint:
    """Thanks for an admitted gap."""
    start, end = heard.words[found.first].start, heard.words[found.last].end
    done = deed(heard, found.first, found.last)
    easier = f"What would have made it easier to {done.words}?" if done and not done.undo else "What would have helped?"
    return Hint(
        ADMITTED, start, end, f"«{_quoted(heard.text[start:end])}» is honest.", (THANKS, easier, BEST), "", False
    )


def _hindsight(done: Deed | None, firm: bool) -> tuple[str, ...]:
    if done is None:
        asks = ["Let's focus on the process. What monitoring or tooling would have helped at that moment?"]
    elif done.undo:
        asks = [
            f"Let's focus on the process. What made it possible to {done.words}?",
            f"What would have made it easier not to {done.words}?",
        ]
    else:
        asks = [f"Let's focus on the process. What would have made it easier to {done.words}?"]
    asks += ["Today we know how it ended. What was known at that moment, and what did it look like?", BEST]
    return tuple(asks) if firm else (THANKS, *asks[:-1])


def _blame(found: Found, heard: Heard, firm: bool) -> tuple[str, ...]:
    texts = [word.text for word in heard.words]
    if not firm or texts[0] == "sorry":
        return (THANKS, "It could have happened to any of us. What made it easy to happen?", BEST)
    if _THREATS & set(texts[found.first : found.last + 1]):
        return (SAFE, FOCUS, LEARN)
    if {"production", "prod"} & set(texts) and texts[0] in ("who", "whoever", "which"):
        return ("What process allowed this to reach production?", FOCUS, LEARN)
    done = acted(heard, found.first, found.last)
    asked = f"Let's focus on the process. What made it possible to {done.words}?" if done else FOCUS
    subject = next((_role(heard, at) for at in range(found.first, found.last + 1) if texts[at] == ONE), "")
    seen = f"How did it look from where {subject} stood, and what information was at hand?" if subject else BEST
    return (asked, seen, GAP, LEARN)


def _human(done: Deed | None) -> tuple[str, ...]:
    asked = f"What made it possible to {done.words}?" if done else ALLOWED
    return (
        f"Let's focus on the process. {asked}",
        f"{STOP} {ALLOWED}",
        "Humans will make mistakes. What could have caught this one?",
    )


def _possible(done: Deed | None) -> str:
    return "" if done is None else f"It was possible {'' if done.undo else 'not '}to {done.words}."


def _role(heard: Heard, at: int) -> str:
    """A role or a team as it was said; nobody by name."""
    words = heard.typed(at, at + 1).split()
    if any(
        word[0] == "@" or (number and word[0].isupper() and not word.isupper()) for number, word in enumerate(words)
    ):
        return ""
    return " ".join([words[0].lower(), *words[1:]]) if len(words) > 1 and words[0].lower() in ("the", "our") else ""


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"
