"""The host: the facilitator's own program lets others into its session. Its record is the only one that counts."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from facilitator.clock import Clock, ticks
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.events import Event
from facilitator.domain.roles import Role
from facilitator.live import seat as codes
from facilitator.live import wire
from facilitator.live.bounds import LARGEST
from facilitator.live.look import Guest, Here, Look
from facilitator.live.messages import events_message, here_message, look_message, mark_of
from facilitator.live.names import free_name
from facilitator.live.seat import Seat
from facilitator.live.tokens import Tokens
from facilitator.store.desk import Desk

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

FULL: Final = 100
"""Guests that find room."""
HELLO: Final = 3.0
"""Seconds in which a guest has to say who it is."""
REMEMBERED: Final = 60.0
"""Seconds for which somebody whose connection was lost is still shown."""
QUIET: Final = 0.25
"""Seconds between two messages on who is there."""


class Host:
    """The guests of one session. Everything happens in the event loop of the screen, except what the disk tells."""

    def __init__(self, desk: Desk, clock: Clock, tokens: Tokens, changed: Callable[[], None]) -> None:
        self.tokens = tokens
        self.here = Here()
        self._desk, self._clock, self._changed = desk, clock, changed
        self._look = Look()
        self._seats: dict[str, Seat] = {}
        self._hands = 0
        self._asking = self._locked = False
        self._sent = desk.session.seq
        self._ops = {event.op for event in desk.session.past if event.op}
        self._idle: OrderedDict[str, None] = OrderedDict()
        """Of late: what was asked for and led to nothing, so that it is not asked for again."""
        self._unsaved: deque[tuple[int, Seat, str]] = deque()
        self._loop = asyncio.get_running_loop()
        self._telling = False
        self._gate = asyncio.Lock()
        desk.follow(self._publish)
        desk.listen(self._saved_elsewhere)

    # What the facilitator does

    def show(self, look: Look) -> None:
        """What the room shall see."""
        if look != self._look:
            self._look = look
            self._to_all(look_message(look))

    def ask_ready(self, asking: bool) -> None:
        self._asking = asking
        for seat in self._seats.values():
            seat.ready = False
        self._tell_here()

    def lock(self, locked: bool) -> None:
        """Let nobody else in; who is here may come back."""
        self._locked = locked
        self._tell_here()

    def lower(self, name: str) -> None:
        """A hand was seen to."""
        for seat in self._seats.values():
            if seat.name == name:
                seat.hand = 0
        self._tell_here()

    def kick(self, name: str) -> None:
        for seat in self._of(name):
            del self._seats[seat.uid]
            seat.let_go(codes.KICKED, "The facilitator closed your connection.")
        self._tell_here()

    def renew(self, role: Role) -> None:
        """The line of this role opens nothing any more; who came in by it has to go."""
        self.tokens.renew(role)
        for seat in [seat for seat in self._seats.values() if seat.role is role]:
            del self._seats[seat.uid]
            seat.let_go(codes.RENEWED, "The line was renewed. Ask for the new one.")
        self._tell_here()

    async def close(self, why: str) -> None:
        """Say goodbye to everybody."""
        self._desk.unfollow(self._publish)
        seats, self._seats = list(self._seats.values()), {}
        for seat in seats:
            seat.let_go(codes.OVER, why)
        await asyncio.gather(*(seat.closed() for seat in seats))

    def _of(self, name: str) -> list[Seat]:
        return [seat for seat in self._seats.values() if seat.name == name]

    # Coming and going

    async def serve(self, connection: ServerConnection) -> None:
        """One guest, from hello to goodbye."""
        from websockets.exceptions import ConnectionClosed

        role: Role = connection.role  # type: ignore[attr-defined]
        try:
            hello = wire.unpack(await asyncio.wait_for(connection.recv(), HELLO))
            seat = self._admitted(connection, role, hello)
        except (ConnectionClosed, TimeoutError):
            return
        except (FacilitatorError, KeyError, TypeError):
            await connection.close(codes.TALKS_NONSENSE, "not understood")
            return
        if not seat.live:
            await seat.closed()
            return
        writer = asyncio.create_task(seat.write(self._gate))
        try:
            async for message in connection:
                await asyncio.sleep(seat.pace.wait(ticks()))
                if seat.live:
                    self._heard(seat, message)
        except ConnectionClosed:
            pass
        except (FacilitatorError, KeyError, TypeError, ValueError):
            seat.let_go(codes.TALKS_NONSENSE, "not understood")
        finally:
            writer.cancel()
            await self._lost(seat)

    def _admitted(self, connection: ServerConnection, role: Role, hello: dict[str, Any]) -> Seat:
        uid, since = hello["uid"], hello["since"]
        sound = wire.is_mark(uid) and type(hello["name"]) is str and type(since) is int
        if hello["kind"] != "hello" or not sound:
            raise wire.Garbled("That was no hello.")
        before = self._seats.get(uid)
        known = before is not None and before.role is role
        if not known and (self._locked or before or sum(seat.live for seat in self._seats.values()) >= FULL):
            why = "The facilitator has closed the door." if self._locked else "There is no room left."
            refused = Seat(connection, role, uid, "", ticks())
            refused.let_go(codes.LOCKED, why)
            return refused
        taken = [each.name for each in self._seats.values() if each.uid != uid]
        seat = Seat(connection, role, uid, free_name(hello["name"], role, taken), ticks())
        if before:
            seat.hand, seat.ready = before.hand, before.ready
            before.let_go(codes.SLOW, "came back by another connection")
        self._seats[uid] = seat
        self._greet(seat, since, hello.get("last"))
        self._tell_here()
        return seat

    def _greet(self, seat: Seat, since: int, last: object) -> None:
        session = self._desk.session
        fresh = not (0 < since <= session.seq and last == mark_of(session.past, since))
        at = self._clock.now().isoformat()
        seat.send(
            wire.pack("welcome", version=wire.VERSION, name=seat.name, role=seat.role.value, now=at, fresh=fresh,
                      session=self._desk.name, until=session.seq, saved=self._desk.saved_seq)
        )  # fmt: skip
        past = session.past if fresh else session.past[since - session.seq :] if since < session.seq else ()
        for start in range(0, len(past), wire.CHUNK):
            seat.send(partial(self._part, past, start))
        seat.send(look_message(self._look))

    def _part(self, past: tuple[Event, ...], start: int) -> str:
        """Some events of what a guest hears first. All at once, 5,000 would hold up a key for 50 ms."""
        return events_message(past[start : start + wire.CHUNK], self._desk.saved_seq)

    async def _lost(self, seat: Seat) -> None:
        seat.live, seat.left_at = False, ticks()
        await seat.closed()
        self._tell_here()

    # What guests say

    def _heard(self, seat: Seat, message: str | bytes) -> None:
        if len(message) > LARGEST[seat.role]:
            raise wire.Garbled("That message is too long.")
        said = wire.unpack(message)
        match said["kind"]:
            case "op":
                self._take(seat, said)
            case "hand" if seat.role is not Role.ROOM:
                self._hands += 1
                seat.hand = (seat.hand or self._hands) if said["up"] else 0
                self._tell_here()
            case "ready" if seat.role is not Role.ROOM:
                seat.ready = bool(said["yes"])
                self._tell_here()
            case "bye":
                self._seats.pop(seat.uid, None)
                self._tell_here()
            case _:
                raise wire.Garbled("That was not understood.")

    def _take(self, seat: Seat, said: dict[str, Any]) -> None:
        op, base, unsent = said["op"], said.get("base"), said.get("unsent", 0)
        if not wire.is_mark(op) or type(unsent) is not int or not 0 <= unsent <= wire.MOST_UNSENT:
            raise wire.Garbled("That is no number of an act.")
        if base is not None and type(base) is not int:
            raise wire.Garbled("That is no place in the record.")
        if unsent != seat.unsent:
            seat.unsent = unsent
            self._tell_here()
        if op in self._ops or op in self._idle:
            self._promise(self._desk.session.seq, seat, op)
            return
        try:
            command = wire.read_command(said["command"], seat.role)
            by = seat.name
            events = self._desk.send(command, self._clock.now(), by, role=seat.role, op=op, base=base)
        except FacilitatorError as refusal:
            seat.send(wire.pack("refused", op=op, why=str(refusal)))
            return
        if events:
            self._ops.add(op)
        else:
            self._idle[op] = None
            if len(self._idle) > 10_000:
                self._idle.popitem(last=False)
        self._promise(events[-1].seq if events else 0, seat, op)

    def _promise(self, seq: int, seat: Seat, op: str) -> None:
        """Tell it, as soon as everything up to `seq` is on the disk."""
        if seq <= self._desk.saved_seq:
            seat.send(wire.pack("taken", op=op))
        else:
            self._unsaved.append((seq, seat, op))

    # What guests are told

    def _publish(self) -> None:
        session = self._desk.session
        new = session.past[self._sent - session.seq :] if self._sent < session.seq else ()
        self._sent = session.seq
        for start in range(0, len(new), wire.CHUNK):
            self._to_all(events_message(new[start : start + wire.CHUNK], self._desk.saved_seq))
        self._tell_here()  # Among them may be points of a silent round.

    def _saved_elsewhere(self) -> None:
        """Called from the saving thread."""
        with contextlib.suppress(RuntimeError):  # The loop has ended.
            self._loop.call_soon_threadsafe(self._keep_promises)

    def _keep_promises(self) -> None:
        saved = self._desk.saved_seq
        while self._unsaved and self._unsaved[0][0] <= saved:
            _, seat, op = self._unsaved.popleft()
            seat.send(wire.pack("taken", op=op))

    def _tell_here(self) -> None:
        """Soon, once for all that changes meanwhile."""
        if not self._telling:
            self._telling = True
            self._loop.call_later(QUIET, self._tell_now)

    def _tell_now(self) -> None:
        self._telling = False
        gone = ticks() - REMEMBERED
        self._seats = {uid: seat for uid, seat in self._seats.items() if seat.live or seat.left_at > gone}
        raised = sorted((seat.hand, uid) for uid, seat in self._seats.items() if seat.hand)
        order = {uid: i for i, (_, uid) in enumerate(raised, start=1)}
        people = tuple(seat.as_guest(order.get(uid, 0)) for uid, seat in self._seats.items())
        session = self._desk.session
        writers = len({each.author for each in session.sealed if each.author})
        here = Here((Guest("facilitator", "facilitator"), *people), self._asking, self._locked, len(session.sealed),
                    writers)  # fmt: skip
        if here != self.here:
            self.here = here
            self._to_all(here_message(here))
            self._changed()

    def _to_all(self, message: str) -> None:
        for seat in list(self._seats.values()):
            seat.send(message)
