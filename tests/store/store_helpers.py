"""Sessions to save, and the ways to look at what was saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Condition
from typing import Any

from tinydb import TinyDB

from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.events import Event
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Phase, Precision, Session, When, Work
from facilitator.store.session_file import SessionFile

AT = datetime(2025, 12, 3, 22, 15, tzinfo=UTC)
AGENDA = Agenda("Short", (Phase("timeline", "Timeline review", "Timeline", 900, 300, Work.TIMELINE),))
TEXTS = ("DB [/var/log] full", "connections: 100 %, «pool» saturated", "Ünïcode 日本 🙂", 'quotes " and \\ and\ttab')


def described(session: Session, name: str) -> dict[str, Any]:
    """Much like the readable document, and as large."""
    return {
        "name": name,
        "incident": {"id": session.incident.id, "title": session.incident.title},
        "timeline": [
            {"id": each.id, "at": None, "until": None, "written": each.when.written, "kind": None, "text": each.text}
            for each in session.entries
        ],
    }


def new_session() -> tuple[tuple[Event, ...], Session]:
    incident = Incident("API outage", "INC-1", "SEV1", started=AT, timezone="America/Los_Angeles")
    return grown((), Session(), CreateSession(incident, AGENDA))


def grown(events: tuple[Event, ...], session: Session, command: Any) -> tuple[tuple[Event, ...], Session]:
    for event in decide(session, command, AT):
        session = evolve(session, event)
        events = (*events, event)
    return events, session


def entry(number: int) -> Draft:
    when = When(AT + timedelta(seconds=number), precision=Precision.EXACT, written=f"+{number}")
    return Draft(when, f"{number}: {TEXTS[number % len(TEXTS)]}")


def with_entries(count: int) -> tuple[Event, ...]:
    """The events of a session with so many entries."""
    events, session = new_session()
    return (*events, *decide(session, AddEntries(tuple(map(entry, range(count)))), AT)) if count else events


def made(path: Path, count: int = 0) -> SessionFile:
    return SessionFile.create(path, with_entries(count), described)


def opened(path: Path, *, write: bool = True) -> SessionFile:
    return SessionFile.open(path, described, write=write)


def add(file: SessionFile, count: int = 1) -> None:
    """Append entries, one by one."""
    for _ in range(count):
        events, session = grown((), file.session, AddEntries((entry(file.session.seq),)))
        file.append(events, session)


def texts(file: SessionFile) -> list[str]:
    return [each.text for each in file.session.entries]


def by_plain_tinydb(path: Path) -> list[int]:
    """The numbers of the events that plain TinyDB finds."""
    with TinyDB(path, access_mode="r") as db:
        numbers = [document.doc_id for document in db.table("events")]
        meta = db.table("meta").get(doc_id=1)
        assert isinstance(meta, dict)
        assert meta["count"] == len(numbers)
        assert db.table("session").get(doc_id=1)
    return numbers


class Ear:
    """Listens to a session file, and waits."""

    def __init__(self, file: SessionFile) -> None:
        self.seq = file.saved_seq
        self.said: list[str | None] = []
        self._news = Condition()
        file.listen(self._saved, self._troubled)

    def wait(self, until: Callable[[Ear], bool], timeout: float = 10) -> None:
        with self._news:
            assert self._news.wait_for(lambda: until(self), timeout), (self.seq, self.said)

    def _saved(self, seq: int) -> None:
        with self._news:
            self.seq = seq
            self._news.notify_all()

    def _troubled(self, trouble: str | None) -> None:
        with self._news:
            self.said.append(trouble)
            self._news.notify_all()
