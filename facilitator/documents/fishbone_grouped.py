"""The fishbone where it is narrow: the effect, then each category over its causes."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from facilitator.documents.cells import wrap
from facilitator.documents.runs import Label, Line, Role, Run, cells, frame, hung
from facilitator.domain.causes import Bone, Fishbone, along

TWO: Final = 72
"""Columns from which the groups stand two abreast: what a pane of a terminal of 80 has."""
GAP: Final = 2
"""Columns between them."""


def grouped(fishbone: Fishbone, columns: int, label: Label) -> tuple[Line, ...]:
    """The groups in lines of at most so many columns."""
    lines: list[Line] = [(Run(words, Role.EFFECT),) for words in wrap(fishbone.effect, columns)]
    abreast = 2 if columns >= TWO else 1
    each = (columns - GAP * (abreast - 1)) // abreast
    groups = [_group(bone, each, label) for bone in fishbone.bones]
    for i in range(0, len(groups), abreast):
        lines.append(())
        for row in zip_longest(*groups[i : i + abreast], fillvalue=()):
            line: Line = ()
            for column, runs in enumerate(row):
                line = (*line, frame(" " * (column * (each + GAP) - cells(line))), *runs) if runs else line
            lines.append(line)
    return tuple(lines)


def _group(bone: Bone, room: int, label: Label) -> list[Line]:
    lines = _narrowly("╺ ", bone.name, Role.NAME, None, room)
    for cause, depth in along(bone):
        lead = "  " * (depth + 1) + ("· " if depth else "─ ")
        lines += _narrowly(lead, label(cause), Role.TWIG if depth else Role.CAUSE, cause.id, room)
    return lines


def _narrowly(lead: str, words: str, role: Role, id: int | None, room: int) -> list[Line]:
    """Without the mark, where that leaves no room for words."""
    return hung(lead if len(lead) <= room // 3 else "", words, role, id, room)
