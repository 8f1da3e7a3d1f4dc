"""Documents as they should come out. `UPDATE_GOLDENS=1 pytest` writes them anew: read the difference."""

from __future__ import annotations

import os
from pathlib import Path

GOLDENS = Path(__file__).parent.parent / "goldens"


def assert_golden(name: str, text: str) -> None:
    """The text is what the golden file of this name holds."""
    path = GOLDENS / name
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
