"""K1 to K5, C5, W3: from a key to the paint that shows it, and what a line costs that is entered."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from figures import Claim, Figures
from programs import ENTRIES, INPUT, LONG, PAUSED, SHORT, SLOW_DISK, UNSAVED, Way, takers
from pty_app import PtyApp
from trials import Takers, Trial

KEYS, RATE, REPEAT, LINE = 80, 10.0, 30.0, 40
"""How many, how many a second when somebody types and when a key is held, and after how many Enter is pressed."""
BURST = 400
LINES = 10
SAID = "said bytes"
SETTLING = 1.5
"""Seconds."""
LETTERS = "bcdfghjklmnpqrstvwxz"


def keys(app: PtyApp, way: Way, rate: float = RATE) -> Figures:
    settle(app, way)
    hand, typed, due = random.Random(KEYS), "", app.clock()
    waiting: list[tuple[float, str]] = []
    begun, cpu = due, app.cpu()
    for number in range(1, KEYS + 1):
        due += hand.uniform(0.5, 1.5) / rate
        app.listen(due)
        key = "\r" if number % LINE == 0 else " " if hand.random() < 0.15 else hand.choice(LETTERS)
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
        "ms": [each * 1e3 for each in took],
        "CPU ms": [cpu / KEYS * 1e3],
        "bytes": [len(app.written(begun)) / KEYS],
    }


def burst(app: PtyApp, way: Way) -> Figures:
    settle(app, way)
    typed = "".join(random.Random(BURST).choices(LETTERS, k=BURST))
    at = app.type(typed)
    return {"ms": [(app.wait_for(typed[-10:]) - at) * 1e3]}


def enter(app: PtyApp, way: Way) -> Figures:
    """From Enter until the timeline shows the line."""
    settle(app, way)
    pressed, begun, before = [], app.clock(), app.wrote()
    for number in range(LINES):
        app.type(f"23:59 zq{number:02}x")
        app.listen(app.clock() + 0.4 * random.uniform(0.5, 1.5))
        pressed.append(app.type("\r"))
        app.listen(app.clock() + 0.4)
    app.listen(app.clock() + 2)
    disk = app.wrote() - before - len(app.written(begun))
    said = sum(len(f"23:59 zq{number:02}x") for number in range(LINES))
    return {
        "ms": [each * 1e3 for each in lines_shown(app, pressed)],
        "disk bytes": [disk / LINES],
        SAID: [said / LINES],
    }


def settle(app: PtyApp, way: Way) -> None:
    app.wait_for(*way.ready)
    app.listen(app.clock() + SETTLING)
    app.see()


def lines_shown(app: PtyApp, pressed: Sequence[float], ahead: float = 0.0) -> list[float]:
    """How long after each Enter the screen showed its line, outside the one that is being typed.

    `ahead`: how much sooner than the one whose keys were pressed this program was started.
    """
    found: dict[int, float] = {}
    for at, text in app.states():
        for number, then in enumerate(pressed):
            if number not in found and at - ahead >= then and f"23:59   zq{number:02}x" in text:
                found[number] = at - ahead - then
    if len(found) < len(pressed):
        raise SystemExit(f"{len(pressed) - len(found)} lines never showed:\n{app.see()}")
    return [*found.values()]


BARE, LOADED, FEW = "bare Input", "loaded", "50 entries"
ENTER, STOPPED, SLOW, OFF = "Enter", "paused", "slow disk", "saving off"
repeat = partial(keys, rate=REPEAT)


@contextmanager
def typing(folder: Path) -> Iterator[Takers]:
    yield takers(
        {
            BARE: (keys, INPUT),
            LOADED: (keys, LONG),
            FEW: (keys, SHORT),
            ENTER: (enter, LONG),
            STOPPED: (keys, PAUSED),
            SLOW: (keys, LONG._replace(program=SLOW_DISK)),
            OFF: (keys, LONG._replace(program=UNSAVED)),
        },
        folder,
    )


@contextmanager
def repeating(folder: Path) -> Iterator[Takers]:
    yield takers({BARE: (repeat, INPUT), LOADED: (repeat, LONG)}, folder)


@contextmanager
def bursting(folder: Path) -> Iterator[Takers]:
    yield takers({BARE: (burst, INPUT), LOADED: (burst, LONG)}, folder)


TRIALS = (
    Trial(
        BARE,
        (
            Claim("K1", f"key to paint, {ENTRIES} entries: median", "ms", LOADED, BARE, 1.10),
            Claim("K1", "the same: p95", "ms", LOADED, BARE, 1.3, "p95"),
            Claim("K1", "the same: p99", "ms", LOADED, BARE, 2.0, "p99"),
            Claim("K1", "processor a key", "CPU ms", LOADED, BARE, None),
            Claim("K2", f"p95 with {ENTRIES} entries against 50", "ms", LOADED, FEW, 1.10, "p95"),
            Claim("K3", "Enter to the entry in the timeline: median", "ms", ENTER, BARE, 2.0),
            Claim("K3", "the same: p95", "ms", ENTER, BARE, 4.0, "p95"),
            Claim("K5", "bytes to the terminal a key", "bytes", LOADED, BARE, 1.0),
            Claim("W2", "bytes an edit, its file included", "disk bytes", ENTER, ENTER, None, "median", SAID),
            Claim("C5", "key p95, the clock running against stopped", "ms", LOADED, STOPPED, 1.10, "p95"),
            Claim("W3", "key p95, flushes of 50 ms against unsaved", "ms", SLOW, OFF, 1.05, "p95"),
        ),
        typing,
        warm=False,
    ),
    Trial(
        BARE,
        (Claim("K4", "key to paint at 30 keys/s: p95", "ms", LOADED, BARE, 1.2, "p95"),),
        repeating,
        warm=False,
    ),
    Trial(BARE, (Claim("K4", f"burst of {BURST} keys, all shown", "ms", LOADED, BARE, 1.3),), bursting, warm=False),
)
