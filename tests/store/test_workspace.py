"""The folder of sessions: names, places, and the list."""

from __future__ import annotations

import errno
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from store_helpers import AGENDA, AT, add, described, grown, made, opened

from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.commands import Command
from facilitator.domain.session import Incident, Session
from facilitator.store.errors import NotFound, NotReadable
from facilitator.store.session_file import SessionFile
from facilitator.store.workspace import SLUG, Workspace

DAY = date(2025, 12, 3)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "sessions")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("API outage", "2025-12-03-api-outage"),
        ("  Überlastung: «Café» №5 ", "2025-12-03-uberlastung-cafe-no5"),
        ("日本", "2025-12-03-session"),
        ("", "2025-12-03-session"),
        ("../../etc/passwd", "2025-12-03-etc-passwd"),
        ("x" * 200, "2025-12-03-" + "x" * 69),
        ("x" * 68 + " yy", "2025-12-03-" + "x" * 68),
    ],
)
def test_names(title: str, name: str, workspace: Workspace) -> None:
    assert workspace.new_name(DAY, title) == name
    assert SLUG.fullmatch(name)
    made(workspace.place(name)).close()
    second = workspace.new_name(DAY, title)
    assert second.endswith("-2")
    assert SLUG.fullmatch(second)


@pytest.mark.parametrize("name", ["..", "", ".", "/etc/passwd", "../x", "a/b", "A", "x.json", "a\n", "x" * 81, "é"])
def test_what_is_no_name_leads_nowhere(name: str, workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="facilitator list"):
        workspace.path(name)


def test_a_missing_session_is_told_with_names_like_it(workspace: Workspace) -> None:
    made(workspace.place("2025-12-03-api-outage")).close()
    assert workspace.path("2025-12-03-api-outage").exists()
    with pytest.raises(NotFound, match=r"did you mean 2025-12-03-api-outage\?"):
        workspace.path("2025-12-03-api-outtage")


def test_list_is_newest_first_and_tells_the_state(workspace: Workspace) -> None:
    assert workspace.list() == ()
    states: dict[str, list[Command]] = {"prepared": [], "meeting": [NextPhase()], "ended": [NextPhase(), EndMeeting()]}
    for day, (state, commands) in enumerate(states.items(), start=1):
        started = datetime(2025, 11, day, 6, tzinfo=UTC)
        incident = Incident(f"«{state}»", f"INC-{day}", "SEV2", started, timezone="America/Los_Angeles")
        events, session = grown((), Session(), CreateSession(incident, AGENDA))
        for command in commands:
            events, session = grown(events, session, command)
        SessionFile.create(workspace.place(f"s-{day}"), events, described).close()
    (workspace.root / "broken.json").write_bytes(b"")
    rows = workspace.list()
    assert [row["state"] for row in rows] == ["ended", "meeting", "prepared", "damaged"]
    assert rows[2] == {
        "name": "s-1",
        "id": "INC-1",
        "title": "«prepared»",
        "severity": "SEV2",
        "date": "2025-10-31",
        "state": "prepared",
        "updated": "2025-12-03T14:15:00-08:00",
    }
    assert rows[3] == dict.fromkeys(rows[0]) | {"name": "broken", "state": "damaged"}


def test_an_unknown_start_is_dated_by_the_session(workspace: Workspace) -> None:
    events, _ = grown((), Session(), CreateSession(Incident("x", timezone="Nowhere/Else"), AGENDA))
    SessionFile.create(workspace.place("x"), events, described).close()
    assert workspace.list()[0]["date"] == AT.date().isoformat()


def test_list_reads_what_plain_tinydb_rewrote_and_long_files(workspace: Workspace) -> None:
    import json

    path = workspace.place("x")
    made(path, 300).close()
    file = opened(path)
    add(file)
    file.close()
    before = workspace.list()
    path.write_text(json.dumps(json.loads(path.read_text())))
    assert workspace.list() == before


def test_listing_imports_next_to_nothing() -> None:
    code = "import sys, facilitator.store.listing; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())
    loaded = set(run.stdout.split())
    assert not loaded & {"tinydb", "dataclasses", "inspect", "pathlib", "typing", "facilitator.domain"}


def test_a_disk_that_does_not_say_whether_a_session_is_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error", str(path))

    made(workspace.place("2025-12-03-outage")).close()
    monkeypatch.setattr(Path, "exists", fails)
    with pytest.raises(NotReadable, match=r"cannot be read \(Input/output error\); look at"):
        workspace.path("2025-12-03-outage")
    assert workspace.new_name(DAY, "outage") == "2025-12-03-outage"  # Making it says why it cannot be.
