"""What a guest's line becomes: in silent writing a sealed point; a participant's a point or, elsewhere, a question."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from facilitator import capture
from facilitator.bench import Bench
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.rounds import SealPoint
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.roles import OPEN_TO_ALL, Role
from facilitator.domain.session import Session
from facilitator.text import clean


def read(line: str, session: Session, now: datetime, bench: Bench, role: Role) -> Command:
    """What Enter does with a line; Refused if there is nothing in it."""
    words = clean(line, one_line=True)
    asks, unseen = words.lstrip().startswith("?"), session.round is not None
    if role is Role.PARTICIPANT and unseen and not asks:
        return _sealed(words)
    command = capture.read_line(line, session, now, bench)
    if role is not Role.PARTICIPANT:
        return _sealed(words) if unseen and not asks and isinstance(command, AddNotes) else command
    if isinstance(command, AddNotes) and command.section in OPEN_TO_ALL:
        return command
    return AddNotes(Section.QUESTION, (words.lstrip("? "),))


def read_paste(text: str, session: Session, now: datetime, bench: Bench, role: Role) -> tuple[Command, ...]:
    """What a pasted block becomes. In silent writing each line is a point of its own, to be taken back alone."""
    command = capture.read_paste(text, session, now, bench)
    if session.round is None:
        return (command,)
    if isinstance(command, AddNotes):
        return (command,) if command.section is Section.QUESTION else _all_sealed(command.texts)
    return _all_sealed(clean(text).split("\n")) if role is Role.PARTICIPANT else (command,)


def _all_sealed(lines: Iterable[str]) -> tuple[Command, ...]:
    return tuple(_sealed(line.strip()) for line in lines if line.strip())


def _sealed(words: str) -> SealPoint:
    return SealPoint(secrets.token_urlsafe(16), words)
