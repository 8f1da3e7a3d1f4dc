"""What the phases of an agenda took in past meetings, as a plan and as a table to look at before it is taken."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitator.suggested import FEW, Suggested
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text


def too_few(rows: Sequence[Suggested], agenda: str) -> str:
    """Why nothing can be suggested, in a sentence; nothing if something can."""
    if any(row.seconds is not None for row in rows):
        return ""
    n = max((row.n for row in rows), default=0)
    there = "there is none yet" if not n else "there is 1" if n == 1 else f"there are {n}"
    return f"Minutes are suggested from {FEW} meetings that were held with «{agenda}»; {there}."


def plan(rows: Sequence[Suggested], planned: Sequence[int]) -> tuple[int, ...]:
    """Seconds for each phase, in whole minutes and at least one; as planned where nothing is suggested."""
    return tuple(
        before if row.seconds is None else max(1, round(row.seconds / 60)) * 60
        for row, before in zip(rows, planned, strict=True)
    )


def table(rows: Sequence[Suggested], before: Sequence[int], after: Sequence[int]) -> Content:
    """The phases with what is planned, what they really took, and from how many meetings that is known."""
    lines = [text(f"{'Phase':<28}{'planned':>8}{'took':>8}{'meetings':>10}", QUIET)]
    for row, old, new in zip(rows, before, after, strict=True):
        title = text(row.phase).truncate(28, pad=True, ellipsis=True)
        took = text(f"{'–' if row.seconds is None else new // 60:>8}", "bold" if old != new else "")
        lines.append(shapes.line(title, text(f"{old / 60:>8g}"), took, text(f"{row.n:>10}", QUIET)))
    told = f"{sum(before) / 60:g} minutes are planned; with these it would be {sum(after) / 60:g}."
    return shapes.stack([*lines, Content(""), text(told), text("The medians in minutes, without outliers.", QUIET)])
