"""Any command of the domain, made of its own type hints: a field that is added to one is filled here by itself."""

from __future__ import annotations

import random
import types
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from facilitator.agenda import agenda_named, shipped_agendas
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.commands import Command
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.record import is_record, replace
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Person, Session

AT: Final = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
ZONES: Final = ("UTC", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe")
KINDS: Final[tuple[type, ...]] = tuple(kind for kind in get_args(Command) if kind is not CreateSession)
MAKING: Final = ("Add", "Answer", "Start", "Describe", "List", "Assess", "State", "Seal", "Ask", "Group", "Link", "Pin")
"""Commands that make or say something are tried more often than those that only take away."""
AGENDAS: Final = tuple(
    agenda_named(path.stem, [shipped_agendas()]) for path in sorted(shipped_agendas().glob("*.toml"))
)
OFTEN: Final = tuple(kind for kind in KINDS if kind.__name__.startswith(MAKING))
PLACES: Final = frozenset({"phase", "timezone"})
"""Fields that are no free text: what is not known there is refused."""

Texts = Callable[[], str]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


class Maker:
    """Makes values of any type that a command has, out of these texts."""

    def __init__(self, rng: random.Random, texts: Texts, session: Session | None = None) -> None:
        self.rng, self.texts, self.session = rng, texts, session or Session()

    def make(self, hint: Any, name: str = "") -> Any:
        rng = self.rng
        if hint is str:
            return self._word(name)
        if hint is bool:
            return rng.random() < 0.7
        if hint is int:
            return self._number()
        if hint is float:
            return rng.uniform(-10, 100)
        if hint is datetime:
            return AT - timedelta(days=2) + timedelta(seconds=rng.randrange(-90_000, 90_000))
        if hint is date:
            return AT.date() + timedelta(days=rng.randrange(-400, 400))
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            kinds = [each for each in inner if each is not type(None)]
            return None if type(None) in inner and rng.random() < 0.3 else self.make(rng.choice(kinds), name)
        if origin is tuple:
            if inner[-1] is Ellipsis:
                return tuple(self.make(inner[0], name) for _ in range(rng.choice((0, 1, 1, 2, 3))))
            return tuple(self.make(each, name) for each in inner)
        if is_record(hint):
            return hint(*[self.make(of, field) for field, of in _hints(hint).items()])
        assert issubclass(hint, StrEnum), hint
        return rng.choice(list(hint))

    def command(self) -> Command:
        made: Command = self.make(self.rng.choice(OFTEN if self.rng.random() < 0.7 else KINDS))
        return made

    def create(self) -> CreateSession:
        """A meeting in whose agenda, too, all is these texts."""
        agenda = self.rng.choice(AGENDAS)
        phases = []
        for phase in agenda.phases:
            changes: dict[str, Any] = {
                each: self.texts() for each in ("title", "short", "done_when") if self.rng.random() < 0.5
            }
            changes |= {each: (self.texts(), self.texts()) for each in ("say", "do", "ask") if self.rng.random() < 0.5}
            phases.append(replace(phase, **changes))
        named: Agenda = replace(agenda, name=self.texts(), phases=tuple(phases))
        incident = replace(self.make(Incident), title=self.texts() or "outage")
        people = tuple(self.make(Person) for _ in range(3))
        return CreateSession(incident, named, people)

    def _word(self, name: str) -> str:
        if name == "phase" and self.session.agenda.phases:
            return self.rng.choice([*(each.id for each in self.session.agenda.phases), "nowhere"])
        return self.rng.choice(ZONES) if name in PLACES else self.texts()

    def _number(self) -> int:
        session = self.session
        ids = [each.id for row in (session.entries, session.notes, session.causes, session.actions) for each in row]
        return self.rng.choice(ids) if ids and self.rng.random() < 0.7 else self.rng.randrange(-2, 40)


def crowded(rng: random.Random, texts: Texts, commands: int) -> Session:
    """A session on which so many commands of all kinds were tried."""
    maker = Maker(rng, texts)
    maker.session = replay(decide(Session(), maker.create(), AT))
    for minute in range(commands):
        try:
            events = decide(maker.session, maker.command(), AT + timedelta(seconds=20 * minute))
        except Refused:
            continue
        for event in events:
            maker.session = evolve(maker.session, event)
    return maker.session
