"""Screens as text, held against the ones that somebody looked at."""

from __future__ import annotations

import os
from pathlib import Path

GOLDENS = Path(__file__).parents[1] / "goldens"


def same_as_golden(name: str, shown: str) -> None:
    """The text is that of the golden; with UPDATE_GOLDENS set, it becomes the golden."""
    golden = GOLDENS / name
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")
