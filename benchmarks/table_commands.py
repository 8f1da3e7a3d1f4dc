"""S5: what the command line costs beside `python -c pass`."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from figures import Claim, Figures
from programs import PROGRAM
from pty_app import environment
from trials import Takers, Trial

SESSIONS = 20
BARE = "python -c pass"
JINJA = "import jinja2"
COMMANDS = {
    "--version": ["--version"],
    "--help": ["--help"],
    "list": ["list"],
    "list --json": ["list", "--json"],
    "--workspace DIR list": ["--workspace", ".", "list"],
    "show --json": ["show", "NAME", "--json"],
    "export --format json": ["export", "NAME", "--format", "json", "-o", "-"],
    "export --format md": ["export", "NAME", "-o", "-"],
}


@contextmanager
def commands(folder: Path) -> Iterator[Takers]:
    around = environment(folder / "home")
    (folder / "sessions").mkdir()
    for number in range(SESSIONS):
        title = ["new", "--no-open", "--title", f"Outage {number}", "--started", f"2025-12-03T{number:02}:15"]
        made = subprocess.run([*PROGRAM, *title], cwd=folder, env=around, check=True, capture_output=True)
    name = made.stdout.decode().strip()
    take = partial(whole, folder=folder, around=around)
    yield {
        BARE: partial(take, [sys.executable, "-c", "pass"]),
        JINJA: partial(take, [sys.executable, "-c", "import jinja2.sandbox"]),
    } | {
        label: partial(take, [*PROGRAM, *(name if word == "NAME" else word for word in words)])
        for label, words in COMMANDS.items()
    }


def whole(command: Sequence[str], folder: Path, around: Mapping[str, str]) -> Figures:
    """The whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=around, check=True, stdout=subprocess.DEVNULL)
    return {"ms": [(time.perf_counter() - start) * 1e3]}


TRIALS = (
    Trial(
        BARE,
        (
            *(Claim("S5", label, "ms", label, BARE, 2.5) for label in COMMANDS),
            Claim("S5", "beside it: the import of the templates' engine", "ms", JINJA, BARE, None),
        ),
        commands,
        turns=2,
    ),
)
