"""`facilitator import` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_helpers import NAME, NEW, TIMES, Say, document, saying


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
