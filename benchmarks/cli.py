"""What the command line costs beside `python -c pass`, in turn, in one run.

    python benchmarks/cli.py [ROUNDS]

Prints the median time of each command, and the median of its ratios to the yardstick, round by round, with the 95 %
interval of that median. The second run of the yardstick shows the noise: near 1.00, or the run is not to be believed.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

SESSIONS = 20
GOAL = 2.5
PROGRAM = [sys.executable, str(Path(sysconfig.get_path("scripts")) / "facilitator")]
BARE = [sys.executable, "-c", "pass"]
JINJA = [sys.executable, "-c", "import jinja2.sandbox"]


def main(rounds: int) -> None:
    with TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        name = _sessions(folder, environment)
        commands = {
            "python -c pass": BARE,
            "python -c pass, again": BARE,
            "import jinja2.sandbox": JINJA,
            "--version": [*PROGRAM, "--version"],
            "list": [*PROGRAM, "list"],
            "list --json": [*PROGRAM, "list", "--json"],
            "--workspace DIR list": [*PROGRAM, "--workspace", folder, "list"],
            "--help": [*PROGRAM, "--help"],
            "show --json": [*PROGRAM, "show", name, "--json"],
            "export --format json": [*PROGRAM, "export", name, "--format", "json", "-o", "-"],
            "export --format md": [*PROGRAM, "export", name, "-o", "-"],
        }
        seconds: dict[str, list[float]] = {label: [] for label in commands}
        for turn in range(rounds + 1):
            for label in commands if turn % 2 else reversed(commands):
                took = _timed(commands[label], folder, environment)
                if turn:  # The first round fills the caches.
                    seconds[label].append(took)
    yardstick = seconds["python -c pass"]
    for label, times in seconds.items():
        ratios = [one / bare for one, bare in zip(times, yardstick, strict=True)]
        low, high = _interval(ratios)
        over = "  over the goal" if low > GOAL else ""
        print(f"{label:22} {median(times) * 1000:7.1f} ms   {median(ratios):5.2f} [{low:.2f}..{high:.2f}]{over}")


def _environment(home: Path) -> dict[str, str]:
    """A home of its own, and bytecode that is kept."""
    dropped = ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "FACILITATOR_CONFIG")
    return {key: value for key, value in os.environ.items() if key not in dropped} | {"HOME": str(home)}


def _sessions(folder: str, environment: dict[str, str]) -> str:
    (Path(folder) / "sessions").mkdir()
    for number in range(SESSIONS):
        title = ["new", "--no-open", "--title", f"Outage {number}", "--started", f"2025-12-03T{number:02}:15"]
        made = subprocess.run([*PROGRAM, *title], cwd=folder, env=environment, check=True, capture_output=True)
    return made.stdout.decode().strip()


def _timed(command: Sequence[str], folder: str, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _interval(ratios: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the median, by resampling."""
    choose = random.Random(0)
    medians = sorted(median(choose.choices(ratios, k=len(ratios))) for _ in range(2000))
    return medians[50], medians[-51]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
