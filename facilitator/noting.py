"""What a line becomes in the lists of the room: a point, an action item, a lesson, a parked question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from facilitator.domain.action import Action, Task, missing
from facilitator.domain.acts.actions import AddActions, ChangeAction
from facilitator.domain.acts.notes import AddNotes, ChangeNote
from facilitator.domain.errors import Refused
from facilitator.domain.note import Gap, Note, Section
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session, Work
from facilitator.text import pieces
from facilitator.when import short_date

SECTIONS: Final = {
    Work.OPENING: Section.NOTE,
    Work.NOTES: Section.NOTE,
    Work.WELL: Section.WELL,
    Work.WRONG: Section.WRONG,
    Work.CLOSING: Section.LESSON,
}
"""Where the lines of a phase go. Those of the timeline, and those outside the meeting, are entries."""

NAMES: Final = {
    Section.NOTE: "note",
    Section.WELL: "went well",
    Section.WRONG: "went wrong",
    Section.LUCKY: "got lucky",
    Section.LESSON: "lesson",
    Section.QUESTION: "parked question",
}
MISSING: Final = {"owner": "owner", "due": "due date", "priority": "priority", "criteria": "success criteria"}
"""What an action item may lack, in words."""

_LUCKY = re.compile(r"(?:^|\s)#lucky(?=\s|$)", re.IGNORECASE)
_GAP = re.compile(r"(?:^|\s)#(process|tools?|training)(?=\s|$)", re.IGNORECASE)
_OWNER = re.compile(r"\s(@[\w.-]*\w)[.?!]?$")

NoteOrAction = AddNotes | AddActions


class _Jotted(Record):
    """A line that is a note."""

    section: Section
    text: str
    gap: Gap | None = None
    owner: str = ""


def read(line: str, session: Session, today: date) -> NoteOrAction | None:
    """What a clean line without a time becomes, None for an entry of the timeline; Refused if there is nothing in it.

    `today` is the day in the incident's zone, for due dates.
    """
    return read_lines([line], session, today)


def read_lines(lines: Sequence[str], session: Session, today: date) -> NoteOrAction | None:
    """The same for a pasted block: one item a line."""
    work = session.working.work if session.working else None
    if work is Work.ACTIONS and not all(line.startswith("?") for line in lines):
        return AddActions(tuple(_task(part, session, today) for line in lines for part in _parts(line, "action item")))
    jotted = [_jot(line, work) for line in lines]
    alike = {each and replace(each, text="") for each in jotted}
    first = jotted[0]
    if len(alike) == 1:
        return _notes(first, [each.text for each in jotted if each]) if first else None
    # One command has one section, gap and owner: in a mixed block the signs stay as they were written.
    section = SECTIONS.get(work) if work else None
    return _notes(_Jotted(section, ""), lines) if section else None


def preview(line: str, session: Session, today: date) -> str | None:
    """What Enter would do with a line, in a few words; None for an entry of the timeline."""
    work = session.working.work if session.working else None
    if work is Work.ACTIONS and not line.startswith("?"):
        from facilitator.action_line import read_action  # here: its patterns compile slowly

        doubts = read_action(line, today, _names(session)).doubts
        return " · ".join(("action item", *about(_task(line, session, today), today), *doubts))
    jotted = _jot(line, work)
    if jotted is None:
        return None
    return " · ".join(each for each in (NAMES[jotted.section], jotted.gap or "", jotted.owner) if each)


def about(task: Task, today: date) -> list[str]:
    """What a task has beside its text, and what it lacks."""
    known = [task.owner, f"due {short_date(task.due, today)}" if task.due else "", task.priority or "", task.tracker]
    lacks = [MISSING[name] for name in missing(task)]
    return [each for each in (*known, f"no {', '.join(lacks)} yet" if lacks else "") if each]


def line_of(item: Note | Action, session: Session) -> str:
    """An item as the line that would make it, to be edited and read again with `change`."""
    if isinstance(item, Action):
        from facilitator.action_line import write_action

        return write_action(item.task, _names(session))
    return " ".join(each for each in (item.text, f"#{item.gap}" if item.gap else "", item.owner) if each)


def change(line: str, item: Note | Action, session: Session, today: date) -> ChangeNote | ChangeAction:
    """What an edited line makes of an item; what the line does not speak of stays as it was."""
    if isinstance(item, Action):
        read_again = _read_task(line, session, today)
        old = item.task
        return ChangeAction(item.id, replace(read_again, status=old.status, reason=old.reason, addresses=old.addresses))
    gap, text = _gap(line) if item.section is Section.WRONG else (None, line)
    owner, text = _owner(text) if item.section is Section.QUESTION else ("", text)
    if not text:
        raise Refused("Nothing to keep: the line has no words; delete it instead if it should go.")
    return ChangeNote(item.id, text, None, gap, owner)


def act_on(text: str, session: Session, today: date, addresses: int | None) -> AddActions:
    """An action item that answers a cause or a point."""
    tasks = (_task(part, session, today) for part in _parts(text, "action item"))
    return AddActions(tuple(replace(task, addresses=addresses) for task in tasks))


def _task(line: str, session: Session, today: date) -> Task:
    task = _read_task(line, session, today)
    days = dict(session.agenda.due_in).get(session.incident.severity.casefold())
    return replace(task, due=today + timedelta(days=days)) if days is not None and task.due is None else task


def _read_task(line: str, session: Session, today: date) -> Task:
    from facilitator.action_line import read_action

    return read_action(line, today, _names(session)).task


def _names(session: Session) -> tuple[str, ...]:
    return tuple(person.name for person in session.people)


def _jot(line: str, work: Work | None) -> _Jotted | None:
    if line.startswith("?"):
        owner, text = _owner(line.lstrip("? "))
        return _Jotted(Section.QUESTION, text, None, owner)
    section = SECTIONS.get(work) if work else None
    if section in (Section.WELL, Section.WRONG) and _LUCKY.search(line):
        return _Jotted(Section.LUCKY, _LUCKY.sub("", line).strip())
    if section is Section.WRONG:
        gap, text = _gap(line)
        return _Jotted(section, text, gap)
    return _Jotted(section, line) if section else None


def _gap(line: str) -> tuple[Gap | None, str]:
    """The gap that a tag names, and the line without the tag."""
    found = _GAP.search(line)
    if found is None:
        return None, line
    named = next(gap for gap in Gap if gap.startswith(found[1].casefold()))
    return named, (line[: found.start()] + line[found.end() :]).strip()


def _owner(line: str) -> tuple[str, str]:
    """Who will answer a question: the handle in its end."""
    found = _OWNER.search(line)
    return (found[1], line[: found.start()].strip()) if found else ("", line)


def _notes(like: _Jotted, texts: Sequence[str]) -> AddNotes:
    parts = tuple(part for text in texts for part in _parts(text, NAMES[like.section]))
    return AddNotes(like.section, parts, like.gap, like.owner)


def _parts(text: str, name: str) -> tuple[str, ...]:
    parts = pieces(text)
    if not parts:
        raise Refused(f"Nothing to add yet: type a few words for the {name} first.")
    return parts
