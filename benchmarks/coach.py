"""What it costs to look at a sentence, beside one scan of it for a list of words, in turn, in one run.

    python benchmarks/coach.py [--rounds 20]

Goals: at most 0.5 ms a sentence, 2 ms for one in a hundred, 1 s for any text of 100,000 characters. The ratio to the
yardstick tells more than the times on another machine: what is over 60 has become slow.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from facilitator.clock import ticks

ROOT = Path(__file__).parents[1]
WORDS = re.compile(
    r"\b(should(n't| not)?('ve| have)|could have|would have|ought to|if only|fail(s|ed|ure)? to|human error|careless\w*"
    r"|negligen\w*|stupid\w*|idiot\w*|sloppy|lazy|reckless\w*|incompeten\w*|blam(e|ed|es|ing)|fault|forgot\w*|mistakes?"
    r"|messed up|screwed up|dropped the ball|obviously|who (broke|did|caused))\b",
    re.IGNORECASE,
)
"""The yardstick: the obvious words, as one pattern."""
GOAL, GOAL_P99, GOAL_LONG = 0.5, 2.0, 1.0
LONG = {
    "one word": "a" * 100_000,
    "one sentence": "the on-call engineer should have " * 3_000,
    "quotes": '"' * 100_000,
    "handles": "@a " * 33_000,
    "hyphens": "a-" * 50_000,
    "commas": "if only had he , " * 6_000,
    "lines": "Bob should have asked.\n" * 4_300,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    start = ticks()
    from facilitator.coach.language import hints
    from facilitator.coach.lexicon import lexicon

    imported = ticks()
    words = lexicon()
    read = ticks()
    words.warm()
    warm = ticks()
    print(f"import {1000 * (imported - start):.0f} ms, lexicon {1000 * (read - imported):.0f} ms, ", end="")
    print(f"all its phrases {1000 * (warm - read):.0f} ms")
    rows = [
        json.loads(line)
        for path in sorted((ROOT / "tests" / "data").glob("coach_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    ours, yardstick = [float("inf")] * len(rows), [float("inf")] * len(rows)
    order = list(range(len(rows)))
    for _ in range(rounds):
        random.shuffle(order)
        for at in order:  # the best of the rounds: what others do on this machine is not what it costs
            row = rows[at]
            ours[at] = min(ours[at], timed(lambda r=row: hints(r["text"], r["context"], r["people"])))  # type: ignore[misc]
            yardstick[at] = min(yardstick[at], timed(lambda r=row: WORDS.search(r["text"])))  # type: ignore[misc]
    mean, p99 = 1000 * statistics.mean(ours), 1000 * sorted(ours)[len(ours) * 99 // 100]
    print(
        f"{len(rows)} sentences: {mean:.3f} ms each, one in a hundred {p99:.3f} ms, longest {1000 * max(ours):.3f} ms"
    )
    print(f"one scan: {1000 * statistics.mean(yardstick):.4f} ms; ratio {sum(ours) / sum(yardstick):.1f}")
    slowest = 0.0
    for name, text in LONG.items():
        took = max(timed(lambda c=context, t=text: hints(t, c, ["Bob"])) for context in ("note", "why", "action"))  # type: ignore[misc]
        slowest = max(slowest, took)
        print(f"100,000 characters, {name}: {took:.3f} s")
    return int(mean > GOAL or p99 > GOAL_P99 or slowest > GOAL_LONG)


def timed(work: Callable[[], object]) -> float:
    start = ticks()
    work()
    return ticks() - start


if __name__ == "__main__":
    sys.exit(main())
