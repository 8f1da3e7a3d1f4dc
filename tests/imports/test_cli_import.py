"""`facilitator import` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_helpers import NAME, NEW, TIMES, Say, document, saying

from facilitator.documents.plain import as_document
from facilitator.store.desk import Desk

SAMPLES = Path(__file__).parents[1] / "data" / "imports"


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


@pytest.fixture
def file(say: Say, cwd: Path) -> Path:
    """The document of a session, which is there too."""
    say(*NEW, *TIMES, "--no-open")
    say("export", NAME)
    return cwd / f"{NAME}.md"


def test_it_makes_a_session_and_prints_its_name_alone(say: Say, file: Path) -> None:
    assert say("import", str(file)) == (0, f"{NAME}-2\n", "")
    first, second = (document(say, name) for name in (NAME, f"{NAME}-2"))
    assert second["incident"] == first["incident"]
    assert second["meeting"]["phases"] == first["meeting"]["phases"]


def test_its_document_is_the_one_that_was_imported(say: Say, file: Path) -> None:
    say("import", str(file))
    text = say("export", f"{NAME}-2", "-o", "-").out
    assert text.replace(f"{NAME}-2", NAME) == file.read_text("utf-8")


def test_what_could_not_be_read_is_told(say: Say, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("## Meeting", "## More\n\nwords\n\n## Meeting"), "utf-8")
    told = "facilitator: «words» below «More» could not be placed and was kept as a note.\n"
    assert say("import", str(file)) == (0, f"{NAME}-2\n", told)


def test_another_agenda(say: Say, file: Path) -> None:
    assert say("import", str(file), "--agenda", "near-miss").code == 0
    assert document(say, f"{NAME}-2")["meeting"]["agenda"] != document(say, NAME)["meeting"]["agenda"]
    assert say("import", str(file), "--agenda", "no-such").code == 1


def test_an_agenda_that_is_not_here(say: Say, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("Blameless post-mortem", "Ours"), "utf-8")
    said = say("import", str(file))
    assert said.err == "facilitator: There is no agenda «Ours» here: the session has «Blameless post-mortem».\n"


def test_without_a_title_it_has_the_name_of_the_file(say: Say, file: Path) -> None:
    other = file.with_name("db-outage.md")
    other.write_text(file.read_text("utf-8").split("\n", 1)[1], "utf-8")
    assert say("import", str(other)) == (0, "2025-12-03-db-outage\n", "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"# Readme\n", "«x» has none of the sections of a post-mortem, such as «Timeline»: nothing was imported."),
        (b"\xff\xfe\x00", "x.md is not UTF-8 text. Save it as UTF-8."),
        (b" " * 5_000_001, "x.md is over 5 MB, too large for a document."),
    ],
)
def test_another_file_is_refused_in_one_sentence(say: Say, cwd: Path, content: bytes, told: str) -> None:
    (cwd / "x.md").write_bytes(content)
    assert say("import", "x.md") == (1, "", f"facilitator: {told}\n")
    assert say("list").out == ""


def test_a_file_that_is_not_there(say: Say) -> None:
    assert say("import", "no.md") == (1, "", "facilitator: no.md cannot be read (No such file or directory).\n")


@pytest.fixture
def session(say: Say) -> str:
    say(*NEW, *TIMES, "--no-open")
    return NAME


def told(say: Say, name: str = NAME) -> list[tuple[str, str]]:
    return [(entry["at"], entry["text"]) for entry in document(say, name)["timeline"]]


def test_a_timeline_from_elsewhere_goes_into_a_session(say: Say, session: str) -> None:
    said = say("import", session, str(SAMPLES / "pagerduty-notes.json"))
    assert said == (0, "PagerDuty: 1 read, 1 added.\n", "")
    assert told(say) == [("2025-12-03T14:31:05-08:00", "Alice Smith: Pool size doubled")]
    assert document(say, session)["timeline"][0]["source"] == "pagerduty"


def test_the_beginning_of_a_name_is_enough_and_options_may_stand_anywhere(say: Say, session: str) -> None:
    csv = str(SAMPLES / "european.csv")
    assert say("import", "--timezone", "Europe/Berlin", "2025-12", csv, "--format", "csv").code == 0
    assert told(say)[0] == ("2025-12-03T05:15:00-08:00", "alice: Alarm; laut\nund deutlich")


def test_importing_twice_adds_nothing(say: Say, session: str) -> None:
    say("import", session, str(SAMPLES / "slack"))
    before = told(say)
    said = say("import", session, str(SAMPLES / "slack"))
    assert said.code == 0
    assert said.out.startswith("Slack export: 9 read, 0 added, 3 folded away, 6 there already.\n")
    assert said.out.endswith("There is nothing new in it: the session is as it was.\n")
    assert told(say) == before


def test_it_is_one_step(say: Say, session: str, home: Path) -> None:
    say("import", session, str(SAMPLES / "slack"))
    desk = Desk.open(next(home.rglob(f"{session}.json")), as_document)
    steps = {event.step for event in desk.session.past}
    desk.close()
    assert len(steps) == 2


def test_a_dry_run_tells_and_changes_nothing(say: Say, session: str) -> None:
    before = say("show", session, "--json").out
    said = say("import", session, str(SAMPLES / "slack"), "--dry-run")
    assert said.out.splitlines() == [
        "Slack export: 9 read, 6 to add, 3 folded away, 1 without a time.",
        "Folded away: deleted messages and traces of edits (1); joins, leaves and other notices (1); "
        "messages of bots (1).",
        "Only counted: copies of messages sent to a thread and the channel (1); reactions (3).",
        "Kept without a time: «not a time U09NOBODY: no idea what this is» (its time cannot be read).",
        "  2025-12-03 14:15     alice: error rate > 40% on the dashboard (https://grafana.example.com/d/1), @Bo…",
        "  2025-12-03 14:17     Bob Jones: rolling back to v41",
        "  2025-12-03 14:28     Bob Jones: rollback done",
        "  2025-12-03 14:30     carol: (file: p99)",
        "             ??:??     not a time U09NOBODY: no idea what this is",
        "  2025-12-04 00:00     alice: all clear :tada:",
        "Nothing was changed.",
    ]
    assert say("show", session, "--json").out == before


def test_what_is_folded_away_is_added_on_request(say: Say, session: str) -> None:
    assert "9 added" in say("import", session, str(SAMPLES / "slack"), "--all").out
    assert len(told(say)) == 9


def test_a_session_that_is_open_elsewhere_refuses(say: Say, session: str, home: Path) -> None:
    desk = Desk.open(next(home.rglob(f"{session}.json")), as_document)
    try:
        said = say("import", session, str(SAMPLES / "slack"))
        assert (said.code, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert "6 to add" in say("import", session, str(SAMPLES / "slack"), "--dry-run").out
    finally:
        desk.close()
    assert told(say) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--format", "excel"), "There is no format «excel» to import."),
        (("--timezone", "Mars"), "There is no time zone «Mars»."),
        (("--agenda", "near-miss"), "--agenda is for a new session"),
    ],
)
def test_wrong_words_change_nothing(say: Say, session: str, words: tuple[str, str], sentence: str) -> None:
    said = say("import", session, str(SAMPLES / "slack"), *words)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"facilitator: {sentence}")
    assert told(say) == []


def test_a_file_that_is_no_timeline_changes_nothing(say: Say, session: str, cwd: Path) -> None:
    (cwd / "x.bin").write_bytes(b"\x1b[31m\xff")
    said = say("import", session, "x.bin")
    assert said == (1, "", "facilitator: x.bin is not UTF-8 text. Save it as UTF-8.\n")
    assert say("import", session, "no.csv").code == say("import", "no-such", str(SAMPLES / "slack")).code == 1
    assert told(say) == []


def test_a_timeline_without_a_session_says_what_is_missing(say: Say) -> None:
    for name in ("slack", "table.md", "github.json"):
        said = say("import", str(SAMPLES / name))
        assert (said.code, said.out) == (1, "")
        assert f"«facilitator import SESSION {name}»" in said.err
    assert "go with a session" in say("import", "x.md", "--dry-run").err


def test_our_json_makes_a_session(say: Say, session: str, cwd: Path) -> None:
    say("import", session, str(SAMPLES / "slack"))
    say("export", session, "--format", "json")
    assert say("import", f"{session}.json") == (0, f"{session}-2\n", "")
    first, second = (document(say, name) for name in (session, f"{session}-2"))
    assert first["incident"] == second["incident"]
    assert [entry["text"] for entry in first["timeline"]] == [entry["text"] for entry in second["timeline"]]
    (cwd / "x.json").write_text(json.dumps({"incident": 1}), "utf-8")
    assert "no session of facilitator" in say("import", "x.json").err


def test_the_help_names_every_format(say: Say) -> None:
    from facilitator.imports.sources.registry import AUTO, FORMATS

    shown = " ".join(say("import", "--help").out.split()).replace("- ", "-")
    assert all(f"{name}" in shown for name in (AUTO, *FORMATS))
