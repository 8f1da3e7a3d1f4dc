"""The entries of the incident's timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain import timeline
from facilitator.domain.acts import Asker, forgotten
from facilitator.domain.errors import Refused, worded
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Entry, Kind, Session, When

if TYPE_CHECKING:
    from facilitator.domain.events import Event


class Draft(Record):
    """A timeline entry as it was typed, not yet kept."""

    when: When
    text: str
    kind: Kind | None = None
    source: str = "typed"


class AddEntries(Record):
    """One entry, or the lines of a paste: one step either way."""

    entries: tuple[Draft, ...]

    def decide(self, session: Session, asker: Asker) -> Iterator[EntryAdded]:
        return added(session, self.entries)


class EntryAdded(Record):
    when: When
    text: str
    kind: Kind | None
    source: str
    place: datetime | None

    told = "timeline entry"

    def evolve(self, session: Session, event: Event) -> Session:
        return all_added(session, (event,))


class ChangeEntry(Record):
    id: int
    entry: Draft

    def decide(self, session: Session, asker: Asker) -> Iterator[EntryChanged]:
        entry, draft = _known(session, self.id), self.entry
        changed = EntryChanged(self.id, draft.when, worded(draft.text), draft.kind, draft.when.at or entry.place)
        if (draft.when, draft.text, draft.kind) != (entry.when, entry.text, entry.kind):
            yield changed


class EntryChanged(Record):
    id: int
    when: When
    text: str
    kind: Kind | None
    place: datetime | None

    told = "change of an entry"

    def evolve(self, session: Session, event: Event) -> Session:
        entry = session.entry(self.id)
        if entry is None:
            return session
        changed = replace(entry, when=self.when, text=self.text, kind=self.kind, place=self.place)
        return replace(session, entries=timeline.replaced(session.entries, changed))


class MoveEntry(Record):
    """One place up (-1) or down (+1), among entries whose time allows it."""

    id: int
    by: int

    def decide(self, session: Session, asker: Asker) -> Iterator[EntryMoved]:
        yield _passed(session.entries, _known(session, self.id), self.by)


class EntryMoved(Record):
    id: int
    place: datetime | None
    rank: float

    told = "move of an entry"

    def evolve(self, session: Session, event: Event) -> Session:
        entry = session.entry(self.id)
        if entry is None:
            return session
        moved = replace(entry, place=self.place, rank=self.rank)
        return replace(session, entries=timeline.replaced(session.entries, moved))


class RemoveEntry(Record):
    id: int

    def decide(self, session: Session, asker: Asker) -> Iterator[EntryRemoved]:
        yield EntryRemoved(_known(session, self.id).id)


class EntryRemoved(Record):
    id: int

    told = "deletion of an entry"

    def evolve(self, session: Session, event: Event) -> Session:
        return forgotten(replace(session, entries=timeline.without(session.entries, self.id)), self.id)


EntryCommand = AddEntries | ChangeEntry | MoveEntry | RemoveEntry
EntryFact = EntryAdded | EntryChanged | EntryMoved | EntryRemoved


def added(session: Session, entries: tuple[Draft, ...]) -> Iterator[EntryAdded]:
    """The facts of new entries: one without a time stands after the one that was typed before it."""
    before = timeline.latest(session.entries)
    place = before.place if before else None
    for draft in entries:
        place = draft.when.at or place
        yield EntryAdded(draft.when, worded(draft.text), draft.kind, draft.source, place)


def all_added(session: Session, events: Iterable[Event]) -> Session:
    """The session with the entries of all these events, each an `EntryAdded`, placed at once."""
    new = []
    for event in events:
        fact = event.fact
        if isinstance(fact, EntryAdded):
            new.append(Entry(event.seq, fact.when, fact.text, fact.kind, event.by, fact.source, fact.place, event.seq))
    return replace(session, entries=timeline.place(session.entries, new))


def _known(session: Session, id: int) -> Entry:
    entry = session.entry(id)
    if entry is None:
        raise Refused("That entry is not in the timeline any more.")
    return entry


def _passed(entries: tuple[Entry, ...], entry: Entry, by: int) -> EntryMoved:
    """The entry steps past its neighbour. An entry with a known time stays at that time."""
    way = 1 if by > 0 else -1
    i = entries.index(entry) + way
    if not 0 <= i < len(entries):
        raise Refused("It is at the end of the timeline already.")
    other = entries[i]
    if entry.place != other.place and entry.when.at is not None:
        raise Refused("Its time places it there. Change the time to move it.")
    beyond = entries[i + way] if 0 <= i + way < len(entries) else None
    if beyond is None or beyond.place != other.place:
        return EntryMoved(entry.id, other.place, other.rank + way)
    return EntryMoved(entry.id, other.place, (other.rank + beyond.rank) / 2)
