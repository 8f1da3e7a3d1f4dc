"""What the screens cost beside small Textual apps, in turn, in one run. Goals: see GOALS.

    python benchmarks/screen.py [start|keys|idle] [--rounds 11] [--dir FOLDER]

start  from exec to the first paint that shows the timeline and the countdown, and the processor time until it is quiet;
       of 5,000 entries twice: the newest of them, and all of them read and keys acted on, which is what has the goal
keys   from a key to the paint that shows it: 80 keys a round, 8 a second, Enter every 40, the clock running
idle   processor time, frames and bytes a second with the clock running and nobody typing

Every round runs each program once, in random order; ratios are taken per round. «again» is the yardstick against
itself: a run in which that is not within 0.95..1.05 is not to be believed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from pty_app import END, PtyApp, environment
from store import interval

from facilitator.agenda import agenda_named
from facilitator.config import Config
from facilitator.demo import INCIDENT
from facilitator.documents.plain import as_document
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.session import Kind, Precision, When
from facilitator.paths import places
from facilitator.starting import DEMO_AGENDA, start_demo
from facilitator.store.desk import Desk

ENTRIES = 5_000
KEYS, RATE, LINE = 80, 8.0, 40
SETTLING, IDLE = 1.0, 10.0
"""Seconds."""
PROGRAM = [sys.executable, str(Path(sysconfig.get_path("scripts")) / "facilitator")]
YARDSTICKS = [sys.executable, str(Path(__file__).with_name("yardsticks.py"))]

Figures = dict[str, float]


class Way(NamedTuple):
    """A program to measure."""

    command: list[str]
    ready: tuple[str, ...]
    """What the screen shows when it is of use."""
    workspace: str = ""
    """Which prepared workspace it works in; each run has a fresh copy of it."""


BLANK = Way([*YARDSTICKS, "blank"], ("ready",))
INPUT = Way([*YARDSTICKS, "input"], ("ready",))
CLOCK = Way([*YARDSTICKS, "clock"], ("ready", "1%"))
DEMO = Way(["demo"], ("Timeline · 11 entries", "IC declared incident resolved", "Ready when you are", "█"), "demo")
LONG = Way(["open", "long"], (f"Timeline · {ENTRIES} entries", f"{ENTRIES}: ", "of 55 min", "█"), "long")
END_OF_LONG = Way(LONG.command, (f"{ENTRIES}: ", "of 55 min", "█"), LONG.workspace)
"""The newest entries and the countdown; keys are taken, and acted on when the rest has been read: LONG."""

GOALS = {
    ("start", "demo", "paint ms"): 1.10,
    ("start", "5,000 entries", "paint ms"): 1.20,
    ("keys", "5,000 entries", "median ms"): 1.10,
    ("keys", "5,000 entries", "p95 ms"): 1.3,
    ("idle", "5,000 entries", "CPU ms/s"): 1.0,
}


def start(app: PtyApp, way: Way) -> Figures:
    paint = app.wait_for(*way.ready)
    return {"paint ms": paint * 1e3, "CPU ms": app.cpu() * 1e3}


def keys(app: PtyApp, way: Way) -> Figures:
    app.wait_for(*way.ready)
    app.listen(app.clock() + SETTLING)
    app.see()
    hand, typed, due = random.Random(KEYS), "", app.clock()
    waiting: list[tuple[float, str]] = []
    begun, cpu = due, app.cpu()
    for number in range(1, KEYS + 1):
        due += hand.uniform(0.5, 1.5) / RATE
        app.listen(due)
        key = "\r" if number % LINE == 0 else " " if hand.random() < 0.15 else hand.choice("bcdfghjklmnpqrstvwxz")
        at = app.type(key)
        typed = "" if key == "\r" else typed + key
        # A blank shows nothing, and a few letters may stand elsewhere on the screen.
        if key not in "\r " and len(typed) > 5:
            waiting.append((at, typed[-10:]))
    app.listen(app.clock() + 1.0, quiet=0.4)
    cpu = app.cpu() - cpu
    took = []
    for at, text in app.states():
        while waiting and waiting[0][0] <= at and waiting[0][1] in text:
            took.append(at - waiting.pop(0)[0])
    if waiting:
        raise SystemExit(f"{waiting[0][1]!r} never showed:\n{app.see()}")
    return {
        "median ms": median(took) * 1e3,
        "p95 ms": quantiles(took, n=20, method="inclusive")[-1] * 1e3,
        "CPU ms/key": cpu / KEYS * 1e3,
        "bytes/key": len(app.written(begun)) / KEYS,
    }


def idle(app: PtyApp, way: Way) -> Figures:
    app.wait_for(*way.ready)
    app.listen(app.clock() + 2 * SETTLING)
    begun, cpu = app.clock(), app.cpu()
    app.listen(begun + IDLE)
    cpu, written = app.cpu() - cpu, app.written(begun)
    return {
        "CPU ms/s": cpu / IDLE * 1e3,
        "frames/s": written.count(END) / IDLE,
        "bytes/s": len(written) / IDLE,
    }


Measure = Callable[[PtyApp, Way], Figures]
MEASURES: dict[str, tuple[Measure, dict[str, Way]]] = {
    "start": (
        start,
        {"blank app": BLANK, "again": BLANK, "demo": DEMO, "newest of 5,000": END_OF_LONG, "5,000 entries": LONG},
    ),
    "keys": (keys, {"bare Input": INPUT, "again": INPUT, "5,000 entries": LONG}),
    "idle": (idle, {"Digits + bar": CLOCK, "again": CLOCK, "5,000 entries": LONG}),
}


def prepare(folder: Path) -> None:
    """The demonstration before the meeting, and a long session in its timeline phase, the clock running."""
    now = datetime.now(UTC)
    start_demo(places(str(folder / "demo")), Config(), now, fresh=True)
    long = places(str(folder / "long"))
    command = CreateSession(INCIDENT, agenda_named(DEMO_AGENDA, long.agendas))
    desk = Desk.create(long.sessions / "long.json", command, now, as_document)
    desk.send(AddEntries(tuple(_entry(number) for number in range(1, ENTRIES + 1))), now)
    for step in (NextPhase(), NextPhase(), AddTime(2400)):
        desk.send(step, now)
    desk.close()


def _entry(number: int) -> Draft:
    at = INCIDENT.started + timedelta(seconds=number)
    kinds = [None, *Kind]
    when = When(at, precision=Precision.EXACT, written=f"{at:%H:%M}")
    return Draft(when, f"{number}: @alice saw «pool» of db-{number % 7} at [100 %]", kinds[number % len(kinds)])


def run(measure: Measure, way: Way, folder: Path) -> Figures:
    """One run of a program, in a copy of its workspace."""
    command, here = way.command, folder / "run"
    if way.workspace:
        shutil.copytree(folder / way.workspace, here)
        command = [*PROGRAM, "--workspace", str(here), *command]
    app = PtyApp(command, environment(folder / "home"))
    try:
        return measure(app, way)
    finally:
        app.kill()
        shutil.rmtree(here, ignore_errors=True)


def compare(name: str, rounds: int, folder: Path) -> None:
    measure, ways = MEASURES[name]
    taken: dict[str, list[Figures]] = {label: [] for label in ways}
    for turn in range(rounds + 1):
        for label in random.sample(list(ways), len(ways)):
            figures = run(measure, ways[label], folder)
            if turn:  # The first round fills the caches.
                taken[label].append(figures)
    yardstick, *others = ways
    for figure in taken[yardstick][0]:
        plain = [figures[figure] for figures in taken[yardstick]]
        print(f"{name}: {figure:12} {yardstick} {median(plain):.2f}")
        for label in others:
            values = [figures[figure] for figures in taken[label]]
            ratios = [value / base for value, base in zip(values, plain, strict=True)]
            goal = f" (goal {GOALS[name, label, figure]:.2f})" if (name, label, figure) in GOALS else ""
            print(f"    {label:16} {median(values):9.2f}   {interval(ratios)} times it{goal}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=[*MEASURES])
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--dir", default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.dir) as name:
        for what in [asked.what] if asked.what else MEASURES:
            folder = Path(name, what)
            prepare(folder)
            compare(what, asked.rounds, folder)


if __name__ == "__main__":
    main()
