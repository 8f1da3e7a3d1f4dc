"""Prompts for when discussion stalls: what this session itself asks for, then what the agenda has.

The guide's three (what surprised us, what would we change, what tooling would have helped) come with every agenda.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from facilitator.domain import causes, coverage, timeline
from facilitator.domain.action import Status
from facilitator.domain.cause import Cause
from facilitator.domain.note import Section
from facilitator.domain.session import Entry, Kind, Session, Work
from facilitator.when import clock

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
        if Kind.RESOLUTION not in kinds:
            found.append("How did we know that it was over?")
        found += [_between(session, before, after) for before, after in timeline.gaps(session.entries, GAP)]
    if phase and phase.work is Work.CAUSES:
        deepest = max((why.depth for why in causes.walk(causes.chains(session))), default=0)
        if 0 < deepest <= 2:
            found.append("And why was that? Two becauses seldom reach a process or a system.")
        bones = causes.fishbone(session).bones
        if any(bone.twigs for bone in bones):
            found += [
                f"What about {bone.name.lower()}? Nothing is on that bone yet." for bone in bones if not bone.twigs
            ]
    if phase and phase.work is Work.WRONG:
        acted = {action.task.addresses for action in session.actions}
        found += [
            f"What would a better process, tool or training change about {_short(note.text)}?"
            for note in session.section(Section.WRONG)
            if note.id not in acted
        ]
    if phase and phase.work is Work.ACTIONS:
        found += [f"What will we change about {_short(_stated(cause))}?" for cause in coverage.uncovered(session)]
        found += [
            f"Who owns {_short(action.task.text)}? One name."
            for action in session.actions
            if not action.task.owner and action.task.status is not Status.WONT_DO
        ]
        found += [f"Which cause does {_short(action.task.text)} take away?" for action in coverage.loose(session)]
    return tuple(found)


def _between(session: Session, before: Entry, after: Entry) -> str:
    """The gap by its times, as the scribe would type them."""
    zone = session.incident.timezone
    if before.when.at and after.when.at:
        end = clock(before.when.until or before.when.at, zone)
        return f"What happened between {end} and {clock(after.when.at, zone)}?"
    return f"What happened between {_short(before.text)} and {_short(after.text)}?"


def _stated(cause: Cause) -> str:
    return cause.statement or cause.text


def _short(text: str) -> str:
    return f"«{text if len(text) <= 32 else text[:31].rstrip() + '…'}»"
