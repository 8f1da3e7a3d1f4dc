"""What stands in the empty line: what a line becomes in this phase, and the signs that send it elsewhere."""

from __future__ import annotations

from typing import Final

from facilitator.bench import View
from facilitator.domain.session import Session, Work
from facilitator.ui.works import WORKS

GAP: Final = "   ·   "
EDGES: Final = 2
"""Columns beside the line."""
ALWAYS: Final = ("? parks a question", "/ commands")
ENTRY: Final = "14:25 what happened"
WHYS: Final = ("the next because", "+ another", "= the root cause", "! a new chain", "a better question?")
BONES: Final = ("1 a cause on bone 1", "> what explains it", "one more on the same bone")


def placeholder(session: Session, view: View, width: int) -> str:
    """The words for an empty line: as many of its parts as the line has room for, each whole."""
    parts = _parts(session, view)
    while len(parts) > 1 and len(GAP.join(parts)) >= width - EDGES:
        parts = parts[:-1]
    return GAP.join(parts)


def _parts(session: Session, view: View) -> tuple[str, ...]:
    phase = session.working
    if phase and phase.work is Work.CAUSES:
        return WHYS if view is View.WHYS else BONES
    if phase and (made := WORKS[phase.work].line):
        return (made, ENTRY, *ALWAYS)
    return (ENTRY, *ALWAYS)
