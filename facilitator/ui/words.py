"""What just happened, in the words of the room."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.domain.acts.actions import ActionAdded
from facilitator.domain.acts.causes import CauseAdded
from facilitator.domain.acts.entries import EntryAdded
from facilitator.domain.acts.notes import NoteAdded
from facilitator.domain.acts.phases import PhaseEntered
from facilitator.domain.acts.plan import TimeAdded
from facilitator.domain.events import Event
from facilitator.domain.session import Session


def step(session: Session, number: int) -> str:
    """A step of the session in a few words: `3 timeline entries`, `step to Root cause analysis`."""
    return _named(session, [event for event in session.past if event.step == number])


def _named(session: Session, events: Iterable[Event]) -> str:
    facts = [event.fact for event in events]
    if not facts:
        return "nothing"
    added = [fact for fact in facts if isinstance(fact, CauseAdded)]
    # A chain's start may come with the because that was typed.
    first = added[-1] if added else facts[0]
    match first:
        case PhaseEntered(phase):
            return f"step to {session.agenda.phases[session.index(phase)].title}"
        case TimeAdded(_, seconds):
            verb = "added" if seconds > 0 else "given back"
            return f"{abs(seconds) / 60:.1f}".removesuffix(".0") + f" min {verb}"
        case EntryAdded() if len(facts) > 1:
            return f"{len(facts)} timeline entries"
        case CauseAdded() if len(added) > 2:
            return f"{len(added)} causes"
        case NoteAdded() if len(facts) > 1:
            return f"{len(facts)} notes"
        case ActionAdded() if len(facts) > 1:
            return f"{len(facts)} action items"
        case ActionAdded(task):
            return f"{first.told} «{_short(task.text)}»"
        case EntryAdded(text=text) | NoteAdded(text=text) | CauseAdded(text=text):
            return f"{first.told} «{_short(text)}»"
    return first.told


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def lost_words(command: object) -> str:
    """What was typed, of a command that was not taken; empty if it holds none of one's own."""
    for name in ("text", "statement", "question"):
        if isinstance(value := getattr(command, name, None), str) and value:
            return value
    for name in ("texts", "tasks", "entries", "task", "entry"):
        value = getattr(command, name, ())
        for each in value if isinstance(value, tuple) else (value,):
            words = each if isinstance(each, str) else getattr(each, "text", "")
            if words:
                return str(words)
    return ""
