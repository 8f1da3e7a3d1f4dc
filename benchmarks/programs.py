"""The programs that are compared, and the workspaces they are started in."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pty_app import PtyApp, environment

from facilitator.agenda import agenda_named
from facilitator.config import Config
from facilitator.demo import INCIDENT
from facilitator.documents.plain import as_document
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase, PauseClock
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.commands import Command
from facilitator.domain.session import Kind, Precision, When
from facilitator.paths import places
from facilitator.starting import DEMO_AGENDA, start_demo
from facilitator.store.desk import Desk

HERE = Path(__file__).parent
ENTRIES, FEW = 5_000, 50
PROGRAM = [sys.executable, str(Path(sysconfig.get_path("scripts")) / "facilitator")]
YARDSTICK = [sys.executable, str(HERE / "run_yardstick.py")]


class Way(NamedTuple):
    """A program to measure."""

    command: Sequence[str]
    ready: tuple[str, ...]
    """What the screen shows when it is of use."""
    workspace: str = ""
    """Which prepared workspace it works in; each run has a fresh copy of it."""
    program: Sequence[str] = PROGRAM


BLANK = Way([*YARDSTICK, "blank"], ("ready",))
INPUT = Way([*YARDSTICK, "input"], ("ready",))
CLOCK = Way([*YARDSTICK, "clock"], ("ready", "1%"))
HOME = Way([], ("No sessions yet in",), "nothing")
EMPTY = Way(["open", "session"], ("No entries yet", "Ready when you are", "█"), "empty")
DEMO = Way(["demo"], ("Timeline · 11 entries", "IC declared incident resolved", "Ready when you are", "█"), "demo")
LONG = Way(["open", "session"], (f"Timeline · {ENTRIES} entries", f"{ENTRIES}: ", "of 55 min", "█"), "long")
END_OF_LONG = LONG._replace(ready=LONG.ready[1:])
"""The newest entries and the countdown; keys are taken, and acted on when the rest has been read: LONG."""
SHORT = LONG._replace(ready=(f"Timeline · {FEW} entries", f"{FEW}: ", *LONG.ready[2:]), workspace="short")
PAUSED = LONG._replace(ready=(*LONG.ready, "paused"), workspace="paused")
WAITING = LONG._replace(ready=(*LONG.ready[:2], "Ready when you are"), workspace="waiting")
CAUSES = LONG._replace(ready=(*LONG.ready[:2], "Fishbone", "of 60 min", "█"), workspace="causes")
SLOW_DISK, UNSAVED = ([sys.executable, str(HERE / "odd_disk.py"), how] for how in ("slow", "none"))

RUNNING = (NextPhase(), NextPhase(), AddTime(2400))
"""To the timeline's phase, with time enough."""
SESSIONS: Mapping[str, tuple[int, Sequence[Command]]] = {
    "empty": (0, ()),
    "short": (FEW, RUNNING),
    "long": (ENTRIES, RUNNING),
    "paused": (ENTRIES, (*RUNNING, PauseClock())),
    "waiting": (ENTRIES, ()),
    "causes": (ENTRIES, (NextPhase(), NextPhase(), NextPhase(), AddTime(2400))),
}
"""How many entries, and what was done then."""


def draft(number: int) -> Draft:
    at = INCIDENT.started + timedelta(seconds=number)
    kinds = [None, *Kind]
    when = When(at, precision=Precision.EXACT, written=f"{at:%H:%M}")
    return Draft(when, f"{number}: @alice saw «pool» of db-{number % 7} at [100 %]", kinds[number % len(kinds)])


def make_session(folder: Path, name: str, entries: int, steps: Sequence[Command]) -> None:
    """A session in this workspace."""
    now, place = datetime.now(UTC), places(str(folder))
    desk = Desk.create(
        place.sessions / f"{name}.json",
        CreateSession(INCIDENT, agenda_named(DEMO_AGENDA, place.agendas)),
        now,
        as_document,
    )
    if entries:
        desk.send(AddEntries(tuple(draft(number) for number in range(1, entries + 1))), now)
    for step in steps:
        desk.send(step, now)
    desk.close()


def _prepare(folder: Path, workspace: str) -> Path:
    """The workspace that is copied; made when it is first needed."""
    place = folder / workspace
    if not place.exists():
        place.mkdir()
        if workspace == "demo":
            start_demo(places(str(place)), Config(), datetime.now(UTC), fresh=True)
        elif workspace in SESSIONS:
            make_session(place, "session", *SESSIONS[workspace])
    return place


@contextmanager
def workspace_of(way: Way, folder: Path) -> Iterator[Callable[..., PtyApp]]:
    """How to start it, in a copy of its workspace, as often as one likes; what was started is ended."""
    here, command, started = folder / "run", way.command, []
    if way.workspace:
        shutil.copytree(_prepare(folder, way.workspace), here)
        command = [*way.program, "--workspace", str(here), *command]

    def start(**more: str) -> PtyApp:
        started.append(PtyApp(command, environment(folder / "home") | more))
        return started[-1]

    try:
        yield start
    finally:
        for app in started:
            app.kill()
        shutil.rmtree(here, ignore_errors=True)


Measure = Callable[[PtyApp, Way], dict[str, list[float]]]


def measured(measure: Measure, way: Way, folder: Path, **more: str) -> dict[str, list[float]]:
    """One run of a program."""
    with workspace_of(way, folder) as start:
        return measure(start(**more), way)


def takers(ways: Mapping[str, tuple[Measure, Way]], folder: Path) -> Mapping[str, Callable[[], dict[str, list[float]]]]:
    """For each label how to measure it once."""
    return {label: partial(measured, *what, folder) for label, what in ways.items()}
