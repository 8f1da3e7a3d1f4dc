"""From a key to the painted hits in 10,000 sessions, against ripgrep over the same files, in turn, in one run.

    python benchmarks/archive_keys.py [--count 10000] [--rounds 2]

The archive screen runs in a terminal; what was typed counts as painted when nothing is written any more. Goal: p95 at
most 0.25 times that of ripgrep (or grep) over the session files; over their bare text, which is less, it is told, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from archive import TYPED, _grep, _p95, _timed, _tool
from archive_sessions import COUNT, FOLDER, workspace
from pty_app import PtyApp, environment
from screen import PROGRAM

QUIET = 0.25
"""Seconds without a byte after which a key is done."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--dir", type=Path, default=FOLDER, help="where the sessions are kept")
    asked = parser.parse_args()
    folder = workspace(asked.count, asked.dir)
    with tempfile.TemporaryDirectory() as home:
        app = PtyApp([*PROGRAM, "--workspace", str(folder)], environment(Path(home)))
        app.wait_for("search")
        app.type("/")
        app.wait_for("Has this happened before?", "tag:")
        while "Reading the sessions" in app.see():
            app.listen(app.clock() + 1)
        keys: list[float] = []
        greps: dict[str, list[float]] = {"sessions": [], "text": []}
        for _ in range(asked.rounds):
            for text in TYPED:
                keys += [_painted(app, key) for key in text]
                _painted(app, "\x15")  # ^U empties the line
                word = text.strip('"').split()[-1]
                for where, times in greps.items():
                    times += [_timed(partial(_grep, word, folder / where)) for _ in range(3)]
        app.kill()
    p95 = _p95(keys)
    print(f"key to painted hits: median {median(keys) * 1e3:.1f} ms, p95 {p95 * 1e3:.1f} ms, of {len(keys)} keys")
    for where, goal in (("sessions", " (goal 0.25)"), ("text", "")):
        yard = _p95(greps[where])
        print(f"  p95 {p95 / yard:.3f} of {_tool()} over the {where}{goal}: {yard * 1e3:.0f} ms")


def _painted(app: PtyApp, key: str) -> float:
    at = app.type(key)
    app.listen(at + 5, quiet=QUIET)
    written = [when for when, _ in app.chunks if when >= at]
    return (written[-1] if written else app.clock()) - at


if __name__ == "__main__":
    main()
