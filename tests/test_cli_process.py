"""The command line as a process: how it starts, and how it ends when its output does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "facilitator"]


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def loaded(*words: str) -> set[str]:
    """The modules that a command has loaded when it is done."""
    code = f"import sys; from facilitator.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [["--version"], ["list"], ["list", "--json"]])
def test_quick_commands_load_next_to_nothing(words: list[str]) -> None:
    slow = {
        "argparse",
        "typing",
        "dataclasses",
        "pathlib",
        "tomllib",
        "textual",
        "rich",
        "jinja2",
        "tinydb",
        "pendulum",
    }
    assert not loaded(*words) & (slow | {"platformdirs", "importlib.metadata", "facilitator.text"})


@pytest.mark.parametrize("words", [["agendas"], ["keys"], ["paths"], ["config"], ["show", "x"], ["export", "x"]])
def test_no_screen_is_loaded_where_none_is_asked_for(words: list[str]) -> None:
    assert not loaded(*words) & {"textual", "rich", "platformdirs", "importlib.metadata"}


def test_as_a_module() -> None:
    done = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout[:12], done.stderr) == (0, "facilitator ", "")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    program = subprocess.Popen([*PROGRAM, "keys"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout and program.stderr
    program.stdout.close()
    assert (program.stderr.read(), program.wait()) == (b"", 141)
    program.stderr.close()


@pytest.mark.parametrize("words", ["keys", "--version", "--help", "agendas --help"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run([*PROGRAM, *words.split()], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("facilitator: The output could not be written (No space left on device).")


@pytest.mark.parametrize("words", ["list --json", "keys", "--version"])
def test_without_any_output(words: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m facilitator {words} >&-', sys.executable], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_terminal_of_another_encoding_gets_json_in_utf8() -> None:
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "new", "--title", "Ünïcode 日本", "--no-open"], env=env, capture_output=True, check=True
    )
    assert done.stdout.strip().isascii()
    shown = subprocess.run([*PROGRAM, "list", "--json"], env=env, capture_output=True, check=True)
    assert "Ünïcode 日本" in shown.stdout.decode("utf-8")
    told = subprocess.run([*PROGRAM, "list"], env=env, capture_output=True, check=True)
    assert b"\\xdc" in told.stdout
