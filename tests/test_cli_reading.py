"""The command line: what it tells of sessions and of itself, and which words it takes."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_helpers import NAME, NEW, TIMES, Say, document, saying

from facilitator import cli_list
from facilitator.cli import dispatch, run
from facilitator.cli_parser import parser
from facilitator.documents.plain import as_document
from facilitator.documents.registry import FORMATS
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.note import Section
from facilitator.paths import places, shipped_agendas
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
    """A session of the example incident."""
    return say(*NEW, *TIMES, "--no-open").out.strip()


class TestWhichSession:
    @pytest.fixture(autouse=True)
    def two(self, say: Say, name: str) -> None:
        say(*NEW, *TIMES, "--no-open")

    def test_the_exact_name_wins(self, say: Say) -> None:
        assert document(say, NAME)["name"] == NAME

    def test_several_are_told(self, say: Say) -> None:
        said = f"2 sessions begin with «2025»: {NAME}, {NAME}-2. Type a little more of the name."
        assert say("show", "2025") == (1, "", f"facilitator: {said}\n")

    @pytest.mark.parametrize("asked", ["2024", "", "../etc/passwd", "\x1b[31m", "*", "A" * 500, "."])
    def test_none_is_told(self, asked: str, say: Say) -> None:
        code, out, err = say("show", asked)
        assert (code, out) == (1, "")
        assert re.fullmatch("facilitator: (There is no session|«.*» is no name of a session).*\n", err)

    def test_one_that_is_like_it_is_offered(self, say: Say) -> None:
        assert f"did you mean {NAME}" in say("show", "2025-12-03-apioutage").err


class TestReading:
    def test_list(self, say: Say, name: str) -> None:
        assert say("list") == (0, f"{name}  SEV1  prepared  API outage\n", "")

    def test_list_as_json(self, say: Say, name: str) -> None:
        say("new", "--title", "x", "--started", "2025-12-04T00:00Z", "--timezone", "UTC", "--no-open")
        newest, other = json.loads(say("list", "--json").out)
        assert list(other) == ["name", "id", "title", "severity", "date", "state", "updated"]
        assert other | {"updated": ""} == {
            "name": name,
            "id": "INC-7",
            "title": "API outage",
            "severity": "SEV1",
            "date": "2025-12-03",
            "state": "prepared",
            "updated": "",
        }
        assert (newest["id"], newest["severity"]) == (None, None)
        assert datetime.fromisoformat(newest["updated"]).tzinfo

    def test_nothing_to_list(self, say: Say, home: Path) -> None:
        folder = home / "data/facilitator/sessions"
        assert say("list") == (0, "", f"There are no sessions in {folder} yet. Start one with «facilitator new».\n")
        assert say("list", "--json").out == "[]\n"

    def test_list_cleans_what_a_file_says(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        row = dict.fromkeys(["name", "id", "title", "severity", "date", "state", "updated"], "a\x9b2J")
        monkeypatch.setattr(cli_list, "listed", lambda _: [row])
        assert "\x9b" not in say("list").out + say("list", "--json").out

    def test_show(self, say: Say, name: str) -> None:
        assert say("show", name).out.splitlines() == [
            "API outage",
            "INC-7 · SEV1 · December 3, 2025 · 90 minutes (14:15 - 15:45 PST)",
            "",
            f"session       {name}",
            "meeting       not held yet (Blameless post-mortem, 1 h 25 min planned)",
            "people        0",
            "timeline      0",
            "causes        0",
        ]

    def test_reading_sees_what_an_open_session_has_and_writes_nothing(self, say: Say, name: str, cwd: Path) -> None:
        path = places().sessions / f"{name}.json"
        desk = Desk.open(path, as_document)
        try:
            desk.send(AddNotes(Section.WELL, ("The alert came at once",)), datetime(2025, 12, 5, tzinfo=UTC))
            assert desk.file.flush()
            before = everything(path.parent)
            assert [note["text"] for note in document(say, name)["went_well"]] == ["The alert came at once"]
            assert "went well     1\n" in say("show", name).out
            assert "The alert came at once" in say("export", name, "-o", "-").out
            for words in (["list"], ["list", "--json"], ["agendas"], ["paths"], ["keys"], ["config"]):
                assert say(*words).code == 0
            assert everything(path.parent) == before
            assert not list(cwd.iterdir())
        finally:
            desk.close()

    def test_a_damaged_session_is_told(self, say: Say, name: str) -> None:
        path = places().sessions / f"{name}.json"
        path.write_bytes(path.read_bytes()[:-40])
        assert say("list").out == f"{name}    damaged\n"
        for words in (["show", name], ["export", name]):
            code, out, err = say(*words)
            assert (code, out) == (1, "")
            assert err.startswith(f"facilitator: {name}.json is damaged")


class TestExport:
    def test_writes_into_this_folder(self, say: Say, name: str, cwd: Path) -> None:
        assert say("export", name) == (0, f"Wrote {name}.md.\n", "")
        assert (cwd / f"{name}.md").read_text("utf-8") == say("export", name, "-o", "-").out
        assert [path.name for path in cwd.iterdir()] == [f"{name}.md"]
        assert (cwd / f"{name}.md").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("output", ["x.json", "sub", "sub/x.json"])
    def test_writes_where_it_is_told_to(self, output: str, say: Say, name: str, cwd: Path) -> None:
        (cwd / "sub").mkdir()
        path = cwd / (f"sub/{name}.json" if output == "sub" else output)
        assert say("export", name, "--format", "json", "-o", output).code == 0
        assert json.loads(path.read_text("utf-8"))["name"] == name

    def test_never_writes_over_a_file_unless_forced(self, say: Say, name: str, cwd: Path) -> None:
        (cwd / f"{name}.md").write_text("mine")
        code, _, err = say("export", name)
        assert (code, (cwd / f"{name}.md").read_text()) == (1, "mine")
        assert err == f"facilitator: {name}.md is there already and was left as it is. Add --force to write over it.\n"
        assert say("export", name, "--force").code == 0
        assert (cwd / f"{name}.md").read_text() != "mine"

    def test_a_folder_that_is_not_there(self, say: Say, name: str) -> None:
        assert say("export", name, "-o", "no/x.md") == (
            1,
            "",
            "facilitator: There is no folder no. Make it first, or choose another with -o.\n",
        )

    @pytest.mark.parametrize("format", FORMATS)
    def test_every_format_is_in_the_help(self, format: str, say: Say) -> None:
        assert re.search(rf"--format \S*\b{format}\b", say("export", "--help").out)

    def test_the_output_is_utf8_in_every_terminal(self, say: Say) -> None:
        name = say("new", "--title", "Ünïcode 日本 🙂", "--no-open").out.strip()
        assert "Ünïcode 日本 🙂" in say("export", name, "-o", "-").out


class TestAbout:
    def test_agendas(self, say: Say) -> None:
        rows = [line.split("  ")[0] for line in say("agendas").out.splitlines()]
        assert rows == sorted(path.stem for path in shipped_agendas().glob("*.toml"))

    def test_an_agenda_of_one_s_own_wins_and_a_faulty_one_is_told(self, say: Say, cwd: Path) -> None:
        (cwd / "agendas").mkdir()
        (cwd / "agendas/near-miss.toml").write_text("name =")
        code, out, err = say("agendas")
        assert code == 0
        assert "near-miss" not in out
        assert err.startswith("facilitator: near-miss.toml: this is not TOML")

    def test_keys_are_one_s_own(self, say: Say, home: Path) -> None:
        assert re.search(r"^\^N, F5 +next-phase +Next phase$", say("keys").out, re.MULTILINE)
        (home / "config/facilitator").mkdir(parents=True)
        (home / "config/facilitator/config.toml").write_text('[keys]\nnext-phase = "shift+f5"')
        assert re.search(r"^Shift\+F5 +next-phase +Next phase$", say("keys").out, re.MULTILINE)
        assert "| `^N`, `F5` | Next phase |" in say("keys", "--markdown").out

    def test_keys_that_cannot_work_are_told_after_the_list(self, say: Say, home: Path) -> None:
        (home / "config/facilitator").mkdir(parents=True)
        (home / "config/facilitator/config.toml").write_text('[keys]\nnext-phase = "^J"')
        for command in ("keys", "config"):
            code, out, err = say(command)
            assert (code, "next-phase" in out) == (1, True)
            assert err == "facilitator: [keys]: «^J», for «next-phase», is no key. Did you mean ctrl+j?\n"

    def test_paths(self, say: Say, home: Path) -> None:
        out = say("paths").out
        assert f"sessions  {home}/data/facilitator/sessions  (not there yet)\n" in out
        assert f"log       {home}/state/facilitator/facilitator.log  (not there yet)\n" in out

    def test_the_sample_is_a_config_file(self, say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sample = say("config", "--sample").out
        (home / "mine.toml").write_text(sample + 'undo = "shift+f11"\n')
        monkeypatch.setenv("FACILITATOR_CONFIG", str(home / "mine.toml"))
        assert '"undo" = "shift+f11"' in say("config").out


class TestWords:
    def test_a_workspace_is_said_before_or_after(self, say: Say, cwd: Path) -> None:
        say("--workspace", "team", *NEW, *TIMES, "--no-open")
        assert (cwd / f"team/sessions/{NAME}.json").is_file()
        before, after = say("--workspace", "team", "list"), say("list", "--workspace", "team")
        assert before == after == (0, f"{NAME}  SEV1  prepared  API outage\n", "")
        assert say("show", NAME).code == 1

    @pytest.mark.parametrize("words", [["list"], ["list", "--json"]])
    def test_the_short_way_is_the_parser_s(
        self, words: list[str], name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(words)
        short = capsys.readouterr()
        dispatch(parser().parse_args(words))
        assert capsys.readouterr() == short

    def test_the_version_too(self, say: Say, capsys: pytest.CaptureFixture[str]) -> None:
        short = say("--version")
        with pytest.raises(SystemExit):
            parser().parse_args(["--version"])
        assert short == (0, capsys.readouterr().out, "")

    @pytest.mark.parametrize(
        "words",
        [
            ["nothing"],
            ["new"],
            ["show"],
            ["--no"],
            ["export", NAME, "--format", "pdf"],
            ["list", "x"],
            ["demo", "--json"],
        ],
    )
    def test_wrong_usage(self, words: list[str], say: Say) -> None:
        code, out, err = say(*words)
        assert (code, out) == (2, "")
        assert err.startswith("usage: facilitator")

    def test_every_command_has_examples_that_parse(self, say: Say) -> None:
        commands = re.findall(r"^    ([\w-]+)  ", say("--help").out, re.MULTILINE)
        assert len(commands) == 22
        for command in commands:
            out = say(command, "--help").out
            examples = re.findall(r"^  facilitator ([^\\\n]*(?:\\\n.*)?)$", out[out.index("examples:") :], re.MULTILINE)
            assert examples, command
            for example in examples:
                words = re.split(" [><] ", example.replace("\\\n", ""))[0]
                assert parser().parse_args(shlex.split(words)).command == command


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes, and when it was changed."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*")) if path.is_file()
    }
