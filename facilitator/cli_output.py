"""`facilitator show` and `export`: what a session holds. Nothing is written but the file that was asked for."""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.cli_find import find_session
from facilitator.cli_print import document
from facilitator.cli_summary import summary_text
from facilitator.clock import clock_from_environment
from facilitator.documents.registry import render, suffix
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.exporting import export_session
from facilitator.store.opening import load
from facilitator.text import clean


def show(workspace: str | None, asked: str, *, as_json: bool) -> int:
    """Print a session, as JSON or in a few lines."""
    name, session = read_session(workspace, asked)
    now = clock_from_environment().now()
    document(clean(render(session, name, "json", now) if as_json else summary_text(session, name, now)))
    return 0


def export(workspace: str | None, asked: str, format: str, output: str | None, *, force: bool) -> int:
    """Write a session as a document."""
    name, session = read_session(workspace, asked)
    now = clock_from_environment().now()
    if output == "-":
        document(clean(render(session, name, format, now)))
        return 0
    to = Path(output).expanduser() if output else Path(name + suffix(format))
    print(f"Wrote {export_session(session, name, format, to, now, force=force)}.")
    return 0


def read_session(workspace: str | None, asked: str) -> tuple[str, Session]:
    """A session as it is on the disk now, also while it is open elsewhere."""
    path = find_session(workspace, asked)
    found = load(path)
    for notice in found.notices:
        print(f"facilitator: {notice}", file=sys.stderr)
    return path.stem, replay(found.events)
