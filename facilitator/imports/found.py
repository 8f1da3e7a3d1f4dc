"""Finding again what the document speaks of: by its words, and by its number where several say the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, TypeVar

from facilitator.imports.inline import Line, plain

T = TypeVar("T")


class Found(Generic[T]):
    """Things by their words, in the order in which they are read."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._same: dict[str, list[T]] = {}
        for text, thing in things:
            self._same.setdefault(plain(text), []).append(thing)

    def get(self, line: Line) -> T | None:
        """The one that a line speaks of; without a number the first that says this."""
        same = self._same.get(plain(line.text), [])
        i = (line.number or 1) - 1
        return same[i] if 0 <= i < len(same) else None


def merged(sequences: Iterable[Iterable[int]], count: int) -> list[int]:
    """0 … count-1 in an order that agrees with all sequences; where they contradict, with the earlier ones.

    The document shows the same things in several lists. Each keeps the order in which they were typed.
    """
    after: dict[int, list[int]] = {each: [] for each in range(count)}
    for sequence in sequences:
        row = list(dict.fromkeys(sequence))
        for first, then in pairwise(row):
            if not _leads(after, then, first):
                after[first].append(then)
    before = {each: 0 for each in after}
    for thens in after.values():
        for then in thens:
            before[then] += 1
    order: list[int] = []
    while before:
        free = next(each for each, waits in before.items() if not waits)
        del before[free]
        order.append(free)
        for then in after[free]:
            before[then] -= 1
    return order


def _leads(after: dict[int, list[int]], start: int, goal: int) -> bool:
    """Whether one comes before the other already."""
    seen, todo = set(), [start]
    while todo:
        each = todo.pop()
        if each == goal:
            return True
        if each not in seen:
            seen.add(each)
            todo += after[each]
    return False
