"""Making very many things at once, without Python's search for circles among them: it would stop all threads."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

MANY: Final = 50_000
"""Things that are worth it."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is made meanwhile is never searched, so it must hold no circles: records and tuples do not."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()  # Else all of it would be searched as soon as the search goes on.
        if was:
            gc.enable()
