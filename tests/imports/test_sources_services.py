"""Pagers, incident tools and status pages, in the forms that their vendors document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from test_sources_given import SAMPLES, SESSION, at, rows, sample

from facilitator.domain.session import Kind
from facilitator.imports.sources.registry import read


def kinds(name: str) -> list[Kind | None]:
    return [draft.kind for draft in sample(name).drafts]


def test_pagerduty_log_entries() -> None:
    found = sample("pagerduty-log.json")
    assert rows(found) == [
        ("??", "not a record"),
        ("??", "yesterday Acknowledged by Alice Smith."),
        ("2025-12-03 14:15:30", "Triggered via the Nagios API.: API 5xx above 5%"),
        ("2025-12-03 14:17", "Acknowledged by Bob Jones."),
        ("2025-12-03 14:31:05", "Alice Smith: Pool size doubled"),
        ("2025-12-03 15:45", "Resolved by Bob Jones."),
    ]
    assert kinds("pagerduty-log.json")[1:] == [
        Kind.INVESTIGATION, Kind.DETECTION, Kind.INVESTIGATION, None, Kind.RESOLUTION,
    ]  # fmt: skip
    assert found.report.folded == (("notifications of people on call", 1),)
    assert [each.why for each in found.report.unplaced] == ["it is no record of this kind", "its time cannot be read"]
    assert "more is to come" in found.report.told[0]


def test_a_note_of_pagerduty_is_the_one_in_its_log() -> None:
    from test_sources_given import after

    found = read(SAMPLES / "pagerduty-notes.json", after(sample("pagerduty-log.json")))
    assert (found.report.added, found.report.duplicates) == (0, 1)


def test_opsgenie() -> None:
    found = sample("opsgenie.json")
    assert rows(found) == [
        ("2025-12-03 14:15", "System: Incident created: API 5xx above 5%"),
        ("2025-12-03 14:20", "alice@example.com: rolling back"),
        ("??", "2025-13-03T22:20:00Z IncidentResolved"),
    ]
    assert [draft.text for draft in found.folded] == ["bob@example.com: Responder db-team added"]
    assert found.report.unplaced[0].why == "there is no such time"


def test_an_alert_of_opsgenie() -> None:
    log = {"data": [{"log": "Alert created", "type": "system", "owner": "System", "createdAt": "2025-12-03T22:15:00Z"}]}
    assert rows(read(json.dumps(log), SESSION)) == [("2025-12-03 14:15", "System: Alert created")]


def test_incident_io_updates() -> None:
    assert rows(sample("incident-io-updates.json")) == [
        ("2025-12-03 14:15", "API 5xx: status Investigating"),
        ("2025-12-03 14:30", "Alice Smith: Rolling back (status Fixing, severity Major)"),
        ("2025-12-03 15:45", "Close when quiet: status Closed"),
    ]
    assert kinds("incident-io-updates.json")[-1] is Kind.RESOLUTION


def test_incident_io_follow_ups() -> None:
    found = sample("incident-io-follow-ups.json")
    told = "Follow-up: Alert on pool saturation (outstanding, Alice Smith, Urgent)\nCall the team"
    assert rows(found) == [("2025-12-04 02:00", told)]
    assert found.report.folded == (("deleted follow-ups", 1),)


def test_rootly_has_the_time_at_which_it_happened() -> None:
    assert rows(sample("rootly.json")) == [
        ("2025-12-03 14:15", "Alert fired"),
        ("2025-12-03 14:30", "Rolled back to v41"),
    ]


def test_statuspage_in_plain_words_and_from_its_end() -> None:
    assert rows(sample("statuspage.json")) == [
        ("2025-12-03 14:20", "Investigating: We are looking into errors."),
        ("2025-12-03 14:30", "Monitoring: A fix is in place & we watch (https://x.example) it."),
        (
            "2025-12-03 15:45",
            "Resolved: This incident has been resolved. (API: major outage → operational)",
        ),
    ]


def test_aws_lists_times_without_words_and_says_so() -> None:
    found = sample("aws-list.json")
    assert [draft.when.at for draft in found.drafts] == [at("2025-12-03T22:15:37.25Z"), at("2025-12-03T22:36:13.766Z")]
    assert [draft.text for draft in found.drafts] == ["SSM Incident Trigger", "SSM Incident Record Update"]
    assert any("get-timeline-event" in sentence for sentence in found.report.told)
    assert rows(sample("aws-event.json")) == [("2025-12-03 14:28", "Rolled back to v41")]


def test_better_stack_tells_what_was_left_out() -> None:
    found = sample("better-stack.json")
    assert [text for _, text in rows(found)] == [
        "Incident started\nMonitor API was down.",
        "Alice Smith: Pool is full\n(file: pool.png)",
        "Skipping 123 timeline events",
    ]
    assert found.report.folded == (("answers of monitors", 1),)
    assert found.report.told == ("Better Stack left events out of this timeline: Skipping 123 timeline events.",)


def test_a_github_issue_with_its_timeline() -> None:
    found = sample("github.json")
    assert rows(found) == [
        ("2025-12-03 14:15", "alice: opened «API outage»\n5xx everywhere.\n\n- api\n- web"),
        ("2025-12-03 14:16", "alice: labeled «sev1»"),
        ("2025-12-03 14:20", "bob: rolling back\nnow"),
        ("2025-12-03 14:26", "Bob Jones: committed 0123456789\nRevert pool size"),
        ("2025-12-03 14:40", "carol: mentioned in «Pool is too small»"),
        ("2025-12-03 15:45", "alice: closed «completed»"),
    ]
    assert found.report.folded == (("messages of bots", 1), ("subscriptions, mentions and other notices", 1))
    assert found.report.beside == (("reactions", 3),)


def test_pages_that_stand_one_after_the_other_are_one_file() -> None:
    pages = [[{"event": "commented", "user": {"login": "al"}, "created_at": f"2025-12-03T22:1{i}:00Z", "body": f"{i}"}]
             for i in range(3)]  # fmt: skip
    found = read("\n".join(map(json.dumps, pages)), SESSION)
    assert [draft.text for draft in found.drafts] == ["al: 0", "al: 1", "al: 2"]
    assert read(json.dumps(pages), SESSION).drafts == found.drafts


def test_an_issue_as_gh_shows_it() -> None:
    issue = {
        "title": "API outage", "number": 7, "state": "OPEN", "body": "x", "author": {"login": "al"},
        "createdAt": "2025-12-03T22:15:00Z",
        "comments": [{"author": {"login": "bo"}, "body": "looking", "createdAt": "2025-12-03T22:16:00Z"}],
    }  # fmt: skip
    assert [draft.text for draft in read(json.dumps(issue), SESSION).drafts] == [
        "al: opened «API outage»\nx",
        "bo: looking",
    ]


def test_git_log_with_offsets_tags_and_a_date_that_is_none() -> None:
    found = sample("git-log.txt")
    assert rows(found) == [
        ("??", "3 days ago Alice Smith: Older work (1111111111)"),
        ("2025-12-03 14:02", "Alice Smith: Smaller pool (89abcdef01)"),
        (
            "2025-12-03 14:30:05",
            'Bob Jones: Revert "Smaller pool" (0123456789, tag: v41)\n\nIt fills up within minutes.',
        ),
    ]
    assert found.report.beside == (("lines on changed files", 2),)


@pytest.mark.parametrize(
    "date",
    ["2025-12-03 14:30:05 -0800", "2025-12-03T14:30:05-08:00", "Wed, 3 Dec 2025 14:30:05 -0800", "1764801005",
     "1764801005 -0800", "Wed Dec 3 14:30:05 2025"],
)  # fmt: skip
def test_git_log_with_any_of_its_dates(date: str) -> None:
    found = read(f"commit 0123456789abcdef\nAuthor: Al <a@b>\nDate:   {date}\n\n    fix\n", SESSION)
    assert found.drafts[0].when.at == at("2025-12-03T14:30:05-08:00")


def test_git_log_in_one_line_each() -> None:
    text = "0123456 2025-12-03 14:31:00 -0800 second\n1234567 2025-12-03 14:30:00 -0800 first\n"
    assert [text for _, text in rows(read(text, SESSION))] == ["first (1234567)", "second (0123456)"]
    bare = read("0123456 second\n1234567 first\n", SESSION)
    assert [draft.text for draft in bare.drafts] == ["first (1234567)", "second (0123456)"]
    assert len(bare.report.unplaced) == 2


JSON_SAMPLES = sorted(path.name for path in SAMPLES.glob("*.json"))


@pytest.mark.parametrize("name", JSON_SAMPLES)
@pytest.mark.parametrize("strange", [None, 7, "x", [], {}, [[]], True, 1e400, "\ud800\x1b[31m"])
def test_a_field_of_another_type_is_never_a_fault(name: str, strange: Any) -> None:
    for path in _paths(json.loads((SAMPLES / name).read_text("utf-8"))):
        page = json.loads((SAMPLES / name).read_text("utf-8"))
        _set(page, path, strange)
        form = read(SAMPLES / name, SESSION).source
        try:
            found = read(json.dumps(page), SESSION, form)
        except Exception as fault:
            assert type(fault).__name__ == "BadImport", (path, fault)
        else:
            assert all(draft.text for draft in found.drafts)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(each for key, below in inner for each in _paths(below, (*path, key)))]


def _set(value: Any, path: tuple[Any, ...], to: Any) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = to
