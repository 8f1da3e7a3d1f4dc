"""One guest at the host: what is still to be sent to it, and what is known of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from facilitator.domain.roles import Role
from facilitator.live.look import Guest
from facilitator.live.pace import MEASURES, Pace

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

QUEUE: Final = 1000
"""Messages that may wait for a guest. One that is slower than that is let go, and reads again when it comes back."""
KICKED, RENEWED, LOCKED, OVER, SLOW, TALKS_NONSENSE = 4001, 4002, 4003, 4004, 4005, 4006
FINAL: Final = frozenset({KICKED, RENEWED, LOCKED, OVER})
"""After these a guest does not knock again by itself."""


class Seat:
    """A connection with a name and a role."""

    def __init__(self, connection: ServerConnection, role: Role, uid: str, name: str, now: float) -> None:
        self.role, self.uid, self.name = role, uid, name
        self.live = True
        self.hand = 0
        """When the hand went up, as a number that only grows; 0 for no hand."""
        self.ready = False
        self.unsent = 0
        self.left_at = 0.0
        """When the connection was lost."""
        self.pace = Pace(MEASURES[role], now)
        self._connection = connection
        self._queue: asyncio.Queue[str | Callable[[], str]] = asyncio.Queue(QUEUE)
        self._closing: asyncio.Task[None] | None = None

    def send(self, message: str | Callable[[], str]) -> None:
        """Returns at once. A long message is better given as what makes it: that is called when its turn comes."""
        if not self.live:
            return
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            self.let_go(SLOW, "too slow")

    async def write(self, gate: asyncio.Lock) -> None:
        """Send what waits, until cancelled or the connection is lost.

        Through the gate one seat goes at a turn of the loop: fifty at once would hold up a key for 30 ms.
        """
        from websockets.exceptions import ConnectionClosed

        try:
            while True:
                message = await self._queue.get()
                async with gate:
                    await asyncio.sleep(0)
                    text = message if isinstance(message, str) else message()
                await self._connection.send(text)
        except ConnectionClosed:
            return

    def let_go(self, code: int, why: str) -> None:
        """Close the connection; returns at once."""
        if self._closing is None:
            self.live = False
            self._closing = asyncio.create_task(self._close(code, why))

    async def _close(self, code: int, why: str) -> None:
        await self._connection.close(code, why)
        self._connection.transport.abort()

    async def closed(self) -> None:
        """Wait for the end of `let_go`."""
        if self._closing:
            await self._closing

    def as_guest(self, order: int) -> Guest:
        return Guest(self.name, self.role.value, self.live, order, self.ready, self.unsent)
