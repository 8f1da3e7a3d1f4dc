"""`facilitator coach`, end to end: what it prints, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import Say, saying

DOCUMENT = """\
# Post-Mortem

We will look at what happened.

## Timeline

| Time | Event |
|------|-------|
| 14:15 | Alert fired |
| 14:20 | Alice truncates the wrong table |
| 14:30 | @bob stupidly restarts the proxy |

## Root Cause Analysis

1. Because Alice truncated the wrong table
2. The tool has no dry run

```
Who broke production?
```

## Action Items

| Task | Owner | Due |
|------|-------|-----|
| Add a dry-run flag to the purge tool | @bob | 2026-02-12 |
| Improve monitoring | | |

## Lessons Learned

- **Bob** should have asked. The lock was useful.
"""


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    return saying(capsys)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))


def test_a_document_is_looked_at_line_by_line(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "post-mortem.md"
    path.write_text(DOCUMENT, "utf-8")
    code, out, err = say("coach", str(path), "--people", "Alice, @bob")
    assert (code, err) == (1, "")
    found = [line for line in out.splitlines() if line[0].isdigit()]
    assert found == [
        "11: blame: @bob stupidly restarts the proxy",
        "15: ends at a person: Because Alice truncated the wrong table",
        "27: vague action item: Improve monitoring",
        "31: hindsight: Bob should have asked. The lock was useful.",
        "4 places to look at.",
    ]
    assert "\n    Write: @bob restarts the proxy\n" in out
    assert "\n    Say: Let's focus on the process. What made it possible to truncate the wrong table?\n" in out


def test_nothing_to_look_at_gives_0(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "14:15 Alert fired\n14:20 The pool was exhausted\n")
    assert say("coach") == (0, "Nothing to look at.\n", "")
    typed(monkeypatch, "")
    assert say("coach", "-") == (0, "Nothing to look at.\n", "")


def test_objects_in_objects_out(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"id": "a", "text": "Who broke production?", "context": "discussion", "people": []},
        {"id": 2, "text": "Alert fired", "context": "timeline", "people": ["Alice"]},
        {"id": "c", "text": "Improve monitoring", "context": "action_item", "people": []},
    ]
    typed(monkeypatch, "".join(f"{json.dumps(row)}\n" for row in rows))
    code, out, err = say("coach", "--jsonl")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "id": "a",
            "flag": True,
            "category": "blame",
            "say": "What process allowed this to reach production?",
        },
        {"id": 2, "flag": False, "category": None, "say": ""},
        {
            "id": "c",
            "flag": True,
            "category": "vague_action",
            "say": "What exactly will be different when this is done?",
        },
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": 1}', '{"text": "x", "people": "Bob"}', "[" * 5000])
def test_a_faulty_object_is_told(say: Say, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    typed(monkeypatch, f'{{"text": "fine"}}\n\n{line}\n')
    code, out, err = say("coach", "--jsonl")
    assert (code, out) == (1, "")
    assert err.startswith("facilitator: Line 3 ")


def test_a_lexicon_of_ones_own(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[blame]\nspoken = ["made a salad"]\n', "utf-8")
    typed(monkeypatch, "Bob made a salad of it\n")
    assert say("coach", "--lexicon", str(words)).code == 1
    words.write_text("[blame]\nspokn = []\n", "utf-8")
    code, out, err = say("coach", "--lexicon", str(words))
    assert (code, out) == (1, "")
    assert err == "facilitator: words.toml: [blame] has no key «spokn»; it may have everywhere, spoken.\n"


def test_what_is_not_there_is_told(say: Say) -> None:
    code, out, err = say("coach", "none.md")
    assert (code, out, err) == (1, "", "facilitator: There is no file none.md.\n")


@pytest.mark.parametrize("words", [["coach", "a", "b"], ["coach", "--yaml"], ["coach", "--people"]])
def test_wrong_usage(words: list[str], say: Say) -> None:
    code, out, err = say(*words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: facilitator")


def test_what_was_written_cannot_draw(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "\x1b[31mYou should have \x07asked\x9b2J.\n")
    code, out, _ = say("coach")
    assert code == 1
    assert not {"\x1b", "\x07", "\x9b"} & set(out)


def test_it_loads_neither_the_screens_nor_the_store() -> None:
    code = "import sys\nfrom facilitator.cli import main\nmain(['coach'])\nprint(*sys.modules, file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code], input="Who broke production?\n", capture_output=True, text=True, check=True
    )
    assert "1 place to look at." in ran.stdout
    assert not {"textual", "rich", "jinja2", "tinydb", "pendulum"} & set(ran.stderr.split())
