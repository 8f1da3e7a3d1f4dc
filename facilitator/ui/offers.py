"""What the dialogs of the root-cause workshop offer: bones, places, entries, and the chain to read aloud."""

from __future__ import annotations

from textual.content import Content

from facilitator.coach.whys import therefore
from facilitator.domain import causes
from facilitator.domain.cause import Cause
from facilitator.domain.cause_tree import line
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import text
from facilitator.ui.text import say
from facilitator.when import label


def read_back(session: Session, cause: Cause) -> Content:
    """The chain of a cause upwards, joined by «therefore»."""
    steps = therefore(tuple(each.text for each in causes.path(session, cause.id)))
    lines = [line for step in steps for line in (*shapes.hanging(Content(""), text(step), 68), Content(""))]
    return shapes.stack(lines[:-1])


def bones(session: Session, cause: Cause) -> tuple[list[tuple[int, Content]], int]:
    """The categories with their digits, and which one the cause is in; 0 for none."""
    names = causes.bones(session)
    choices = [(i, say("$i  $name", i=i, name=name)) for i, name in enumerate(names, start=1)]
    choices.append((0, text("0  off the fishbone")))
    return choices, names.index(cause.bone) if cause.bone in names else 0


def places(session: Session, cause: Cause, on_bone: bool) -> list[tuple[int, Content]]:
    """Where a cause may be moved to, 0 for a place of its own. What stands below it is left out."""
    own = (0, text("A place of its own on this bone" if on_bone else "A chain of its own"))
    if on_bone:
        rows = [(each, 0) for each in causes.pinned(causes.fishbone(session)) if each.bone == cause.bone]
    else:
        rows = [(why.cause, why.depth) for why in causes.walk(causes.chains(session))]
    up = "under" if on_bone else "parent"
    free = [(each, depth) for each, depth in rows if cause.id not in line(session.causes, each.id, up)]
    return [own, *((each.id, text("  " * depth + each.text)) for each, depth in free)]


def entries(session: Session, cause: Cause) -> list[tuple[int, Content]]:
    """The timeline, with a mark at what shows a cause."""
    zone = session.incident.timezone
    return [
        (i, say("$mark $time  $words", mark="☑" if entry.id in cause.evidence else "☐",
                time=label(entry.when, zone), words=entry.text))
        for i, entry in enumerate(session.entries)
    ]  # fmt: skip
