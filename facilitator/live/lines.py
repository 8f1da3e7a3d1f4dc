"""The line by which one joins from another machine: address, secret, and the mark of the certificate."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record

SHAPE: Final = re.compile(r"[A-Za-z0-9_-]{16,64}(\.[0-9a-f]{64})?")


class BadLine(FacilitatorError):
    """Not a line by which one can join."""


class JoinLine(Record):
    """Where to knock, and with what."""

    url: str
    """`ws://127.0.0.1:4321/` or `wss://host:4321/`."""
    token: str
    fingerprint: str = ""
    """SHA-256 of the host's certificate, in hexadecimal; empty where the system's own authorities vouch for it."""

    def __str__(self) -> str:
        mark = f".{self.fingerprint}" if self.fingerprint else ""
        return f"{self.url}#{self.token}{mark}"


def read_line(typed: str) -> JoinLine:
    """The line in what somebody typed or pasted, the command before it left out; BadLine."""
    line = typed.strip().split()[-1].strip("'\"") if typed.strip() else ""
    try:
        parts = urlsplit(line)
        port = parts.port
    except ValueError:
        port = None
    if not line or port is None or parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise BadLine("That is no line to join by. It begins with wss:// or ws:// and is shown on the host's screen.")
    if not SHAPE.fullmatch(parts.fragment):
        raise BadLine("The line ends too soon: copy it whole, with what stands after the #.")
    loopback = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme == "ws" and not loopback:
        raise BadLine("That line has no encryption. From another machine it has to begin with wss://.")
    token, _, fingerprint = parts.fragment.partition(".")
    return JoinLine(f"{parts.scheme}://{parts.netloc}/", token, fingerprint)
