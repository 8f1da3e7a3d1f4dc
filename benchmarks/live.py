"""What a shared meeting costs, on this machine, over loopback: a real host in a terminal, and guests. Goals: see GOALS.

    python benchmarks/live.py [wire|screens|late|crowd|frozen] [--rounds 5] [--dir FOLDER]

wire     from a note that a scribe's connection sends to another guest that has it, among 1, 10 and 50 guests
screens  from Enter in the scribe's terminal to the first output of the room's and of the host's that shows the line
late     until somebody who joins a meeting of 5,000 entries has all of it: the connection alone, and the program
crowd    from a key at the host to its paint with 50 guests, of whom ten are frozen and ten flood, beside no guests
frozen   until a guest says that a host that was stopped does not answer

Guests that only listen or send are plain connections in a process of their own.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from figures import interval, p95
from live_guests import crowd, follow, notes
from programs import PROGRAM, RUNNING, Way, make_session
from pty_app import PtyApp, environment, read
from table_keys import keys, lines_shown

from facilitator.domain.roles import Role
from facilitator.live.beacon import read_beacon
from facilitator.live.lines import JoinLine

SHORT, LONG = 300, 5_000
"""Entries."""
LINES = 40
CROWD, FROZEN, FLOODING = 50, 10, 10
NOBODY, FLOODS = "nobody", ("no floods", "hands", "questions", "both")
"""Of the crowd: what ten of them send without an end."""
GOALS = {"wire p95 ms": 200, "late s": 1.0, "crowd": 1.1, "frozen s": 7.0}


# Programs


def program(folder: Path, *words: str) -> PtyApp:
    command = [*PROGRAM, "--workspace", str(folder / "run"), *words]
    return PtyApp(command, environment(folder / "home"))


@contextmanager
def hosted(folder: Path, entries: int) -> Iterator[PtyApp]:
    """The host, in a fresh workspace, when others can join."""
    make_session(folder / "run", "shared", entries, RUNNING)
    app = program(folder, "open", "shared", "--share")
    try:
        app.wait_for("Others can join now", f"Timeline · {entries} entries")
        yield app
    finally:
        app.kill()
        shutil.rmtree(folder / "run")


def line_of(folder: Path, role: Role) -> JoinLine:
    beacon = read_beacon(folder / "run" / "sessions" / "shared.json")
    assert beacon
    return beacon.line(role)


# Guests that run aside


def aside(folder: Path, work: Callable[..., Any], *more: Any) -> tuple[Any, Connection]:
    """Run such guests in a process of their own."""
    mine, theirs = multiprocessing.Pipe()
    lines = [line_of(folder, role) for role in (Role.SCRIBE, Role.PARTICIPANT)]
    process = multiprocessing.Process(target=_run, args=(work, theirs, lines, *more), daemon=True)
    process.start()
    return process, mine


def _run(work: Callable[..., Any], *words: Any) -> None:
    asyncio.run(work(*words))


def told(app: PtyApp, pipe: Connection, patience: float = 60) -> Any:
    """What they have to tell; until then the host's terminal is read."""
    end = app.clock() + patience
    while not pipe.poll():
        app.listen(app.clock() + 0.02)
        if app.clock() > end:
            raise SystemExit(f"The guests had nothing to tell:\n{app.see()}")
    return pipe.recv()


# Measures: each tells what it measured, a line a figure


def spread(seconds: Sequence[float]) -> str:
    return f"p50 {median(seconds) * 1e3:.0f} ms, p95 {quantiles(seconds, n=20, method='inclusive')[-1] * 1e3:.0f} ms"


def wire_(folder: Path, rounds: int) -> None:
    for guests in (1, 10, 50):
        with hosted(folder, SHORT) as host:
            process, pipe = aside(folder, notes, guests)
            there, kept = told(host, pipe)
            process.join()
        print(f"wire: {guests} guests: at another guest {spread(there)} (goal p95 {GOALS['wire p95 ms']} ms)")
        print(f"      {guests} guests: called kept {spread(kept)}")


