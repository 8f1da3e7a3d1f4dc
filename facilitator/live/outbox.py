"""What a guest wrote and the host has not confirmed: on this machine's disk, so that no crash takes it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import Any

from facilitator.live.wire import is_mark
from facilitator.store.atomic import sync_data, write_all

SLOTS = 20
"""Terminals of one user that may take part in one meeting in the same role."""


class Outbox:
    """A file of one guest's acts, a line each. Where none can be kept, it is kept in memory only."""

    def __init__(self, fd: int, lines: list[dict[str, Any]], called: str = "") -> None:
        self._fd = fd
        self.called = called
        """The name of its file; none where it is kept in memory only."""
        self.uid = next((line["uid"] for line in lines if is_mark(line.get("uid"))), "") or secrets.token_urlsafe(12)
        """By which the host knows a terminal that comes back."""
        self.name = next((str(line["name"]) for line in reversed(lines) if "name" in line), "")
        done = {str(line["done"]) for line in lines if "done" in line}
        self.left = {line["op"]: line for line in lines if is_mark(line.get("op")) and line["op"] not in done}
        """What was not confirmed, in the order in which it was written."""
        self._renew()

    @classmethod
    def take(cls, folder: Path, meeting: str) -> Outbox:
        """The first that no other terminal holds, so that one that crashed is found again."""
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for slot in range(1, SLOTS + 1):
                found = cls.open(folder, f"{meeting}-{slot}.jsonl", os.O_CREAT)
                if found:
                    return found
        return cls(-1, [])

    @classmethod
    def open(cls, folder: Path, called: str, how: int = 0) -> Outbox | None:
        """The one of this name; None where another terminal holds it. OSError if it cannot be opened."""
        fd = os.open(folder / called, os.O_RDWR | os.O_NOFOLLOW | how, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(fd)
            return None
        return cls(fd, _lines(fd), called)

    def put(self, op: str, base: int | None, command: dict[str, Any]) -> None:
        """Keep it; on the disk when this returns, if the disk will have it."""
        self.left[op] = {"op": op, "base": base, "command": command}
        self._append(self.left[op], sync=True)

    def done(self, op: str) -> None:
        """The host has it, or will not have it."""
        if self.left.pop(op, None) is None:
            return
        if self.left:
            self._append({"done": op}, sync=False)
        else:
            self._renew()

    def named(self, name: str) -> None:
        if name != self.name:
            self.name = name
            self._append({"name": name}, sync=False)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _append(self, line: dict[str, Any], *, sync: bool) -> None:
        if self._fd < 0:
            return
        with contextlib.suppress(OSError):  # The meeting goes on: what is kept in memory is still sent.
            # It begins a line of its own: on a full disk the one before it may have been written in part.
            text = ("\n" + json.dumps(line, ensure_ascii=False) + "\n").encode()
            write_all(self._fd, text, os.fstat(self._fd).st_size)
            if sync:
                sync_data(self._fd)

    def _renew(self) -> None:
        """Write only what is left: the file does not grow with the meeting."""
        if self._fd < 0:
            return
        head: dict[str, Any] = {"uid": self.uid, "name": self.name}
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *self.left.values())).encode()
        with contextlib.suppress(OSError):
            old = os.fstat(self._fd).st_size
            # Over the old beginning first, cut after: a crash between the two leaves lines that are only said twice.
            write_all(self._fd, text)
            if len(text) < old:
                os.ftruncate(self._fd, len(text))


def _lines(fd: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with contextlib.suppress(OSError):
        raw = os.pread(fd, 64_000_000, 0)
        for line in raw.split(b"\n"):
            with contextlib.suppress(ValueError, RecursionError):
                document = json.loads(line)
                if isinstance(document, dict):
                    found.append(document)
    return found
