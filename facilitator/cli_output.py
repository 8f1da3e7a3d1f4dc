"""`facilitator show` and `export`: what a session holds. Nothing is written but the file that was asked for."""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.cli_find import find_session
from facilitator.cli_print import document
from facilitator.cli_summary import summary_text
from facilitator.clock import clock_from_environment
from facilitator.documents.registry import FORMATS, render
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.folders import work_folder
from facilitator.store.atomic import write_atomically
from facilitator.store.errors import cause
from facilitator.store.opening import load
from facilitator.store.workspace import Workspace
from facilitator.text import clean


class NotExported(FacilitatorError):
    """The document could not be written where it was to go."""


def show(workspace: str | None, asked: str, *, as_json: bool) -> int:
    """Print a session, as JSON or in a few lines."""
    name, session = _read(workspace, asked)
    now = clock_from_environment().now()
    document(clean(render(session, name, "json", now) if as_json else summary_text(session, name, now)))
    return 0


def export(workspace: str | None, asked: str, format: str, output: str | None, *, force: bool) -> int:
    """Write a session as a document."""
    name, session = _read(workspace, asked)
    text = clean(render(session, name, format, clock_from_environment().now()))
    if output == "-":
        document(text)
        return 0
    file = name + FORMATS[format].suffix
    path = Path(output or file).expanduser()
    if path.is_dir():
        path /= file
    _write(path, text, force=force)
    print(f"Wrote {path}.")
    return 0


def _read(workspace: str | None, asked: str) -> tuple[str, Session]:
    """A session as it is on the disk now, also while it is open elsewhere."""
    sessions = Path(work_folder("sessions", workspace))
    name = find_session(sessions, asked)
    found = load(Workspace(sessions).path(name))
    for notice in found.notices:
        print(f"facilitator: {notice}", file=sys.stderr)
    return name, replay(found.events)


def _write(path: Path, text: str, *, force: bool) -> None:
    if not path.parent.is_dir():
        raise NotExported(f"There is no folder {path.parent}. Make it first, or choose another with -o.")
    if path.exists() and not force:
        raise NotExported(f"{path} is there already and was left as it is. Add --force to write over it.")
    try:
        write_atomically(path.absolute(), text.encode("utf-8", "replace"))
    except OSError as fault:
        raise NotExported(f"{cause(fault, path.parent)}: {path.name} was not written.") from fault
