"""The program in a terminal, with what a person reads off it: the countdown, the saved mark, the entries."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

from facilitator.store.draft import read_draft
from facilitator.ui.widgets.digits import big
from tests.pty_session import Terminal

PROGRAM = (sys.executable, "-m", "facilitator")
NEXT, BACK, PAUSE, EXPORT, LEAVE, UNDO = b"\x0e", b"\x0c", b"\x14", b"\x13", b"\x11", b"\x1a"
HUMBLE = """
import ctypes, os, sys
if os.geteuid() == 0:
    for override in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: after exec, modes hold for root too
        assert ctypes.CDLL(None).prctl(24, override, 0, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
"""
FIRST_MINUTES = 5
"""Of the demo's Introduction."""


class MeetingTerminal(Terminal):
    """`facilitator …` in a workspace. A humble one keeps to the modes of folders and files even as root."""

    def __init__(self, workspace: Path, *words: str, env: dict[str, str] | None = None, humble: bool = False) -> None:
        self.workspace = workspace
        command = [*PROGRAM, *words, "--workspace", str(workspace)]
        if humble:
            command = [sys.executable, "-c", HUMBLE, *command]
        super().__init__(command, cwd=workspace, env={"TZ": "UTC", **os.environ, **(env or {})})

    def shows(self, figure: str) -> bool:
        """Whether the large digits are these."""
        rows = big(figure, 5)
        screen = self.screen().splitlines()
        for top in range(len(screen) - 5):
            block = [line.ljust(46)[:46].rstrip() for line in screen[top : top + 5]]
            if all(line == f"  {row}".rstrip() for line, row in zip(block, rows, strict=True)):
                return True
        return False

    def countdown(self, least: float, most: float) -> float | None:
        """The seconds left that the large digits show, when they are between these two; overtime is below zero."""
        for seconds in range(math.floor(least), math.ceil(most) + 1):
            if self.shows(_figure(seconds)):
                return seconds
        return None


def _figure(seconds: int) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}" if seconds > 0 else f"+{-seconds // 60:02}:{-seconds % 60:02}"


def entries(path: Path) -> list[dict[str, Any]]:
    """The timeline as plain JSON holds it in the table that a person can read."""
    (row,) = json.loads(path.read_text())["session"].values()
    timeline: list[dict[str, Any]] = row["timeline"]
    return timeline


def wait_for_draft(path: Path, draft: str) -> None:
    """What is typed and not sent is on disk, under its own name, within half a second."""
    end = time.monotonic() + 5
    while read_draft(path) != draft:
        assert time.monotonic() < end, "no draft on disk"
        time.sleep(0.02)
