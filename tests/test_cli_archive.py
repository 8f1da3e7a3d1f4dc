"""`facilitator search`, `actions` and `insights`, end to end."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Say, saying

from facilitator.documents.plain import as_document
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.commands import Command
from facilitator.domain.session import Agenda, Incident, Phase, When, Work
from facilitator.store.desk import Desk
from facilitator.store.opening import load

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
AGENDA = Agenda("Short", (Phase("timeline", "Timeline review", "Timeline", 900, 300, Work.TIMELINE),))
LATE = Task("Add a pool alert", "@alice", date(2025, 12, 9), Priority.HIGH, "It fires at 80%")
NAME = "2025-12-03-api-outage"


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Noon of December 10, in UTC."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("FACILITATOR_CLOCK", f"{datetime.now(UTC).timestamp()};2025-12-10T12:00:00+00:00;1")
    return tmp_path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


@pytest.fixture
def sessions(cwd: Path) -> Path:
    """Two sessions."""
    folder = cwd / "sessions"
    alice = AddActions((LATE, Task("Update the runbook", "@bob", status=Status.COMPLETE)))
    entries = AddEntries((Draft(When(), "DB connection pool saturated"), Draft(When(), "[/var/log] full")))
    make(folder, NAME, "API outage", 3, entries, alice, services=("API",), tags=("database",), severity="SEV1")
    make(folder, "2025-12-01-dns", "DNS expired", 1, AddEntries((Draft(When(), "the pool of connections"),)))
    return folder


def make(folder: Path, name: str, title: str, day: int, *commands: Command, **incident: Any) -> Path:
    about = Incident(title, started=datetime(2025, 12, day, 12, tzinfo=UTC), **incident)
    desk = Desk.create(folder / f"{name}.json", CreateSession(about, AGENDA), AT, as_document)
    for at, command in enumerate(commands):
        desk.send(command, AT + timedelta(minutes=at))
    desk.close()
    return folder / f"{name}.json"


def task_of(folder: Path, number: int) -> tuple[int, Task]:
    from facilitator.domain.evolve import replay

    action = replay(load(folder / f"{NAME}.json").events).actions[number]
    return action.id, action.task


def test_search_as_json(say: Say, sessions: Path) -> None:
    code, out, err = say("search", "connection", "pool", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {
            "name": NAME,
            "title": "API outage",
            "date": "2025-12-03",
            "section": "Timeline",
            "snippet": "DB connection pool saturated",
        }
    ]
    assert json.loads(say("search", "nowhere", "--json").out) == []


def test_search_for_people(say: Say, sessions: Path) -> None:
    code, out, err = say("search", "pool")
    assert (code, err) == (0, "")
    assert out == (
        f"{NAME}  API outage\n    Timeline: DB connection pool saturated\n\n"
        "2025-12-01-dns  DNS expired\n    Timeline: the pool of connections\n"
    )
    assert say("search", '"pool of"').out.startswith("2025-12-01-dns")
    assert "[/var/log] full" in say("search", "/var/log").out
    assert say("search", "satur").out.startswith(NAME)  # nothing has the word, so its beginning counts
    code, out, err = say("search", "nothing like it")
    assert (code, out) == (0, "")
    assert err.startswith("Nothing was found in ")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--tag", "Database"], [NAME]),
        (["--service", "api"], [NAME]),
        (["--severity", "sev1"], [NAME]),
        (["--owner", "alice"], [NAME]),
        (["pool", "--since", "2025-12-02"], [NAME]),
        (["pool", "--until", "2025-12-02"], ["2025-12-01-dns"]),
        (["pool", "--owner", "@zoe"], []),
        (["pool", "--limit", "1"], [NAME]),
    ],
)
def test_search_filters(words: list[str], names: list[str], say: Say, sessions: Path) -> None:
    assert [hit["name"] for hit in json.loads(say("search", *words, "--json").out)] == names


def test_search_in_a_workspace(say: Say, sessions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert json.loads(say("search", "pool", "--json").out) == []
    assert len(json.loads(say("search", "pool", "--json", "--workspace", str(tmp_path)).out)) == 2
    assert len(json.loads(say("--workspace", str(tmp_path), "actions", "--json").out)) == 2
    assert json.loads(say("--workspace", str(tmp_path), "insights", "--json").out)["action_completion_rate"]["n"] == 2


def test_no_words(say: Say) -> None:
    code, out, err = say("search")
    assert (code, out) == (1, "")
    assert err == "facilitator: Say what to search for: some words, or a filter such as --tag database.\n"


def test_damaged_and_foreign_files_are_named_and_the_rest_is_told(say: Say, sessions: Path) -> None:
    whole = (sessions / f"{NAME}.json").read_bytes()
    (sessions / "half.json").write_bytes(whole[:700])
    (sessions / "foreign.json").write_text('{"_default": {"1": {"a": 1}}}')
    for words in (["search", "pool"], ["actions"], ["insights"]):
        code, out, err = say(*words, "--json")
        assert code == 0
        assert json.loads(out)
        assert "half.json is damaged" in err
        assert "foreign.json is a TinyDB file of another program" in err
    assert (sessions / "half.json").read_bytes() == whole[:700]


def test_actions_as_json(say: Say, sessions: Path) -> None:
    code, out, err = say("actions", "--json")
    assert (code, err) == (0, "")
    first, second = json.loads(out)
    id, _ = task_of(sessions, 0)
    assert first == {
        "id": id,
        "task": "Add a pool alert",
        "owner": "@alice",
        "due": "2025-12-09",
        "priority": "high",
        "status": "Not Started",
        "reason": None,
        "criteria": "It fires at 80%",
        "addresses": None,
        "tracker": None,
        "missing": [],
        "added": "2025-12-05T18:01:00+00:00",
        "session": NAME,
        "title": "API outage",
        "age_days": 5,
        "overdue": True,
        "history": [{"at": "2025-12-05T18:01:00+00:00", "by": "facilitator", "status": "Not Started", "reason": None}],
        "agreed": [{"at": "2025-12-05T18:01:00+00:00", "by": "facilitator", "owner": "@alice", "due": "2025-12-09"}],
    }
    assert (second["status"], second["overdue"]) == ("Complete", False)


def test_actions_for_people(say: Say, sessions: Path) -> None:
    code, out, _ = say("actions")
    id, _ = task_of(sessions, 0)
    assert code == 0
    assert out.startswith(
        "Overdue: 1\n"
        "  Add a pool alert\n"
        f"    @alice · due 2025-12-09, 1 d late · Not Started · 5 d old · {NAME}:{id}\n"
        "\n"
        "Complete: 1\n"
    )
    assert out.endswith("Thank you for turning this incident into a learning opportunity.\n")


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        (["--open"], ["Add a pool alert"]),
        (["--overdue"], ["Add a pool alert"]),
        (["--owner", "bob"], ["Update the runbook"]),
        (["--owner", "@Alice", "--open"], ["Add a pool alert"]),
        (["--owner", "@bob", "--open"], []),
    ],
)
def test_actions_filters(words: list[str], tasks: list[str], say: Say, sessions: Path) -> None:
    assert [item["task"] for item in json.loads(say("actions", *words, "--json").out)] == tasks


def test_no_actions(say: Say) -> None:
    assert say("actions") == (0, "", "There are no action items yet.\n")
    assert json.loads(say("actions", "--json").out) == []


def test_a_status_is_set_through_a_command(say: Say, sessions: Path) -> None:
    id, before = task_of(sessions, 0)
    code, out, err = say("actions", "--set", f"{NAME}:{id}", "in-progress")
    assert (code, out, err) == (0, "«Add a pool alert» is In Progress now.\n", "")
    assert task_of(sessions, 0)[1].status is Status.IN_PROGRESS
    code, out, _ = say("actions", "--set", f"2025-12-03:{id}", "blocked", "--reason", "waits for the vendor")
    assert task_of(sessions, 0)[1].reason == "waits for the vendor"
    assert "Escalate what is blocked to leadership." in say("actions").out
    code, out, _ = say("actions", "--set", f"{NAME}:{id}", "Complete")
    assert "Great work on «Add a pool alert»." in out
    after = task_of(sessions, 0)[1]
    assert (after.status, after.reason, after.owner, after.due) == (Status.COMPLETE, "", before.owner, before.due)
    assert say("actions", "--set", f"{NAME}:{id}", "done").out == "«Add a pool alert» is Complete already.\n"
    (item,) = (item for item in json.loads(say("actions", "--json").out) if item["id"] == id)
    assert [each["status"] for each in item["history"]] == ["Not Started", "In Progress", "Blocked", "Complete"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([f"{NAME}:999", "done"], "has no action item 999; it has "),
        ([f"{NAME}", "done"], "names no action item: write it as SESSION:ID."),
        ([f"{NAME}:x", "done"], "names no action item"),
        ([":5", "done"], "names no action item"),
        (["nowhere:5", "done"], "There is no session «nowhere»"),
        ([f"{NAME}:999", "finished-ish"], "is no state of an action item; there are: Not Started, In Progress,"),
    ],
)
def test_what_cannot_be_set_is_told_in_one_sentence(words: list[str], said: str, say: Say, sessions: Path) -> None:
    before = (sessions / f"{NAME}.json").read_bytes()
    code, out, err = say("actions", "--set", *words)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert (sessions / f"{NAME}.json").read_bytes() == before


def test_wont_do_needs_a_reason(say: Say, sessions: Path) -> None:
    id, _ = task_of(sessions, 0)
    assert "needs a reason" in say("actions", "--set", f"{NAME}:{id}", "wont-do").err
    assert say("actions", "--set", f"{NAME}:{id}", "wont-do", "--reason", "moved away").code == 0
    assert say("actions", "--reason", "x").code == 1


def test_nothing_is_set_while_the_session_is_open_elsewhere(say: Say, sessions: Path) -> None:
    id, _ = task_of(sessions, 0)
    desk = Desk.open(sessions / f"{NAME}.json", as_document)
    try:
        code, out, err = say("actions", "--set", f"{NAME}:{id}", "done")
        assert (code, out) == (1, "")
        assert "is open in another terminal" in err
        assert err.count("\n") == 1
        assert len(json.loads(say("actions", "--json").out)) == 2  # reading goes on
    finally:
        desk.close()
    assert task_of(sessions, 0)[1].status is Status.NOT_STARTED


def test_insights_as_json(say: Say, sessions: Path) -> None:
    code, out, err = say("insights", "--json")
    said = json.loads(out)
    assert (code, err) == (0, "")
    for metric in said.values():
        assert {"value", "target", "n", "formula"} <= set(metric)
    rate = said["action_completion_rate"]
    assert (rate["value"], rate["target"], rate["n"], rate["met"]) == (50.0, 90, 2, False)
    assert rate["sessions"] == [NAME]
    assert rate["by_month"] == [{"period": "2025-12", "value": 50.0, "n": 2} | {"why": rate["why"], "sessions": [NAME]}]
    assert said["incident_recurrence_rate"]["target"] == 5
    assert said["time_to_post_mortem"] | {"target": 48} == said["time_to_post_mortem"]
    assert json.loads(say("insights", "--since", "2025-12-04", "--json").out)["action_completion_rate"]["n"] == 0


def test_insights_for_people(say: Say, sessions: Path) -> None:
    out = say("insights", "--until", "2025-12-31").out
    assert out.startswith("Post-mortem metrics of incidents from the first one to 2025-12-31\n")
    assert "\nAction item completion: 50 % (target: > 90 %)  missed\n  completed action items / all" in out
    assert "\nTime to detect: –\n" in out
    assert "needs 3 incidents" in out


def test_insights_of_nothing(say: Say) -> None:
    code, out, _ = say("insights", "--json")
    assert code == 0
    assert {metric["value"] for metric in json.loads(out).values()} == {None}


@pytest.mark.parametrize(
    "words",
    [["search", "x", "--since", "soon"], ["search", "x", "--limit", "0"], ["actions", "--set", "x"], ["insights", "x"]],
)
def test_wrong_usage(words: list[str], say: Say) -> None:
    code, out, err = say(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: facilitator")


def test_nobodys_text_can_draw(say: Say, sessions: Path) -> None:
    evil = "\x1b[31mred\x07 \x9b2J"
    make(sessions, "evil", evil, 4, AddEntries((Draft(When(), f"pool {evil}"),)), AddActions((Task(evil, evil),)))
    printed = "".join(say(*words).out for words in (["search", "pool"], ["search", "red", "--json"], ["actions"]))
    assert "red" in printed
    assert not {"\x1b", "\x07", "\x9b"} & set(printed)


@pytest.mark.parametrize("words", [["search", "pool"], ["actions"], ["insights"]])
def test_neither_the_screens_nor_the_templates_are_loaded(words: list[str], sessions: Path) -> None:
    code = "import sys\nfrom facilitator.cli import main\nmain(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert ran.stdout
    assert not {"textual", "rich", "jinja2", "tinydb", "pendulum"} & set(ran.stderr.split())
