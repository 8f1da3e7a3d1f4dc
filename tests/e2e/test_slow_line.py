"""Over a line that carries little: keys are in order, and a burst is not painted letter by letter."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.pty_session import Terminal

WORDS = "the pool was saturated while the deploy ran"


def test_a_burst_on_a_slow_line_is_painted_a_few_times(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "facilitator", "demo", "--workspace", str(tmp_path)]
    with Terminal(command, columns=80, rows=24, cwd=tmp_path, bytes_a_second=3840) as terminal:  # 38400 baud
        terminal.wait_for("^Q leave", 60)
        terminal.send(b"\x0e")
        terminal.wait_for("1 of 7", 60)
        terminal.wait_for("saved", 60)
        before = len(terminal.output)
        terminal.send(WORDS)
        terminal.wait_for(WORDS, 60)
        painted = bytes(terminal.output[before:]).count(b"\x1b[22;1H")
        assert painted < len(WORDS) / 2, "the line was painted for almost every letter"
        terminal.send(b"\r")
        terminal.wait_for(WORDS, 60)
        terminal.send(b"\x11")
        terminal.wait_exit(60)
