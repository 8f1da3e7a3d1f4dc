"""The README is true: its commands are those that are run, and what is generated in it is current."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.ui.commands import table_markdown

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def block(mark: str) -> str:
    """The fenced block after a mark."""
    found = re.search(rf"<!-- {mark} -->\n+```\w*\n(.*?)\n```", README, re.DOTALL)
    assert found, mark
    return found[1]


def test_the_checks_run_the_readme_s_own_test_command() -> None:
    shown = subprocess.run([ROOT / ".ci/run", "--show"], check=True, capture_output=True, text=True).stdout
    assert shown.splitlines()[0] == block("test")
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.parametrize("mark", ["run", "test"])
def test_it_takes_one_line(mark: str) -> None:
    assert "\n" not in block(mark)
    assert block(mark).startswith("python3 -m venv .venv && ")


def test_the_keys_are_current() -> None:
    assert f"<!-- keys -->\n\n{table_markdown()}\n<!-- /keys -->" in README, "run: python scripts/readme.py"


def test_the_help_is_current() -> None:
    shown = subprocess.run([sys.executable, "-m", "facilitator", "--help"], check=True, capture_output=True, text=True)
    assert block("help") == shown.stdout.rstrip(), "run: python scripts/readme.py"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_leads_to_a_file_that_is_there(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
