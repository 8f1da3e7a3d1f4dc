"""One item of the lists of the room, in lines: a point, an action item, a cause that waits for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from facilitator.domain.action import Action, Priority, Status, missing
from facilitator.domain.cause import Cause
from facilitator.domain.coverage import answered
from facilitator.domain.note import Note, Section, lead_and_detail
from facilitator.domain.session import Session
from facilitator.noting import MISSING
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.when import label, short_date

DIGITS = {"owner": "1", "due": "2", "priority": "3", "criteria": "4"}
"""The keys that fill in what an action item lacks."""
SIGNS = {
    Status.NOT_STARTED: ("○", ""),
    Status.IN_PROGRESS: ("◐", "$text-accent"),
    Status.COMPLETE: ("✓", "$text-success"),
    Status.BLOCKED: ("■", "$text-error"),
    Status.WONT_DO: ("–", QUIET),
}
WARNING = "$text-warning"


def draw(
    session: Session, item: Note | Action | Cause, number: int, width: int, chosen: bool, today: date
) -> list[Content]:
    """One item, numbered in its list; what is beside its text stands quietly after it or under it."""
    below: list[Content] = []
    if isinstance(item, Action):
        sign, style = SIGNS[item.task.status]
        first, words = shapes.line(text(f"{number:>2} "), text(f"{sign} ", style)), text(item.task.text)
        indent = text(" " * first.cell_length)
        has = [shapes.line(part, "  ") for part in _has(item, today)]
        beside = [*has, *_lacking(_lacks(session, item))]
        below = shapes.flowing(indent, beside, width) if beside else []
    elif isinstance(item, Note):
        under = note_under(session, item)
        first = text(f"{number:>2} " + ("  └ " if under else ""))
        words = Content("  ").join([_led(item.text), *_said(session, item)])
    else:
        first, words = text(" ◇ "), text(item.statement or item.text)
    if chosen:
        first, words = first.stylize_before("reverse"), words.stylize("reverse")
    return [*shapes.hanging(first, words, width), *below]


def note_under(session: Session, note: Note) -> bool:
    """Whether it stands under another one."""
    return note.group is not None and session.note(note.group) is not None


def _led(line: str) -> Content:
    lead, detail = lead_and_detail(line)
    return shapes.line(text(f"{lead}:", "bold"), text(f" {detail}")) if lead else text(line)


def _said(session: Session, note: Note) -> Iterator[Content]:
    """What the room said of a point or a question."""
    if note.gap:
        yield text(note.gap, "italic $text-secondary")
    entry = session.entry(note.entry) if note.entry is not None else None
    if entry:
        yield text(f"↔ {label(entry.when, session.incident.timezone)}", QUIET)
    if note.votes:
        yield text(f"+{note.votes}", "bold $text-accent")
    actions = sum(action.task.addresses == note.id for action in session.actions)
    if actions:
        yield text(f"→ {actions} action{'s' if actions > 1 else ''}", "$text-secondary")
    if note.section is Section.QUESTION:
        yield text(note.owner, "bold") if note.owner else next(_lacking([(DIGITS["owner"], MISSING["owner"])]))


def _lacking(lacks: Sequence[tuple[str, str]]) -> Iterator[Content]:
    """What is not there yet, each with the key that fills it in: «no owner (1), cause (l)»."""
    for i, (key, name) in enumerate(lacks):
        last = i == len(lacks) - 1
        yield shapes.line(
            text(f"{name} (" if i else f"no {name} (", WARNING),
            text(key, "bold $text-accent"),
            text(")" if last else "), ", WARNING),
        )


def _has(action: Action, today: date) -> Iterator[Content]:
    """What an action item has beside its text."""
    task = action.task
    if task.owner:
        yield text(task.owner, "bold")
    if task.due:
        late = task.due < today and task.status not in (Status.COMPLETE, Status.WONT_DO)
        shown = f"due {short_date(task.due, today)}"
        yield text(f"{shown} · in the past", WARNING) if late else text(shown)
    if task.priority:
        yield text(task.priority, "bold $text-error" if task.priority is Priority.HIGH else "")
    if task.status is not Status.NOT_STARTED:
        yield text(f"{task.status}{f': {task.reason}' if task.reason else ''}", SIGNS[task.status][1])
    if task.criteria:
        yield text(f"done when {task.criteria}", QUIET)
    if task.tracker:
        yield text(f"↗ {task.tracker}", QUIET)


def _lacks(session: Session, action: Action) -> list[tuple[str, str]]:
    lacks = [(DIGITS[name], MISSING[name]) for name in missing(action.task)]
    if answered(session, action) is None and action.task.status is not Status.WONT_DO:
        lacks.append(("l", "cause"))
    return lacks
