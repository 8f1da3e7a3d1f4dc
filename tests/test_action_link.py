"""Where an action item is followed besides: what of its line is a tracker, what is not, and how it is written again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.action_line import read_action, write_action
from facilitator.domain.action import Task

TODAY = date(2025, 12, 3)
LINK = "https://jira.example.com/browse/OPS-12"

TAKEN = [
    (f"Add alert @alice due Dec 10 {LINK}", "Add alert", LINK),
    (f"Add alert {LINK} @alice due Dec 10 !high", "Add alert", LINK),
    (f"Add alert ({LINK})", "Add alert", LINK),
    (f"Add alert, {LINK}.", "Add alert", LINK),
    (f"{LINK}, add alert @alice", "add alert", LINK),
    (f"Add alert tracker: {LINK} done when it fires", "Add alert", LINK),
    ("Add alert ticket: OPS-12 @bob", "Add alert", "OPS-12"),
    ("Add alert tracker:OPS-12", "Add alert", "OPS-12"),
    ("Add alert, ticket OPS-12", "Add alert", "OPS-12"),
    ("Add alert #OPS-12 @bob due Friday", "Add alert", "OPS-12"),
    ("Add alert, tracker: acme/api#12", "Add alert", "acme/api#12"),
    ("Add alert, tracker: #12", "Add alert", "#12"),
    ("owner: bob tracker: OPS-12 add alert", "add alert", "OPS-12"),
    ('Add alert tracker: "the board, third column"', "Add alert", "the board, third column"),
]
LEFT = [
    "Answer HTTP-500 with a page of ours",
    "Page on SEV-1",
    "Page on #SEV-1",
    "Show times in UTC-8",
    "Move to ISO-8601",
    "Close OPS-12",
    "Close ticket OPS-12",
    "Fix what ticket OPS-12 describes",
    "Ticket: the pool is full",
    "Issue: the pool is full",
    "Fix https://api.example.com/health",
    "Fix the answer of https://api.example.com/health for pods",
    f"Do what is said at {LINK}",
    f"Update the runbook {LINK}",
    f"See {LINK} for more",
    "Add alert https://x.example/a,b",
    "Add alert #12",
]


@pytest.mark.parametrize(("line", "text", "tracker"), TAKEN)
def test_a_tracker_is_read(line: str, text: str, tracker: str) -> None:
    read = read_action(line, TODAY)
    assert (read.task.text, read.task.tracker, read.doubts) == (text, tracker, ())


@pytest.mark.parametrize("line", LEFT)
def test_what_only_looks_like_one_stays_in_the_task(line: str) -> None:
    read = read_action(line, TODAY).task
    assert (read.text, read.tracker) == (line, "")


def test_in_the_criteria_a_link_is_what_is_looked_at() -> None:
    read = read_action(f"Add alert @alice done when green {LINK}", TODAY).task
    assert (read.criteria, read.tracker) == (f"green {LINK}", "")


def test_of_two_trackers_one_has_to_be_chosen() -> None:
    read = read_action("Add alert https://a.example/1, https://b.example/2", TODAY)
    assert read.task.tracker == ""
    assert read.doubts == ("Two trackers, https://a.example/1 and https://b.example/2: choose one.",)


@given(
    st.sampled_from([task for line, *_ in TAKEN for task in (read_action(line, TODAY).task,)]), st.sampled_from(LEFT)
)
def test_what_is_written_reads_back(task: Task, text: str) -> None:
    for each in (task, Task(text, task.owner, task.due, task.priority, text, tracker=task.tracker)):
        assert read_action(write_action(each), TODAY).task == each
