"""`facilitator show` and `export`: what a session holds. Nothing is written but the file that was asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.cli_find import find_session
from facilitator.cli_print import document
from facilitator.cli_summary import summary_text
from facilitator.clock import clock_from_environment
from facilitator.documents.registry import render
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session
from facilitator.paths import typed_path
from facilitator.store.opening import load
from facilitator.text import clean

if TYPE_CHECKING:
    from argparse import Namespace

    from facilitator.documents.edition import Edition


def show(workspace: str | None, asked: str, *, as_json: bool) -> int:
    """Print a session, as JSON or in a few lines."""
    name, session = read_session(workspace, asked)
    now = clock_from_environment().now()
    document(clean(render(session, name, "json", now) if as_json else summary_text(session, name, now)))
    return 0


def export(workspace: str | None, options: Namespace) -> int:
    """Write a session as a document."""
    # Here: what looks for names and secrets takes as long to import as all that `show` needs.
    from facilitator.documents.audience import audience
    from facilitator.documents.edition import edition
    from facilitator.exporting import filing_folder, only_outside, released, team_folder, write_edition
    from facilitator.folders import work_folder
    from facilitator.layout import Layout

    name, session = read_session(workspace, options.session)
    to_whom = audience(options.audience) if options.audience else None
    only_outside(options.redact, to_whom)
    templates, listed = team_folder(Path(work_folder("templates", workspace)))
    made = edition(
        session,
        name,
        options.format,
        clock_from_environment().now(),
        to_whom,
        templates=templates,
        words=(*listed, *options.redact),
        front_matter=options.front_matter,
    )
    if options.output == "-":
        document(released(made, to_whom))
        _tell(made)
        return 0
    to = typed_path(options.output) if options.output else Path()
    if options.layout:
        to = filing_folder(to, session, Layout(options.layout))
    path = to / (name + made.suffix) if to.is_dir() else to
    print(f"Wrote {write_edition(made, to_whom, path, force=options.force)}.")
    _tell(made)
    return 0


def read_session(workspace: str | None, asked: str) -> tuple[str, Session]:
    """A session as it is on the disk now, also while it is open elsewhere."""
    path = find_session(workspace, asked)
    found = load(path)
    for notice in found.notices:
        print(f"facilitator: {notice}", file=sys.stderr)
    return path.stem, replay(found.events)


def _tell(made: Edition) -> None:
    """What has to be known before the document is sent."""
    if made.replaced:
        many = f"{len(made.replaced)} names, hosts or other words of the inside were"
        told = "One name, host or other word of the inside was" if len(made.replaced) == 1 else many
        print(f"facilitator: {told} replaced. Read the document before it goes out.", file=sys.stderr)
    for warning in made.warnings:
        print(f"facilitator: {clean(warning, one_line=True)}", file=sys.stderr)
