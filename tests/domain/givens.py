"""A small agenda, and a meeting held command by command: minutes are the only time a test names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from facilitator.domain.acts.entries import Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.commands import Command
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Phase, Precision, Session, When, Work

NOON = datetime(2025, 12, 5, 12, 0, tzinfo=UTC)
INCIDENT = Incident(title="API outage", started=datetime(2025, 12, 3, 14, 15, tzinfo=UTC))
AGENDA = Agenda(
    "small",
    (
        Phase("open", "Opening", "Open", 10 * 60, 5 * 60, Work.OPENING, do=("Somebody takes notes",)),
        Phase("talk", "Talk", "Talk", 20 * 60, 10 * 60, Work.TIMELINE),
        Phase("close", "Closing", "Close", 5 * 60, 60, Work.CLOSING, say=("word " * 260,)),
    ),
)
"""35 minutes. The closing's script has 260 words: at 130 a minute it takes two minutes to say, more than its floor."""


def at(minutes: float) -> datetime:
    """So many minutes after the session was made."""
    return NOON + timedelta(minutes=minutes)


def entry(time: str, text: str = "something happened") -> Draft:
    """A draft at `14:25` UTC on the day of the incident; `?` for no known time."""
    if time == "?":
        return Draft(When(written="?"), text)
    hour, minute = time.split(":")
    return Draft(When(datetime(2025, 12, 3, int(hour), int(minute), tzinfo=UTC), None, Precision.EXACT, time), text)


def do(session: Session, command: Command, minutes: float = 0) -> Session:
    """The session after a command."""
    for event in decide(session, command, at(minutes)):
        session = evolve(session, event)
    return session


def held(*acts: tuple[float, Command]) -> Session:
    """A session on which these were done, each at its minute."""
    session = do(Session(), CreateSession(INCIDENT, AGENDA))
    for minutes, command in acts:
        session = do(session, command, minutes)
    return session


def texts(session: Session) -> Sequence[str]:
    """The timeline's texts, in order."""
    return [each.text for each in session.entries]
