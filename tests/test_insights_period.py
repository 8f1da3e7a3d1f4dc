"""The days of a period as people say them. Today is Friday, December 5, 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insights_period import BadDay, read_bound

TODAY = date(2025, 12, 5)

SAID = [
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025-10", "2025-10-01", "2025-10-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2025-10-07", "2025-10-07", "2025-10-07"),
    ("Q4", "2025-10-01", "2025-12-31"),
    ("q1", "2025-01-01", "2025-03-31"),
    ("Q4 2024", "2024-10-01", "2024-12-31"),
    ("2025-Q2", "2025-04-01", "2025-06-30"),
    ("October", "2025-10-01", "2025-10-31"),
    ("Feb 2024", "2024-02-01", "2024-02-29"),
    ("Dec 10", "2024-12-10", "2024-12-10"),
    ("Dec 1", "2025-12-01", "2025-12-01"),
    ("Dec 10, 2025", "2025-12-10", "2025-12-10"),
    ("10/7", "2025-10-07", "2025-10-07"),
    ("Wednesday", "2025-12-03", "2025-12-03"),
    ("today", "2025-12-05", "2025-12-05"),
    ("yesterday", "2025-12-04", "2025-12-04"),
    ("this week", "2025-12-01", "2025-12-07"),
    ("last week", "2025-11-24", "2025-11-30"),
    ("last month", "2025-11-01", "2025-11-30"),
    ("this quarter", "2025-10-01", "2025-12-31"),
    ("last quarter", "2025-07-01", "2025-09-30"),
    ("last year", "2024-01-01", "2024-12-31"),
    ("90 days ago", "2025-09-06", "2025-09-06"),
    ("2w", "2025-11-21", "2025-11-21"),
    ("3 months ago", "2025-09-05", "2025-09-05"),
    ("2 quarters ago", "2025-06-05", "2025-06-05"),
]


@pytest.mark.parametrize(("line", "first", "last"), SAID)
def test_the_first_day_or_the_last_one(line: str, first: str, last: str) -> None:
    assert read_bound(line, TODAY, last=False) == date.fromisoformat(first)
    assert read_bound(f" {line.upper()}. ", TODAY, last=True) == date.fromisoformat(last)


def test_what_a_short_month_does_not_have() -> None:
    assert read_bound("1 month ago", date(2025, 3, 31), last=False) == date(2025, 2, 28)


@pytest.mark.parametrize("line", ["soon", "2025-13", "31 February", "9999 years ago", "Q5", "October 99"])
def test_what_is_no_day_is_asked_again(line: str) -> None:
    with pytest.raises(BadDay, match="Give one such as"):
        read_bound(line, TODAY, last=False)


@given(st.text(max_size=40), st.booleans())
def test_any_line_is_a_day_or_a_sentence(line: str, last: bool) -> None:
    try:
        day = read_bound(line, TODAY, last=last)
    except BadDay as bad:
        assert str(bad).endswith(".")
    else:
        assert day is None or isinstance(day, date)
