"""One secret a role. Whoever has it may join as that role, until it is renewed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hmac import compare_digest

from facilitator.domain.roles import Role

GUESTS = (Role.SCRIBE, Role.PARTICIPANT, Role.ROOM)
BYTES = 16


class Tokens:
    """128 bits for each role that can join."""

    def __init__(self, known: Mapping[Role, str] | None = None) -> None:
        self._known = dict(known or {role: secrets.token_urlsafe(BYTES) for role in GUESTS})

    def of(self, role: Role) -> str:
        return self._known[role]

    def role(self, token: str) -> Role | None:
        """The role that a token is for. It takes as long for a wrong one as for a right one."""
        found = None
        for role, known in self._known.items():
            if compare_digest(known.encode(), token.encode("utf-8", "replace")):
                found = role
        return found

    def renew(self, role: Role) -> None:
        """The old one opens nothing any more."""
        self._known[role] = secrets.token_urlsafe(BYTES)

    def as_document(self) -> dict[str, str]:
        return {role.value: token for role, token in self._known.items()}
