"""What the program does to the machine, as the system sees it: no packets, no files outside its folders, all 0600."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from measuring import Record, tell
from meeting_terminal import EXPORT, LEAVE, NEXT

from tests.pty_session import Terminal

FACILITATOR: Final = (sys.executable, "-P", "-m", "facilitator")
NAME: Final = "2025-12-03-api-outage"
COMMANDS: Final = (
    ("list",), ("show", NAME), ("export", NAME, "-o", "exported.md"),
    ("export", NAME, "--format", "html", "-o", "e.html"),
    ("search", "pool"), ("actions",), ("insights",), ("check", NAME), ("paths",), ("config",), ("agendas",),
)  # fmt: skip
PATIENCE: Final = 30.0
CHANGING: Final = r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND"
DEVICES: Final = ("/dev/null", "/dev/tty", "/dev/pts/", "/dev/ptmx", "/dev/shm/")

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here: what it does cannot be seen"),
]


def traced(log: Path, command: Sequence[str]) -> list[str]:
    calls = "%network,%file,openat,write"
    return ["strace", "-f", "-y", "--seccomp-bpf", "-o", str(log), "-e", f"trace={calls}", *command]


def loud(lines: Sequence[str], ours: Sequence[Path]) -> Iterator[str]:
    """The calls in a log that reach a network, or change a file that is not in one of these folders."""
    for line in lines:
        call = re.match(r"\d+ +(\w+)\(", line)
        if call is None or re.search(r"\) += -1 E", line):
            continue
        if re.search(r"\bAF_(?!UNIX|UNSPEC|LOCAL)", line):
            yield line
        elif changed := _changed(call[1], line):
            inside = any(changed == str(each) or changed.startswith(f"{each}/") for each in ours)
            if not inside and not changed.startswith(DEVICES) and "/__pycache__/" not in f"{changed}/":
                yield line


def _changed(call: str, line: str) -> str:
    """The path that a call changes, made whole; none if it only looks."""
    names = [part.replace('\\"', '"') for part in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]
    if not names or call == "write":
        return ""
    opened = call in ("open", "openat", "creat") and re.search(CHANGING, line)
    altered = call.startswith(
        ("rename", "mkdir", "unlink", "rmdir", "link", "symlink", "chmod", "fchmodat", "chown", "trunc")
    )
    if not opened and not altered and not call.startswith(("mknod", "utime", "fchown")):
        return ""
    name = names[-1] if call.startswith(("rename", "link", "symlink")) else names[0]
    folder = re.search(r"\((?:AT_FDCWD|\d+)<([^>]*)>", line)
    return os.path.normpath(Path(folder[1] if folder else "") / name)


def open_to_others(folders: Sequence[Path]) -> Iterator[str]:
    """Files that somebody else may read."""
    for folder in folders:
        for path in folder.rglob("*"):
            mode = stat.S_IMODE(path.lstat().st_mode)
            if path.is_file() and mode != 0o600:
                yield f"{path.name}: {mode:o}"


def test_a_whole_meeting_and_the_commands(tmp_path: Path, home: Path, record_property: Record) -> None:
    log, workspace = tmp_path / "log", tmp_path / "workspace"
    workspace.mkdir()
    before = os.umask(0)
    try:
        lines = _meeting(log, workspace)
        (workspace / "demo").rename(workspace / "sessions")
        for words in COMMANDS:
            command = traced(log, [*FACILITATOR, *words, "--workspace", str(workspace)])
            done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, timeout=60)
            assert done.returncode == (words[0] == "check"), done.stderr  # It found gaps.
            lines += log.read_text(errors="replace").splitlines()
    finally:
        os.umask(before)
    assert [line for line in lines if "sessions" in line], "strace saw nothing"
    assert not (found := list(loud(lines, [workspace, home]))), found[:5]
    assert not (found := list(open_to_others([workspace, home]))), found[:5]
    files = sum(path.is_file() for folder in (workspace, home) for path in folder.rglob("*"))
    told = f"0 sockets of a network, 0 changes outside its folders, {files} files, all 0600"
    tell(record_property, "system calls of a meeting and the commands looked at", len(lines), len(lines), told)


def _meeting(log: Path, workspace: Path) -> list[str]:
    command = traced(log, [*FACILITATOR, "demo", "--workspace", str(workspace)])
    with Terminal(command, cwd=workspace, env={"TZ": "UTC"}) as meeting:
        meeting.wait_until(lambda screen: "● saved" in screen and "Timeline · " in screen, PATIENCE)
        meeting.send(NEXT)
        for number in range(5):
            meeting.send(f"14:16 a line {number} https://example.com/{number}\r")
        meeting.wait_for("Timeline · 16 entries", PATIENCE)
        meeting.send(EXPORT)
        meeting.wait_for("xported", PATIENCE)
        meeting.send(b"\x1b" + LEAVE)
        assert meeting.wait_exit(PATIENCE) == 0
    return log.read_text(errors="replace").splitlines()


def test_it_would_be_noticed(tmp_path: Path) -> None:
    """A program that asks the network, writes beside its folder, and leaves its file open to all."""
    ours = tmp_path / "ours"
    ours.mkdir()
    code = (
        "import os, socket, pathlib; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9)); "
        "os.umask(0); pathlib.Path('ours/in').write_text('x'); pathlib.Path('out').write_text('x'); "
        "pathlib.Path('out').rename('ours/../other')"
    )
    log = tmp_path / "log"
    subprocess.run(traced(log, [sys.executable, "-c", code]), cwd=tmp_path, check=True)
    found = list(loud(log.read_text().splitlines(), [ours]))
    calls = [re.sub(r"\d+ +(\w+)\(.*", r"\1", line) for line in found]
    assert [call for call in calls if call != "getsockname"] == ["socket", "sendto", "openat", "rename"]
    assert list(open_to_others([ours])) == ["in: 666"]
