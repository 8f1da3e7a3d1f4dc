"""Which session is meant: SESSION on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facilitator.store.errors import NotFound
from facilitator.store.workspace import Workspace
from facilitator.text import clean

SHOWN: Final = 5
"""Names told when more than one is meant."""


def find_session(sessions: Path, asked: str) -> str:
    """The name of the session: `asked`, or the one that begins with it. NotFound if there is none, or are several."""
    asked = clean(asked, one_line=True)
    workspace = Workspace(sessions)
    names = sorted(path.stem for path in sessions.glob("*.json") if path.stem.startswith(asked))
    if len(names) > 1 and asked and asked not in names:
        told = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
        raise NotFound(f"{len(names)} sessions begin with «{asked}»: {told}. Type a little more of the name.")
    name = names[0] if len(names) == 1 and asked else asked
    workspace.path(name)
    return name
