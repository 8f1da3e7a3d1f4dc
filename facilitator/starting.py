"""Starting a session: from an incident to a file with a name. For the command line and the home screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from facilitator.config import Config
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.errors import Refused
from facilitator.domain.record import replace
from facilitator.domain.session import Incident, Person, Session
from facilitator.paths import Places
from facilitator.store.desk import Desk
from facilitator.store.workspace import Workspace

DEMO_AGENDA: Final = "blameless-postmortem"


def start_session(
    place: Places, config: Config, incident: Incident, agenda: str, at: datetime, people: tuple[Person, ...] = ()
) -> str:
    """Make a session in the workspace, and give its name; Refused, BadAgenda or NotWritable if that cannot be."""
    from facilitator.agenda import agenda_named  # here, as below: what goes on has its agenda already

    _check(incident)
    chosen = agenda_named(agenda, place.agendas)
    agreed = replace(chosen, factors=chosen.factors or config.contributing_factors)
    command = CreateSession(incident, agreed, people)
    return _kept(place.sessions, command, config, at)


def start_demo(place: Places, config: Config, at: datetime, *, fresh: bool) -> str:
    """The name of the demonstration in its own folder: the one that has not ended, unless it is to be a fresh one."""
    going = [row["name"] for row in Workspace(place.demo).list() if row["state"] in ("prepared", "meeting")]
    if going and not fresh:
        return str(going[0])
    from facilitator.agenda import agenda_named
    from facilitator.demo import demo_session_command

    return _kept(place.demo, demo_session_command(agenda_named(DEMO_AGENDA, place.agendas)), config, at)


def describe(session: Session, name: str) -> dict[str, Any]:
    """The readable state that the file of a session carries."""
    from facilitator.documents.plain import as_document  # here: a file is written when the screen is up

    return as_document(session, name)


def _check(incident: Incident) -> None:
    if not incident.title:
        raise Refused("An incident needs a title: a few words on what happened.")
    for name in ("detected", "mitigated", "resolved"):
        then = getattr(incident, name)
        if incident.started and then and then < incident.started:
            raise Refused(f"The incident cannot be {name} before it started. Look at the two times.")


def _kept(folder: Path, command: CreateSession, config: Config, at: datetime) -> str:
    from facilitator.when import zone_info

    workspace, incident = Workspace(folder), command.incident
    day = (incident.started or at).astimezone(zone_info(incident.timezone)).date()
    name = workspace.new_name(day, incident.title)
    Desk.create(workspace.place(name), command, at, describe, config.author or "facilitator").close()
    return name
