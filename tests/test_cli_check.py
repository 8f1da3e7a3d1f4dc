"""`facilitator check`, end to end: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cli_helpers import NAME, Say, saying

from facilitator.config import Config
from facilitator.documents.plain import as_document
from facilitator.domain.action import Priority, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import StateRoot
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import AssessImpact
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.paper import Impact
from facilitator.domain.record import fields_of
from facilitator.paths import places
from facilitator.starting import start_demo
from facilitator.store.desk import Desk

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
TASK = Task("Add a saturation alert (threshold: 80%)", "@alice", date(2025, 12, 10), Priority.HIGH, "It fires at 80%")
REST: tuple[Command, ...] = (
    AssessImpact(Impact(*("told" for _ in fields_of(Impact)))),
    AddNotes(Section.WELL, ("Fast detection: the alert fired within 2 minutes",)),
    AddNotes(Section.WRONG, ("No load testing",)),
    AddNotes(Section.LESSON, ("Retry logic needs circuit breakers",)),
    AnswerWhy(("The pool was too small",), None, "API outage"),
    AddActions((TASK,)),
)
"""What the demonstration lacks, but for its root cause."""


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


@pytest.fixture(autouse=True)
def demo(home: Path) -> Path:
    """The demonstration's file."""
    name = start_demo(places(), Config(), AT, fresh=False)
    assert name == NAME
    return places().demo / f"{name}.json"


def finish(path: Path) -> None:
    desk = Desk.open(path, as_document)
    try:
        for command in REST:
            desk.send(command, AT)
        desk.send(StateRoot(desk.session.causes[-1].id, "The release process lacks load testing"), AT)
    finally:
        desk.close()


def test_what_is_required_comes_first_and_the_code_is_1(say: Say) -> None:
    code, out, err = say("check", NAME)
    assert (code, err) == (1, "")
    assert out.startswith(
        f"API outage ({NAME})\n"
        "\n"
        "Still required: 10\n"
        "  Root Cause Analysis\n"
        "    - No primary root cause is marked yet: name the process or system that failed.\n"
        "  Impact Assessment\n"
        "    - It is not said how many users were affected.\n"
    )
    assert "\nWorth a look: 2\n  Impact Assessment\n    - «Infrastructure» is not filled in.\n" in out
    assert out.index("Still required") < out.index("Worth a look") < out.index("Times\n") < out.index("Quality\n")
    assert "  Time to mitigate: 15 min (14:15 " in out
    assert "\n  Completeness            12 of 25   10 of the 20 things" in out
    assert out.endswith("\n  Total                   12 of 100\n")


def test_a_document_with_everything_gives_0(say: Say, demo: Path) -> None:
    finish(demo)
    code, out, _ = say("check", NAME)
    assert code == 0
    assert "\nEverything that is required is there.\n" in out
    assert "\nClaims in the text\n  What went well 1: “within 2 minutes”: " in out
    assert "timeline)\n" in out
    assert out.count("“within 2 minutes”") == 1


def test_as_json(say: Say, demo: Path) -> None:
    code, out, _ = say("check", "2025-12", "--json")
    said = json.loads(out)
    assert code == 1
    assert list(said) == ["name", "complete", "gaps", "times", "claims", "scores", "total"]
    assert (said["name"], said["complete"], said["total"]) == (NAME, False, 12)
    assert said["gaps"][1] == {
        "section": "Impact Assessment",
        "told": "It is not said how many users were affected.",
        "required": True,
        "place": {"what": "impact", "id": None, "field": "users"},
    }
    assert {each["name"]: each["seconds"] for each in said["times"]}["time to mitigate"] == 900
    finish(demo)
    code, out, _ = say("check", NAME, "--json")
    assert code == 0
    assert json.loads(out)["claims"][0]["quote"] == "within 2 minutes"


def test_nothing_is_written(say: Say, demo: Path) -> None:
    before = {path: path.read_bytes() for path in demo.parent.iterdir()}
    say("check", NAME)
    assert {path: path.read_bytes() for path in demo.parent.iterdir()} == before


def test_no_such_session_is_told(say: Say) -> None:
    code, out, err = say("check", "1999")
    assert (code, out) == (1, "")
    assert err.startswith("facilitator: There is no session")


@pytest.mark.parametrize("words", [["check"], ["check", NAME, "more"], ["check", NAME, "--yaml"]])
def test_wrong_usage(words: list[str], say: Say) -> None:
    code, out, err = say(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: facilitator")


def test_a_damaged_text_cannot_draw(say: Say, demo: Path) -> None:
    desk = Desk.open(demo, as_document)
    try:
        desk.send(AddActions((Task("\x1b[31mred\x07", "\x9b2Jteam"),)), AT)
    finally:
        desk.close()
    assert not {"\x1b", "\x07", "\x9b"} & set(say("check", NAME).out + say("check", NAME, "--json").out)


def test_it_loads_neither_the_screens_nor_the_templates() -> None:
    code = "import sys\nfrom facilitator.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code, "check", NAME], capture_output=True, text=True, check=True)
    assert "Still required" in ran.stdout
    assert not {"textual", "rich", "jinja2", "tinydb", "pendulum"} & set(ran.stderr.split())
