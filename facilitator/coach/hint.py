"""What the coach has noticed in a sentence, and what the facilitator may say to it."""

from __future__ import annotations

from typing import Final

from facilitator.domain.record import Record

BLAME: Final = "blame"
HINDSIGHT: Final = "counterfactual"
HUMAN: Final = "human_root_cause"
DEFENSIVE: Final = "defensive"
VAGUE: Final = "vague_action"
ADMITTED: Final = "admitted gap"
"""No alarm: somebody was honest, and is thanked."""

CONTEXTS: Final = ("timeline", "why", "root_cause", "well", "wrong", "action", "lesson", "question", "note")
"""Where a sentence may stand. `question` is the parking lot, `note` whatever is said."""
_OTHER_NAMES: Final = {"went_well": "well", "went_wrong": "wrong", "action_item": "action", "discussion": "note"}


class Hint(Record):
    """One thing that was noticed."""

    category: str
    start: int
    end: int
    """Which characters of the text it was."""
    why: str
    """Why it was noticed, as one plain sentence."""
    says: tuple[str, ...]
    """Sentences for the facilitator to choose from, the best one first."""
    note: str = ""
    """A kinder wording of the note itself; empty where none is sure."""
    firm: bool = True
    """Whether somebody else is meant. What «we» and «I» say of themselves is met more softly."""


def context_of(name: str) -> str:
    """The context of this name; what is not known is a note."""
    name = _OTHER_NAMES.get(name, name)
    return name if name in CONTEXTS else "note"
