"""Section 7: the table of action items, how each is known to be done, and what each answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.documents.escape import Escaped, markdown_cell, markdown_text
from facilitator.documents.inline import DASH, coded, plain, quiet
from facilitator.documents.spoken_of import SpokenOf, words
from facilitator.domain import coverage
from facilitator.domain.action import Action, Task, missing
from facilitator.domain.coverage import Thread
from facilitator.domain.note import Note, Section
from facilitator.domain.session import Session

NO_ACTION: Final = Escaped("_no action yet_")
NO_CAUSE: Final = Escaped("_no cause yet_")

Row = tuple[str, ...]


def agreed(session: Session, names: SpokenOf) -> dict[str, object]:
    """What the template needs: `{"tracked", "table", "dashes", "criteria", "without", "coverage"}`, all as Markdown."""
    tasks = [action.task for action in session.actions]
    tracked = any(task.tracker.strip() for task in tasks)
    lacking = [markdown_text(task.text) for task in tasks if "criteria" in missing(task)]
    return {
        "tracked": tracked,
        "table": [_row(task, tracked) for task in tasks],
        "dashes": any({*missing(task)} - {"criteria"} for task in tasks),
        "criteria": [_criterion(action, names) for action in session.actions if action.task.criteria.strip()],
        "without": Escaped("; ".join(lacking)),
        "coverage": [_thread(thread, names) for thread in _threads(session)],
    }


def _row(task: Task, tracked: bool) -> Row:
    due = Escaped(task.due.isoformat()) if task.due else DASH
    priority = Escaped(task.priority.value.capitalize()) if task.priority else DASH
    status = f"{task.status.value}: {task.reason}" if task.reason.strip() else task.status.value
    row = markdown_cell(task.text), _owner(task.owner), due, priority, markdown_cell(status)
    return (*row, markdown_cell(task.tracker)) if tracked else row


def _owner(owner: str) -> Escaped:
    """A dash that somebody typed is not the one for nobody."""
    if not owner.strip():
        return DASH
    return coded(owner, DASH) if owner.strip() == DASH else markdown_cell(owner)


def _criterion(action: Action, names: SpokenOf) -> Escaped:
    number = quiet(names.actions.number(action.id, action.task.text))
    return Escaped(f"**{markdown_text(action.task.text.strip())}:** {markdown_text(action.task.criteria)}{number}")


def _threads(session: Session) -> Iterator[Thread]:
    yield from coverage.threads(session)
    for action in session.actions:  # A parked question has no line of its own until something is done about it.
        note = coverage.answered(session, action)
        if isinstance(note, Note) and note.section is Section.QUESTION:
            entry = session.entry(note.entry) if note.entry is not None else None
            yield Thread((entry,) if entry else (), (), note, action)


def _thread(thread: Thread, names: SpokenOf) -> Row:
    seen = markdown_cell(", ".join(names.time(entry) for entry in thread.entries))
    why = markdown_cell(" → ".join(plain(cause.text) for cause in thread.whys))
    of, action = thread.answered, thread.action
    return (
        seen or DASH,
        why or DASH,
        names.answered.in_cell(of.id, words(of)) if of else NO_CAUSE,
        names.actions.in_cell(action.id, action.task.text) if action else NO_ACTION,
        (markdown_cell(plain(action.task.criteria)) if action else Escaped()) or DASH,
    )
