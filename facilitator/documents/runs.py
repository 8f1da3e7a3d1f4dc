"""A drawing in text: lines of runs, each of which knows what it is, so that a screen can style and find it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from facilitator.documents.cells import width, wrap
from facilitator.domain.cause import Cause
from facilitator.domain.record import Record


class Role(StrEnum):
    """What a part of a drawing is."""

    FRAME = "frame"
    EFFECT = "effect"
    NAME = "name"
    CAUSE = "cause"
    TWIG = "twig"


class Run(Record):
    """Some text of one kind in a line."""

    text: str
    role: Role
    id: int | None = None
    """The cause whose words it shows."""


Line = tuple[Run, ...]
Label = Callable[[Cause], str]
"""The words for a cause."""


def frame(text: str) -> Run:
    return Run(text, Role.FRAME)


def hung(lead: str, words: str, role: Role, id: int | None, room: int) -> list[Line]:
    """Words in lines of so many cells, behind a mark that their further lines leave room for."""
    parts = wrap(words, room - len(lead))
    return [(frame(" " * len(lead) if i else lead), Run(part, role, id)) for i, part in enumerate(parts)]


def cells(line: Line) -> int:
    """The cells that a line takes."""
    return sum(width(run.text) for run in line)


def plain(lines: Sequence[Line]) -> str:
    """The drawing as text, each line with its end."""
    return "".join("".join(run.text for run in line).rstrip() + "\n" for line in lines)
