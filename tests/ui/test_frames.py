"""How long a key may wait for the next frame."""

from __future__ import annotations

import os
import subprocess
import sys

ASK = "import facilitator.ui.app; from textual import screen; print(round(1 / screen.UPDATE_PERIOD))"


def frames(**more: str) -> int:
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"} | more
    return int(subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, check=True).stdout)


def test_a_key_waits_for_a_frame_four_milliseconds_at_most():
    assert frames() == 240


def test_who_wants_fewer_frames_can_have_them():
    assert frames(TEXTUAL_FPS="30") == 30
