"""Agenda files: the shipped ones, and what is said of a faulty one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.agenda import BadAgenda, agenda_named, find_agendas, load_agenda, shipped_agendas
from facilitator.domain.session import Agenda, Phase, Work

GUIDE_ASKS = (
    "What surprised us about this incident?",
    "If we could go back in time, what would we change?",
    "What monitoring or tooling would have helped?",
)
GOOD = """\
name = "Team"
ask = ["Common?"]
[[phase]]
id = "intro"
title = "Introduction of all"
minutes = 2.5
work = "opening"
say = ["Hello\\u001b[31m there", " "]
do = ["One"]
ask = ["Own?", "Common?"]
done_when = "Done"
[[phase]]
id = "causes"
title = "Root cause"
short = "Cause"
minutes = 20
floor = 10
work = "causes"
"""


@pytest.fixture
def write(tmp_path: Path) -> Path:
    return tmp_path / "team.toml"


def shipped(slug: str) -> Agenda:
    return agenda_named(slug, [shipped_agendas()])


def minutes(agenda: Agenda) -> list[float]:
    return [phase.seconds / 60 for phase in agenda.phases]


def test_a_file_becomes_an_agenda(write: Path) -> None:
    write.write_text(GOOD)
    hello, own = ("Hello there",), ("Own?", "Common?")
    assert load_agenda(write) == Agenda(
        "Team",
        (
            Phase("intro", "Introduction of all", "Introduction…", 150, 75, Work.OPENING, hello, ("One",), own, "Done"),
            Phase("causes", "Root cause", "Cause", 1200, 600, Work.CAUSES, (), (), ("Common?",), ""),
        ),
    )


def test_a_team_has_bones_and_words_of_its_own(write: Path) -> None:
    write.write_text(GOOD)
    agenda = load_agenda(write)
    assert (agenda.categories, agenda.factors) == (("People", "Process", "Technology", "Environment"), False)
    more = 'categories = ["People", "Vendors", "People", " Data\\n"]\ncontributing_factors = true\n'
    write.write_text(GOOD.replace("[[phase]]", more + "[[phase]]", 1))
    agenda = load_agenda(write)
    assert (agenda.categories, agenda.factors) == (("People", "Vendors", "Data"), True)


def test_files_of_other_systems_are_read(write: Path) -> None:
    write.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_agenda(write).name == "Team"


def test_the_default_is_the_guide_s_meeting() -> None:
    agenda = shipped("blameless-postmortem")
    assert agenda.name == "Blameless post-mortem"
    assert [(phase.id, phase.title, phase.seconds / 60, phase.work) for phase in agenda.phases] == [
        ("intro", "Introduction", 5, Work.OPENING),
        ("timeline", "Timeline review", 15, Work.TIMELINE),
        ("root-cause", "Root cause analysis", 20, Work.CAUSES),
        ("well", "What went well", 10, Work.WELL),
        ("wrong", "What went wrong", 15, Work.WRONG),
        ("actions", "Action items", 15, Work.ACTIONS),
        ("closing", "Closing", 5, Work.CLOSING),
    ]
    assert agenda.phases[0].say[0] == (
        "This is a blameless post-mortem. We're here to learn, not to assign blame. Everyone did their best with the "
        "information they had. Our goal is to understand how the system failed and how we can improve it."
    )


def test_the_hour_has_the_same_phases() -> None:
    hour, default = shipped("blameless-postmortem-60"), shipped("blameless-postmortem")
    assert minutes(hour) == [3, 10, 15, 7, 10, 11, 4]
    assert [phase.id for phase in hour.phases] == [phase.id for phase in default.phases]


LENGTHS = {"blameless-postmortem": 85, "blameless-postmortem-60": 60, "near-miss": 35, "quarterly-retro": 60}
"""The agendas that come with the program, and their minutes."""


@pytest.mark.parametrize(("slug", "length"), LENGTHS.items())
def test_the_shipped_ones_fit_a_small_screen(slug: str, length: int) -> None:
    agenda = shipped(slug)
    assert sum(minutes(agenda)) == length
    for phase in agenda.phases:
        assert 0 < phase.floor <= phase.seconds
        assert len(phase.short) <= 14
        assert 1 <= len(phase.say) <= 3
        assert max(map(len, phase.say)) <= 280
        assert 3 <= len(phase.do) <= 5
        assert 6 <= len(phase.ask) <= 8
        assert phase.ask[-2:] == GUIDE_ASKS[-2:]
        assert slug == "quarterly-retro" or phase.ask[-3] == GUIDE_ASKS[0]
        assert max(map(len, (*phase.do, *phase.ask, phase.done_when))) <= 70
        assert phase.done_when


def test_all_shipped_ones_are_found() -> None:
    found = find_agendas([shipped_agendas()])
    assert [(each.slug, each.where, each.fault) for each in found] == [
        (slug, shipped_agendas(), "") for slug in LENGTHS
    ]


def test_the_nearest_wins_even_if_it_is_faulty(tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    for folder in (near, far):
        folder.mkdir()
        (folder / "team.toml").write_text(GOOD.replace("Team", folder.name))
    (far / "other.toml").write_text(GOOD.replace("Team", "other"))
    (far / ".#team.toml").write_text("")
    folders = [tmp_path / "absent", near, far]
    assert agenda_named("team", folders).name == "near"
    assert agenda_named("other.toml", folders).name == "other"
    (near / "team.toml").write_text("")
    shown = [(each.slug, each.where, each.agenda and each.agenda.name, each.fault) for each in find_agendas(folders)]
    assert shown == [("team", near, None, "team.toml: name is missing."), ("other", far, "other", "")]
    with pytest.raises(BadAgenda, match=r"^team\.toml: name is missing\.$"):
        agenda_named("team", folders)


def test_an_unknown_name_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadAgenda) as caught:
        agenda_named("Near-mis", [shipped_agendas()])
    assert str(caught.value) == (
        f"There is no agenda «Near-mis». Did you mean near-miss? There are: {', '.join(LENGTHS)}."
    )
    with pytest.raises(BadAgenda) as caught:
        agenda_named("../../etc/passwd", [tmp_path])
    assert str(caught.value) == "There is no agenda «../../etc/passwd». There are none at all."


KEYS = "id, title, short, minutes, floor, work, say, do, ask, done_when"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('name = "Team"', "", "name is missing."),
        ('name = "Team"', 'name = " "', "name is empty."),
        ('name = "Team"', "name = 5", "name must be text in quotes, not 5."),
        ('name = "Team"', 'name = "a"\nasks = []', 'there is no key "asks". Did you mean ask?'),
        ('name = "Team"', 'name = "a"\ncategories = []', "categories must name 1 to 9 bones of the fishbone, not 0."),
        ('name = "Team"', 'name = "a"\ncontributing_factors = 1', "contributing_factors must be true or false, not 1."),
        ('["Common?"]\n', '"Common?"\n', 'ask must be a list of texts in square brackets, not "Common?".'),
        ("minutes = 20", 'minutes = "twenty"', 'minutes must be a number above 0, not "twenty".'),
        ("minutes = 20", "minutes = 0", "minutes must be a number above 0, not 0."),
        ("minutes = 20", "minutes = -5", "minutes must be a number above 0, not -5."),
        ("minutes = 20", "minutes = true", "minutes must be a number above 0, not true."),
        ("minutes = 20", "minutes = nan", "minutes must be a number above 0, not nan."),
        ("minutes = 20", "minutes = 1441", "minutes must be 1440 (a day) at most, not 1441."),
        ("minutes = 20", "minutes = inf", "minutes must be 1440 (a day) at most, not a huge number."),
        ("minutes = 20", f"minutes = 0x1{'0' * 500}", "minutes must be 1440 (a day) at most, not a huge number."),
        ("minutes = 20", "", "minutes is missing."),
        ("floor = 10", "floor = 20.5", "floor must not be above minutes, and 20.5 is above 20."),
        ("floor = 10", "flor = 10", 'there is no key "flor". Did you mean floor?'),
        ("floor = 10", "zzz = 10", f'there is no key "zzz". The keys are: {KEYS}.'),
        (
            'work = "causes"',
            'work = "cause"',
            'work must be one of opening, timeline, causes, well, wrong, actions, closing, notes, not "cause".',
        ),
        ('id = "causes"', 'id = "intro"', 'the id "intro" is taken by [[phase]] 1. Give each phase its own.'),
        ('id = "causes"', 'id = "A b"', 'id must be lower-case letters, digits and hyphens, not "A b".'),
        ('id = "causes"', "id = 2025-12-03", "id must be text in quotes, not a date or time."),
        ('short = "Cause"', 'short = "The root causes"', None),
        ('work = "causes"', 'work = "causes"\nsay = "Hello"', None),
        ('work = "causes"', 'work = "causes"\nsay = [["Hello"]]', "say must hold texts in quotes only, not a list."),
    ],
)
def test_faults(write: Path, old: str, new: str, sentence: str | None) -> None:
    assert GOOD.count(old) == 1
    write.write_text(GOOD.replace(old, new))
    with pytest.raises(BadAgenda) as caught:
        load_agenda(write)
    sentence = (
        sentence
        or {
            'short = "The root causes"': 'short must be 14 characters at most, and "The root causes" has 15.',
            'work = "causes"\nsay = "Hello"': 'say must be a list of texts in square brackets, not "Hello".',
        }[new]
    )
    place = "" if GOOD.index(old) < GOOD.index("[[phase]]") else '[[phase]] 2 "Root cause": '
    assert str(caught.value) == f"team.toml: {place}{sentence}"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'name = "a"', "there is no phase. Add at least one [[phase]] with id, title, minutes and work."),
        (
            b'name = "a"\n[phase]\nid = "a"',
            "a phase is a table of its own that begins with [[phase]], in double brackets.",
        ),
        (b'name = "a"\n[[phase]]\nid = "a"', "[[phase]] 1: title is missing."),
        (b'name = "a"\nask = nothing', "this is not TOML: Invalid value (at line 2, column 7)."),
        (b'name = "a"\n# caf\xe9', "line 2 is not UTF-8. Save the file as UTF-8."),
        (b"a = " + b"[" * 100_000, "its lists are nested too deeply for an agenda."),
        (b"#" * 1_000_001, "the file is over 1 MB, too large for an agenda."),
    ],
)
def test_faulty_files(write: Path, data: bytes, sentence: str) -> None:
    write.write_bytes(data)
    with pytest.raises(BadAgenda) as caught:
        load_agenda(write)
    assert str(caught.value) == f"team.toml: {sentence}"


def test_a_number_of_many_digits_is_a_fault_as_any_other(write: Path) -> None:
    write.write_text("a = " + "1" * 5_000)
    with pytest.raises(BadAgenda, match=r"^team\.toml: this is not TOML: Exceeds the limit"):
        load_agenda(write)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    faults = [each.fault for each in find_agendas([tmp_path])]
    assert faults == ["folder.toml: this is not an ordinary file.", "pipe.toml: this is not an ordinary file."]
    with pytest.raises(BadAgenda, match=r"^absent\.toml: there is no such file\.$"):
        load_agenda(tmp_path / "absent.toml")


def test_reading_an_agenda_needs_no_screen() -> None:
    code = "import sys, facilitator.agenda; print({'textual', 'rich', 'pendulum'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"
