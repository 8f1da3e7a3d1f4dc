"""Which session is meant: SESSION on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facilitator.folders import demo_folder, names_in, work_folder
from facilitator.store.errors import NotFound
from facilitator.store.workspace import Workspace
from facilitator.text import clean

SHOWN: Final = 5
"""Names told when more than one is meant."""


def find_session(workspace: str | None, asked: str) -> Path:
    """The file of the session: `asked`, or the one that begins with it. NotFound if there is none, or are several.

    The demonstration's folder is looked into only where the workspace has no such session.
    """
    asked = clean(asked, one_line=True)
    sessions, demo = Path(work_folder("sessions", workspace)), Path(demo_folder(workspace))
    found = next((paths for folder in (sessions, demo) if (paths := _begin_with(folder, asked))), [])
    names = [path.stem for path in found]
    if len(names) > 1 and asked and asked not in names:
        told = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
        raise NotFound(f"{len(names)} sessions begin with «{asked}»: {told}. Type a little more of the name.")
    name = names[0] if len(names) == 1 and asked else asked
    return Workspace(found[0].parent if found else sessions).path(name)


def _begin_with(folder: Path, asked: str) -> list[Path]:
    return [folder / name for name in sorted(names_in(folder, ".json"), key=_stem) if _stem(name).startswith(asked)]


def _stem(name: str) -> str:
    return name.removesuffix(".json")
