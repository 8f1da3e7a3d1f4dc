"""Why chains in lines: each question under the cause it is asked of, and the becauses that answer."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from facilitator.bench import FIVE
from facilitator.coach.whys import hint, question, same
from facilitator.domain import causes
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.causes import Why
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import NOTHING, QUIET, text
from facilitator.when import label

STEP = 2
"""Columns by which each answer is further in."""
DEEPEST = 12
"""Answers below this one stand under one another, so that words keep their room."""


class Whys:
    """The chains of a session, ready to be drawn cause by cause."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.rows = tuple(causes.walk(causes.chains(session)))
        self._first = {why.answers[0].cause.id: why for why in self.rows if why.answers}
        """The first answer to a why -> that why."""
        self._shared = causes.shared(session, same)
        self._chain: dict[int, int] = {}
        """A cause -> the number of its chain."""
        number = 0
        for why in self.rows:
            number += why.depth == 0
            self._chain[why.cause.id] = number

    def draw(self, index: int, width: int, here: bool, focused: bool) -> list[Content]:
        """One cause in lines: `here` if its why is asked now, `focused` if keys act on it."""
        why = self.rows[index]
        cause, depth = why.cause, why.depth
        indent = " " * (STEP * min(depth, DEEPEST))
        lines = [NOTHING] if index and not depth else []
        if asked := self._first.get(cause.id):
            before = text(f"{indent}└ {depth} ", QUIET)
            lines += shapes.hanging(before, text(question(self.session, asked.cause), QUIET), width)
        lines += self._said(why, indent, width, here, focused)
        if cause.statement:
            sole = cause.standing is Standing.PRIMARY and not self.session.factors
            name = "Contributing factor" if self.session.factors else "Root cause"
            first = shapes.line(indent, "    ", text("◆ " if sole else "◇ ", "bold $text-success"))
            lines += shapes.hanging(first, text(f"{name}: {cause.statement}", "bold $text-success"), width)
        if here:
            lines += self._next(why, indent + " " * STEP, width)
        return lines

    def _said(self, why: Why, indent: str, width: int, here: bool, focused: bool) -> list[Content]:
        cause, depth = why.cause, why.depth
        mark = "▸ " if here else "  "
        lead = mark if not depth else f"{indent}{'  ' if cause.id in self._first else '+ '}{mark}"
        style = "reverse" if focused else "bold" if here or not depth else ""
        marks = Content("  ").join(list(self._marks(cause, depth)))
        words = shapes.hanging(text(lead, "bold $text-primary" if here else QUIET), text(cause.text, style), width)
        if not marks:
            return words
        if len(words) == 1 and words[0].cell_length + 2 + marks.cell_length <= width:
            return [shapes.ends(words[0], marks, width)]
        return [*words, shapes.line(" " * len(lead), marks).truncate(width, ellipsis=True)]

    def _marks(self, cause: Cause, depth: int) -> Iterator[Content]:
        yield from _standing(self.session, cause)
        if cause.bone:
            yield text(cause.bone, QUIET)
        if others := self._shared.get(cause.id):
            where = sorted({self._chain[id] for id in others if id in self._chain})
            yield text("≡ also in chain " + ", ".join(map(str, where)), "bold $text-accent")
        if shown := causes.evidence(self.session, cause):
            zone = self.session.incident.timezone
            yield text("seen " + ", ".join(label(entry.when, zone) for entry in shown), QUIET)
        elif depth:
            yield text("no evidence", "$text-disabled")

    def _next(self, why: Why, indent: str, width: int) -> Iterator[Content]:
        """What is asked now: the next why, and from the fifth on whether this is something we can change."""
        cause = why.cause
        if found := hint(self.session, cause):
            first = text(f"{indent}  ▲ ", "bold $text-warning")
            yield from shapes.hanging(first, text(f"{found.what} “{found.say}”", "$text-warning"), width)
        if not why.answers and not cause.statement:
            first = text(f"{indent}└ {why.depth + 1} ", "bold $text-primary")
            yield from shapes.hanging(first, text(question(self.session, cause), "bold $text-primary"), width)
            if why.depth >= FIVE:
                ask = "Is this a process or a system we can change?  = states the root cause, or type the next because."
                yield from shapes.hanging(text(f"{indent}    "), text(ask, "bold $text-success"), width)


def _standing(session: Session, cause: Cause) -> Iterator[Content]:
    """What the room made of a cause: its votes, whether it is the root cause or a factor, what is done about it."""
    if cause.votes:
        yield text(f"+{cause.votes}", "bold $text-accent")
    if cause.standing is Standing.PRIMARY and not session.factors:
        if not cause.statement:
            yield text("◆ root cause", "bold $text-success")
    elif cause.standing and not cause.statement:
        yield text("◇ factor", "$text-success")
    actions = sum(action.task.addresses == cause.id for action in session.actions)
    if actions:
        yield text(f"→ {actions} action{'s' if actions > 1 else ''}", "$text-secondary")
