"""`facilitator export`: for whom, in which form, and what is told beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_helpers import NAME, NEW, TIMES, Say, saying

from facilitator.documents.audience import Audience
from facilitator.documents.plain import as_document
from facilitator.documents.registry import FORMATS
from facilitator.domain.acts.incident import ListPeople
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.session import Person
from facilitator.paths import places
from facilitator.store.desk import Desk


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


@pytest.fixture
def name(say: Say) -> str:
    say(*NEW, *TIMES, "--no-open")
    note("Alice told Acme Corp at once")
    return NAME


def note(*texts: str) -> None:
    """Points that went well, on a session in which Alice takes part."""
    desk = Desk.open(places().sessions / f"{NAME}.json", as_document)
    people: Command = ListPeople((Person("Alice", ("on-call",)),))
    for command in (people, AddNotes(Section.WELL, texts)):
        desk.send(command, datetime(2025, 12, 5, tzinfo=UTC))
    desk.close()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written(format: str, name: str, say: Say, cwd: Path) -> None:
    path = cwd / f"{name}{FORMATS[format].suffix}"
    assert say("export", name, "--format", format) == (0, f"Wrote {path.name}.\n", "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert say("export", name, "--format", format).code == 1
    if format != "ics":  # which holds when it was made
        out = say("export", name, "--format", format, "-o", "-").out
        assert out.encode() == path.read_bytes()
        assert ("\r\n" in out) == FORMATS[format].crlf


@pytest.mark.parametrize("to", Audience)
def test_every_audience_has_a_file_of_its_own(to: Audience, name: str, say: Say, cwd: Path) -> None:
    code, out, _ = say("export", name, "--for", to, "--format", "html")
    end = ".html" if to is Audience.ENGINEERING else f".{to}.html"
    assert (code, out) == (0, f"Wrote {name}{end}.\n")
    assert (cwd / f"{name}{end}").read_text().startswith("<!DOCTYPE html>")


def test_a_public_edition_tells_how_much_was_replaced(name: str, say: Say) -> None:
    code, out, err = say("export", name, "--for", "public", "--redact", "Acme Corp = a customer", "-o", "-")
    assert code == 0
    assert "The on-call engineer told a customer at once" in out
    told = "3 names, hosts or other words of the inside were replaced. Read the document before it goes out."
    assert err == f"facilitator: {told}\n"


def test_the_team_s_own_words_and_templates(name: str, say: Say, cwd: Path) -> None:
    (cwd / "templates").mkdir()
    (cwd / "templates/redact.txt").write_text("# customers\nAcme Corp\n")
    assert "told [redacted] at once" in say("export", name, "--for", "public", "-o", "-").out
    (cwd / "templates/public.md.jinja").write_text("{{ incident.title }} by Alice")
    said = "The public edition still holds «Alice», so nothing was written: change those words."
    assert say("export", name, "--for", "public") == (1, "", f"facilitator: {said}\n")
    assert not list(cwd.glob("*.md"))
    (cwd / "templates/public.md.jinja").write_text("a\n{{ nothing }}")
    code, _, err = say("export", name, "--for", "public", "-o", "-")
    assert code == 1
    assert err == f"facilitator: {cwd}/templates/public.md.jinja, line 2: 'nothing' is undefined.\n"


def test_a_list_of_words_that_cannot_be_read_lets_nothing_out(name: str, say: Say, cwd: Path) -> None:
    (cwd / "templates").mkdir()
    (cwd / "templates/redact.txt").write_bytes(b"\xff")
    said = f"facilitator: {cwd}/templates/redact.txt is not UTF-8. Save it as UTF-8.\n"
    assert say("export", name, "--for", "public") == (1, "", said)


def test_a_workspace_has_its_own_templates(say: Say, cwd: Path) -> None:
    (cwd / "team/templates").mkdir(parents=True)
    (cwd / "team/templates/engineering.md.jinja").write_text("ours: {{ incident.id }}")
    say("--workspace", "team", *NEW, *TIMES, "--no-open")
    assert say("--workspace", "team", "export", NAME, "-o", "-").out == "ours: INC-7\n"


@pytest.mark.parametrize("format", FORMATS)
def test_a_secret_draws_a_warning_wherever_it_stands(format: str, name: str, say: Say) -> None:
    note("token ghp_abcdefghijklmnopqrstuvwxyz0123456789")
    code, out, err = say("export", name, "--format", format, "-o", "-")
    assert code == 0
    assert ("looks like a GitHub token («ghp_…», points)" in err) == ("ghp_" in out)
    assert "abcdefgh" not in err
    assert format not in ("md", "html", "json", "confluence") or err


def test_no_secret_is_in_a_public_one(name: str, say: Say) -> None:
    note("token ghp_abcdefghijklmnopqrstuvwxyz0123456789")
    code, out, err = say("export", name, "--for", "public", "-o", "-")
    assert (code, "ghp_" in out, "looks like" in err) == (0, False, False)
    assert "[secret removed]" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--for", "public", "--format", "csv"],
            "«csv» is the same for everybody: leave out --for, or choose one of: ",
        ),
        (["--front-matter", "--format", "json"], "Front matter stands before Markdown only: "),
        (["--redact", "Acme"], "Words are redacted for the outside only: add --for customer or --for public."),
    ],
)
def test_what_does_not_go_together_is_told_in_a_sentence(words: list[str], said: str, name: str, say: Say) -> None:
    code, out, err = say("export", name, *words)
    assert (code, out) == (1, "")
    assert err.startswith(f"facilitator: {said}")
    assert err.count("\n") == 1


def test_front_matter(name: str, say: Say) -> None:
    out = say("export", name, "--front-matter", "-o", "-").out
    assert out.startswith('---\ntitle: "API outage"\nid: "INC-7"\ndate: "2025-12-03"\nseverity: "SEV1"\n')


def test_nobody_and_no_format(name: str, say: Say) -> None:
    for words in (["--for", "press"], ["--format", "pdf"]):
        code, _, err = say("export", name, *words)
        assert code == 2
        assert "choose one of" in err


def test_the_home_of_nobody_is_a_name_like_another(name: str, say: Say, cwd: Path) -> None:
    (cwd / "~nobody-at-all").mkdir()
    for words in (
        ("export", name, "--format", "md", "-o", "~nobody-at-all/it.md"),
        ("coach", "~nobody-at-all/it.md"),
        ("import", name, "~nobody-at-all/it.md"),
    ):
        code, _, err = say(*words)
        assert code in (0, 1), err
        assert "Something went wrong" not in err
    assert (cwd / "~nobody-at-all" / "it.md").is_file()


@pytest.mark.parametrize(("layout", "folder"), [("date", "2025/12"), ("severity", "SEV1"), ("service", "other")])
def test_a_document_is_filed_by_date_severity_or_service(
    layout: str, folder: str, name: str, say: Say, cwd: Path
) -> None:
    assert say("export", name, "--layout", layout, "-o", ".").code == 0
    assert (cwd / folder / f"{name}.md").is_file()
    assert say("export", name, "--layout", layout).code == 1, "never written over"
    missing = say("export", name, "--layout", layout, "-o", "nowhere")
    assert (missing.code, missing.out) == (1, "")
