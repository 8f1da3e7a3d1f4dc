"""What the room made, in lines to be read from afar: who does what until when, and no keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from facilitator.domain.action import Action, Status, Task
from facilitator.domain.cause import Cause
from facilitator.domain.note import Note, Section
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets import items
from facilitator.ui.widgets.items import SIGNS, WARNING
from facilitator.when import short_date

TABLE = 90
"""Columns from which owners and due dates stand in columns of their own."""
OWNER, DUE = 18, 20
"""Their columns."""


def draw(
    session: Session, item: Note | Action | Cause, number: int, width: int, chosen: bool, today: date
) -> list[Content]:
    """One item, numbered in its list."""
    if isinstance(item, Action):
        return _action(item.task, number, width, chosen, today)
    if isinstance(item, Note) and item.section is Section.QUESTION:
        lines = items.draw(session, replace(item, section=Section.NOTE), number, width, chosen, today)
        owner = text(item.owner, "bold") if item.owner else text("no owner yet", WARNING)
        return [*lines[:-1], *shapes.hanging(lines[-1] + "  ", owner, width)]
    return items.draw(session, item, number, width, chosen, today)


def _action(task: Task, number: int, width: int, chosen: bool, today: date) -> list[Content]:
    sign, style = SIGNS[task.status]
    first, words = shapes.line(text(f"{number:>2} "), text(f"{sign} ", style)), text(task.text)
    if chosen:
        first, words = first.stylize_before("reverse"), words.stylize("reverse")
    indent = text(" " * first.cell_length)
    owner, due = _owner(task), _due(task, today)
    if width >= TABLE:
        head, *more = shapes.hanging(first, words, width - OWNER - DUE - 2)
        cells = [cell.truncate(room - 1, ellipsis=True).truncate(room, pad=True) for cell, room in
                 ((owner, OWNER), (due, DUE))]  # fmt: skip
        lines = [shapes.ends(head, shapes.line(*cells), width), *more]
    else:
        lines = [*shapes.hanging(first, words, width), *shapes.hanging(indent, shapes.line(owner, "   ", due), width)]
    beside = text("  ").join(list(_beside(task)))
    return [*lines, *(shapes.hanging(indent, beside, min(width, len(lines[0]))) if beside.plain else [])]


def _owner(task: Task) -> Content:
    return text(task.owner, "bold") if task.owner else text("▲ no owner yet", WARNING)


def _due(task: Task, today: date) -> Content:
    shown = text(short_date(task.due, today)) if task.due else text("▲ no date yet", WARNING)
    priority = text(f"  {task.priority}", "bold $text-error" if task.priority == "high" else QUIET)
    return shapes.line(shown, priority) if task.priority else shown


def _beside(task: Task) -> Iterator[Content]:
    if task.status is not Status.NOT_STARTED:
        yield text(f"{task.status}{f': {task.reason}' if task.reason else ''}", SIGNS[task.status][1])
    if task.criteria:
        yield text(f"done when {task.criteria}", QUIET)
