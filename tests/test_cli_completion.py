"""Completion for shells: it knows every command, and says what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from facilitator.cli import main
from facilitator.cli_parser import SHELLS, parser


@pytest.mark.parametrize("shell", SHELLS)
def test_it_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--print-completion", shell]) == 0
    script = capsys.readouterr().out
    commands = next(action for action in parser()._actions if action.dest == "command").choices
    assert commands
    assert all(name in script for name in commands)
    if shell == "bash":
        assert "facilitator list" in script
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_without_the_library_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["--print-completion", "bash"]) == 1
    assert capsys.readouterr().err == (
        "facilitator: Completion needs one library more: pip install 'facilitator[completion]'\n"
    )


def test_another_shell_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--print-completion", "fish"]) == 2
    assert "choose from" in capsys.readouterr().err
