"""The coach on labelled sentences, all of them our own.

Rules were tuned on `coach_tuned`. `coach_held_out` was written with it, before the rules, and scored once, at the end.
`coach_last` was written after the rules and scored at once: precision 1.00, recall 0.76, F1 0.86. That is what to
expect of sentences that nobody has seen. Its misses were read after that, so it tells no more.
`coach_other_writer` is by somebody who had read neither rules nor sentences; it was scored once and its misses were not
looked at: precision 1.00, recall 0.82, F1 0.90, no false alarm; human root causes 14 of 18, of which one,
«Human error.», stands in `coach_held_out` and was left out of the file.
"""

from __future__ import annotations

from typing import Final

import pytest
from coach_sets import rows, scored

LEAST: Final = {
    "blame": 0.65,
    "counterfactual": 0.75,
    "human_root_cause": 0.80,
    "defensive": 0.55,
    "vague_action": 0.93,
}
SETS: Final = ("tuned", "held_out")


def test_the_sets_are_large_and_share_no_sentence() -> None:
    tuned, held_out, last, other = ({row["text"] for row in rows(name)} for name in (*SETS, "last", "other_writer"))
    assert len(tuned) >= 300 and len(held_out) >= 200
    assert not tuned & held_out and not (tuned | held_out) & last and not (tuned | held_out | last) & other


@pytest.mark.parametrize("name", [*SETS, "last", "other_writer"])
def test_little_is_noticed_in_vain_and_much_is_noticed(name: str) -> None:
    found = scored(name)
    assert found.precision >= 0.92
    assert found.recall >= 0.74
    assert found.f1 >= 0.82


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("label", LEAST)
def test_each_kind_is_noticed(name: str, label: str) -> None:
    assert scored(name).by_label[label] >= LEAST[label]


@pytest.mark.parametrize("name", [*SETS, "last", "other_writer"])
def test_facts_and_good_action_items_are_left_alone(name: str) -> None:
    assert scored(name).false_in["timeline"] <= 0.02
    assert scored(name).false_in["action_item"] <= 0.03
