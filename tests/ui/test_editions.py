"""A document for an audience, looked at before it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from guide_meeting import back, command
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from textual.widgets import OptionList

from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.screens.editions import EditionScreen

AUDIENCES = ("engineering", "product", "support", "leadership", "customer", "public")


async def look(rig: Rig, audience: str) -> None:
    """The edition for this audience, once it is made."""
    await command(rig, "export for an audience")
    await rig.until_on(Choose)
    await rig.burst("home", *["down"] * AUDIENCES.index(audience), "enter")
    await rig.until_on(EditionScreen)
    await rig.until(lambda: rig.app.screen._made is not None)  # type: ignore[attr-defined]
    await rig.until(lambda: bool(rig.app.screen.query_one("#document")._lines))  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_the_public_edition_is_written_without_names(
    size: tuple[int, int], tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(tmp_path, clock, size) as rig:
        await look(rig, "public")
        shown = await rig.screen()
        assert "What is replaced" in shown
        assert shown.splitlines()[-1].endswith("Esc back"), "all keys, also at 80 columns"
        assert "@bob" in shown, "what is replaced is told"
        await rig.burst("s")
        await rig.until_on(Choose)
        await rig.burst("enter")
        await back(rig)
        await rig.until(lambda: bool(list(tmp_path.glob("*.public.md"))))
        (written,) = tmp_path.glob("*.public.md")
        text = written.read_text("utf-8")
        assert "@" not in text
        assert "connection pool" in text


async def test_a_replacement_is_undone_wherever_the_name_stands(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await look(rig, "customer")
        screen = rig.app.screen
        assert isinstance(screen, EditionScreen)
        many = len(screen._made.replaced) if screen._made else 0
        assert many
        await rig.burst("enter")
        await rig.until(lambda: "kept as it was" in str(screen.query_one("#gaps", OptionList).options[0].prompt))
        await rig.burst("enter")
        await rig.until(lambda: "kept as it was" not in str(screen.query_one("#gaps", OptionList).options[0].prompt))
        await rig.burst("escape")
        await back(rig)


async def test_the_inside_keeps_its_names_and_hostile_text_is_text(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.type(f"14:22 {HOSTILE}")
        await look(rig, "leadership")
        shown = await rig.screen()
        assert "it stays in the house" in shown
        await rig.burst("escape")
        await back(rig)
        await look(rig, "engineering")
        await rig.burst("tab", *["pagedown"] * 3)
        assert HOSTILE in rig.app.screen._made.text  # type: ignore[attr-defined]
