"""A shared session on loopback, and strangers that knock at it: by WebSocket, or byte by byte."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store_helpers import AGENDA, described, entry
from websockets.asyncio.client import ClientConnection, connect

from facilitator.clock import SystemClock
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.command_codec import encode_command
from facilitator.domain.record import Record
from facilitator.domain.roles import Role
from facilitator.domain.session import Incident
from facilitator.live.guest import Guest, HostClock
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.lines import JoinLine
from facilitator.live.outbox import Outbox
from facilitator.live.sharing import Address, Sharing
from facilitator.live.tls import Certificate
from facilitator.store.desk import Desk

AT = datetime(2025, 12, 5, 12, 0, tzinfo=UTC)
SECRET = "UNHEARD-OF OUTAGE"
"""The title of the incident: no stranger may hear it."""


async def until(true: Callable[[], object], seconds: float = 8) -> None:
    """Wait for it; the test fails when it does not come."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


def new_desk(folder: Path) -> Desk:
    desk = Desk.create(folder / "x.json", CreateSession(Incident(SECRET), AGENDA), AT, described)
    desk.send(AddEntries((entry(1),)), AT)
    return desk


class Shared:
    """A host on disk, open to others."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.desk = folder, new_desk(folder)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, address: Address | None = None, certificate: Certificate | None = None) -> Shared:
        self.sharing = await Sharing.start(
            self.desk, SystemClock(), lambda: None, address or Address(), certificate
        )  # fmt: skip
        self.host = self.sharing.host
        return self

    @property
    def port(self) -> int:
        return int(next(iter(self.sharing._server.sockets)).getsockname()[1])

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.sharing.close()
        self.desk.close()

    def token(self, role: Role = Role.SCRIBE) -> str:
        return self.sharing.line(role).token

    def guest(self, role: Role = Role.SCRIBE, name: str = "Sam", line: JoinLine | None = None) -> Guest:
        """One that has not set out yet."""
        found = line or self.sharing.line(role)
        box = Outbox.take(self.folder / "guests", f"{name}-{role.value}")
        return Guest(lambda: found, GuestDesk(role, box, AT), box.uid, name, HostClock(SystemClock()), lambda: None)

    async def join(self, role: Role = Role.SCRIBE, name: str = "Sam", seconds: float = 8) -> Guest:
        guest = self.guest(role, name)
        self._tasks.append(asyncio.create_task(guest.run()))
        await until(lambda: guest.state == "live", seconds)
        return guest

    async def still_works(self, guest: Guest) -> None:
        """What a good guest writes is on the host's disk, and it hears of it."""
        before = len(self.desk.session.entries)
        guest.desk.send(AddEntries((entry(before + 1),)), AT)
        await until(lambda: guest.desk.saved and len(self.desk.session.entries) == before + 1)

    def knock(self, role: Role = Role.SCRIBE) -> connect:
        """A connection as of a guest whose program is not ours."""
        return connect(
            f"ws://127.0.0.1:{self.port}/", additional_headers={"Authorization": f"Bearer {self.token(role)}"},
            compression=None, proxy=None, ping_interval=None, max_size=None, close_timeout=1,
        )  # fmt: skip


async def answer(port: int, request: bytes, seconds: float = 5) -> bytes:
    """All that comes back before the other side closes, or has let us in."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    heard = b""
    try:
        writer.write(request)
        async with asyncio.timeout(seconds):
            while not heard.startswith(b"HTTP/1.1 101"):
                some = await reader.read(65536)
                if not some:
                    break
                heard += some
    except ConnectionError:
        pass
    finally:
        writer.transport.abort()
    return heard


def upgrade(*headers: str) -> bytes:
    """A request to come in, with these headers besides those that a WebSocket needs."""
    lines = ("GET / HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", *headers)  # fmt: skip
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("utf-8", "surrogatepass")


def status(heard: bytes) -> int:
    """The number of an answer; 0 for none."""
    return int(heard.split(b" ", 2)[1]) if heard.startswith(b"HTTP/1.1 ") else 0


async def hello(
    connection: ClientConnection, name: str = "Mallory", uid: str = "uid-of-mallory-00", **more: Any
) -> None:
    await connection.send(json.dumps({"kind": "hello", "version": 1, "uid": uid, "name": name, "since": 0, **more}))


async def hear(connection: ClientConnection, *kinds: str, seconds: float = 5) -> dict[str, Any]:
    """The next message of one of these kinds."""
    async with asyncio.timeout(seconds):
        while True:
            said: dict[str, Any] = json.loads(await connection.recv())
            if said["kind"] in kinds:
                return said


async def let_in(connection: ClientConnection, uid: str = "uid-of-mallory-00") -> None:
    """Say hello, and be welcomed."""
    await hello(connection, uid=uid)
    await hear(connection, "welcome")


def op(command: Any, **more: Any) -> str:
    """The message by which a guest asks for a command, or for what is none."""
    doc = encode_command(command) if isinstance(command, Record) else command
    return json.dumps(
        {"kind": "op", "op": secrets.token_urlsafe(16), "base": None, "command": doc, **more}, separators=(",", ":")
    )
