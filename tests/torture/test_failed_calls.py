"""Every system call that has to do with a session fails once: opened, typed in, saved, exported and told of."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from measuring import SHARE, TURN, Record, tell
from meeting_terminal import EXPORT, LEAVE, MeetingTerminal
from tinydb import TinyDB

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.store.opening import load
from tests.pty_session import Terminal

FACILITATOR: Final = (sys.executable, "-P", str(Path(__file__).with_name("foreseen.py")))
"""Without the folder it is run in among those that Python looks for modules in: it is the session's."""
NAME: Final = "2025-12-03-api-outage"
CALLS: Final = {
    "openat": ("EIO", "EACCES", "ENOSPC"), "pwrite64": ("EIO", "ENOSPC"), "write": ("EIO", "ENOSPC"),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"), "ftruncate": ("EIO",), "rename": ("EIO", "EACCES", "ENOSPC"),
    "unlink": ("EIO", "EACCES"),
    "flock": ("ENOLCK",), "mkdir": ("ENOSPC", "EACCES"), "newfstatat": ("EIO", "EACCES"), "fstat": ("EIO",),
    "read": ("EIO",),
    "pread64": ("EIO",), "lseek": ("EIO",), "getdents64": ("EIO",), "close": ("EIO",), "utimensat": ("EACCES",),
}  # fmt: skip
"""System calls, and what each may fail with."""
LINES: Final = ("14:16 first line", "14:17 second line", "14:18 third line")
PATIENCE: Final = 30.0
TELLING: Final = r"▲|reading only|Not exported|no copy|cannot be"
COMMANDS: Final = (
    ("list",), ("show", NAME), ("export", NAME, "-o", "exported.md", "--force"), ("export", NAME, "--format",
    "html", "-o", "e.html"),
    ("search", "pool"), ("actions",), ("insights",),
)  # fmt: skip

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(
        shutil.which("strace") is None, reason="strace is not here: system calls cannot be made to fail"
    ),
]


class Point(NamedTuple):
    """A call that shall fail: the so-manieth of its name that one thread makes on this path."""

    call: str
    path: str
    """Below the workspace."""
    nth: int
    error: str

    def options(self, workspace: Path) -> list[str]:
        # One thread counts for itself; where another gets as far, that call fails as well.
        inject = f"inject={self.call}:error={self.error}:when={self.nth}"
        return ["--quiet=path-resolution", "-P", f"{workspace}{self.path}", "-e", inject]


def traced(log: Path, command: Sequence[str], options: Sequence[str] = ()) -> list[str]:
    """A command under strace."""
    calls = ",".join(CALLS)
    return ["strace", "-f", "-y", "--seccomp-bpf", "-o", str(log), "-e", f"trace={calls}", *options, *command]


def lines(log: Path) -> list[str]:
    """A log without the folder that a call was made in, where its path does not begin there."""
    return re.sub(r'AT_FDCWD<[^>]*>, "/', '"/', log.read_text(errors="replace")).splitlines()


def points(log: Path, folder: Path) -> list[Point]:
    """Every call in a log that has to do with the folder, with all that it may fail with."""
    counts, found = Counter[tuple[str, str, str]](), set[tuple[str, str, int]]()
    for line in lines(log):
        started = re.match(r"(\d+) +(\w+)\(", line)
        paths = re.findall(re.escape(str(folder)) + r'([^">]*)[">]', line)
        if started and paths and started[2] in CALLS:
            thread, call, path = started[1], started[2], paths[-1]
            counts[thread, call, path] += 1
            found.add((call, path, counts[thread, call, path]))
    return [Point(*each, error) for each in sorted(found) for error in CALLS[each[0]]]


def hit(log: Path, folder: Path) -> bool:
    """Whether what failed had to do with the folder, and nothing else failed."""
    failed = [line for line in lines(log) if "(INJECTED)" in line]
    return bool(failed) and all(str(folder) in line for line in failed)


