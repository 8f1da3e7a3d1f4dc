"""Prompts for when discussion stalls: what this session itself asks for, then what the agenda has.

The guide's three (what surprised us, what would we change, what tooling would have helped) come with every agenda.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from facilitator.domain import causes, timeline
from facilitator.domain.session import Kind, Session, Work

GAP: Final = timedelta(minutes=15)
"""A stretch without an entry that is worth a question."""
ENOUGH: Final = 3
"""Entries before the timeline is asked what it lacks."""


def prompts(session: Session) -> tuple[str, ...]:
    """All prompts of the present phase, the session's own first."""
    phase = session.phase
    return (*_own(session), *phase.ask) if phase else ()


def at_hand(session: Session) -> str:
    """The prompt to show: the first that was not used in this phase; when all were, the one used longest ago."""
    phase, all_prompts = session.phase, prompts(session)
    if phase is None or not all_prompts:
        return ""
    used = [asked.text for asked in session.asked if asked.phase == phase.id]
    last = {text: i for i, text in enumerate(used)}
    return min(all_prompts, key=lambda text: last.get(text, -1))


def _own(session: Session) -> tuple[str, ...]:
    """Questions that this session's own state raises."""
    phase = session.phase
    found = []
    if phase and phase.work is Work.TIMELINE and len(session.entries) >= ENOUGH:
        kinds = {entry.kind for entry in session.entries}
        if Kind.DETECTION not in kinds:
            found.append("How did we first learn of it: an alert, or a customer?")
        if Kind.DECISION not in kinds:
            found.append("Which decisions were made, and with what information at hand?")
        for before, after in timeline.gaps(session.entries, GAP):
            found.append(f"What happened between {_short(before.text)} and {_short(after.text)}?")
    if phase and phase.work is Work.CAUSES:
        deepest = max((why.depth for why in causes.walk(causes.chains(session))), default=0)
        if 0 < deepest <= 2:
            found.append("And why was that? Two becauses seldom reach a process or a system.")
        bones = causes.fishbone(session).bones
        if any(bone.twigs for bone in bones):
            found += [
                f"What about {bone.name.lower()}? Nothing is on that bone yet." for bone in bones if not bone.twigs
            ]
    return tuple(found)


def _short(text: str) -> str:
    return f"«{text if len(text) <= 32 else text[:31].rstrip() + '…'}»"
