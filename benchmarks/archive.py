"""Search over many sessions against grep over the same files, in turn, in one run.

    python benchmarks/archive.py [--count 10000] [--rounds 3]

Goals: the index at most 0.5 times as large as the text, a query (p95) at most 0.25 times as long as ripgrep (or grep)
takes over the same text, a look for changes at most twice scandir and stat; the insights, once they were told, in a
tenth of the first time. The sessions are made once and kept in
/tmp. Queries are typed letter by letter, and take all that a screen needs: the hits and their snippets.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from archive_sessions import COUNT, FOLDER, workspace

from facilitator.follow_up import Sheet, items
from facilitator.insights import insights
from facilitator.insights_digest import Digest
from facilitator.store.archive_told import read_told
from facilitator.store.search import Filters, Search
from facilitator.store.search_query import found as found_in
from facilitator.store.search_words import terms

TYPED = (
    "certificate expired",
    "connection pool exhausted",
    '"status page updated"',
    "thundering herd",
    "@olivia restarted",
    "INC-2020-01-02",
    "payments queue stuck",
    "kare",
    "the migration of billing",
    "rolled back",
    "api error rate",
    "zzz nothing",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dir", type=Path, default=FOLDER, help="where the sessions are kept")
    asked = parser.parse_args()
    folder = workspace(asked.count, asked.dir)
    sessions, plain = folder / "sessions", folder / "text"
    size, whole = size_of(plain), size_of(sessions)
    print(f"{asked.count} sessions, {size / 1e6:.1f} MB of text in {whole / 1e6:.1f} MB of files")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "index" / "search.sqlite"
        search = Search(sessions, place)
        reading, built = timed(lambda: [path.read_bytes() for path in sessions.iterdir()]), timed(search.update)
        print(f"index: built in {built:.1f} s ({built / reading:.1f} times reading the files; goal 30)")
        kept = size_of(place.parent)
        print(f"index: {kept / size:.3f} of the text (goal 0.5), {kept / whole:.3f} of the files")
        _update(search, sessions, asked.rounds)
        _queries(search, sessions, plain, asked.rounds)
        _one_change(Path(name), sessions)
        search.close()
        _told(Path(name), sessions, reading, asked.rounds)


def _update(search: Search, sessions: Path, rounds: int) -> None:
    ratios, looks = [], []
    for _ in range(5 * rounds):
        bare = timed(lambda: [each.stat() for each in os.scandir(sessions)])
        looks.append(timed(search.update))
        ratios.append(looks[-1] / bare)
    print(f"look for changes: {median(looks) * 1e3:.0f} ms, {median(ratios):.2f} times scandir and stat (goal 2)")


def _queries(search: Search, sessions: Path, plain: Path, rounds: int) -> None:
    states = [text[:end] for text in TYPED for end in range(2, len(text) + 1)]
    search.query("x")  # opens the index
    ours: list[float] = []
    found: list[float] = []
    greps: dict[str, list[float]] = {"text": [], "files": []}
    for turn in range(rounds):
        for state in random.Random(turn).sample(states, len(states)):
            ours.append(timed(partial(search.query, state)))
            found.append(
                timed(
                    partial(
                        search._found, partial(found_in, terms=terms(state, typing=True), filters=Filters(), limit=20)
                    )
                )
            )
        for text in TYPED:
            word = text.strip('"').split()[-1]
            for what, where in (("text", plain), ("files", sessions)):
                greps[what].append(timed(partial(grep, word, where)))
    p95 = _p95(ours)
    print(f"query: median {median(ours) * 1e3:.1f} ms, p95 {p95 * 1e3:.1f} ms, worst {max(ours) * 1e3:.1f} ms")
    print(f"  without snippets: median {median(found) * 1e3:.1f} ms, p95 {_p95(found) * 1e3:.1f} ms")
    for what, times in greps.items():
        yard = _p95(times)
        print(f"  p95 {p95 / yard:.3f} of {tool()} over the {what} (goal 0.25): {yard * 1e3:.0f} ms")


def _one_change(folder: Path, sessions: Path) -> None:
    """What it costs to take in one session that changed."""
    few = folder / "few"
    few.mkdir()
    for path in sorted(sessions.iterdir())[:100]:
        shutil.copy(path, few)
    search = Search(few, folder / "few-index" / "search.sqlite")
    search.update()
    times = []
    for number, path in enumerate(sorted(few.iterdir())):
        os.utime(path, ns=(number, number))
        times.append(timed(search.update))
    print(f"one session that changed: {median(times) * 1e3:.1f} ms")
    search.close()


def _told(folder: Path, sessions: Path, reading: float, rounds: int) -> None:
    """The insights and the action items of all sessions, when nothing is kept of them yet, and after that."""
    at, now = folder / "told" / "told.sqlite", datetime(2026, 1, 1, tzinfo=UTC)

    def figures() -> object:
        return insights(read_told(sessions, Digest, at=at).told, now)

    def listed() -> object:
        return items(read_told(sessions, Sheet, at=at).told, now.date())

    first = timed(figures)
    print(f"insights: {first:.1f} s the first time ({first / reading:.0f} times reading the files)")
    for what, act in (("insights", figures), ("action items", listed)):
        again = median(timed(act) for _ in range(rounds))
        print(f"{what}: {again:.2f} s from then on, {again / first:.3f} of that (goal 0.1)")
    print(f"kept for them: {size_of(at.parent) / size_of(sessions):.3f} of the files")


def grep(word: str, folder: Path) -> None:
    rg = ["rg", "-l", "-i", "-F", "--", word, str(folder)]
    command = rg if shutil.which("rg") else ["grep", "-r", "-l", "-i", "-F", "-e", word, str(folder)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


def tool() -> str:
    return "ripgrep" if shutil.which("rg") else "grep -r"


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    main()
