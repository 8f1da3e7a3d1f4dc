"""The countdown on the screen: only the cells that change are painted, and what stands there is what it draws."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from facilitator.agenda import agenda_named
from facilitator.demo import demo_session_command
from facilitator.domain.acts.phases import NextPhase, PauseClock
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Session
from facilitator.paths import places
from facilitator.ui.shapes import text
from facilitator.ui.widgets.countdown import Countdown, changed, draw

AT = datetime(2025, 12, 4, 22, 0, tzinfo=UTC)


def meeting(tmp_path: Path, *commands: object) -> Session:
    session = Session()
    agenda = agenda_named("blameless-postmortem", places(str(tmp_path)).agendas)
    for command in (demo_session_command(agenda), *commands):
        for event in decide(session, command, AT):  # type: ignore[arg-type]
            session = evolve(session, event)
    return session


class OneCountdown(App[None]):
    def compose(self) -> ComposeResult:
        yield Countdown()

    def shown(self) -> list[str]:
        lines = self.screen._compositor.render_strips()[: self.query_one(Countdown).size.height]
        return ["".join(segment.text for segment in line).rstrip() for line in lines]


@pytest.mark.parametrize("size", [(46, 20), (24, 20), (12, 20)])
async def test_what_stands_there_is_what_it_draws(tmp_path: Path, size: tuple[int, int]) -> None:
    app = OneCountdown()
    running = meeting(tmp_path, NextPhase())
    paused = meeting(tmp_path, NextPhase(), PauseClock())
    async with app.run_test(size=size) as pilot:
        clock = app.query_one(Countdown)
        moments = [(running, 0), (running, 1), (running, 61), (paused, 61), (running, 800), (running, 900)]
        for session, seconds in moments:
            clock.session, clock.now = session, AT + timedelta(seconds=seconds)
            await pilot.pause()
            rows = draw(session, clock.now, *clock.size)
            assert app.shown()[: len(rows)] == [f" {row.plain}".rstrip() for row in rows]
            assert not any(app.shown()[len(rows) :])


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        (text("12:40"), text("12:40"), range(0)),
        (text("12:40"), text("12:39"), range(3, 5)),
        (text("12:40"), text("02:40"), range(1)),
        (text("09:59"), text("+00:01"), range(6)),
        (text("12:40"), text("12:40", "bold"), range(5)),
    ],
)
def test_the_cells_that_change(old: object, new: object, cells: range) -> None:
    assert changed(old, new) == cells  # type: ignore[arg-type]
