"""All sessions of a folder as they are on the disk now, for what is told of many at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.domain.record import Record
from facilitator.domain.session import Session
from facilitator.store.listing import listed
from facilitator.store.opening import load


class Kept(Record):
    """A session and the name under which it is kept."""

    name: str
    session: Session


class Skipped(Record):
    """A file that could not be read."""

    name: str
    why: str
    """One sentence."""


class Archive(Record):
    """What was found in a folder."""

    kept: tuple[Kept, ...] = ()
    """The newest incident first."""
    skipped: tuple[Skipped, ...] = ()


def read_archive(
    folder: Path, since: date | None = None, until: date | None = None, most: int | None = None
) -> Archive:
    """Every session, or those of incidents from one day to another. Nothing is written, and no lock is taken.

    `most`: so many of the newest, in a larger archive.
    """
    kept: list[Kept] = []
    skipped: list[Skipped] = []
    for name in islice(_names(folder, since, until), most):
        try:
            kept.append(Kept(name, replay(load(folder / f"{name}.json").events)))
        except FacilitatorError as fault:
            skipped.append(Skipped(name, str(fault)))
    return Archive(tuple(kept), tuple(skipped))


def _names(folder: Path, since: date | None, until: date | None) -> Iterator[str]:
    """The files of these days, told by the heads of the files; those that do not say are read as well."""
    first, last = since.isoformat() if since else "", until.isoformat() if until else "9999"
    return (row["name"] for row in listed(str(folder)) if row["date"] is None or first <= row["date"] <= last)
