"""F1 to F3: search over 10,000 sessions, as one types, beside ripgrep over the same files.

Without ripgrep, `grep -r` stands for it, and the lines say so.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from archive import TYPED, grep, size_of, timed, tool
from archive_sessions import workspace
from figures import Claim, Figures
from programs import INPUT, PROGRAM, Way
from pty_app import PtyApp, environment
from table_saving import Yardstick
from trials import Takers, Trial

from facilitator.store.search import Search

QUIET = 0.25
"""Seconds without a byte after which a key is done."""
EMPTIED = "\x15"
"""^U empties a line."""
LINE = "Has this happened before?"
READING = "Reading the sessions"
FOUND = "▸"
WORD = "certificate"
FEW = 100
ARCHIVE = Way(PROGRAM, ("search",))


@contextmanager
def searching(folder: Path) -> Iterator[Takers]:
    sessions = workspace()
    app = PtyApp([*PROGRAM, "--workspace", str(sessions)], environment(folder / "home"))
    bare = PtyApp(INPUT.command, environment(folder / "home"))
    try:
        app.wait_for("search")
        app.type("/")
        app.wait_for(LINE, "tag:")
        while READING in app.see():
            app.listen(app.clock() + 1)
        bare.wait_for(*INPUT.ready)
        yield {
            tool(): partial(_grepped, sessions / "sessions"),
            "text": partial(_grepped, sessions / "text"),
            KEYS: partial(_typed, app),
            BARE: partial(_typed, bare),
        }
    finally:
        app.kill()
        bare.kill()


def _grepped(where: Path) -> Figures:
    return {"ms": [timed(partial(grep, _last(text), where)) * 1e3 for text in TYPED for _ in range(3)]}


def _last(text: str) -> str:
    return text.strip('"').split()[-1]


def _typed(app: PtyApp) -> Figures:
    """From each key until nothing more is painted of what it found."""
    took = []
    for text in TYPED:
        took += [_painted(app, key) * 1e3 for key in text]
        _painted(app, EMPTIED)
    return {"ms": took}


def _painted(app: PtyApp, key: str) -> float:
    at = app.type(key)
    app.listen(at + 5, quiet=QUIET)
    written = [when for when, _ in app.chunks if when >= at]
    return (written[-1] if written else app.clock()) - at


# F2


@contextmanager
def indexing(folder: Path) -> Iterator[Takers]:
    sessions = workspace()
    files, place = sessions / "sessions", folder / "index" / "search.sqlite"
    search = Search(files, place)
    search.update()
    few = folder / "few"
    few.mkdir()
    for path in sorted(files.iterdir())[:FEW]:
        shutil.copy(path, few)
    small, hand = Search(few, folder / "few-index" / "search.sqlite"), Yardstick(folder)
    small.update()

    def build() -> Figures:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            return _once(Search(files, Path(name) / "search.sqlite").update)

    def add() -> Figures:
        changed = random.choice(sorted(few.iterdir()))
        os.utime(changed)
        return _once(small.update)

    text = size_of(sessions / "text")
    yield {
        "read": lambda: _once(lambda: [path.read_bytes() for path in files.iterdir()]),
        "build": build,
        "stat": lambda: _once(lambda: [each.stat() for each in os.scandir(files)]),
        "look": lambda: _once(search.update),
        "append": hand.edit,
        "add": add,
        "text": lambda: {"MB": [text / 1e6]},
        "index": lambda: {"MB": [size_of(place.parent) / 1e6]},
    }
    search.close()
    small.close()
    hand.close()


def _once(act: Callable[[], object]) -> Figures:
    return {"ms": [timed(act) * 1e3]}


# F3


@contextmanager
def unindexed(folder: Path) -> Iterator[Takers]:
    sessions = workspace()

    def first() -> Figures:
        with tempfile.TemporaryDirectory(dir=folder) as home:
            app = PtyApp([*PROGRAM, "--workspace", str(sessions)], environment(Path(home)))
            try:
                app.wait_for("search")
                app.listen(app.clock() + 3)
                at = app.type("/" + WORD)
                page = app.wait_for(LINE, FOUND)
                while READING in app.see():
                    app.listen(app.clock() + 0.5)
                every = app.chunks[-1][0]
            finally:
                app.kill()
        return {"page ms": [(page - at) * 1e3], "all ms": [(every - at) * 1e3]}

    yield {tool(): lambda: _once(partial(grep, WORD, sessions / "sessions")), KEYS: first}


KEYS, BARE = "archive", "bare Input"
TRIALS = (
    Trial(
        tool(),
        (
            Claim("F1", f"key to painted hits, p95, against {tool()}", "ms", KEYS, tool(), 0.25, "p95"),
            Claim("F1", "the same against a key in a bare Input", "ms", KEYS, BARE, 4.0, "p95"),
            Claim("F1", f"the same against {tool()} over the bare text", "ms", KEYS, "text", None, "p95"),
        ),
        searching,
        turns=0.2,
        warm=False,
    ),
    Trial("read", (Claim("F2", "index built, against reading the files", "ms", "build", "read", 30),), indexing, 0.2),
    Trial(
        "append",
        (Claim("F2", "one session taken in, against a durable append", "ms", "add", "append", 5),),
        indexing,
        turns=4,
    ),
    Trial("stat", (Claim("F2", "look for changes, against scandir and stat", "ms", "look", "stat", 2),), indexing, 2),
    Trial("text", (Claim("F2", "the index's size against the text's", "MB", "index", "text", 0.5),), indexing, 0.1),
    Trial(
        tool(),
        (
            Claim("F3", f"no index: first page, against {tool()}", "page ms", KEYS, tool(), 1.2, base_figure="ms"),
            Claim("F3", "no index: all hits", "all ms", KEYS, tool(), 4.0, base_figure="ms"),
        ),
        unindexed,
        turns=0.3,
        warm=False,
    ),
)
