"""What a facilitator says to somebody who feels accused: they are validated first, then the system is asked about."""

from __future__ import annotations

from typing import Final

from facilitator.coach.heard import Heard
from facilitator.coach.hearing_words import word_set

_FOLLOWED: Final = (
    "runbook",
    "checklist",
    "procedure",
    "process",
    "ticket",
    "documentation",
    "policy",
    "instructions",
    "plan",
    "book",
)
_SAY: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (
        word_set("warned warn raised flagged reported predicted said told listened ignored"),
        "Thank you for having raised it then. What would have helped the warning to be acted on?",
    ),
    (
        word_set("ordered choice forced pressured deadline manager boss shipped ship orders"),
        "You did what was asked of you with what you knew. What in our process led to that decision?",
    ),
    (
        word_set("job responsibility ours mine team side business others vendor clients task area own"),
        "That matters: it shows where the boundary runs. How does information get across it today, and what got lost?",
    ),
    (
        word_set("call shift vacation holiday leave trained aware informed"),
        "That is fair, and nobody expects it of you. What would have had to be in place for those who were there?",
    ),
    (
        word_set("clean fine correct green tested approved reviewed machine tests"),
        "I believe you: from where you stood all was well. What did the checks not show us?",
    ),
)
_UNTOLD: Final = "You could not know what had not reached you. How could it have reached you in time?"
_BEST: Final = "I hear you: you did your best with the information you had. What did it look like from where you stood?"
_HARD: Final = "I know this was a stressful incident. Your insights will help prevent this from happening again."


def validated(heard: Heard) -> tuple[str, ...]:
    """Sentences to choose from; the first two fit what was said best."""
    found = []
    if {"followed", "follow", "exactly", "letter", "book"} & heard.known:
        what = next((word for word in _FOLLOWED if word in heard.known), "runbook")
        what = "runbook" if what == "book" else what
        found.append(
            f"You absolutely did the right thing following the {what}. Let's discuss: Was the {what} accurate? Did it"
            " cover this scenario? How can we improve it?"
        )
    if (
        "N" in heard.known and {"told", "informed", "showed", "asked", "trained", "notified"} & heard.known
    ) or "supposed" in heard.known:
        found.append(_UNTOLD)
    found += [say for words, say in _SAY if words & heard.known]
    return tuple(dict.fromkeys([*found[:2], _BEST, _HARD]))
