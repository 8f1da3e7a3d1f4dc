"""The command line: what sessions it makes and opens, and how it takes trouble."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cli_helpers import NAME, NEW, TIMES, Say, document, saying

from facilitator import cli
from facilitator.config import Config
from facilitator.paths import Places, places


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


@pytest.fixture
def name(say: Say) -> str:
    """A session of the example incident."""
    return say(*NEW, *TIMES, "--no-open").out.strip()


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Places, Config, Any]]:
    """What the screens were opened with, as if there were a terminal."""
    opened: list[tuple[Places, Config, Any]] = []

    def run(place: Places, config: Config, session: str | None) -> int:
        opened.append((place, config, session))
        return 0

    monkeypatch.setitem(sys.modules, "facilitator.ui.app", SimpleNamespace(run=run))
    monkeypatch.setattr("facilitator.cli_sessions.need_a_terminal", lambda _: None)
    return opened


class TestNew:
    def test_prints_the_name_alone(self, say: Say) -> None:
        assert say(*NEW, *TIMES, "--no-open") == (0, f"{NAME}\n", "")

    def test_keeps_what_was_said(self, say: Say, name: str) -> None:
        incident = document(say, name)["incident"]
        assert (incident["id"], incident["title"], incident["severity"]) == ("INC-7", "API outage", "SEV1")
        assert (incident["started"], incident["resolved"]) == ("2025-12-03T14:15:00-08:00", "2025-12-03T15:45:00-08:00")
        assert (incident["detected"], incident["timezone"]) == (None, "America/Los_Angeles")

    def test_a_time_with_an_offset_keeps_it(self, say: Say) -> None:
        name = say(*NEW, "--started", "2025-12-03T23:15+01:00", "--no-open").out.strip()
        assert document(say, name)["incident"]["started"] == "2025-12-03T14:15:00-08:00"

    def test_a_second_of_the_same_name_gets_a_number(self, say: Say, name: str) -> None:
        assert say(*NEW, *TIMES, "--no-open").out == f"{name}-2\n"

    def test_the_zone_is_this_machine_s(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TZ", "Europe/Paris")
        name = say("new", "--title", "x", "--started", "2025-12-03T00:15", "--no-open").out.strip()
        assert name == "2025-12-03-x"
        assert document(say, name)["incident"]["started"] == "2025-12-03T00:15:00+01:00"

    def test_agenda_and_author_are_those_of_the_config(self, say: Say, home: Path) -> None:
        (home / "config/facilitator").mkdir(parents=True)
        (home / "config/facilitator/config.toml").write_text('agenda = "near-miss"\nauthor = "Dana"')
        one, other = (say(*NEW, *more, "--no-open").out.strip() for more in ([], ["--agenda", "quarterly-retro"]))
        assert document(say, one)["incident"]["author"] == "Dana"
        assert document(say, one)["meeting"]["agenda"] == "Near miss"
        assert document(say, other)["meeting"]["agenda"] != "Near miss"

    def test_what_is_typed_is_cleaned(self, say: Say) -> None:
        typed = "\x1b[31mAPI\x1b]0;x\x07 \u202eoutage\n[/var/log]\udcff"
        name = say("new", "--title", typed, "--id", "\x9b2J7", "--no-open").out.strip()
        incident = document(say, name)["incident"]
        assert incident["title"] == "API]0;x outage [/var/log]\ufffd"
        assert incident["id"] == "7"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--title", " \t"], "An incident needs a title: a few words on what happened."),
            (["--started", "yesterday"], "«yesterday» is not a date and time. Give one such as 2025-12-03T14:15"),
            (["--timezone", "Los Angeles"], "There is no time zone «Los Angeles». Did you mean America/Los_Angeles?"),
            (["--agenda", "near-mis"], "There is no agenda «near-mis». Did you mean near-miss?"),
            (
                ["--started", "2025-12-03T15:00", "--resolved", "2025-12-03T14:00"],
                "The incident cannot be resolved before it started. Look at the two times.",
            ),
        ],
    )
    def test_is_refused_in_a_sentence_and_makes_nothing(
        self, words: list[str], said: str, say: Say, home: Path
    ) -> None:
        code, out, err = say("new", "--title", "x", *words, "--no-open")
        assert (code, out) == (1, "")
        assert err.startswith(f"facilitator: {said}")
        assert err.count("\n") == 1
        assert not (home / "data").exists()

    def test_opens_what_it_made(self, say: Say, screens: list[Any]) -> None:
        assert say(*NEW, *TIMES) == (0, f"{NAME}\n", "")
        assert screens == [(places(), Config(), NAME)]

    def test_without_a_terminal_makes_nothing(self, say: Say, home: Path) -> None:
        code, out, err = say(*NEW)
        assert (code, out) == (1, "")
        assert "--no-open" in err
        assert not (home / "data").exists()


class TestOpen:
    def test_no_command_opens_the_home_screen(self, say: Say, screens: list[Any]) -> None:
        assert say() == say("open") == (0, "", "")
        assert screens == [(places(), Config(), None)] * 2

    def test_a_session_by_the_beginning_of_its_name(self, say: Say, name: str, screens: list[Any]) -> None:
        assert say("open", "2025-12").code == 0
        assert screens[0][2] == name

    def test_without_a_terminal_says_so(self, say: Say, name: str) -> None:
        for words in ([], ["open", name], ["demo"]):
            assert say(*words).err.startswith("facilitator: The screens need a terminal")

    def test_a_config_that_will_not_do_is_told(self, say: Say, cwd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FACILITATOR_CONFIG", str(cwd / "none.toml"))
        assert say().err.startswith("facilitator: There is no config file")
        (cwd / "none.toml").write_text("x = 3")
        assert say("keys").err.startswith(f"facilitator: {cwd}/none.toml: there is no setting «x»")


class TestDemo:
    def test_has_a_folder_of_its_own_and_goes_on(self, say: Say, home: Path, screens: list[Any]) -> None:
        assert [say("demo").code, say("demo").code, say("demo", "--fresh").code] == [0, 0, 0]
        assert [name for _, _, name in screens] == [NAME, NAME, f"{NAME}-2"]
        assert {place.sessions for place, _, _ in screens} == {home / "data/facilitator/demo"}
        assert say("list").out == ""

    def test_is_anew_once_the_last_has_ended(
        self, say: Say, screens: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        say("demo")
        monkeypatch.setattr("facilitator.store.listing.listed", lambda _: [{"name": NAME, "state": "ended"}])
        say("demo")
        assert screens[-1][2] == f"{NAME}-2"


class TestTrouble:
    def test_a_fault_is_one_sentence_and_a_log(self, say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object) -> int:
            raise ZeroDivisionError("a note\x1b[2J")

        monkeypatch.setattr(cli, "run", fails)
        log = home / "state/facilitator/facilitator.log"
        said = f"Something went wrong that should not have (ZeroDivisionError). The details are in {log}."
        assert say("list") == (1, "", f"facilitator: {said}\n")
        assert log.stat().st_mode & 0o777 == 0o600
        assert "ZeroDivisionError" in log.read_text()

    def test_a_disk_that_fails_is_no_fault_of_the_program(
        self, say: Say, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> int:
            raise OSError(errno.EIO, "Input/output error", "/disk/agendas")

        monkeypatch.setattr(cli, "run", fails)
        said = "/disk/agendas cannot be used (Input/output error); look at its owner, its mode and the disk."
        assert say("list") == (1, "", f"facilitator: {said}\n")
        assert not (home / "state/facilitator/facilitator.log").exists()

    def test_a_folder_that_cannot_be_listed_holds_no_name_back(
        self, say: Say, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_: object) -> None:
            raise OSError(errno.EIO, "Input/output error", "sessions")

        monkeypatch.setattr("os.scandir", fails)
        assert say("show", name).code == 0
        assert "There is no session" in say("show", name[:-2]).err

    def test_a_log_that_cannot_be_written(self, say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cli, "run", lambda _: 1 // 0)
        (home / "state").write_text("a file where the folder would be")
        code, out, err = say("list")
        assert (code, out) == (1, "")
        assert "could not be written" in err

    def test_a_clock_that_cannot_be_read(self, say: Say, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FACILITATOR_CLOCK", "noon")
        code, out, err = say("show", name)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1

    def test_an_interrupt_is_quiet(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(cli, "run", interrupted)
        assert say("list") == (130, "", "")
