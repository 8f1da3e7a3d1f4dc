"""The line that is being typed and not yet entered, kept beside the session."""

from __future__ import annotations

import contextlib
from pathlib import Path

from facilitator.domain.errors import FacilitatorError
from facilitator.store.atomic import write_atomically
from facilitator.store.read import read_bytes


def draft_of(session: Path) -> Path:
    return session.with_name(session.name + ".draft")


def read_draft(session: Path) -> str:
    """What was being typed when the program stopped; nothing if that cannot be told."""
    with contextlib.suppress(FacilitatorError):
        return read_bytes(draft_of(session))[0].decode("utf-8", "replace")
    return ""


def write_draft(session: Path, text: str) -> None:
    """Keep it; an empty one removes the file. OSError if that fails."""
    if text:
        write_atomically(draft_of(session), [text.encode("utf-8", "replace")])
    else:
        draft_of(session).unlink(missing_ok=True)