def screens(folder: Path, rounds: int) -> None:
    with hosted(folder, SHORT) as host:
        apps = {"host": host, "scribe": program(folder, "join", "--session", "shared", "--name", "Sam")}
        apps["room"] = program(folder, "join", "--session", "shared", "--as", "room")
        scribe, pressed = apps["scribe"], []
        with read(*apps.values()):
            time.sleep(15)  # What says who joined covers the newest line until then.
            ahead = {name: app.clock() - scribe.clock() for name, app in apps.items()}
            for number in range(LINES):
                scribe.type(f"23:59 zq{number:02}x")
                time.sleep(0.4 * random.uniform(0.5, 1.5))
                pressed.append(scribe.type("\r"))
                time.sleep(0.6)
        for name in ("scribe", "room", "host"):
            took = lines_shown(apps[name], pressed, ahead[name])
            print(f"screens: from Enter at the scribe's to the {name}'s {spread(took)}")
        for name in ("scribe", "room"):
            apps[name].kill()


def late(folder: Path, rounds: int) -> None:
    took, opened = [], []
    with hosted(folder, LONG) as host:
        for _ in range(rounds):
            process, pipe = aside(folder, follow)
            seconds, entries = told(host, pipe)
            process.terminate()
            process.join()
            if entries != LONG:
                raise SystemExit(f"{entries} entries came.")
            took.append(seconds)
            with read(host):
                app = program(folder, "join", "--session", "shared")
                opened.append(app.wait_for(f"Timeline · {LONG} entries"))
                app.kill()
    print(f"late: {LONG} entries there in {median(took):.2f} s, at most {max(took):.2f} (goal {GOALS['late s']} s)")
    print(f"late: from starting the program to a screen with them {median(opened):.2f} s, at most {max(opened):.2f}")


def crowd_(folder: Path, rounds: int) -> None:
    there: dict[str, list[dict[str, float]]] = {label: [] for label in (NOBODY, "again", *FLOODS)}
    for _ in range(rounds):
        for label in random.sample(list(there), len(there)):
            with hosted(folder, SHORT) as host:
                there[label].append(_keys(host, folder, label))
    base = there.pop(NOBODY)
    print(f"crowd: {NOBODY}: " + ", ".join(f"{each} {median(row[each] for row in base):.1f}" for each in base[0]))
    for label, figures in there.items():
        for figure in ("median ms", "p95 ms"):
            ratios = [with_[figure] / without[figure] for with_, without in zip(figures, base, strict=True)]
            goal = f" (goal {GOALS['crowd']})" if label == "both" else ""
            print(f"    {label:10} {figure:10} {interval(ratios)} times it{goal}")


def _keys(host: PtyApp, folder: Path, label: str) -> dict[str, float]:
    """The host's keys, with the crowd that is called so."""
    found = []
    if label in FLOODS:
        flooding = 0 if label == "no floods" else FLOODING
        found = [aside(folder, crowd, CROWD - FROZEN - flooding, flooding, label), aside(folder, crowd, FROZEN, 0, "")]
    for _, pipe in found:
        told(host, pipe)
    host.listen(host.clock() + 6)  # What says who joined has gone by then.
    if found:
        (_, pipe), (sleepers, _) = found
        pipe.send("go")
        os.kill(sleepers.pid, signal.SIGSTOP)
    try:
        taken = keys(host, Way([], ()))
        return {"median ms": median(taken["ms"]), "p95 ms": p95(taken["ms"])}
    finally:
        for process, _ in found:
            process.kill()
            process.join()


def frozen(folder: Path, rounds: int) -> None:
    noticed, seen = [], []
    for _ in range(rounds):
        with hosted(folder, SHORT) as host:
            process, pipe = aside(folder, follow)
            told(host, pipe)
            app = program(folder, "join", "--session", "shared")
            with read(host):
                app.wait_for("saved")
            host.listen(host.clock() + random.uniform(1, 4))
            since, at = time.perf_counter(), app.clock()
            os.kill(host.pid, signal.SIGSTOP)
            seen.append(app.wait_for("waiting for the host") - at)
            noticed.append(pipe.recv() - since)
            process.terminate()
            process.join()
            app.kill()
    goal = f"(goal at most {GOALS['frozen s']} s)"
    print(f"frozen: noticed after {median(noticed):.1f} s, at most {max(noticed):.1f} {goal}")
    print(f"frozen: on the scribe's screen after {median(seen):.1f} s, at most {max(seen):.1f} {goal}")


MEASURES = {"wire": wire_, "screens": screens, "late": late, "crowd": crowd_, "frozen": frozen}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=[*MEASURES])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dir", default=None)
    asked = parser.parse_args()
    for what in [asked.what] if asked.what else MEASURES:
        with tempfile.TemporaryDirectory(dir=asked.dir) as name:
            MEASURES[what](Path(name), asked.rounds)


if __name__ == "__main__":
    main()
