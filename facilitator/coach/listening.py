"""What was just said in the meeting, what the coach notices in it, and the kinder wording as a command.

Nothing of it is kept: what was noticed lives as long as the screen that shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile

from facilitator.coach.hint import Hint
from facilitator.coach.language import hints, thanks
from facilitator.coach.lexicon import Lexicon
from facilitator.coach.vague import lacks
from facilitator.domain.acts.actions import ActionAdded, ActionChanged, ChangeAction
from facilitator.domain.acts.cause_marks import RootStated, StateRoot
from facilitator.domain.acts.causes import CauseAdded, CauseChanged, ChangeCause
from facilitator.domain.acts.entries import ChangeEntry, Draft, EntryAdded, EntryChanged
from facilitator.domain.acts.notes import ChangeNote, NoteAdded, NoteChanged
from facilitator.domain.commands import Command
from facilitator.domain.events import Event
from facilitator.domain.note import Section
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session

CONTEXTS = {
    Section.NOTE: "note",
    Section.WELL: "well",
    Section.WRONG: "wrong",
    Section.LUCKY: "well",
    Section.LESSON: "lesson",
    Section.QUESTION: "question",
}
SPOKEN = ("why", "root_cause", "wrong", "lesson", "note")
"""Where somebody may admit a gap."""


class Said(Record):
    """One line of the meeting."""

    id: int
    """The entry, note, cause or action item that it is."""
    context: str
    """As `language.hints` has it."""
    text: str


class Noticed(Record):
    """A hint, and what it is about."""

    said: Said
    hint: Hint


def last_said(session: Session) -> tuple[Said, ...]:
    """The lines of the last step, if it was somebody's words."""
    if not session.past:
        return ()
    step = session.past[-1].step
    events = takewhile(lambda event: event.step == step, reversed(session.past))
    return tuple(said for event in reversed(tuple(events)) for said in _said(session, event))


def notice(session: Session, said: Collection[Said], deaf: Collection[str], lexicon: Lexicon) -> Noticed | None:
    """The first thing to notice in these lines, but for the categories in `deaf`."""
    people = tuple(person.name for person in session.people)
    for line in said:
        # That an action item has no owner or no date yet stands on its row already.
        if line.context == "action" and not lacks(line.text, people, lexicon).task:
            continue
        for hint in hints(line.text, line.context, people, lexicon):
            if hint.category not in deaf:
                return Noticed(line, hint)
        thank = thanks(line.text, lexicon) if line.context in SPOKEN else None
        if thank and thank.category not in deaf:
            return Noticed(line, thank)
    return None


def kinder(session: Session, noticed: Noticed) -> Command | None:
    """What puts the kinder wording in place of the line; None without one, or where the line is gone."""
    wording, id = noticed.hint.note, noticed.said.id
    if not wording:
        return None
    if entry := session.entry(id):
        return ChangeEntry(id, Draft(entry.when, wording, entry.kind, entry.source))
    if note := session.note(id):
        return ChangeNote(id, wording, None, note.gap, note.owner)
    if action := session.action(id):
        return ChangeAction(id, replace(action.task, text=wording))
    if cause := session.cause(id):
        return StateRoot(id, wording) if cause.statement == noticed.said.text else ChangeCause(id, wording)
    return None


def _said(session: Session, event: Event) -> Iterator[Said]:
    match event.fact:
        case EntryAdded(text=text):
            yield Said(event.seq, "timeline", text)
        case EntryChanged(id=id, text=text):
            yield Said(id, "timeline", text)
        case NoteAdded(section, text):
            yield Said(event.seq, CONTEXTS[section], text)
        case NoteChanged(id, section, text):
            yield Said(id, CONTEXTS[section], text)
        case CauseAdded(text, chained, parent) if parent is not None or not chained:
            # A missing expert is a factor (the guide has one on its fishbone), and no end of a search.
            yield Said(event.seq, "why" if chained else "wrong", text)
        case CauseChanged(id, text):
            yield Said(id, "why", text)
        case RootStated(id, statement) if statement:
            yield Said(id, "root_cause", statement)
        case ActionAdded(task) | ActionChanged(_, task):
            from facilitator.action_line import write_action  # here: its patterns compile slowly

            id = event.seq if isinstance(event.fact, ActionAdded) else event.fact.id
            yield Said(id, "action", write_action(task, tuple(person.name for person in session.people)))
