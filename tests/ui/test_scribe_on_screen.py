"""The scribe's line and lists on the running screen: typed, changed, moved, removed, undone, exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import HOSTILE, running
from textual.widgets import Input

from facilitator.domain.note import Section


async def test_what_is_typed_is_kept_letter_by_letter_and_undo_and_redo_turn_it_round(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n")
        await rig.type(f"14:16 {HOSTILE}", f"? {HOSTILE}")
        assert HOSTILE in [entry.text for entry in rig.session.entries]
        assert [note.text for note in rig.session.section(Section.QUESTION)] == [HOSTILE]
        assert HOSTILE in await rig.screen()
        await rig.press("ctrl+z", "ctrl+z")
        assert len(rig.session.entries) == 11
        assert HOSTILE not in await rig.screen()
        await rig.press("ctrl+y", "ctrl+y")
        assert len(rig.session.entries) == 12
        assert rig.session.section(Section.QUESTION)


async def test_an_entry_is_taken_into_the_line_changed_and_put_back(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.type("14:16 A word too litle")
        await rig.press(*"half typed")
        await rig.press("shift+tab")
        await rig.press("e")
        line = rig.app.focused
        assert isinstance(line, Input)
        assert line.value
        line.value = "14:18 A word more"
        await rig.press("enter")
        assert "A word more" in [entry.text for entry in rig.session.entries]
        assert len(rig.session.entries) == 12
        assert rig.meeting.query_one("#line", Input).value == "half typed"


async def test_an_entry_is_removed_and_one_undo_brings_it_back(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        before = rig.session.entries
        await rig.press("shift+tab", "d")
        assert len(rig.session.entries) == 10
        await rig.press("ctrl+z")
        assert rig.session.entries == before


@pytest.mark.parametrize("line", ["", "   "])
async def test_an_empty_line_adds_nothing(tmp_path: Path, clock: FakeClock, line: str) -> None:
    async with running(tmp_path, clock) as rig:
        seq = rig.session.seq
        await rig.press(*line, "enter")
        assert rig.session.seq == seq


async def test_export_writes_here_and_asks_before_it_writes_over(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = tmp_path / "2025-12-03-api-outage.md"
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+s")
        await rig.until(document.exists)
        first = document.read_text()
        assert "API outage" in first
        await rig.type("14:16 one more line")
        await rig.press("ctrl+s")
        await rig.until(lambda: rig.app.screen is not rig.meeting)
        assert document.read_text() == first, "not before it was asked"
        await rig.press("escape")
        assert document.read_text() == first
        await rig.press("ctrl+s")
        await rig.until(lambda: rig.app.screen is not rig.meeting)
        await rig.press("enter")
        await rig.until(lambda: "one more line" in document.read_text())


async def test_a_prompt_is_offered_when_nothing_was_typed_for_ninety_seconds(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+n")
        await rig.pass_time(89)
        assert not rig.meeting.offered
        await rig.pass_time(1)
        assert rig.meeting.offered
        assert rig.meeting.prompt[:20] in await rig.screen()
        await rig.type("14:16 somebody spoke")
        await rig.pass_time(1)
        assert not rig.meeting.offered
