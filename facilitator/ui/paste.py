"""What a pasted block will become, to look at before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AddFactors, AnswerWhy
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.rounds import SealPoint
from facilitator.domain.commands import Command
from facilitator.domain.session import Precision, Session
from facilitator.noting import about
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.when import label

SHOWN = 40
"""Lines shown before the rest is only counted."""


def preview(commands: Sequence[Command], session: Session, today: date) -> tuple[int, Content]:
    """How many items there are, and the items as they will stand. Only points that nobody sees are several commands."""
    command = commands[0]
    if isinstance(command, AddEntries):
        zone = session.incident.timezone
        rows = []
        for draft in command.entries:
            sure = draft.when.precision is Precision.EXACT
            time = text(label(draft.when, zone).ljust(12), "" if sure else "italic $text-warning")
            tag = text(f"  #{draft.kind}" if draft.kind else "", QUIET)
            rows.append(shapes.line(time, draft.text, tag))
    elif isinstance(command, AddActions):
        rows = [
            shapes.line(text(f"{i:>2}  {task.text}  "), text(" · ".join(about(task, today)), QUIET))
            for i, task in enumerate(command.tasks, start=1)
        ]
    elif isinstance(command, AddNotes | AnswerWhy | AddFactors):
        rows = [text(f"{i:>2}  {each}") for i, each in enumerate(command.texts, start=1)]
    else:
        points = [each.text for each in commands if isinstance(each, SealPoint)]
        rows = [text(f"{i:>2}  {each}") for i, each in enumerate(points, start=1)]
    shown = rows[:SHOWN]
    if len(rows) > SHOWN:
        shown.append(text(f"… and {len(rows) - SHOWN} more", QUIET))
    return len(rows), shapes.stack(shown)
