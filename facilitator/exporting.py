"""Writing a session as a document: for the command line and the meeting screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.documents.audience import OUTSIDE, Audience
from facilitator.documents.edition import Edition, edition
from facilitator.documents.registry import suffix
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.session import Session
from facilitator.layout import Layout, folder
from facilitator.redaction import read_words
from facilitator.store.atomic import write_atomically
from facilitator.store.errors import cause
from facilitator.text import clean

WORDS: Final = "redact.txt"
"""In a team's folder of templates: its own words that must not go out, one a line."""
LARGEST: Final = 1_000_000
"""Bytes of that list."""
SHOWN: Final = 3
"""Of what still stands in an edition for the outside, how much is told."""


class NotExported(FacilitatorError):
    """The document could not be written where it was to go."""


class AlreadyThere(NotExported):
    """There is a file of that name, and it was left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already and was left as it is. Add --force to write over it.")
        self.path = path


class NotRedacted(NotExported):
    """What must not go out still stands in an edition for the outside."""

    def __init__(self, audience: Audience, leaks: Sequence[str]) -> None:
        told = ", ".join(f"«{clean(each, one_line=True)[:60]}»" for each in leaks[:SHOWN])
        more = f" and {len(leaks) - SHOWN} more" if len(leaks) > SHOWN else ""
        super().__init__(
            f"The {audience} edition still holds {told}{more}, so nothing was written: change those words."
        )
        self.leaks = tuple(leaks)


def export_session(session: Session, name: str, format: str, to: Path, now: datetime, *, force: bool) -> Path:
    """Write a session in a format to a file, or into a folder; gives the file. NotExported if that cannot be."""
    made = edition(session, name, format, now)
    return write_edition(made, None, to / (name + suffix(format)) if to.is_dir() else to, force=force)


def write_edition(made: Edition, audience: Audience | None, path: Path, *, force: bool) -> Path:
    """Write what was made to a file, whole or not at all. NotExported if that cannot be."""
    text = released(made, audience)
    if not path.parent.is_dir():
        raise NotExported(f"There is no folder {path.parent}. Make it first, or choose another with -o.")
    if path.exists() and not force:
        raise AlreadyThere(path)
    try:
        write_atomically(path.absolute(), [text.encode("utf-8", "replace")])
    except OSError as fault:
        raise NotExported(f"{cause(fault, path.parent)}: {path.name} was not written.") from fault
    return path


def released(made: Edition, audience: Audience | None) -> str:
    """The text as it leaves the house. NotRedacted if it must not."""
    if made.leaks and audience:
        raise NotRedacted(audience, made.leaks)
    return made.text


def filing_folder(base: Path, session: Session, layout: Layout) -> Path:
    """The folder in which a document is filed, made if it is not there; NotExported if it cannot be."""
    if not base.is_dir():
        raise NotExported(f"There is no folder {base}. Make it first, or choose another with -o.")
    made = base / folder(session, layout)
    try:
        made.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise NotExported(f"{cause(fault, base)}: the folder {made} could not be made.") from fault
    return made


def only_outside(words: Sequence[str], audience: Audience | None) -> None:
    """NotExported for words to redact in a document in which nothing is: nobody shall rely on it."""
    if words and audience not in OUTSIDE:
        raise NotExported("Words are redacted for the outside only: add --for customer or --for public.")


def team_folder(folder: Path) -> tuple[Path | None, tuple[str, ...]]:
    """A team's templates, if it has any, and the words of its list. NotExported for a list that cannot be read."""
    if not folder.is_dir():
        return None, ()
    path = folder / WORDS
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise NotExported(f"{path} is over 1 MB, too large for a list of words.")
        return folder, read_words(clean(data.decode("utf-8-sig")))
    except FileNotFoundError:
        return folder, ()
    except UnicodeDecodeError:
        raise NotExported(f"{path} is not UTF-8. Save it as UTF-8.") from None
    except OSError as fault:  # without it, a customer's name could go out
        raise NotExported(f"{path} cannot be read ({fault.strerror}).") from fault
