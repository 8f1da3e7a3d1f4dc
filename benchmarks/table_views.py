"""K6: another view, help, the palette, search, another size of the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from figures import Claim, Figures
from programs import BLANK, CAUSES, HOME, INPUT, WAITING, Way, takers
from pty_app import PtyApp
from table_keys import BARE, keys, settle
from trials import Takers, Trial

TIMES = 6
SIZES = (110, 34), (120, 36)
VIEW, HELP, PALETTE, SEARCH = "\x1b[24~", "\x1bOP", "\x10", "/"
BACK = "\x1b[27u"
"""Escape as a terminal reports it that tells keys apart: nothing waits for more of it."""


def opened(app: PtyApp, way: Way, key: str, shows: tuple[str, str], back: str) -> Figures:
    """From a key until its screen shows, which it does not before. `back` leads to where we were."""
    settle(app, way)
    took = []
    for turn in range(TIMES):
        at = app.type(key)
        took.append((_next_with(app, shows[turn % 2 if key == back else 0]) - at) * 1e3)
        app.listen(app.clock() + 0.4)
        if key != back:
            app.type(back)
            app.listen(app.clock() + 0.6)
        app.see()
    return {"ms": took}


def _next_with(app: PtyApp, words: str) -> float:
    if words in app.see():
        raise SystemExit(f"{words!r} showed before:\n{app.see()}")
    return app.wait_for(words)


def resized(app: PtyApp, way: Way) -> Figures:
    """Until nothing more is painted: nothing on these screens moves by itself."""
    settle(app, way)
    app.listen(app.clock() + 1.0)
    took = []
    for turn in range(TIMES):
        at = app.resize(*SIZES[turn % 2])
        app.listen(app.clock() + 2.0, quiet=0.3)
        took.append((app.chunks[-1][0] - at) * 1e3)
        if took[-1] <= 0:
            raise SystemExit(f"A new size, and nothing was painted:\n{app.see()}")
    return {"ms": took}


@contextmanager
def looking(folder: Path) -> Iterator[Takers]:
    ways = {
        BARE: (keys, INPUT),
        "view": (partial(opened, key=VIEW, shows=("1 People", "Why was there"), back=VIEW), CAUSES),
        "help": (partial(opened, key=HELP, shows=("Esc closes this", ""), back=BACK), CAUSES),
        "palette": (partial(opened, key=PALETTE, shows=("Search for commands", ""), back=BACK), CAUSES),
        "search": (partial(opened, key=SEARCH, shows=("an error message", ""), back=BACK), HOME),
    }
    yield takers(ways, folder)


@contextmanager
def resizing(folder: Path) -> Iterator[Takers]:
    yield takers({"blank": (resized, BLANK), "loaded": (resized, WAITING)}, folder)


TRIALS = (
    Trial(
        BARE,
        (
            Claim("K6", "5 Whys to fishbone and back", "ms", "view", BARE, 3.0),
            Claim("K6", "help opened", "ms", "help", BARE, 3.0),
            Claim("K6", "palette opened", "ms", "palette", BARE, 3.0),
            Claim("K6", "search in the archive opened", "ms", "search", BARE, 3.0),
        ),
        looking,
        turns=0.5,
        warm=False,
    ),
    Trial("blank", (Claim("K6", "another size of the window", "ms", "loaded", "blank", 1.2),), resizing, warm=False),
)
