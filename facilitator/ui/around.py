"""Rows of the dialogs around the meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from textual.content import Content

from facilitator.documents.poll import ASKED
from facilitator.domain import coverage
from facilitator.domain.cause import Cause
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.paper import Question
from facilitator.domain.session import Session
from facilitator.preparation import Step
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text
from facilitator.when import clock, day, label

IMPACT: Final = (
    ("users", "Users affected", "such as ~5,000 (15% of active users during the incident)"),
    ("duration", "Duration", "empty: from start to end of the incident"),
    ("functionality", "Functionality", "such as Unable to complete checkout"),
    ("data_loss", "Data loss", "such as None"),
    ("spread", "Geographic spread", "such as Global (all regions)"),
    ("revenue", "Revenue", "such as Estimated $12,000 in lost transactions"),
    ("sla", "SLA breach", "such as 99.9% monthly SLA violated (now at 99.85%)"),
    ("support", "Support load", "such as 47 tickets filed during the incident"),
    ("reputation", "Reputation", "such as 12 negative social media posts"),
    ("services", "Services affected", "empty: those of the incident"),
    ("infrastructure", "Infrastructure", "such as Database connection pool, application servers"),
    ("dependencies", "Dependencies", "such as None (isolated to our infrastructure)"),
)
"""Field, name and example of each line, in the guide's order."""
POLL: Final = tuple((question, score) for question in Question for score in (1, 2, 3, 4, 5))
"""The rows of the exit poll."""
WIDTH: Final = 68


def fault(act: Callable[[], object]) -> str:
    """What is wrong with it, in a sentence; nothing if it can be done."""
    try:
        act()
    except FacilitatorError as bad:
        return str(bad)
    return ""


def step_choices(steps: Sequence[Step], zone: str) -> list[tuple[int, Content]]:
    """The guide's steps, each with its mark, its time and its note, under the part that it belongs to."""
    rows: list[tuple[int, Content]] = []
    for part, of in groupby(enumerate(steps), key=lambda pair: pair[1].part):
        for place, (i, step) in enumerate(of):
            head = [text(part, "bold $text-primary")] if place == 0 else []
            rows.append((i, shapes.stack([*head, *_step(step, zone)])))
    return rows


def _step(step: Step, zone: str) -> list[Content]:
    mark = text("☑ " if step.done else "☐ ", "$text-success" if step.done else "")
    due = f"  by {day(step.due, zone).split(',')[0]}, {clock(step.due, zone)}" if step.due and not step.done else ""
    words = shapes.line(
        text(step.told, QUIET if step.done else "bold"),
        text(f"{due}{' · late' if step.late else ''}", "$text-warning" if step.late else QUIET),
    )
    note = shapes.hanging(text("  "), text(step.note, QUIET), WIDTH) if step.note else []
    return [*shapes.hanging(mark, words, WIDTH), *note]


def warnings(sentences: Sequence[str]) -> Content:
    """What stands in the way of a good meeting."""
    lines = [line for told in sentences for line in shapes.hanging(text("! ", "$text-warning"), text(told), WIDTH)]
    return shapes.stack(lines)


def poll_rows(session: Session) -> list[Content]:
    """A row for each answer, with a block for each hand."""
    rows = []
    for question, score in POLL:
        hands = session.hands(question, score)
        head = [text(ASKED[question], "bold $text-primary")] if score == 1 else []
        bar = text("▮" * min(hands, 40), "$text-accent")
        told = text(f"  {hands} {'hand' if hands == 1 else 'hands'}" if hands else "", QUIET)
        rows.append(shapes.stack([*head, shapes.line(f"{score}  ", bar, told)]))
    return rows


def coverage_table(session: Session, width: int) -> Content:
    """Each line from what was seen to how the change is known to be done, with what is missing in words."""
    lines: list[Content] = []
    for thread in coverage.threads(session):
        answered, action = thread.answered, thread.action
        seen = ", ".join(label(entry.when, session.incident.timezone) for entry in thread.entries)
        above = " → ".join(cause.text for cause in thread.whys)
        if isinstance(answered, Cause):
            words = answered.statement or answered.text
        else:
            words = answered.text if answered else ""
        head = text(words, "bold") if words else text("no cause yet", "$text-warning")
        lines += shapes.hanging(text("◆ "), head, width)
        if seen or above:
            told = " · ".join(each for each in (f"seen {seen}" if seen else "", above) if each)
            lines += shapes.hanging(text("  "), text(told, QUIET), width)
        if action is None:
            lines += shapes.hanging(text("  → "), text("no action item yet", "$text-warning"), width)
        else:
            lines += shapes.hanging(text("  → "), text(action.task.text), width)
            done = action.task.criteria
            criterion = text(f"done when {done}", QUIET) if done else text("no success criterion yet", "$text-warning")
            lines += shapes.hanging(text("    "), criterion, width)
        lines.append(Content(""))
    nothing = text("Nothing yet: causes come from the root cause analysis, action items from their phase.", QUIET)
    return shapes.stack(lines[:-1] or [nothing])
