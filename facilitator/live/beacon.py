"""The file by which terminals of the same user on the same machine find the host: no line is needed there."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from facilitator.domain.record import Record
from facilitator.domain.roles import Role
from facilitator.folders import names_in
from facilitator.live.lines import BadLine, JoinLine, read_line
from facilitator.live.tokens import GUESTS, Tokens
from facilitator.store.atomic import write_atomically
from facilitator.store.lock import Lock


class Beacon(Record):
    """Where a session is hosted, and the secrets of its roles."""

    url: str
    tokens: tuple[tuple[str, str], ...]
    fingerprint: str = ""
    address: str = "127.0.0.1"

    def line(self, role: Role) -> JoinLine:
        return JoinLine(self.url, dict(self.tokens)[role.value], self.fingerprint)

    def kept(self) -> Tokens:
        """The secrets, for a host that comes back."""
        return Tokens({role: dict(self.tokens)[role.value] for role in GUESTS})


def beacon_of(session: Path) -> Path:
    return session.with_name(session.name + ".live")


def light(session: Path, beacon: Beacon) -> None:
    """Leave the file, for the user alone; OSError if that fails."""
    document = {"url": beacon.url, "tokens": dict(beacon.tokens), "fingerprint": beacon.fingerprint,
                "address": beacon.address}  # fmt: skip
    write_atomically(beacon_of(session), [json.dumps(document).encode()])


def put_out(session: Path) -> None:
    with contextlib.suppress(OSError):
        beacon_of(session).unlink()


def read_beacon(session: Path) -> Beacon | None:
    """What the host left; None if there is none that this user wrote for himself alone."""
    path = beacon_of(session)
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.getuid() or status.st_mode & 0o077:
                return None
            document = json.loads(file.read(10_000))
        tokens = tuple((role.value, str(document["tokens"][role.value])) for role in GUESTS)
        found = Beacon(str(document["url"]), tokens, str(document["fingerprint"]), str(document["address"]))
        for role in GUESTS:
            read_line(str(found.line(role)))
        return found
    except (OSError, ValueError, KeyError, TypeError, RecursionError, BadLine):
        return None


def hosted(folder: Path) -> list[Path]:
    """The sessions of a folder that are shared now, the newest first."""
    lit = [folder / name.removesuffix(".live") for name in names_in(folder, ".json.live")]
    return sorted((path for path in lit if Lock.held(path)), key=_since, reverse=True)


def _since(session: Path) -> float:
    """When the host began; a file that has just gone is of long ago."""
    try:
        return beacon_of(session).stat().st_mtime
    except OSError:
        return 0.0
