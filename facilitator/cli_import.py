"""`facilitator import`: a post-mortem document in Markdown as a session of the workspace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from facilitator.agenda import agenda_named, find_agendas
from facilitator.cli_sessions import settings
from facilitator.clock import clock_from_environment
from facilitator.config import Config
from facilitator.documents.plain import as_document
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import replay
from facilitator.domain.session import Agenda
from facilitator.imports.markdown import read
from facilitator.paths import Places, places
from facilitator.store.session_file import SessionFile
from facilitator.store.workspace import Workspace
from facilitator.text import clean

LARGEST: Final = 5_000_000
"""Bytes of a document."""


class NotImported(FacilitatorError):
    """A file that cannot be read."""


def import_document(workspace: str | None, file: str, agenda: str | None) -> int:
    """Make a session of a document, and print its name; what could not be read is told, a sentence each."""
    place, now = places(workspace), clock_from_environment().now()
    config = settings(place)
    path = Path(file).expanduser()
    name, told = clean(path.stem, one_line=True) or "document", []

    def choose(named: str) -> Agenda:
        chosen, why = _agenda(place, config, agenda, named)
        told.append(why)
        return chosen

    made = read(_text(path), name, choose, now, config.author or "facilitator")
    session = replay(made.events)
    incident = session.incident
    day = (incident.started or now).astimezone(ZoneInfo(incident.timezone)).date()
    folder = Workspace(place.sessions)
    called = folder.new_name(day, incident.title)
    SessionFile.create(folder.place(called), made.events, as_document).close()
    for sentence in (*told, *made.told):
        if sentence:
            print(f"facilitator: {clean(sentence, one_line=True)}", file=sys.stderr)
    print(called, flush=True)
    return 0


def _agenda(place: Places, config: Config, asked: str | None, named: str) -> tuple[Agenda, str]:
    """The agenda that was asked for, else the one that the document names, else the usual one; and a word on it."""
    if asked:
        return agenda_named(clean(asked, one_line=True), place.agendas), ""
    there = (found.agenda for found in find_agendas(place.agendas) if found.agenda)
    if chosen := next((each for each in there if each.name == named), None):
        return chosen, ""
    usual = agenda_named(config.agenda, place.agendas)
    return usual, f"There is no agenda «{named}» here: the session has «{usual.name}»." if named else ""


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as fault:
        raise NotImported(f"{path} cannot be read ({fault.strerror}).") from fault
    if len(data) > LARGEST:
        raise NotImported(f"{path} is over 5 MB, too large for a document.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotImported(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
