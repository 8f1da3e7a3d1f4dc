"""Hostile texts on the real screens: in every field of a session, typed, pasted, whatever keys are pressed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from anything import AT, crowded
from conftest import FakeClock
from measuring import Record, seed, share, tell
from meeting_rig import Rig
from test_hostile_texts import FORBIDDEN, strings
from texts import Texts
from textual.events import Paste
from textual.screen import ModalScreen
from textual.widgets import Input

from facilitator.config import Config
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.paths import places
from facilitator.starting import describe
from facilitator.store.opening import load
from facilitator.store.session_file import SessionFile
from facilitator.text import clean
from facilitator.ui.app import FacilitatorApp, open_desk
from facilitator.ui.commands import COMMANDS

STEPS = 20_000
IN_ONE_SESSION = 250
NAME = "2025-12-03-outage"
SIZES = ((120, 36), (80, 24), (200, 60), (40, 12))
LEFT_OUT = frozenset({"leave", "share", "take-over"})
"""Commands that end the program or open a door on this machine."""
KEYS = ("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pagedown", "space", "f1",
        "ctrl+p", "backspace", "ctrl+a", "ctrl+k")  # fmt: skip

pytestmark = pytest.mark.torture


@asynccontextmanager
async def showing(folder: Path, session: Session, size: tuple[int, int]) -> AsyncIterator[Rig]:
    """The program with this session open."""
    place = places(str(folder))
    SessionFile.create(place.sessions / f"{NAME}.json", session.past, describe).close()
    clock = FakeClock(max(AT, session.at))
    app = FacilitatorApp(place, Config(), clock, open_desk(place, NAME))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Rig(app, pilot, clock)
    app.close_all()


def look(rig: Rig) -> None:
    """Nothing on the screen acts on the terminal, and no text became a button."""
    for strip in rig.app.screen._compositor.render_strips():
        for segment in strip:
            assert not FORBIDDEN.search(segment.text), repr(segment.text)
            assert "@click" not in (segment.style.meta if segment.style else {}), repr(segment.text)
            assert not (segment.style and segment.style.link), repr(segment.text)


class Monkey:
    """Presses any key and any command, and types and pastes any text."""

    def __init__(self, rig: Rig, rng: random.Random, texts: Texts, seen: Counter[str]) -> None:
        self.rig, self.rng, self.texts, self.seen = rig, rng, texts, seen

    async def step(self) -> None:
        rng, app = self.rng, self.rig.app
        if isinstance(app.screen, ModalScreen) and rng.random() < 0.2:
            await self.rig.burst("escape", "escape")
        match rng.randrange(8):
            case 0 | 1:
                await self.rig.burst(rng.choice(KEYS))
            case 2 | 3:
                # Over a dialog the keys of the app itself are not alive.
                beside = None if isinstance(app.screen, ModalScreen) else app
                owners = [each for each in (app.focused, app.screen, beside) if each is not None]
                wanted = [row.id.replace("-", "_") for row in COMMANDS if row.id not in LEFT_OUT]
                able = [(each, owner) for each in wanted for owner in owners if hasattr(owner, f"action_{each}")]
                if able:
                    await app.run_action(*rng.choice(able))
            case 4 | 5 if isinstance(app.focused, Input):
                await self.rig.burst(*[char for char in self.texts() if char.isprintable()][:80], "enter")
            case 6:
                app.post_message(Paste(self.texts() + rng.choice(("", "\n")) + self.texts()))
            case _:
                self.rig.clock.advance(rng.choice((1, 60, 600)))
                await self.rig.burst(rng.choice("abdhilnrstw?123=+-"))
        await self.rig.pilot.pause()
        assert app.is_running
        self.seen[type(app.screen).__name__] += 1
        look(self.rig)


async def test_any_keys_on_any_screen(tmp_path: Path, record_property: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    steps, rng, texts, seen, kept = share(STEPS, 250), random.Random(seed(1)), Texts(seed(2)), Counter[str](), 0
    monkeypatch.chdir(tmp_path)
    for number in range(steps // IN_ONE_SESSION):
        session = crowded(rng, lambda: clean(texts(), one_line=rng.random() < 0.9), 200)
        async with showing(tmp_path / f"{number}", session, rng.choice(SIZES)) as rig:
            monkey = Monkey(rig, rng, texts, seen)
            for _ in range(IN_ONE_SESSION):
                await monkey.step()
        # Some keys lead home, and from there to a session of its own: all that was kept counts.
        for path in places(str(tmp_path / f"{number}")).sessions.glob("*.json"):
            for text in strings(replay(load(path).events)):
                assert not FORBIDDEN.search(text), repr(text)
                kept += 1
        assert kept
    told = f"{len(seen)} kinds of screens, {texts.count:,} texts, {kept:,} kept: 0 crashes, 0 escapes, 0 live links"
    tell(record_property, "keys and hostile texts on the screens", sum(seen.values()), STEPS, told)
    print(dict(seen.most_common()))


async def test_a_file_that_was_made_elsewhere_acts_on_no_terminal(tmp_path: Path, record_property: Record) -> None:
    """Its texts came through no door of ours."""
    files, texts, rng, shown = share(400, 8), Texts(seed(3)), random.Random(seed(4)), 0
    for number in range(files):
        session = crowded(rng, texts, 60)
        shown += sum(1 for _ in strings(session))
        async with showing(tmp_path / f"{number}", session, SIZES[0]) as rig:
            look(rig)
            for action in ("next_phase", "document", "coverage", "incident", "prepare"):
                await rig.app.run_action(action, rig.app.screen)
                await rig.pilot.pause()
                look(rig)
                await rig.burst("escape")
    tell(
        record_property,
        "session files with raw escapes in their texts",
        files,
        400,
        f"{shown:,} texts, 0 reached the screen",
    )
