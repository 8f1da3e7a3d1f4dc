"""Due dates as people say them. Today is Wednesday, December 3, 2025, where nothing else is said."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import FacilitatorError
from facilitator.due import BadDue, doubt_due, read_due

TODAY = date(2025, 12, 3)

READ = {
    "2025-12-10": (
        "Dec 10|dec 10|Dec. 10|Dec 10th|December 10|December the 10th|Dec 10, 2025|10 Dec|10. Dec|10th of December|"
        "the 10th of December|10 December 2025|2025-12-10|12/10|12/10/2025|12/10/25|10.12.|10.12.2025|Wednesday|"
        "next Wednesday|in a week|in one week|a week from now|+7d|+1w|7 days|by Dec 10|due: Dec 10.|due on Dec 10|"
        "no later than Dec 10|the 10th|by the 10th|Wednesday, Dec 10|Wed 10 Dec|in 5 business days"
    ),
    "2025-12-03": "today|tonight|EOD|COB|end of day|close of business|COB today|EOD today|this Wednesday|Dec 3",
    "2025-12-04": "tomorrow|Thurs|in 1 day|by tomorrow EOD|+1 day",
    "2025-12-05": (
        "Friday|fri|FRIDAY|this Friday|by Friday|by EOD Friday|end of day Friday|COB on Friday|Friday, Dec 5|"
        "EOW|end of week|the end of the week|this week|by end of week|the day after tomorrow"
    ),
    "2025-12-12": "next Friday|Friday next week|Friday of next week|next week|end of next week",
    "2025-12-13": "in 10 days|+10d|+10 days|10d|13/12|within 10 days",
    "2025-12-17": "in two weeks|in 2 weeks|within 2 weeks|two weeks|+2w|2w|2 weeks from today|in 10 working days",
    "2025-12-31": "end of month|end of the month|by the end of the month|EOM|this month|EOQ|end of quarter|EOY|Q4",
    "2026-01-02": "the 2nd",
    "2026-01-03": "in one month|+1mo|in a month",
    "2026-01-05": "1/5|Jan 5|5 January",
    "2026-01-31": "next month|end of next month|end of January",
    "2026-03-31": "Q1|end of Q1|in Q1|Q1 2026|next quarter",
    "2024-12-10": "Dec 10, 2024|2024-12-10",
}


@pytest.mark.parametrize(("text", "due"), [(text, due) for due, texts in READ.items() for text in texts.split("|")])
def test_reads_a_date(text: str, due: str) -> None:
    assert read_due(text, TODAY) == date.fromisoformat(due)


OTHER_DAYS = [
    ("next Friday", "2025-12-05", "2025-12-12"),  # on a Friday
    ("Friday", "2025-12-05", "2025-12-12"),
    ("this Friday", "2025-12-05", "2025-12-05"),
    ("EOW", "2025-12-05", "2025-12-05"),
    ("next Friday", "2025-12-06", "2025-12-12"),  # on a Saturday
    ("EOW", "2025-12-06", "2025-12-12"),
    ("next week", "2025-12-07", "2025-12-12"),  # on a Sunday
    ("next Monday", "2025-12-07", "2025-12-08"),
    ("in 1 business day", "2025-12-05", "2025-12-08"),
    ("in 5 business days", "2025-12-06", "2025-12-12"),
    ("in one month", "2026-01-31", "2026-02-28"),
    ("end of month", "2026-01-31", "2026-01-31"),
    ("Q4", "2025-12-31", "2025-12-31"),
    ("Jan 1", "2025-12-31", "2026-01-01"),
    ("Feb 29", "2024-02-29", "2024-02-29"),
    ("Feb 29", "2027-12-01", "2028-02-29"),
    ("the 31st", "2026-02-03", "2026-03-31"),
    # a bare day that has passed: of the next year only when it is long past
    ("Dec 1", "2025-12-03", "2025-12-01"),
    ("Aug 1", "2025-12-03", "2025-08-01"),
    ("May 1", "2025-12-03", "2026-05-01"),
    ("2/1", "2025-12-03", "2026-02-01"),
]


@pytest.mark.parametrize(("text", "today", "due"), OTHER_DAYS)
def test_reads_against_today(text: str, today: str, due: str) -> None:
    assert read_due(text, date.fromisoformat(today)) == date.fromisoformat(due)


UNREAD = (
    "| |soon|March|by March|due|by|Feb 30|Feb 29|Dec 32|2025-13-01|2/30|0/5|24/7|50/50|10.12.3|10.0.0.1|v1.2.3|80%|"
    "next sprint|in 5 minutes|in 10|10|2025|Dec 10-12|Dec 10 and Dec 12|Friday or so|Mondays|yesterday|Dec 10 Fri|"
    "INC-2025-12-10|2025-12-10-1|12/10/2025/1|+99999999999d|in ² days|in ٣٣٣٣٣ days|Q5|auguſt 5|next ſunday|²/³|1 2 3|"
    f"not a date at all|by by Friday|{'x' * 10_000}|{'next ' * 2_000}"
).split("|")


@pytest.mark.parametrize("text", UNREAD, ids=range(len(UNREAD)))
def test_says_what_a_date_looks_like(text: str) -> None:
    with pytest.raises(BadDue, match="such as Dec 10") as told:
        read_due(text, TODAY)
    assert len(str(told.value)) < 200
    assert isinstance(told.value, FacilitatorError)


@pytest.mark.parametrize(
    ("text", "day", "doubt"),
    [
        ("Dec 1", "2025-12-01", "Dec 1 is in the past."),
        ("Dec 10, 2024", "2024-12-10", "Dec 10, 2024 is in the past."),
        ("Friday, Dec 12", "2025-12-12", ""),
        ("Friday, Dec 10", "2025-12-10", "Dec 10 is a Wednesday, not a Friday."),
        ("today", "2025-12-03", ""),
    ],
)
def test_doubts(text: str, day: str, doubt: str) -> None:
    assert read_due(text, TODAY) == date.fromisoformat(day)
    assert doubt_due(text, date.fromisoformat(day), TODAY) == doubt


def test_at_the_ends_of_time() -> None:
    for text in "|".join(READ.values()).split("|"):
        for today in (date.min, date.max):
            with suppress(BadDue):
                assert isinstance(read_due(text, today), date)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 1000))
def test_every_spelling_of_a_day_is_that_day(today: date, ahead: int) -> None:
    due = today + timedelta(days=ahead)
    for text in (f"{due}", f"{due:%B} {due.day}, {due.year}", f"{due.day}.{due.month}.{due.year}", f"+{ahead}d"):
        assert read_due(text, today) == due
    if ahead < 180:
        assert read_due(f"{due:%b} {due.day}", today) == due
        assert read_due(f"{due.month}/{due.day}", today) == due


@given(st.text() | st.from_regex(r"(?:in |by |end of |\+)?[0-9a-zA-Z]{1,5}[ ./-]?[0-9a-z]{0,6}", fullmatch=True))
def test_never_fails(text: str) -> None:
    with suppress(BadDue):
        assert isinstance(read_due(text, TODAY), date)
