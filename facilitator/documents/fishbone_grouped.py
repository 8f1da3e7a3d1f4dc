"""The fishbone where it is narrow: the effect, then each category over its causes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from facilitator.documents.cells import wrap
from facilitator.documents.runs import Label, Line, Role, Run, cells, frame
from facilitator.domain.causes import Bone, Fishbone, Twig

TWO: Final = 80
"""Columns from which the groups stand two abreast."""
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
    lines = _hung("╺ ", bone.name, Role.NAME, None, room)

    def add(twigs: Sequence[Twig], depth: int) -> None:
        for twig in twigs:
            lead = "  " * (depth + 1) + ("· " if depth else "─ ")
            lines.extend(_hung(lead, label(twig.cause), Role.TWIG if depth else Role.CAUSE, twig.cause.id, room))
            add(twig.twigs, depth + 1)

    add(bone.twigs, 0)
    return lines


def _hung(lead: str, words: str, role: Role, id: int | None, room: int) -> list[Line]:
    """Words behind a mark that their further lines leave room for; where that leaves none, without it."""
    lead = lead if len(lead) <= room // 3 else ""
    parts = wrap(words, room - len(lead))
    return [(frame(" " * len(lead) if i else lead), Run(part, role, id)) for i, part in enumerate(parts)]
