"""Slack: the export, the API's answers, and text that was copied."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from test_sources_given import SAMPLES, SESSION, at, rows, sample

from facilitator.imports.sources.form import BadImport
from facilitator.imports.sources.registry import read


def zipped(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), text)
    return made.getvalue()


def export(root: Path = SAMPLES / "slack") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(root.rglob("*.json")):
            archive.write(path, path.relative_to(root))
    return made.getvalue()


def test_an_export_as_a_folder() -> None:
    found = sample("slack")
    assert found.source == "slack-export"
    assert rows(found) == [
        (
            "2025-12-03 14:15",
            "alice: error rate > 40% on the dashboard (https://grafana.example.com/d/1), @Bob Jones & @here please "
            "look in #db-team",
        ),
        ("2025-12-03 14:17", "Bob Jones: rolling back to v41"),
        ("2025-12-03 14:28", "Bob Jones: rollback done"),
        ("2025-12-03 14:30", "carol: (file: p99)"),
        ("??", "not a time U09NOBODY: no idea what this is"),
        ("2025-12-04 00:00", "alice: all clear :tada:"),
    ]
    assert found.drafts[-1].when.at == at("2025-12-04T08:00:00Z")


def test_the_instant_is_exact_to_the_microsecond() -> None:
    first = next(draft for draft in sample("slack").drafts if "error rate" in draft.text)
    assert first.when.at == at("2025-12-03T22:15:37.123456Z")
    assert first.when.written == "1764800137.123456"


def test_what_is_no_message_of_a_person_is_folded_away_and_counted() -> None:
    found = sample("slack")
    assert found.report.folded == (
        ("deleted messages and traces of edits", 1),
        ("joins, leaves and other notices", 1),
        ("messages of bots", 1),
    )
    assert found.report.beside == (("copies of messages sent to a thread and the channel", 1), ("reactions", 3))
    assert "PagerDuty: Triggered #42: API down" in [draft.text for draft in found.folded]


def test_what_is_folded_away_can_be_had_after_all() -> None:
    assert len(read(SAMPLES / "slack", SESSION, folded=True).drafts) == len(sample("slack").drafts) + 3


def test_a_time_that_is_none_is_kept_with_its_text_and_told() -> None:
    (unplaced,) = sample("slack").report.unplaced
    assert unplaced.text == "not a time U09NOBODY: no idea what this is"
    assert unplaced.why == "its time cannot be read"


def test_an_export_as_a_zip_file_says_the_same(tmp_path: Path) -> None:
    assert read(export(), SESSION).drafts == sample("slack").drafts
    (tmp_path / "x.zip").write_bytes(export())
    assert read(tmp_path / "x.zip", SESSION).drafts == sample("slack").drafts


def test_of_several_channels_one_has_to_be_named(tmp_path: Path) -> None:
    day = json.dumps([{"type": "message", "user": "U1", "text": "hello", "ts": "1764800137.000000"}])
    users = json.dumps([{"id": "U1", "name": "al"}])
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(**{"a__2025-12-03_json": day, "b__2025-12-03_json": day, "users_json": users}))
    with pytest.raises(BadImport, match=r"holds 2 channels \(a, b\). Name one of them: .*export.zip/a"):
        read(path, SESSION)
    assert rows(read(path / "b", SESSION)) == [("2025-12-03 14:15", "al: hello")]
    with pytest.raises(BadImport, match="has no folder «c»"):
        read(path / "c", SESSION)


def test_the_answer_of_the_api_is_read_from_its_end() -> None:
    found = sample("slack-history.json")
    assert rows(found) == [
        ("2025-12-03 14:15", "alice: API is down"),
        ("2025-12-03 14:17", "U02BOB: rolling back to v41"),
    ]
    assert found.report.folded == (("messages of bots", 1),)
    assert "more is to come" in found.report.told[0]


def test_copied_text_over_midnight_and_to_another_day() -> None:
    assert rows(sample("slack-brackets.txt")) == [
        ("2025-12-03 23:58", "alice: Seeing 500s from the API server.\nAnyone else?"),
        ("2025-12-03 23:59", "bob: yes, since the deploy"),
        ("2025-12-04 00:03", "bob: rolling back"),
        ("2025-12-05 09:15", "alice: all green since midnight"),
    ]


def test_text_copied_line_by_line() -> None:
    found = sample("slack-lines.txt")
    assert rows(found) == [
        ("2025-12-03 14:15", "Alice Smith: error rate is at 40%"),
        ("2025-12-03 14:16", "Alice Smith: paging the db team"),
        ("2025-12-03 14:20", "Bob Jones: rolling back"),
    ]
    assert [draft.text for draft in found.folded] == ["bob joined #inc-7.", "PagerDuty: Triggered #42: API down"]


def test_the_hour_that_autumn_repeats_comes_twice() -> None:
    text = "November 2nd, 2025\nal [1:50 AM]\nslow\nal [1:10 AM]\nstill slow\nal [2:05 AM]\nfine\n"
    found = read(text, SESSION)
    assert [draft.when.at for draft in found.drafts] == [
        at("2025-11-02T01:50:00-07:00"),
        at("2025-11-02T01:10:00-08:00"),
        at("2025-11-02T02:05:00-08:00"),
    ]


def test_the_hour_that_spring_leaves_out_lies_after_it() -> None:
    found = read("March 9th, 2025\nal [1:59 AM]\na\nal [2:30 AM]\nb\n", SESSION)
    assert [draft.when.at for draft in found.drafts] == [
        at("2025-03-09T01:59:00-08:00"),
        at("2025-03-09T03:30:00-07:00"),
    ]


def test_one_message_from_the_export_and_from_copied_text_is_one() -> None:
    message = [{"type": "message", "username": "alice", "text": "API is *down*", "ts": "1764800137.123456"}]
    from test_sources_given import after

    session = after(read(json.dumps(message), SESSION))
    found = read("alice [2:15 PM]\nAPI is down!\nbob [2:15 PM]\nAPI is down\n", session)
    assert [draft.text for draft in found.drafts] == ["bob: API is down"]
    assert found.report.duplicates == 1


def test_text_that_a_document_quotes() -> None:
    found = read("> al [1:46 PM]  \n> hello\n>\n> bo   [01:47 PM]  \n> hi\n", SESSION)
    assert rows(found) == [("2025-12-03 13:46", "al: hello"), ("2025-12-03 13:47", "bo: hi")]
