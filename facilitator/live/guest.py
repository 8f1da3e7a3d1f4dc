"""A guest's connection to the host: it comes back by itself, and says again what was not heard."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from facilitator.clock import Clock
from facilitator.domain.errors import FacilitatorError
from facilitator.live import wire
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.lines import JoinLine
from facilitator.live.look import Guest as Person
from facilitator.live.look import Here, Look
from facilitator.live.messages import mark_of
from facilitator.live.seat import FINAL

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

PING: Final = 3.0
SHORTEST, LONGEST = 0.1, 1.0
"""Seconds between two tries to reach the host."""
LARGEST: Final = 16 * 1024 * 1024


class HostClock:
    """The host's time: what this machine's clock shows, and by how much that is wrong."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        return self._clock.now() + self._ahead

    def real(self, seconds: float) -> float:
        return self._clock.real(seconds)

    def set(self, host_now: datetime) -> None:
        self._ahead = host_now - self._clock.now()


class Guest:
    """Keeps a desk in step with the host, until the host says goodbye or `leave` is called."""

    def __init__(
        self, line: Callable[[], JoinLine], desk: GuestDesk, uid: str, name: str, clock: HostClock,
        changed: Callable[[], None],
    ) -> None:  # fmt: skip
        """`line` is asked before every try: on the same machine the host may come back with another."""
        self.desk = desk
        self.look, self.here = Look(), Here()
        self.state = "waiting"
        """`live`, `waiting` or `over`."""
        self.said = "Looking for the host…"
        """A sentence on that, for people."""
        self.returned: list[Any] = []
        """(command, why) of what the host would not have, to be given back."""
        self.ready = False
        """Whether the whole record has been here once."""
        self._line, self._uid, self._name, self._clock, self._changed = line, uid, name, clock, changed
        self._until = 0
        self._connection: ClientConnection | None = None
        self._something = asyncio.Event()
        desk.wake = self._something.set

    async def run(self) -> None:
        """Stay connected. Ends when it is over."""
        wait = SHORTEST
        while self.state != "over":
            began = self._clock.now()
            try:
                await self._connected()
            except FacilitatorError as fault:
                self._is("over" if not self.ready else "waiting", str(fault))
            except (OSError, TimeoutError, EOFError, KeyError, TypeError, ValueError):
                self._is("waiting", "Waiting for the host…")
            if self.state == "over":
                return
            self.desk.lost()
            # One that held for a while is sought again at once.
            wait = SHORTEST if self._clock.now() - began > timedelta(seconds=2) else min(LONGEST, wait * 2)
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))

    def raise_hand(self, up: bool) -> None:
        self._say(wire.pack("hand", up=up))

    def say_ready(self, yes: bool) -> None:
        self._say(wire.pack("ready", yes=yes))

    async def leave(self) -> None:
        """Goodbye."""
        self.state = "over"
        if self._connection:
            from websockets.exceptions import ConnectionClosed

            with contextlib.suppress(ConnectionClosed, TimeoutError):
                await asyncio.wait_for(self._connection.send(wire.pack("bye")), 1)
                await asyncio.wait_for(self._connection.close(), 1)

    def _say(self, message: str) -> None:
        if self._connection and self.state == "live":
            self._task = asyncio.create_task(self._send(self._connection, message))

    async def _send(self, connection: ClientConnection, message: str) -> None:
        from websockets.exceptions import ConnectionClosed

        with contextlib.suppress(ConnectionClosed):
            await connection.send(message)

    async def _connected(self) -> None:
        """One connection, from the first knock to its end. FacilitatorError if there is no use in another try now."""
        from websockets.asyncio.client import connect
        from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

        line = self._line()
        tls = await _tls(line)
        try:
            async with connect(
                line.url, ssl=tls, additional_headers={"Authorization": f"Bearer {line.token}"}, user_agent_header=None,
                open_timeout=3, ping_interval=PING, ping_timeout=PING, close_timeout=1, compression=None, proxy=None,
                max_size=LARGEST,
            ) as connection:  # fmt: skip
                self._connection = connection
                try:
                    await self._talk(connection)
                except ConnectionClosed as closed:
                    why = closed.rcvd
                    if why and why.code in FINAL:
                        self._is("over", why.reason or "The host said goodbye.")
                finally:
                    self._connection = None
                    if self.state == "live":
                        self._is("waiting", "Waiting for the host…")
        except InvalidStatus as refused:
            code = refused.response.status_code
            if code in (401, 403):
                self._is("over", "The line is not valid any more. Ask for a new one.")
        except InvalidHandshake:
            self._is("waiting", "Something else answers where the host was. Waiting…")

    async def _talk(self, connection: ClientConnection) -> None:
        known = self.desk.confirmed
        await connection.send(
            wire.pack("hello", version=wire.VERSION, uid=self._uid, name=self._name, since=known.seq,
                      last=mark_of(known.past, known.seq))
        )  # fmt: skip
        writer = asyncio.create_task(self._write(connection))
        try:
            async for message in connection:
                self._hear(wire.unpack(message))
        finally:
            writer.cancel()

    async def _write(self, connection: ClientConnection) -> None:
        """Send what was written, whenever the host listens."""
        from websockets.exceptions import ConnectionClosed

        with contextlib.suppress(ConnectionClosed):
            while True:
                await self._something.wait()
                self._something.clear()
                if self.state == "live":
                    for each in self.desk.to_send():
                        await connection.send(wire.pack("op", unsent=self.desk.unsent, **each))

    def _hear(self, said: dict[str, Any]) -> None:
        match said["kind"]:
            case "welcome":
                self._clock.set(datetime.fromisoformat(said["now"]))
                self.desk.caught_up = False
                if said["fresh"]:
                    self.desk.start_anew()
                self._until = said["until"]
                self.desk.welcomed(said["session"], said["name"])
                self._name = said["name"]
                self._caught_up()
            case "events":
                known = self.desk.confirmed
                self.desk.receive(wire.read_events(said["events"], known.seq, said["until"], known.at))
                self._something.set()
                self._caught_up()
            case "taken":
                self.desk.taken(said["op"])
            case "refused":
                self.returned.append((self.desk.refused(said["op"]), said["why"]))
            case "look":
                self.look = Look(said["pane"], said["view"], said["chosen"])
            case "here":
                people = tuple(Person(*each) for each in said["people"])
                self.here = Here(people, said["asking"], said["locked"], said["sealed"], said["writers"])
        self._changed()

    def _caught_up(self) -> None:
        if self.state != "live" and self.desk.confirmed.seq >= self._until:
            self.ready = self.desk.caught_up = True
            self.desk.tell()
            self._is("live", "")
            self._something.set()

    def _is(self, state: str, said: str) -> None:
        self.state, self.said = state, said
        self._changed()


async def _tls(line: JoinLine) -> Any:
    if not line.url.startswith("wss:"):
        return None
    from facilitator.live.tls import trusting

    parts = urlsplit(line.url)
    return await asyncio.to_thread(trusting, parts.hostname or "", parts.port or 443, line.fingerprint)
