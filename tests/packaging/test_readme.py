"""The README is true: its commands are those that are run, and what is generated in it is current."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "scripts"))

import readme  # noqa: E402

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


@pytest.mark.parametrize(
    ("page", "text"), readme.pages().items(), ids=lambda it: it.name if isinstance(it, Path) else ""
)
def test_what_is_generated_is_current(page: Path, text: str) -> None:
    assert page.read_text("utf-8") == text, "run: python scripts/readme.py"


def test_the_help_is_current() -> None:
    shown = subprocess.run([sys.executable, "-m", "facilitator", "--help"], check=True, capture_output=True, text=True)
    assert block("help") == shown.stdout.rstrip(), "run: python scripts/readme.py"


PAGES = [ROOT / page for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_that_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = project["optional-dependencies"]
    needed = {re.split(r"[^\w-]", each)[0] for group in (project["dependencies"], *extras.values()) for each in group}
    told = re.findall(r"^- `([\w-]+)`: \S.*$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(needed)
