"""The settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.config import ABOUT, BadConfig, Config, as_toml, read_config

ALL = "stall_after, theme, agenda, contributing_factors, author, keys"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_all_is_as_usual(file: Path) -> None:
    assert read_config(file) == Config(90, "", "blameless-postmortem", False, "", {})


def test_a_file_that_was_asked_for_has_to_be_there(file: Path) -> None:
    with pytest.raises(BadConfig, match=r"There is no config file .*config\.toml\. `facilitator config --sample`"):
        read_config(file, must_exist=True)


def test_a_file_says_what_is_different(file: Path) -> None:
    file.write_text('author = " Dana\\u001b[2J "\nstall_after = 45.5\n[keys]\nnext-phase = "f5, ctrl+n"\n')
    assert read_config(file) == Config(45.5, author="Dana", keys={"next-phase": "f5,ctrl+n"})


def test_the_sample_is_the_usual_settings_and_tells_of_every_one(file: Path) -> None:
    sample = as_toml(Config())
    file.write_text(sample)
    assert read_config(file) == Config()
    assert list(ABOUT) == list(Config.names)
    for name, (_, told) in ABOUT.items():
        assert f"# {told}\n{name} = " in sample or f"# {told}\n[{name}]\n" in sample


def test_the_example_in_the_sample_can_be_switched_on(file: Path) -> None:
    file.write_text(as_toml(Config()).replace("# next-phase", "next-phase"))
    assert read_config(file).keys == {"next-phase": "f5,ctrl+n"}


def test_settings_come_back_from_what_is_printed(file: Path) -> None:
    config = Config(45, 'a "theme" \\ with 🙂', "near-miss", True, "Dana", {"undo": "ctrl+z", "go-to-phase": "f4"})
    file.write_text(as_toml(config), "utf-8")
    assert read_config(file) == config


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stal_after = 3", "there is no setting «stal_after». Did you mean stall_after?"),
        ("Keys = {}", "there is no setting «Keys». Did you mean keys?"),
        ("x = 3", f"there is no setting «x». There are: {ALL}."),
        ('stall_after = "90"', "stall_after must be a number of seconds, from 1 to 86400 (a day)."),
        ("stall_after = true", "stall_after must be a number of seconds, from 1 to 86400 (a day)."),
        ("stall_after = nan", "stall_after must be a number of seconds, from 1 to 86400 (a day)."),
        ("stall_after = 0", "stall_after must be a number of seconds, from 1 to 86400 (a day)."),
        ("contributing_factors = 1", "contributing_factors must be true or false."),
        ("theme = 3", "theme must be text in quotes."),
        ("keys = 3", 'keys must be a table of commands and their keys, such as next-phase = "f5,ctrl+n".'),
        ("[keys]\nundo = 3", 'keys must be a table of commands and their keys, such as next-phase = "f5,ctrl+n".'),
    ],
)
def test_what_will_not_do_is_told_with_file_and_key(text: str, said: str, file: Path) -> None:
    file.write_text(text)
    with pytest.raises(BadConfig) as refusal:
        read_config(file)
    assert str(refusal.value) == f"{file}: {said}"


@pytest.mark.parametrize(
    "raw", [b"author =", b"\xff\xfe", b"a = " + b"[" * 5000, b"#" * 1_000_001, b"a = " + b"9" * 5000]
)
def test_a_file_that_is_no_toml_is_told(raw: bytes, file: Path) -> None:
    file.write_bytes(raw)
    with pytest.raises(BadConfig, match=r"config\.toml is (not TOML|not UTF-8|over 1 MB)"):
        read_config(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="cannot be read"):
        read_config(tmp_path)