def some(every: list[Point]) -> list[Point]:
    """All of them in a full run, else a share: others in each turn, until all have had theirs."""
    parts = max(1, len(every) // max(6, round(len(every) * min(1, 3 * SHARE))))
    return [point for point in every if zlib.crc32(repr(point).encode()) % parts == TURN % parts]


class Meeting(Terminal):
    """The program under strace; what it said was saved."""

    def __init__(self, workspace: Path, log: Path, options: Sequence[str] = ()) -> None:
        self.saved = 0
        command = [*FACILITATOR, "open", NAME, "--workspace", str(workspace)]
        super().__init__(
            traced(log, command, options), cwd=workspace, env={"TZ": "UTC", "XDG_STATE_HOME": str(workspace)}
        )

    def hold(self, start: int) -> int:
        """Open it, type, export, leave; the exit status. A program that ends before, or goes on, does both rightly."""
        try:
            self.wait_until(lambda screen: "Timeline · " in screen and "opening" not in screen, PATIENCE)
            self.send(b"\x15")  # The draft came back.
            for i, line in enumerate(LINES, start=1):
                self.send(f"{line}\r")
                self.wait_until(lambda screen, i=i: self._said(screen, start + i), PATIENCE)
            self.send(EXPORT)
            self.wait_until(lambda screen: "xported" in screen or "Write over it?" in screen, PATIENCE)
            self.send(b"\x1b" + LEAVE)
            return self.wait_exit(PATIENCE)
        except AssertionError:
            if not self._ended:
                raise
            return self.wait_exit(PATIENCE)

    def _said(self, screen: str, count: int) -> bool:
        """Whether the line was dealt with: it is there and saved, or it was told that it is not."""
        if f"Timeline · {count} entries" in screen and "● saved" in screen:
            self.saved = max(self.saved, count)
            return True
        return any(word in screen for word in ("not saved", "in the journal", "reading only"))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A workspace whose session was left by a kill: with a draft, and a journal that has what the file lacks."""
    made = tmp_path / "template"
    made.mkdir()
    with MeetingTerminal(made, "demo") as meeting:
        meeting.wait_for("● saved", PATIENCE)
        meeting.send("14:15 before\r")
        meeting.wait_for("Timeline · 12 entries")
        meeting.send("a draft")
        time.sleep(0.7)
        meeting.kill(signal.SIGKILL)
        meeting.wait_exit()
    (made / "demo").rename(made / "sessions")
    return made


def fresh(template: Path, number: int) -> Path:
    """A copy of it. All are called alike as far as a call's path is looked at."""
    place = template.with_name(f"run-{number}")
    shutil.copytree(template, place)
    return place


def test_the_whole_program(template: Path, tmp_path: Path, record_property: Record) -> None:
    log, calm = tmp_path / "log", fresh(template, 0)
    with Meeting(calm, log) as meeting:
        assert meeting.hold(12) == 0
        assert meeting.saved == 15
    every, came, faults = points(log, calm), Counter[str](), list[str]()
    chosen = some(every)
    for number, point in enumerate(chosen, start=1):
        workspace = fresh(template, number)
        with Meeting(workspace, log, point.options(workspace)) as meeting:
            status = meeting.hold(12)
        if hit(log, workspace):
            out = bytes(meeting.output).decode(errors="replace")
            came["told" if status or re.search(TELLING, out) else "went on"] += 1
            faults += [f"{point}: {fault}" for fault in _faults(workspace, meeting.saved, status, out)]
        else:
            came["missed"] += 1
        shutil.rmtree(workspace)
    reached = came["told"] + came["went on"]
    assert not faults, f"{len(faults)} of {reached}:\n" + "\n".join(faults)
    result = (
        f"0 crashes, 0 acknowledged edits lost; {came['told']} told a person, {came['went on']} made no difference; "
        f"{came['missed']} of {len(chosen)} did not come this time"
    )
    tell(record_property, f"system calls of a meeting failed once, of {len(every)} found", reached, len(every), result)


def _faults(workspace: Path, saved: int, status: int, out: str) -> Iterator[str]:
    """What may not be, after a meeting in which something failed."""
    crash = workspace / "facilitator" / "facilitator.log"
    if crash.exists():
        yield f"a crash: {crash.read_text()[-1500:]}"
    if "Traceback" in out:
        yield f"a traceback: {out[-1500:]}"
    if status not in (0, 1):
        yield f"status {status}: {out[-500:]}"
    path = workspace / "sessions" / f"{NAME}.json"
    try:
        assert TinyDB(path, access_mode="r").table("session").all()
        texts = [entry.text for entry in replay(load(path).events).entries]
    except (FacilitatorError, ValueError, AssertionError) as fault:
        yield f"it cannot be read: {fault}"
        return
    saved_lines = ["before", *(line.partition(" ")[2] for line in LINES[: max(0, saved - 12)])]
    if missing := [line for line in saved_lines if line not in texts]:
        yield f"lost: {missing}"


def test_the_commands(template: Path, tmp_path: Path, record_property: Record) -> None:
    reached, of, told, faults = 0, 0, 0, list[str]()
    log = tmp_path / "log"
    for words in COMMANDS:
        calm = fresh(template, 0)
        done = _run(words, calm, log)
        assert done.returncode == 0, done.stderr
        every = points(log, calm)
        of += len(every)
        shutil.rmtree(calm)
        for point in some(every):
            workspace = fresh(template, 0)
            before = _bytes(workspace)
            done = _run(words, workspace, log, point.options(workspace))
            if hit(log, workspace):
                reached += 1
                told += done.returncode != 0
                refused = done.returncode in (1, 2) and re.search(r"^facilitator: .+\.$", done.stderr, re.MULTILINE)
                if "Traceback" in done.stderr or (done.returncode and not refused):
                    faults.append(f"{words} {point}: {done.returncode} {done.stderr[-1500:]}")
                if _bytes(workspace) != before:
                    faults.append(f"{words} {point}: the session is not as it was")
            shutil.rmtree(workspace)
    assert not faults, f"{len(faults)} of {reached}:\n" + "\n".join(faults)
    result = f"0 crashes, no session changed; {told} were refused in a sentence"
    tell(record_property, f"system calls of {len(COMMANDS)} commands failed once, of {of} found", reached, of, result)


def _run(
    words: Sequence[str], workspace: Path, log: Path, options: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    command = [*FACILITATOR, *words, "--workspace", str(workspace)]
    return subprocess.run(traced(log, command, options), cwd=workspace, capture_output=True, text=True, timeout=60)


def _bytes(workspace: Path) -> dict[str, bytes]:
    """The session, and what stands beside it."""
    return {path.name: path.read_bytes() for path in (workspace / "sessions").glob(f"{NAME}.json*")}


def test_it_would_be_noticed(template: Path) -> None:
    """A line that is not there, and a session that is not whole."""
    path = template / "sessions" / f"{NAME}.json"
    assert not list(_faults(template, 12, 0, ""))
    assert len(list(_faults(template, 13, 137, "Traceback"))) == 3
    path.write_bytes(path.read_bytes()[:-40])
    assert list(_faults(template, 12, 0, ""))
