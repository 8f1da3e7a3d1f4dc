"""A team's own lexicon adds to ours or silences it; what is wrong with one is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.coach.language import hints
from facilitator.coach.lexicon import BadLexicon, lexicon


def written(folder: Path, text: str) -> Path:
    path = folder / "ours.toml"
    path.write_text(text, "utf-8")
    return path


def test_ours_is_read_once() -> None:
    assert lexicon() is lexicon()
    lexicon().warm()


def test_a_team_adds_words_and_phrases(tmp_path: Path) -> None:
    ours = lexicon(
        written(tmp_path, '[people]\nroles = "pilot"\n[blame]\nspoken = ["<who> (made|makes) a (salad|soup)"]\n')
    )
    assert hints("Our pilot made a salad of it.", "note", [], ours)
    assert not hints("Our pilot made a salad of it.", "note", [])
    assert hints("Who broke production?", "note", [], ours)


def test_a_team_silences_ours(tmp_path: Path) -> None:
    ours = lexicon(written(tmp_path, '[silence]\nwords = ["fault"]\nphrases = ["who broke production"]\n'))
    assert not hints("Who broke production?", "note", [], ours)
    assert not hints("It is the fault of the DBA.", "note", [], ours)
    assert hints("Who broke the build?", "note", [], ours)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[blame", "ours.toml is not TOML: "),
        ("[rude]\nwords = []", "ours.toml: there is no table [rude]; there are people, things"),
        ("[blame]\nspoke = []", "ours.toml: [blame] has no key «spoke»; it may have everywhere, spoken."),
        ("[blame]\nspoken = 3", "ours.toml: [blame] spoken is a list of texts"),
        ("[blame]\nspoken = ['']", "ours.toml: [blame] spoken is a list of texts"),
        ("blame = 3", "ours.toml: «blame» is a table: write [blame] on a line of its own."),
        ("[blame]\nspoken = ['a (b']", "ours.toml: [blame] spoken: «a (b» is no phrase: a bracket is not closed."),
        ("[blame]\nspoken = ['b) a']", "ours.toml: [blame] spoken: «b) a» is no phrase: a bracket is closed"),
        ("[blame]\nspoken = ['(a (b))']", "brackets cannot stand in brackets."),
        ("[blame]\nspoken = ['a | b']", "a «|» stands outside of brackets."),
        ("[blame]\nspoken = ['<whom> x']", "there is no sign <whom>."),
        ("[blame]\nspoken = ['<who> ..']", "it needs a word of its own."),
        ("[people]\nroles = 3", "ours.toml: [people] roles is a list of texts"),
    ],
)
def test_a_fault_is_told_with_file_table_and_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadLexicon) as refused:
        lexicon(written(tmp_path, text))
    assert told in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match=r"none\.toml could not be read"):
        lexicon(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadLexicon, match="is not UTF-8"):
        lexicon(tmp_path / "bytes.toml")
