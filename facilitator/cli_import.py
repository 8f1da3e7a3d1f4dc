"""`facilitator import`: a session from its document, or entries for a session from where an incident's timeline is."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from facilitator.agenda import agenda_named, find_agendas
from facilitator.cli_find import find_session
from facilitator.cli_output import read_session
from facilitator.cli_sessions import settings
from facilitator.clock import clock_from_environment
from facilitator.config import Config
from facilitator.documents.plain import as_document
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.errors import FacilitatorError, Refused
from facilitator.domain.evolve import replay
from facilitator.domain.session import Agenda, Session
from facilitator.imports.markdown import Choose, Imported, NotOurs, read
from facilitator.imports.report import Report, lines
from facilitator.paths import Places, places, typed_path
from facilitator.store.desk import Desk
from facilitator.store.session_file import SessionFile
from facilitator.store.workspace import Workspace
from facilitator.text import clean
from facilitator.when import label, stamp

LARGEST: Final = 5_000_000
"""Bytes of a document."""
SHOWN: Final = 10
"""Entries that a dry run prints."""


class NotImported(FacilitatorError):
    """A file that cannot be read."""


def import_file(workspace: str | None, options: Namespace) -> int:
    """With a session, add entries to it; without one, make a session of a document of ours."""
    if options.session is not None:
        if options.agenda:
            raise Refused("--agenda is for a new session: leave out SESSION, or --agenda.")
        return add_entries(workspace, options)
    if options.format or options.timezone or options.dry_run or options.all:
        raise Refused("--format, --timezone, --all and --dry-run go with a session: facilitator import SESSION FILE.")
    return import_document(workspace, options.file, options.agenda)


def add_entries(workspace: str | None, options: Namespace) -> int:
    """Add what a file holds to the timeline of a session, in one step, and tell what became of all of it."""
    from facilitator.imports.sources import registry  # here: a document of ours needs none of the sources

    def found(session: Session, now: datetime) -> registry.Found:
        file, form = typed_path(options.file), options.format or registry.AUTO
        return registry.read(file, session, form, options.timezone, now=now, folded=options.all)

    now = clock_from_environment().now()
    if options.dry_run:
        _, session = read_session(workspace, options.session)
        there = found(session, now)
        _tell(there.report, would=True)
        _show(there.drafts, session.incident.timezone)
        return 0
    desk = Desk.open(find_session(workspace, options.session), as_document)
    try:
        there = found(desk.session, now)
        if there.drafts:
            desk.send(AddEntries(there.drafts), now)
            if not desk.flush() and desk.trouble:
                raise Refused(f"{desk.trouble}")
    finally:
        desk.close()
    _tell(there.report, would=False)
    if not there.drafts:
        print("There is nothing new in it: the session is as it was.")
    return 0


def import_document(workspace: str | None, file: str, agenda: str | None) -> int:
    """Make a session of a document, and print its name; what could not be read is told, a sentence each."""
    place, now = places(workspace), clock_from_environment().now()
    config = settings(place)
    path = typed_path(file)
    name, told = clean(path.stem, one_line=True) or "document", []

    def choose(named: str) -> Agenda:
        chosen, why = _agenda(place, config, agenda, named)
        told.append(why)
        return chosen

    try:
        text = _text(path)
        by = config.author or "facilitator"
        made = _session(text, name, choose, now, by)
    except (NotOurs, NotImported):
        _name_the_session(path)
        raise
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


def _session(text: str, name: str, choose: Choose, now: datetime, by: str) -> Imported:
    """Of a document in Markdown, or in JSON."""
    if text.lstrip()[:1] != "{":
        return read(text, name, choose, now, by)
    from facilitator.imports.sources import session_json  # here: a document in Markdown needs it not

    return session_json.read(text, name, choose, now, by)


def _name_the_session(path: Path) -> None:
    """Say what is missing, where the file is a timeline of somebody else's."""
    from facilitator.imports.sources import registry
    from facilitator.imports.sources.loading import load

    try:
        form = registry.detect(load(path))
    except FacilitatorError:
        return
    title, file = registry.FORMATS[form].title, clean(path.name, one_line=True)
    raise NotImported(
        f"{file} has a timeline ({title}), but makes no session: name the one that it belongs to, "
        f"as in «facilitator import SESSION {file}»."
    ) from None


def _tell(report: Report, *, would: bool) -> None:
    for line in lines(report, would=would):
        print(clean(line, one_line=True))


def _show(drafts: Sequence[Draft], zone: str) -> None:
    """The first entries, as they would stand in the timeline."""
    for draft in drafts[:SHOWN]:
        day = stamp(draft.when.at, zone)[:10] if draft.when.at else " " * 10
        text = clean(draft.text, one_line=True)
        print(f"  {day} {label(draft.when, zone):8}  {text if len(text) < 80 else text[:79] + '…'}")
    if len(drafts) > SHOWN:
        print(f"  … and {len(drafts) - SHOWN:,} more.")
    print("Nothing was changed.")


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
