"""What may be done with the entries of the timeline, and what comes of it. Called by `rules.decide`."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.domain import commands as c
from facilitator.domain import events as e
from facilitator.domain import timeline
from facilitator.domain.commands import Draft
from facilitator.domain.errors import Refused, worded
from facilitator.domain.events import Fact
from facilitator.domain.session import Entry, Session

EntryCommand = c.ChangeEntry | c.MoveEntry | c.RemoveEntry


def added(session: Session, entries: tuple[Draft, ...]) -> Iterator[Fact]:
    """The facts of new entries: one without a time stands after the one that was typed before it."""
    before = timeline.latest(session.entries)
    place = before.place if before else None
    for draft in entries:
        place = draft.when.at or place
        yield e.EntryAdded(draft.when, worded(draft.text), draft.kind, draft.source, place)


def changed(session: Session, command: EntryCommand) -> Iterator[Fact]:
    """The facts of a change to one entry, none if it changes nothing; Refused if it may not be done now."""
    entry = session.entry(command.id)
    if entry is None:
        raise Refused("That entry is not in the timeline any more.")
    match command:
        case c.ChangeEntry(id, draft):
            changed = e.EntryChanged(id, draft.when, worded(draft.text), draft.kind, draft.when.at or entry.place)
            if (draft.when, draft.text, draft.kind) != (entry.when, entry.text, entry.kind):
                yield changed
        case c.MoveEntry(_, by):
            yield _passed(session.entries, entry, by)
        case c.RemoveEntry(id):
            yield e.EntryRemoved(id)


def _passed(entries: tuple[Entry, ...], entry: Entry, by: int) -> e.EntryMoved:
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
        return e.EntryMoved(entry.id, other.place, other.rank + way)
    return e.EntryMoved(entry.id, other.place, (other.rank + beyond.rank) / 2)
