"""Themes: ours beside Textual's, the choice is kept, and one that there is not is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FakeClock
from meeting_rig import running
from textual.color import Color

from facilitator.config import Config
from facilitator.paths import places
from facilitator.ui.themes import OURS, USUAL, BadTheme, last_theme, usual


@pytest.fixture(autouse=True)
def _all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")


async def test_the_theme_that_was_chosen_is_there_the_next_time(tmp_path: Path, clock: FakeClock) -> None:
    state = places(str(tmp_path)).state
    async with running(tmp_path, clock, home=True) as rig:
        assert rig.app.theme == "textual-dark"
        await rig.pilot.pause()
        assert last_theme(state) == ""
        rig.app.theme = "high-contrast-light"
        await rig.until(lambda: last_theme(state) == "high-contrast-light")
    async with running(tmp_path, clock) as rig:
        assert rig.app.theme == "high-contrast-light"
    async with running(tmp_path, clock, config=Config(theme="nord")) as rig:
        assert rig.app.theme == "nord", "the settings go first"
    (state / "theme").write_text("no such theme\n")
    async with running(tmp_path, clock, home=True) as rig:
        assert rig.app.theme == "textual-dark"


@pytest.mark.parametrize(
    ("name", "told"), [("textual-drak", "Did you mean textual-dark?"), ("x", "There are: ansi-dark, ")]
)
async def test_a_theme_that_there_is_not_is_said(name: str, told: str, tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(BadTheme, match="theme: there is no theme «" + name) as fault:
        async with running(tmp_path, clock, config=Config(theme=name)):
            pass
    assert told in str(fault.value)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_high_contrast_is_high(theme: object) -> None:
    """Every colour of words stands 7 : 1 against the ground, as WCAG's AAA asks."""
    for name in ("foreground", "primary", "accent", "warning", "error", "success"):
        for ground in ("background", "panel"):
            one, other = (Color.parse(getattr(theme, each)) for each in (name, ground))
            light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 7, (name, ground)


def test_a_terminal_of_16_colours_begins_with_high_contrast() -> None:
    assert [usual(each) for each in ("standard", "256", "truecolor", None)] == ["high-contrast-dark", *[USUAL] * 3]


def _luminance(color: Color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
