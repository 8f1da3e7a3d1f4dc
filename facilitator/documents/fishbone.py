"""The fishbone as text: a pure function of the causes and a width, for the screen and for documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from facilitator.documents.cells import fitted, width, wrap
from facilitator.documents.fishbone_grouped import grouped
from facilitator.documents.runs import Label, Line, Role, Run, cells, frame, hung
from facilitator.domain.causes import Bone, Fishbone, along

WIDE: Final = 100
"""Columns from which it is drawn as a fishbone; below, as a clean grouped form."""
NARROWEST: Final = 24
"""Columns that each category needs beside the next one."""
HEAD: Final = 22
"""Columns of the head at most, its frame included."""
LEAN: Final = 9
"""Columns by which a bone leans at most, however long it is."""


def draw(fishbone: Fishbone, columns: int, label: Label = lambda cause: cause.text) -> tuple[Line, ...]:
    """The fishbone in lines of at most so many columns. `label` gives the words for a cause."""
    pairs = (len(fishbone.bones) + 1) // 2
    if columns >= WIDE and pairs and (columns - HEAD - LEAN - 1) // pairs >= NARROWEST:
        return _drawn(fishbone, columns, label)
    return grouped(fishbone, max(1, columns), label)


def _drawn(fishbone: Fishbone, columns: int, label: Label) -> tuple[Line, ...]:
    """Half of the bones above the spine, half below it; the effect at its head."""
    half = (len(fishbone.bones) + 1) // 2
    head = _head(fishbone.effect)
    body = columns - cells(head[0])
    each = (body - LEAN - 1) // half
    above, below = fishbone.bones[:half], fishbone.bones[half:]
    least = len(head) // 2
    top = _side(above, [_beside(bone, each - 2, label) for bone in above], each, least, "╲")
    # From the outside in, too; turned round, its causes read downwards.
    bottom = _side(below, [_beside(bone, each - 2, label)[::-1] for bone in below], each, least, "╱")
    lines = [*top, (frame("━" * body),), *reversed(bottom)]
    start = len(top) - len(head) // 2
    for i, row in enumerate(head, start):
        lines[i] = (*lines[i], frame(" " * (body - cells(lines[i]))), *row)
    return tuple(lines)


def _head(effect: str) -> list[Line]:
    """The effect in its frame: an odd number of lines, so that the spine meets the middle."""
    words = wrap(effect, HEAD - 4)
    if len(words) % 2 == 0:
        words.append("")
    wide = max(width(line) for line in words)
    middle = len(words) // 2
    rows: list[Line] = [
        (frame("┫ " if i == middle else "┃ "), Run(fitted(line, wide), Role.EFFECT), frame(" ┃"))
        for i, line in enumerate(words)
    ]
    return [(frame("┏" + "━" * (wide + 2) + "┓"),), *rows, (frame("┗" + "━" * (wide + 2) + "┛"),)]


def _beside(bone: Bone, room: int, label: Label) -> list[Line]:
    """The causes of a bone as they stand beside it, in reading order."""
    lines: list[Line] = []
    for cause, depth in along(bone):
        lead = "   " + "  " * (depth - 1) + "· " if depth else "── "
        lines += hung(lead, label(cause), Role.TWIG if depth else Role.CAUSE, cause.id, room - 1)
    return lines


def _side(bones: Sequence[Bone], lists: Sequence[list[Line]], each: int, least: int, slant: str) -> list[Line]:
    """One side of the spine from the outside in: the names, then the bones, leaning, with their causes."""
    height = max([least, 3, *(len(lines) + 1 for lines in lists)])
    rows = [_row([(0, (Run(fitted(bone.name, min(width(bone.name), each - 2)), Role.NAME),)) for bone in bones], each)]
    for row in range(height):
        lean, further = (1 + min(i, i * LEAN // height) for i in (row, row + 1))
        sign = frame(slant if further > lean else "│")
        rows.append(_row([(lean, (sign, *(lines[row] if row < len(lines) else ()))) for lines in lists], each))
    return rows


def _row(parts: Sequence[tuple[int, Line]], each: int) -> Line:
    """Parts side by side, each leaning by so much in its own column."""
    line: Line = ()
    for column, (lean, runs) in enumerate(parts):
        line = (*line, frame(" " * (1 + column * each + lean - cells(line))), *runs)
    return line
