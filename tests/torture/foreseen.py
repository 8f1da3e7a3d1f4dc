"""The program, whose temporary files are called the same in every run: `foreseen.py <words of the command line …>`."""

from __future__ import annotations

import os
import sys
from itertools import count

NUMBERS = count()


def foreseen(size: int) -> bytes:
    """One number after another."""
    return next(NUMBERS).to_bytes(max(size, 8), "big")[-size:]


if __name__ == "__main__":
    os.urandom = foreseen
    from facilitator.cli import main

    sys.exit(main(sys.argv[1:]))
