"""Labelled sentences, and how well the coach does on them."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.coach.language import hints

DATA = Path(__file__).parents[1] / "data"


class Scored(NamedTuple):
    """What was found of a set."""

    precision: float
    recall: float
    f1: float
    by_label: dict[str, float]
    """The part of each label that was found."""
    false_in: dict[str, float]
    """The part of the good sentences of each context for which there was a hint."""


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"coach_{name}.jsonl").read_text("utf-8").splitlines()]


@cache
def scored(name: str) -> Scored:
    found, there, good, false = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in rows(name):
        flag = bool(hints(row["text"], row["context"], row["people"]))
        if row["should_flag"]:
            there[row["label"]] += 1
            found[row["label"]] += flag
        else:
            good[row["context"]] += 1
            false[row["context"]] += flag
    hits, wrong = found.total(), false.total()
    precision, recall = hits / (hits + wrong), hits / there.total()
    return Scored(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        {label: found[label] / there[label] for label in there},
        {context: false[context] / good[context] for context in good},
    )
