"""What a guest's line becomes, by role, in silent writing and out of it."""

from __future__ import annotations

import pytest
from givens import NOON, do, held

from facilitator.bench import Bench
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.phases import GoToPhase
from facilitator.domain.acts.rounds import OpenRound, SealPoint
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.roles import Role
from facilitator.domain.session import Session
from facilitator.live import guest_line

OPEN = held()
SILENT = do(OPEN, OpenRound(Section.WELL, True))
BLOCK = "- first\n- second\n"


def told(command: Command) -> object:
    return command.text if isinstance(command, SealPoint) else command


@pytest.mark.parametrize(
    ("session", "role", "line", "becomes"),
    [
        (OPEN, Role.PARTICIPANT, "who noticed", AddNotes(Section.QUESTION, ("who noticed",))),
        (OPEN, Role.PARTICIPANT, "? who noticed", AddNotes(Section.QUESTION, ("who noticed",))),
        (SILENT, Role.PARTICIPANT, "a point", "a point"),
        (SILENT, Role.PARTICIPANT, "? who noticed", AddNotes(Section.QUESTION, ("who noticed",))),
        (SILENT, Role.SCRIBE, "? who noticed", AddNotes(Section.QUESTION, ("who noticed",))),
    ],
)
def test_a_line(session: Session, role: Role, line: str, becomes: object) -> None:
    assert told(guest_line.read(line, session, NOON, Bench(), role)) == becomes


def test_a_time_is_the_timeline_s_for_a_scribe_in_silent_writing_too() -> None:
    assert isinstance(guest_line.read("14:25 saturated", SILENT, NOON, Bench(), Role.SCRIBE), AddEntries)


def test_a_pasted_block_is_sealed_line_by_line() -> None:
    in_notes = do(SILENT, GoToPhase("close"))
    first, second = guest_line.read_paste(BLOCK, in_notes, NOON, Bench(), Role.SCRIBE)
    assert isinstance(first, SealPoint) and isinstance(second, SealPoint)
    assert (first.text, second.text) == ("first", "second") and first.key != second.key


def test_a_participant_s_block_is_sealed_in_whatever_phase() -> None:
    made = guest_line.read_paste("first\nsecond\n", do(SILENT, GoToPhase("talk")), NOON, Bench(), Role.PARTICIPANT)
    assert [told(each) for each in made] == ["first", "second"]


def test_a_pasted_block_of_questions_stays_one_command() -> None:
    (command,) = guest_line.read_paste("? one\n? two\n", SILENT, NOON, Bench(), Role.PARTICIPANT)
    assert command == AddNotes(Section.QUESTION, ("one", "two"))
