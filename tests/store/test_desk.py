"""The desk: commands in, events kept."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from store_helpers import AGENDA, AT, described, entry

from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase, PauseClock, ResumeClock
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.errors import Refused
from facilitator.domain.session import Incident
from facilitator.store.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(tmp_path / "x.json", CreateSession(Incident("API outage"), AGENDA), AT, described)


def test_takes_commands_and_keeps_what_came_of_them(desk: Desk) -> None:
    events = desk.send(AddEntries((entry(1), entry(2))), AT)
    assert [event.seq for event in events] == [2, 3]
    desk.send(NextPhase(), AT, by="scribe")
    desk.send(Undo(), AT)
    assert desk.session.seq == 5
    desk.close()
    assert desk.saved
    again = Desk.open(desk.file.path, described)
    assert again.session == desk.session
    assert again.session.past[3].by == "scribe"
    again.close()


def test_a_refused_command_changes_nothing(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.send(PauseClock(), AT)
    with pytest.raises(Refused):
        desk.send(ResumeClock(), AT)
    assert desk.session.seq == 1
    desk.close()


def test_says_when_it_is_saved(desk: Desk) -> None:
    told: list[bool] = []
    desk.listen(lambda: told.append(desk.saved))
    desk.send(NextPhase(), AT)
    end = time.monotonic() + 10
    while not (told and told[-1]):
        assert time.monotonic() < end
        time.sleep(0.002)
    assert desk.saved
    assert desk.trouble is None
    desk.close()


def test_reading_only_refuses_in_a_sentence(desk: Desk) -> None:
    reader = Desk.open(desk.file.path, described, write=False)
    with pytest.raises(Refused, match="reading only"):
        reader.send(NextPhase(), AT)
    assert reader.saved
    reader.close()
    desk.close()
