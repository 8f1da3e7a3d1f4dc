"""What a meeting screen needs of a desk: the session, the one way to change it, and whether it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from facilitator.domain.commands import Command
from facilitator.domain.events import Event
from facilitator.domain.roles import Role
from facilitator.domain.session import Session


class MeetingDesk(Protocol):
    """A desk of one's own, or a guest's at somebody else's."""

    @property
    def session(self) -> Session: ...
    @property
    def name(self) -> str:
        """Of the session."""

    @property
    def by(self) -> str:
        """Who sits at it."""

    @property
    def role(self) -> Role: ...
    @property
    def folder(self) -> Path | None:
        """Where the sessions are that lie beside this one; None for a guest."""

    @property
    def partial(self) -> bool:
        """Whether only the end of the session has been read."""

    @property
    def read_only(self) -> bool: ...
    @property
    def saved(self) -> bool:
        """Whether everything is on the disk, at a guest's on the host's."""

    @property
    def trouble(self) -> str | None: ...
    @property
    def draft(self) -> str: ...
    @property
    def notices(self) -> tuple[str, ...]: ...
    def complete(self) -> None: ...
    def listen(self, changed: Callable[[], None]) -> None: ...
    def follow(self, changed: Callable[[], None]) -> None: ...
    def send(self, command: Command, at: datetime, *, base: int | None = ...) -> tuple[Event, ...]: ...
    def keep_draft(self, text: str) -> None: ...
    def flush(self, timeout: float = ...) -> bool: ...
    def close(self) -> None: ...
