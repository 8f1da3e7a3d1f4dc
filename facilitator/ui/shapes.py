"""Lines of styled text: the few ways in which the panes put words on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

NOTHING = Content("")
QUIET = "$text-muted"
"""For what is there to be looked up; `legible` makes it one that can be read on every ground."""


def text(words: str, style: str = "") -> Content:
    """Words as they are, in one style."""
    return Content.styled(words, style) if style else Content(words)


def line(*parts: Content | str) -> Content:
    """Parts side by side."""
    return NOTHING.join([Content(part) if isinstance(part, str) else part for part in parts])


def ends(left: Content, right: Content, width: int) -> Content:
    """One line with something at each end. What is at the right always shows; the left gives way."""
    room = max(0, width - right.cell_length - 1)
    left = left.truncate(room, ellipsis=True)
    return line(left, " " * max(0, width - left.cell_length - right.cell_length), right)


def hanging(first: Content, words: Content, width: int) -> list[Content]:
    """Words wrapped to a width, after a mark that the further lines leave room for."""
    indent = first.cell_length
    if indent + words.cell_length <= width and words.plain.isprintable():
        return [line(first, words)]  # Most lines fit, and wrapping costs more than all else.
    wrapped = words.wrap(max(4, width - indent))
    return [line(first if i == 0 else " " * indent, each) for i, each in enumerate(wrapped)]


def flowing(indent: Content, parts: Iterable[Content], width: int) -> list[Content]:
    """Parts after one another; a line ends between two of them, and within one only if it is longer than a line."""
    rows, room = [NOTHING], width - indent.cell_length
    for part in parts:
        if rows[-1].plain and rows[-1].cell_length + part.rstrip().cell_length > room:
            rows.append(NOTHING)
        rows[-1] = line(rows[-1], part)
    return [each for row in rows for each in hanging(indent, row.rstrip(), width)]


def stack(lines: list[Content]) -> Content:
    """Lines under one another."""
    return Content("\n").join(lines)


def bar(share: float, width: int) -> Content:
    """A bar of which a share is full."""
    full = round(max(0.0, min(1.0, share)) * width)
    return line("━" * full, text("─" * (width - full), "$foreground 35%"))
