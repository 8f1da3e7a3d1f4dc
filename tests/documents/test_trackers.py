"""Where action items are followed besides, in every format; and what of it the outside does not read."""

from __future__ import annotations

import csv
import io
import json

import pytest
from test_markdown import AT, NAME, after, demo

from facilitator.documents.registry import render
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.redaction import find
from facilitator.redaction_session import texts

LINK = "https://jira.internal/browse/OPS-12"
SESSION = after(demo(), (0, AddActions((Task("Add an alert", tracker=LINK), Task("Add a test")))))


def test_the_table_has_a_column_for_it_where_there_is_one() -> None:
    written = render(SESSION, NAME, "md", AT)
    assert "| Action | Owner | Due Date | Priority | Status | Tracker |" in written
    assert f"| Add an alert | – | – | – | Not Started | {LINK} |" in written
    assert "| Add a test | – | – | – | Not Started |  |" in written
    bare = render(after(demo(), (0, AddActions((Task("Add a test"),)))), NAME, "md", AT)
    assert "| Action | Owner | Due Date | Priority | Status |\n" in bare


@pytest.mark.parametrize("format", ["html", "csv", "jira", "linear", "json"])
def test_no_format_leaves_it_out(format: str) -> None:
    assert "jira.internal/browse/OPS-12" in render(SESSION, NAME, format, AT)


def test_in_tables_and_in_data() -> None:
    first, second = csv.DictReader(io.StringIO(render(SESSION, NAME, "csv", AT).lstrip("\ufeff")))
    assert (first["Tracker"], second["Tracker"]) == (LINK, "")
    issue = next(csv.DictReader(io.StringIO(render(SESSION, NAME, "jira", AT).lstrip("\ufeff"))))
    assert f"Tracker: {LINK}" in issue["Description"].splitlines()
    actions = json.loads(render(SESSION, NAME, "json", AT))["actions"]
    assert [each["tracker"] for each in actions] == [LINK, None]


def test_an_internal_host_in_it_is_found_for_the_outside() -> None:
    assert ("actions/0/task/tracker", LINK) in set(texts(SESSION))
    (host,) = (each for each in find(SESSION, ()) if each.where == "actions/0/task/tracker")
    assert (host.what, host.old) == ("internal host", LINK)
