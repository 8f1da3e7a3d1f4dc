"""C1 to C4: whether the countdown is right, also after a stop, and what a screen costs on which nobody types."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from figures import Claim, Figures, Line, Taken, again, line
from programs import CLOCK, ENTRIES, LONG, YARDSTICK, Way, takers, workspace_of
from pty_app import END, PtyApp, read
from trials import Takers, Trial, tell

from facilitator.ui.widgets.digits import big

SETTLING, IDLE = 2.0, 10.0
"""Seconds."""
LASTING = 180
"""Seconds that a clock is watched, at eleven rounds."""
BLOCK = 10
"""Ticks that count as a round: so many are drawn together for the interval."""
STOP = 3.0
ROUNDED = 0.1
"""Seconds: how near to a whole one a paint may be, so that either second is true."""
DRIFT = 5.0
"""Milliseconds."""
SECONDS = {big(f"{each // 60:02}:{each % 60:02}", 5): each for each in range(3600)}
WIDE = len(next(iter(SECONDS))[0])
TICKS = Way([*YARDSTICK, "ticks"], (" left",))
Changes = list[tuple[float, int]]
"""Since when which second was shown."""


def second(text: str) -> int | None:
    """The seconds that are left, read from the large digits."""
    rows = text.split("\n")
    found = (SECONDS.get(tuple(row[x : x + WIDE] for row in rows[y : y + 5])) for y in range(2, 8) for x in range(1, 5))
    return next((each for each in found if each is not None), None)


def number(text: str) -> int | None:
    found = re.search(r"(\d+) left", text)
    return int(found[1]) if found else None


def changes(app: PtyApp, shown: Callable[[str], int | None] = second) -> Changes:
    """What was shown since the last call, one after another."""
    found: Changes = []
    for at, text in app.states():
        left = shown(text)
        if left is not None and (not found or found[-1][1] != left):
            found.append((at, left))
    return found


# C1


class Side:
    """Clocks side by side, for as long as one likes: the rounds are ticks that follow one another."""

    def rows(self) -> set[str]:
        return {"C1"}

    def lines(self, folder: Path, rounds: int, asked: Collection[str]) -> Iterator[Line]:
        lasting = max(4 * BLOCK, round(LASTING * rounds / 11))
        base, ours = "set_interval", "countdown"
        tell(f"C1: {lasting} seconds")
        with workspace_of(LONG, folder) as start, workspace_of(TICKS, folder / "beside") as yardstick:
            apps = {base: yardstick(), again(base): yardstick(), ours: start()}
            apps[ours].wait_for(*LONG.ready)
            with read(*apps.values()):
                time.sleep(SETTLING + lasting)
            seen = {way: changes(app, second if way == ours else number) for way, app in apps.items()}
        tell("")
        offsets = {way: _offsets(found[1:][-lasting:]) for way, found in seen.items()}
        taken: Taken = {way: _blocks(found) for way, found in offsets.items()}
        drift = {way: found[-1] - found[0] for way, found in offsets.items()}
        said = "met" if abs(drift[ours]) <= DRIFT else "missed"
        plain = f"{drift[ours]:.1f} / {drift[base]:.1f} ms"
        goal = f"{DRIFT:g} ms"
        yield Line(
            "C1", f"drift over {lasting} s", goal, f"{drift[ours]:.1f} ms", f"{drift[again(base)]:.1f} ms", plain, said
        )
        yield line(Claim("C1", "jitter p95, against set_interval(1)", "ms", ours, base, 1.5, "p95"), taken)


def _offsets(found: Changes) -> list[float]:
    """How many milliseconds each tick was off a clock that began with the first."""
    return [(at - found[0][0] - (found[0][1] - left)) * 1e3 for at, left in found]


def _blocks(offsets: list[float]) -> list[Figures]:
    off = [abs(each - median(offsets)) for each in offsets]
    return [{"ms": off[at : at + BLOCK]} for at in range(0, len(off) - BLOCK + 1, BLOCK)]


# C2


class Stopped:
    """The next paint shows the true second: after a stop, and when the session is opened again."""

    def rows(self) -> set[str]:
        return {"C2"}

    def lines(self, folder: Path, rounds: int, asked: Collection[str]) -> Iterator[Line]:
        faults: list[str] = []
        stops = max(2, rounds // 2)
        with workspace_of(LONG, folder) as start:
            app = start()
            app.wait_for(*LONG.ready)
            app.listen(app.clock() + SETTLING)
            for turn in range(stops):
                tell(f"C2: stop {turn + 1} of {stops}")
                faults += _stop(app, STOP + random.random())
            app.listen(app.clock() + 1.5)
            at, left = changes(app)[-1]
            since = app.started + at
            app.kill()
            later = start()
            later.wait_for("of 55 min", "█")
            at, shown = later.clock(), second(later.see())
            if shown not in _true(left, later.started + later.chunks[-1][0] - since):
                faults.append(f"opened again, {shown} s left is shown")
        tell("")
        said = f"missed: {'; '.join(faults)}" if faults else "met"
        what = f"{stops} stops of 3 to 4 s, and opened again"
        yield Line("C2", what, "true, once", f"{len(faults)} wrong", "-", "-", said)


def _stop(app: PtyApp, seconds: float) -> list[str]:
    """Stop it like a shell does; what was wrong after that."""
    app.listen(app.clock() + 1.2 + random.random())
    at, left = changes(app)[-1]
    os.kill(app.pid, signal.SIGSTOP)
    app.listen(app.clock() + seconds)
    app.see()
    os.kill(app.pid, signal.SIGCONT)
    app.listen(app.clock() + 2.5)
    after = changes(app)
    wrong = [
        f"after {when - at:.2f} s {shown} of {left} s" for when, shown in after if shown not in _true(left, when - at)
    ]
    shown = [each for _, each in after]
    return wrong + [f"{each} s left was shown twice" for each in set(shown) if shown.count(each) > 1]


def _true(left: int, later: float) -> set[int]:
    """What may be shown so many seconds after a paint that showed this: of a paint on the border either second."""
    return {left - int(later - ROUNDED), left - int(later + ROUNDED)}


# C3, C4


def idle(app: PtyApp, way: Way) -> Figures:
    app.wait_for(*way.ready)
    app.listen(app.clock() + SETTLING)
    begun, cpu = app.clock(), app.cpu()
    app.listen(begun + IDLE)
    cpu, written = app.cpu() - cpu, app.written(begun)
    return {
        "CPU ms/s": [cpu / IDLE * 1e3],
        "frames/s": [written.count(END) / IDLE],
        "bytes/s": [len(written) / IDLE],
    }


BARS, LOADED = "Digits + bar", "loaded"


@contextmanager
def resting(folder: Path) -> Iterator[Takers]:
    yield takers({BARS: (idle, CLOCK), LOADED: (idle, LONG)}, folder)


TRIALS = (
    Side(),
    Stopped(),
    Trial(
        BARS,
        (
            Claim("C3", f"idle, {ENTRIES} entries, clock running: processor", "CPU ms/s", LOADED, BARS, 1.0),
            Claim("C4", "the same: bytes to the terminal", "bytes/s", LOADED, BARS, 0.4),
            # The yardstick paints its digits and its bar apart, twice a second.
            Claim("C4", "the same: frames (goal 1.1 a second)", "frames/s", LOADED, BARS, None),
        ),
        resting,
        warm=False,
    ),
)
