"""What goes to standard output for other programs to read."""

from __future__ import annotations

import io
import sys


def document(text: str) -> None:
    """Write a document in UTF-8, whatever the terminal's encoding is."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text, end="")
