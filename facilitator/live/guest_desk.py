"""A guest's side of the session: what the host said, and on top of it what was written here and is still on its way."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from facilitator.domain.acts.rounds import SealPoint, WithdrawPoint
from facilitator.domain.command_codec import decode_command, encode_command
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Event
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.renumber import references, renumbered
from facilitator.domain.roles import Role
from facilitator.domain.rules import decide
from facilitator.domain.session import Session
from facilitator.live.bounds import must_be_within_bounds
from facilitator.live.outbox import Outbox

Listener = Callable[[], None]
MANY = 20
"""Events that are replayed as a whole: one by one each would copy the timeline."""


class Pending:
    """Something written here."""

    def __init__(self, op: str, command: Command, base: int | None, at: datetime) -> None:
        self.op, self.command, self.base, self.at = op, command, base, at
        self.made: tuple[int, ...] = ()
        """The ids it has here, until the host gives it its own."""
        self.sent = False
        self.arrived = False
        """Whether the host's record holds it."""
        self.taken = False
        """Whether it is on the host's disk."""


class GuestDesk:
    """The same to a screen as a desk of one's own. It sends nothing by itself: `live.guest` does."""

    partial = False
    read_only = False
    notices: tuple[str, ...] = ()
    folder: Path | None = None
    draft = ""

    def __init__(self, role: Role, outbox: Outbox, at: datetime) -> None:
        self.role = role
        self.name = ""
        """Of the session."""
        self.by = ""
        """What the host calls this guest."""
        self.trouble: str | None = None
        self.session = Session()
        self.confirmed = Session()
        self.wake: Listener = _nothing
        """Called when there is something to send."""
        self.caught_up = False
        """Whether the whole record has come."""
        self._outbox = outbox
        self._pending = _left(outbox, at)
        self._listeners: list[Listener] = []
        self._followers: list[Listener] = []

    # What a screen asks of a desk

    @property
    def saved(self) -> bool:
        return not self.unsent

    @property
    def outbox(self) -> str:
        """The name of the file that holds it; none where it is kept in memory only."""
        return self._outbox.called

    @property
    def unsent(self) -> int:
        """How much of what was written here is not yet on the host's disk."""
        return sum(not each.taken for each in self._pending)

    def listen(self, changed: Listener) -> None:
        self._listeners.append(changed)

    def follow(self, changed: Listener) -> None:
        self._followers.append(changed)

    def complete(self) -> None:
        """There is nothing left to read."""

    def keep_draft(self, text: str) -> None:
        """The line that is being typed stays in this terminal."""

    def flush(self, timeout: float = 5.0) -> bool:
        return self.saved

    def close(self) -> None:
        self._outbox.close()

    def send(self, command: Command, at: datetime, *, base: int | None = None) -> tuple[Event, ...]:
        """Do it here, keep it on this machine's disk, and have it sent. Refused if this role may not, or not now."""
        pending = Pending(secrets.token_urlsafe(16), command, base and min(base, self.confirmed.seq), at)
        events = self._decided(pending)
        if not events:
            return ()
        doc = encode_command(command)
        must_be_within_bounds(command, doc, self.role)
        self._outbox.put(pending.op, pending.base, doc)
        self._pending.append(pending)
        self._add(pending, events)
        self.wake()
        for changed in self._listeners:
            changed()
        return events

    def _decided(self, pending: Pending) -> tuple[Event, ...]:
        return decide(self.session, pending.command, pending.at, self.by, role=self.role, op=pending.op)

    def _add(self, pending: Pending, events: Sequence[Event]) -> None:
        pending.made = tuple(event.seq for event in events)
        for event in events:
            self.session = evolve(self.session, event)

    # What the connection does

    def start_anew(self) -> None:
        """The host's record is not the one that was known: it comes whole."""
        self.confirmed = Session()
        for each in self._pending:
            each.arrived = False

    def lost(self) -> None:
        """What was sent and not confirmed is sent again."""
        for each in self._pending:
            each.sent = each.taken

    def to_send(self) -> list[dict[str, Any]]:
        """What can go now, in order. What speaks of something that has not got its number yet waits, with all after."""
        ready: list[dict[str, Any]] = []
        for each in self._pending:
            if each.sent:
                continue
            if any(id > self.confirmed.seq for id in references(each.command)):
                break
            each.sent = True
            ready.append({"op": each.op, "base": each.base, "command": encode_command(each.command)})
        return ready

    def receive(self, events: Sequence[Event]) -> None:
        """The next events of the host's record."""
        if not events:
            return
        if len(events) > MANY:
            self.confirmed = replay((*self.confirmed.past, *events))
        else:
            for event in events:
                self.confirmed = evolve(self.confirmed, event)
        ops: dict[str, list[int]] = {}
        for event in events:
            if event.op:
                ops.setdefault(event.op, []).append(event.seq)
        for each in self._pending:
            if each.op in ops and not each.arrived:
                each.arrived = True
                self._renumber(dict(zip(each.made, ops[each.op], strict=False)))
        self._again()

    def taken(self, op: str) -> None:
        """It is on the host's disk."""
        for each in self._pending:
            if each.op == op:
                each.taken = each.sent = True
        self._outbox.done(op)
        self._again()

    def refused(self, op: str) -> Command | None:
        """The host would not have it; what it was, so that its words can be given back."""
        found = next((each.command for each in self._pending if each.op == op), None)
        self._pending = [each for each in self._pending if each.op != op]
        self._outbox.done(op)
        self._again()
        return found

    def welcomed(self, session: str, by: str) -> None:
        self.name, self.by = session, by
        self._outbox.named(by)
        self._again()

    def _again(self) -> None:
        """The host's record, and on top what it does not hold yet. A sealed point is only ever seen here.

        So is that it was taken back.
        """
        unseen = SealPoint | WithdrawPoint if self.confirmed.round else ()
        self._pending = [
            each for each in self._pending if not each.taken or (isinstance(each.command, unseen) and not each.arrived)
        ]
        self.session = self.confirmed
        for each in self._pending:
            if each.arrived:
                continue
            before = each.made
            try:
                self._add(each, self._decided(each))
            except FacilitatorError:
                continue  # It may be possible again; the host decides when it arrives there.
            if before != each.made:
                self._renumber(dict(zip(before, each.made, strict=False)), after=each)
        self.tell()

    def tell(self) -> None:
        """Tell those who follow."""
        for changed in (*self._followers, *self._listeners):
            changed()

    def unheard(self) -> list[Command]:
        """What the host's record does not hold, in order: on that record, each makes the ids it has here."""
        return [each.command for each in self._pending if not each.arrived]

    def _renumber(self, new: dict[int, int], after: Pending | None = None) -> None:
        """Commands that speak of something written here speak of it by its new number."""
        start = self._pending.index(after) + 1 if after else 0
        for each in self._pending[start:]:
            if not each.sent and references(each.command) & new.keys():
                each.command = renumbered(each.command, new)


def _left(outbox: Outbox, at: datetime) -> list[Pending]:
    """What was not confirmed. A line that cannot be read any more is nothing that the host would understand."""
    found = []
    for op, line in list(outbox.left.items()):
        base = line.get("base")
        try:
            found.append(Pending(op, decode_command(line.get("command")), base if type(base) is int else None, at))
        except FacilitatorError:
            outbox.done(op)
    return found


def _nothing() -> None:
    """Nobody sends yet."""
