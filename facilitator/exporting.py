"""Writing a session as a document: for the command line and the meeting screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from facilitator.documents.registry import render, suffix
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session
from facilitator.store.atomic import write_atomically
from facilitator.store.errors import cause
from facilitator.text import clean


class NotExported(FacilitatorError):
    """The document could not be written where it was to go."""


class AlreadyThere(NotExported):
    """There is a file of that name, and it was left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already and was left as it is. Add --force to write over it.")
        self.path = path


def export_session(session: Session, name: str, format: str, to: Path, now: datetime, *, force: bool) -> Path:
    """Write a session in a format to a file, or into a folder; gives the file. NotExported if that cannot be."""
    text = clean(render(session, name, format, now))
    path = to / (name + suffix(format)) if to.is_dir() else to
    if not path.parent.is_dir():
        raise NotExported(f"There is no folder {path.parent}. Make it first, or choose another with -o.")
    if path.exists() and not force:
        raise AlreadyThere(path)
    try:
        write_atomically(path.absolute(), text.encode("utf-8", "replace"))
    except OSError as fault:
        raise NotExported(f"{cause(fault, path.parent)}: {path.name} was not written.") from fault
    return path
