"""S1, S2, S4, S6, S7: from exec to the first paint that is of use, and from the key that leaves to the end."""

from __future__ import annotations

import shutil
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from figures import Claim, Figures
from programs import BLANK, DEMO, EMPTY, END_OF_LONG, ENTRIES, LONG, WAITING, Way, measured, takers, workspace_of
from pty_app import PtyApp
from trials import Takers, Trial

QUIT = "\x11"
REST = 2.5
"""Seconds after which all is read, imported and filed."""
LINE = "23:59 the last word"


def start(app: PtyApp, way: Way) -> Figures:
    paint = app.wait_for(*way.ready)
    return {"paint ms": [paint * 1e3], "CPU ms": [app.cpu() * 1e3]}


def memory(app: PtyApp, way: Way) -> Figures:
    app.wait_for(*way.ready)
    app.listen(app.clock() + REST)
    return {"peak MiB": [app.peak()]}


def leave(app: PtyApp, way: Way) -> Figures:
    app.wait_for(*way.ready)
    app.listen(app.clock() + REST)
    return {"end ms": [app.end(QUIT) * 1e3]}


def leave_after_an_edit(app: PtyApp, way: Way) -> Figures:
    """The TinyDB file is not up to date yet."""
    app.wait_for(*way.ready)
    app.listen(app.clock() + REST)
    app.type(LINE)
    app.listen(app.clock() + 2, quiet=0.3)
    app.type("\r")
    app.wait_for(f"Timeline · {ENTRIES + 1} entries")
    return {"end ms": [app.end(QUIT) * 1e3]}


def durable(folder: Path) -> Figures:
    """As above, and what was typed is in the file; else there is no figure."""
    with workspace_of(LONG, folder) as begin:
        figures = leave_after_an_edit(begin(), LONG)
        kept = (folder / "run" / "sessions" / "session.json").read_text()
    if LINE.partition(" ")[2] not in kept:
        raise SystemExit("It ended, and the last edit is not in the file.")
    return figures


BLANK_APP = "blank"
WAYS = {
    BLANK_APP: (start, BLANK),
    "empty": (start, EMPTY),
    "demo": (start, DEMO),
    "end": (start, END_OF_LONG),
    "long": (start, LONG),
}
LEAVING = {BLANK_APP: (leave, BLANK), "empty": (leave, EMPTY), "waiting": (leave, WAITING), "long": (leave, LONG)}
MEMORY = {BLANK_APP: (memory, BLANK), "long": (memory, LONG)}


@contextmanager
def starting(folder: Path) -> Iterator[Takers]:
    yield takers(WAYS, folder)


@contextmanager
def leaving(folder: Path) -> Iterator[Takers]:
    yield {**takers(LEAVING, folder), "edit": partial(durable, folder)}


@contextmanager
def weighing(folder: Path) -> Iterator[Takers]:
    yield takers(MEMORY, folder)


@contextmanager
def without_bytecode(folder: Path) -> Iterator[Takers]:
    """As after an install that compiled nothing: the standard library's bytecode is there, no other."""
    kept, used = folder / "bytecode", folder / "fresh"
    for way in (BLANK, EMPTY):
        measured(start, way, folder, PYTHONPYCACHEPREFIX=str(kept))
    # Below the prefix, the bytecode of each folder stands under its own path.
    library = kept / Path(sysconfig.get_path("stdlib")).relative_to("/")
    for each in [*kept.rglob("*.pyc")]:
        if library not in each.parents or "site-packages" in each.parts:
            each.unlink()

    def first(way: Way) -> Figures:
        shutil.copytree(kept, used)
        try:
            return measured(start, way, folder, PYTHONPYCACHEPREFIX=str(used))
        finally:
            shutil.rmtree(used)

    yield {BLANK_APP: partial(first, BLANK), "empty": partial(first, EMPTY)}


TRIALS = (
    Trial(
        BLANK_APP,
        (
            Claim("S1", "first paint, an empty session", "paint ms", "empty", BLANK_APP, 1.10),
            Claim("S1", "first paint, the demonstration", "paint ms", "demo", BLANK_APP, 1.10),
            Claim("S1", "processor until then, an empty session", "CPU ms", "empty", BLANK_APP, None),
            Claim("S2", f"the newest of {ENTRIES} entries painted", "paint ms", "end", BLANK_APP, None),
            Claim("S2", f"{ENTRIES} entries, all read, keys acted on", "paint ms", "long", BLANK_APP, 1.20),
            Claim("S2", "the same against our empty session", "paint ms", "long", "empty", 1.05),
            Claim("S2", "processor until then", "CPU ms", "long", BLANK_APP, None),
        ),
        starting,
    ),
    Trial(
        BLANK_APP,
        (Claim("S4", "first run without bytecode", "paint ms", "empty", BLANK_APP, 1.15),),
        without_bytecode,
        turns=0.5,
    ),
    Trial(
        BLANK_APP,
        (
            Claim("S6", "left: an empty session", "end ms", "empty", BLANK_APP, 0.25),
            Claim("S6", f"left: {ENTRIES} entries, the clock running", "end ms", "long", BLANK_APP, 0.25),
            Claim("S6", "left just after an edit, all of it filed", "end ms", "edit", BLANK_APP, 0.25),
        ),
        leaving,
        warm=False,
    ),
    Trial(
        BLANK_APP,
        (Claim("S7", f"most memory, {ENTRIES} entries", "peak MiB", "long", BLANK_APP, 1.15),),
        weighing,
        turns=0.5,
        warm=False,
    ),
)
