"""The large digits, as they look."""

from __future__ import annotations

import pytest

from facilitator.ui.widgets.digits import big

FIVE = """
  ██    ██████      ██  ██  ██████
████        ██  ██  ██  ██  ██  ██
  ██    ██████      ██████  ██  ██
  ██    ██      ██      ██  ██  ██
██████  ██████          ██  ██████
"""
OVERTIME = """
        ██████  ██████        ██    ██████
  ██    ██  ██      ██  ██  ████    ██
██████  ██  ██  ██████        ██    ██████
  ██    ██  ██  ██      ██    ██        ██
        ██████  ██████      ██████  ██████
"""
THREE = """
╺┓  ╻ ┏━┓ ┏━╸ ╻ ╺━┓ ┏━╸
 ┃    ┃ ┃ ┗━┓    ━┫ ┣━┓
╺┻╸ ╹ ┗━┛ ╺━┛ ╹ ╺━┛ ┗━┛
"""


@pytest.mark.parametrize(
    ("text", "rows", "golden"), [("12:40", 5, FIVE), ("+02:15", 5, OVERTIME), ("1:05:36", 3, THREE)]
)
def test_looks(text: str, rows: int, golden: str) -> None:
    assert [row.rstrip() for row in big(text, rows)] == golden.strip("\n").split("\n")


@pytest.mark.parametrize("rows", [3, 5])
def test_every_row_is_equally_wide_and_every_digit_differs(rows: int) -> None:
    for text in ("12:40", "+02:15", "1:05:00", "", " ", "0123456789", "?"):
        drawn = big(text, rows)
        assert len(drawn) == rows
        assert len(set(map(len, drawn))) == 1
    assert len({big(digit, rows) for digit in "0123456789+: "}) == 13
    assert len({len(big(digit, rows)[0]) for digit in "0123456789"}) == 1
