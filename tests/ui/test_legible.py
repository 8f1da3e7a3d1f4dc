"""Every theme: words stand out from the ground that they are on, and the edges of panes are seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from guide_meeting import command
from meeting_rig import NARROW, WIDE, Rig, running
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from facilitator.config import Config
from facilitator.ui.legible import WORDS, contrast, legible
from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.screens.reading import ReadingScreen
from facilitator.ui.themes import OURS

THEMES = ("textual-dark", "textual-light", "nord", "high-contrast-dark", "high-contrast-light")
LINES = set(" ─│╭╮╰╯━┃┏┓┗┛└┘├┤▌▐█▀▄▂▃▅▆▇▁▎▏▔╱╲╺╸╻╹▮")

ROWS = ("IC schedules", "Within 2 hours", "Scribe shares", "Before the meeting")
"""Of the list of steps; what lies behind it is dimmed."""


@pytest.fixture(autouse=True)
def _all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color(9, 9, 9), Color(9, 9, 9)) == 1


@pytest.mark.parametrize("theme", [*BUILTIN_THEMES.values(), *OURS], ids=lambda theme: theme.name)
def test_any_theme_can_be_read(theme: object) -> None:
    given = {**theme.to_color_system().generate(), **theme.variables}  # type: ignore[attr-defined]
    made = legible(given)
    if not given["background"].startswith("#"):
        assert made == given, "only the terminal knows its own colours"
        return
    ink = Color.parse(made["foreground"])
    for ground in ("background", "surface", "panel"):
        paper = Color.parse(made[ground])
        best = contrast(paper, ink)
        for name in ("text-primary", "text-accent", "text-warning", "text-error", "text-success", "text-muted"):
            words = paper + Color.parse(made[name])
            assert contrast(paper, words) >= min(WORDS, best - 0.01), (name, ground)


def faint(rig: Rig) -> list[str]:
    """The words on the screen that hardly differ from the ground they are on."""
    found = []
    for strip in rig.app.screen._compositor.render_strips():
        for words, style, _ in strip:
            if style is None or style.color is None or style.bgcolor is None or set(words) <= LINES:
                continue
            ink, paper = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
            if contrast(ink, paper) < WORDS:
                found.append(f"{words.strip()} {ink.hex} on {paper.hex}: {contrast(ink, paper):.1f}")
    return found


def reversed_words(rig: Rig) -> list[str]:
    strips = rig.app.screen._compositor.render_strips()
    return [words.strip() for strip in strips for words, style, _ in strip if style and style.reverse and words.strip()]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_the_words_of_a_meeting_stand_out(
    theme: str, size: tuple[int, int], tmp_path: Path, clock: FakeClock
) -> None:
    async with running(tmp_path, clock, size, config=Config(theme=theme)) as rig:
        await rig.press("ctrl+n")
        assert faint(rig) == []
        await rig.press("ctrl+n", "ctrl+n")
        await rig.type("the pool was exhausted", "? who owns the pool")
        assert faint(rig) == []
        for _ in range(3):
            await rig.press("ctrl+n")
        await rig.type("Add pool alert @alice due Nov 10 !high", "Improve it")
        await rig.press("f9")
        assert faint(rig) == []


async def test_a_document_takes_the_colours_of_another_theme(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        rig.app.push_screen(ReadingScreen(rig.app._place, rig.app._config, clock, rig.meeting.desk.name))
        await rig.until_on(ReadingScreen)
        for theme in ("high-contrast-light", "high-contrast-dark"):
            rig.app.theme = theme
            await rig.until(lambda: not faint(rig))


@pytest.mark.parametrize("theme", THEMES)
async def test_the_chosen_row_of_a_list_stands_out(theme: str, tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock, config=Config(theme=theme)) as rig:
        await command(rig, "prepare and follow")
        await rig.until_on(Choose)
        await rig.until(lambda: not any(words in each for each in faint(rig) for words in ROWS))
        chosen = reversed_words(rig)
        assert "IC schedules the meeting (24-48 hours out)" in chosen, "seen without colours, too"
        assert not any(words.startswith(("Assign", "Scribe")) for words in chosen)


async def test_the_chosen_command_of_the_palette_is_seen_without_colours(tmp_path: Path, clock: FakeClock) -> None:
    async with running(tmp_path, clock) as rig:
        await rig.press("ctrl+p")
        await rig.until(lambda: any("Whys or fishbone" in words for words in reversed_words(rig)))
