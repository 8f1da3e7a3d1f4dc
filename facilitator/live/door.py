"""Who is let in: the first message of a connection is an HTTP request, and it has to be right in every point."""

from __future__ import annotations

import ipaddress
import socket
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from facilitator.live.tokens import Tokens

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Request, Response

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Door:
    """Checks a request before anything of the session is said."""

    def __init__(self, tokens: Tokens, *, wide: bool) -> None:
        self._tokens, self._wide = tokens, wide

    def __call__(self, connection: ServerConnection, request: Request) -> Response | None:
        """None to let it in, its role noted on the connection; else the refusal."""
        headers = request.headers
        if headers.get("Origin") is not None or headers.get("Sec-Fetch-Site") is not None:
            return connection.respond(HTTPStatus.FORBIDDEN, "Not for browsers.\n")
        if len(headers.get_all("Host")) != 1 or not self._is_ours(headers["Host"]):
            return connection.respond(HTTPStatus.FORBIDDEN, "Not this host.\n")
        given = headers.get_all("Authorization")
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        role = self._tokens.role(token) if scheme == "Bearer" else None
        if role is None:
            return connection.respond(HTTPStatus.UNAUTHORIZED, "The line is not valid, or not any more.\n")
        connection.role = role  # type: ignore[attr-defined]
        return None

    def _is_ours(self, host: str) -> bool:
        """A foreign name that was made to point here is how a web page would get in: only our own names will do."""
        name = host.rsplit(":", 1)[0].strip("[]").casefold() if not host.endswith("]") else host.strip("[]")
        if name in LOOPBACK:
            return True
        if not self._wide:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in {socket.gethostname().casefold(), socket.getfqdn().casefold()}
        return True
