"""A session that is open to others: the host, the port it listens on, and the lines by which one joins."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from websockets.asyncio.server import Server, ServerConnection, serve

from facilitator.clock import Clock
from facilitator.domain.errors import Refused
from facilitator.domain.record import Record
from facilitator.domain.roles import Role
from facilitator.live.beacon import Beacon, light, put_out, read_beacon
from facilitator.live.bounds import LARGEST
from facilitator.live.door import LOOPBACK, Door
from facilitator.live.host import Host
from facilitator.live.lines import JoinLine
from facilitator.live.tokens import Tokens
from facilitator.store.desk import Desk

if TYPE_CHECKING:
    from facilitator.live.tls import Certificate

HANDSHAKE: Final = 3.0
"""Seconds in which a connection has to have asked to come in."""
KNOCKING: Final = 64
"""Connections that may be about it at once; with one more, the oldest of them has to go."""
PING: Final = 3.0
"""Seconds. A guest that does not answer for as long again is gone; so a guest notices a host."""


class Address(Record):
    """Where to listen."""

    host: str = "127.0.0.1"
    port: int = 0
    """0: any free one."""

    @property
    def wide(self) -> bool:
        """Whether other machines can reach it."""
        return self.host not in LOOPBACK


def read_address(typed: str) -> Address:
    """`0.0.0.0`, `10.0.0.5:8443`, `:8443` or nothing; Refused for what is no address."""
    if typed.count(":") > 1 and "[" not in typed:
        return Address(typed)
    host, colon, port = typed.rpartition(":") if ":" in typed and not typed.endswith("]") else (typed, "", "")
    if colon and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Refused(f"«{typed}» is no address to share at. Give one such as 10.0.0.5:8443, or none for this machine.")
    return Address(host.strip("[]") or "127.0.0.1", int(port) if colon else 0)


class Share(Record):
    """What was asked for on the command line."""

    address: Address
    certificate: Certificate | None = None


class Sharing:
    """Started in the event loop of the screen; `close` says goodbye to all."""

    def __init__(self, host: Host, server: Server, address: Address, url: str, fingerprint: str, desk: Desk) -> None:
        self.host, self.address = host, address
        self._closed = False
        self._server, self._url, self._fingerprint, self._desk = server, url, fingerprint, desk

    @classmethod
    async def start(
        cls,
        desk: Desk,
        clock: Clock,
        changed: Callable[[], None],
        address: Address,
        certificate: Certificate | None = None,
    ) -> Sharing:
        """Listen, and leave the file for this user's other terminals. A host that comes back keeps its lines.

        Refused if that address cannot be had, or is to be reached from elsewhere and has no certificate.
        """
        if address.wide and certificate is None:
            raise Refused("Beyond this machine the meeting has to be encrypted: there is no certificate.")
        left = read_beacon(desk.file.path)
        if left and left.address != address.host:
            left = None
        tokens = left.kept() if left else Tokens()
        host = Host(desk, clock, tokens, changed)
        door = Door(tokens, wide=address.wide)
        wanted = address.port or (int(left.url.rsplit(":", 1)[1].strip("/")) if left else 0)
        tls = None
        if certificate:
            from facilitator.live.tls import context

            tls = context(certificate)
        try:
            try:
                server = await _listen(host, door, address.host, wanted, tls)
            except OSError:
                if address.port or not wanted:
                    raise
                server = await _listen(host, door, address.host, 0, tls)
        except OSError as fault:
            await host.close("")
            where = f"{address.host}:{address.port}" if address.port else address.host
            why = f"The meeting cannot be shared at {where} ({fault.strerror}). Give another address."
            raise Refused(why) from fault
        port = next(iter(server.sockets)).getsockname()[1]
        url = f"{'wss' if tls else 'ws'}://{_shown(address)}:{port}/"
        made = cls(host, server, address, url, certificate.fingerprint if certificate else "", desk)
        made._light()
        return made

    def line(self, role: Role) -> JoinLine:
        """What somebody needs to join as this role."""
        return JoinLine(self._url, self.host.tokens.of(role), self._fingerprint)

    def renew(self, role: Role) -> None:
        """The old line of this role opens nothing any more."""
        self.host.renew(role)
        self._light()

    def _light(self) -> None:
        tokens = tuple(self.host.tokens.as_document().items())
        with contextlib.suppress(OSError):  # A full disk: others need a line then.
            light(self._desk.file.path, Beacon(self._url, tokens, self._fingerprint, self.address.host))

    async def close(self, why: str = "The meeting was closed. Goodbye.") -> None:
        if self._closed:
            return
        self._closed = True
        put_out(self._desk.file.path)
        self._server.close(close_connections=False)
        await self.host.close(why)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._server.wait_closed(), 2)


class _Knocking(ServerConnection):
    """A connection that makes room for newer ones while it has not asked to come in: who asks at once, comes in."""

    waiting: ClassVar[dict[_Knocking, None]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.waiting[self] = None
        if len(self.waiting) > KNOCKING:
            next(iter(self.waiting)).give_way()

    def give_way(self) -> None:
        self.waiting.pop(self, None)
        self.transport.abort()

    async def handshake(self, *args: Any, **options: Any) -> None:
        try:
            await super().handshake(*args, **options)
        finally:
            self.waiting.pop(self, None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.waiting.pop(self, None)
        super().connection_lost(exc)


async def _listen(host: Host, door: Door, address: str, port: int, tls: Any) -> Server:
    import logging

    quiet = logging.getLogger("facilitator.live")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False  # What strangers send is nobody's business, and a secret must not come into a log.
    return await serve(
        host.serve, address, port, ssl=tls, process_request=door, create_connection=_Knocking, logger=quiet,
        open_timeout=HANDSHAKE,
        ssl_handshake_timeout=HANDSHAKE if tls else None, ping_interval=PING, ping_timeout=PING, close_timeout=1,
        max_size=max(LARGEST.values()) * 4, max_queue=16, compression=None, server_header=None,
    )  # fmt: skip


def _shown(address: Address) -> str:
    """The address to give to others: of «all of them», the name of this machine."""
    if address.host in ("0.0.0.0", "::"):
        import socket

        return socket.gethostname()
    return f"[{address.host}]" if ":" in address.host else address.host
