"""A trial: some programs in turn, round by round, in one run, and the lines of the table that come of it."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from figures import Claim, Figures, Line, Taken, again, line

Takers = Mapping[str, Callable[[], Figures]]
"""For each label how to measure it once."""


class Trial(NamedTuple):
    """`base` runs twice a round, in random order with the others."""

    base: str
    claims: tuple[Claim, ...]
    open: Callable[[Path], AbstractContextManager[Takers]]
    """What is to be measured, in a folder of its own."""
    turns: float = 1.0
    """Rounds of it, for each round that was asked for."""
    warm: bool = True
    """The first round only fills the caches."""

    def rows(self) -> set[str]:
        return {claim.row for claim in self.claims}

    def lines(self, folder: Path, rounds: int, asked: Collection[str]) -> Iterator[Line]:
        claims = [claim for claim in self.claims if claim.row in asked]
        count = max(2, round(rounds * self.turns))
        with self.open(folder) as takers:
            taken = take(takers, claims, self.base, count, self.warm)
        yield from (line(claim, taken) for claim in claims)


def take(takers: Takers, claims: Collection[Claim], base: str, count: int, warm: bool) -> Taken:
    """All that these claims need."""
    labels = sorted({base, *(label for claim in claims for label in (claim.ours, claim.base))})
    taken: Taken = {label: [] for label in [*labels, again(base)]}
    for turn in range(-warm, count):
        tell(f"{', '.join(sorted({claim.row for claim in claims}))}: round {turn + 1} of {count}")
        for label in random.sample(list(taken), len(taken)):
            figures = takers[base if label == again(base) else label]()
            if turn >= 0:
                taken[label].append(figures)
    tell("")
    return taken


def tell(progress: str) -> None:
    """On the last line of a terminal; nowhere else."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{progress}", end="", file=sys.stderr, flush=True)
