"""What our program costs beside yardsticks, in one run: every goal in a table, as a ratio with its 95 % interval.

    python benchmarks/table.py [ROW ...] [--rounds 11] [--dir FOLDER]

Rows: S1..S7 start and end, K1..K6 keys, C1..C5 the clock, W1..W3 saving, F1..F3 search; `S` means all of its letter.
A/A is the yardstick against itself in the same call: where its interval is wider than 0.95..1.05, a verdict holds only
if it would hold as well with the ratio off by as much. A goal is missed when the whole interval is over it. `--rounds`
is for a row of an ordinary length; quick ones take more, long ones fewer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import table_archive
import table_clock
import table_commands
import table_keys
import table_saving
import table_start
import table_views
from figures import HEAD, Line

PARTS = (table_start, table_commands, table_keys, table_views, table_clock, table_saving, table_archive)
TRIALS = tuple(chain.from_iterable(part.TRIALS for part in PARTS))
NOT_BUILT = Line("S3", "first paint of a skeleton frame", "0.15", "-", "-", "-", "not built")
MEASURED = {row for trial in TRIALS for row in trial.rows()}
ROWS = sorted(MEASURED | {NOT_BUILT.row}, key=lambda row: ("SKCWF".find(row[0]), row))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--dir", default=None, help="where the sessions are written: the disk that is measured")
    options = parser.parse_args()
    asked = {row for row in ROWS if not options.rows or row in options.rows or row[0] in options.rows}
    if unknown := [each for each in options.rows if each not in asked and each not in {row[0] for row in asked}]:
        parser.error(f"There is no row {unknown[0]}; there are {', '.join(ROWS)}.")
    print(HEAD)
    if NOT_BUILT.row in asked:
        print(NOT_BUILT)
    for trial in TRIALS:
        if trial.rows() & asked:
            with tempfile.TemporaryDirectory(dir=options.dir) as name:
                for line in trial.lines(Path(name), options.rounds, asked):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
