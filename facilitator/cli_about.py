"""`facilitator agendas`, `keys`, `paths` and `config`: what the program has, and where."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from facilitator.agenda import find_agendas
from facilitator.cli_print import document
from facilitator.cli_sessions import settings
from facilitator.config import Config, as_toml
from facilitator.domain.record import fields_of
from facilitator.domain.session import Agenda
from facilitator.paths import places
from facilitator.ui.commands import COMMANDS
from facilitator.ui.key_labels import labels, table_markdown
from facilitator.ui.remapping import check_keys
from facilitator.when import span

if TYPE_CHECKING:
    from facilitator.insights_digest import Digest


def tell(workspace: str | None, options: Namespace) -> int:
    """The command of the four that was asked for."""
    match options.command:
        case "agendas":
            return agendas(workspace, minutes=options.minutes)
        case "keys":
            return keys(workspace, markdown=options.markdown)
        case "paths":
            return paths(workspace)
    return config(workspace, sample=options.sample)


def agendas(workspace: str | None, *, minutes: bool) -> int:
    """Print the meetings one can hold; a file that is none is told on standard error."""
    past = _past(workspace) if minutes else ()
    found = find_agendas(places(workspace).agendas)
    wide = max((len(each.slug) for each in found), default=0)
    for each in found:
        if each.agenda:
            planned = span(sum(phase.seconds for phase in each.agenda.phases))
            print(f"{each.slug:{wide}}  {planned:>10}  {each.agenda.name}  ({each.path})")
            if minutes:
                _tell_minutes(each.agenda, past)
        else:
            print(f"facilitator: {each.fault} ({each.path})", file=sys.stderr)
    return 0


def _past(workspace: str | None) -> tuple[Digest, ...]:
    from facilitator.insights_digest import Digest  # here: only the minutes need other sessions
    from facilitator.store.archive_told import read_told

    return tuple(told for _, told in read_told(places(workspace).sessions, Digest).told)


def _tell_minutes(agenda: Agenda, past: tuple[Digest, ...]) -> None:
    """What each phase took in the team's own meetings, beside what is planned."""
    from facilitator.suggested import FEW, suggested

    for row in suggested(agenda, past):
        took = span(row.seconds) if row.seconds is not None else f"too few meetings (needs {FEW})"
        print(f"    {row.phase:28}planned {span(row.planned):>8}   took {took} (n = {row.n})")


def keys(workspace: str | None, *, markdown: bool) -> int:
    """Print the keys, with the user's own; as Markdown, those that the program comes with."""
    if markdown:
        document(table_markdown())
        return 0
    own = settings(places(workspace)).keys
    shown = [(", ".join(labels(row, own)), row) for row in COMMANDS]
    wide = [max(len(keys) for keys, _ in shown), max(len(row.id) for _, row in shown)]
    for keys, row in shown:
        print(f"{keys:{wide[0]}}  {row.id:{wide[1]}}  {row.title}")
    check_keys(own)  # After the list: it is what one needs to put them right.
    return 0


def paths(workspace: str | None) -> int:
    """Print where everything is kept, or would be."""
    place = places(workspace)
    rows = [(name, getattr(place, name)) for name, _ in fields_of(type(place))]
    for name, value in rows:
        for path in value if isinstance(value, tuple) else (value,):
            print(f"{name:10}{path}{'' if path.exists() else '  (not there yet)'}")
    return 0


def config(workspace: str | None, *, sample: bool) -> int:
    """Print the settings in force, or a config file to start from."""
    there = Config() if sample else settings(places(workspace))
    document(as_toml(there))
    check_keys(there.keys)
    return 0
