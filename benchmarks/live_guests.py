"""Guests without a screen, for benchmarks/live.py: plain connections that listen, send, flood or do nothing at all."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any

from programs import draft
from websockets.asyncio.client import ClientConnection, connect

from facilitator.clock import SystemClock
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.command_codec import encode_command
from facilitator.domain.note import Section
from facilitator.domain.roles import Role
from facilitator.live import wire
from facilitator.live.guest import LARGEST, Guest, HostClock
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.lines import JoinLine
from facilitator.live.outbox import Outbox

NOTES, APART = 60, 0.15
"""Notes that a scribe sends, and the seconds between two of them."""


async def enter(line: JoinLine, name: str) -> ClientConnection:
    """A plain connection that said hello and was welcomed."""
    found = await connect(
        line.url, additional_headers={"Authorization": f"Bearer {line.token}"}, user_agent_header=None,
        compression=None, proxy=None, ping_interval=None, max_size=LARGEST,
    )  # fmt: skip
    uid = secrets.token_urlsafe(12)
    await found.send(wire.pack("hello", version=wire.VERSION, uid=uid, name=name, since=0, last=""))
    await found.recv()
    return found


def op(command: Any) -> tuple[str, str]:
    """A message that asks for this, and its number."""
    number = secrets.token_urlsafe(16)
    return number, wire.pack("op", op=number, base=None, command=encode_command(command), unsent=1)


async def hear(connection: ClientConnection, heard: Callable[[str], None]) -> None:
    with suppress(Exception):
        async for message in connection:
            heard(str(message))


async def listeners(lines: Sequence[JoinLine], count: int) -> list[asyncio.Task[None]]:
    found = [await enter(lines[1], f"Guest {number}") for number in range(count)]
    return [asyncio.create_task(hear(each, lambda _: None)) for each in found]


async def notes(pipe: Connection, lines: Sequence[JoinLine], guests: int) -> None:
    """Send notes; how long each took to be at the guest that came last, and to be called kept."""
    tasks = await listeners(lines, guests - 1)
    scribe, last = await enter(lines[0], "Scribe"), await enter(lines[1], "Last")
    sent: dict[str, float] = {}
    told: dict[str, float] = {}
    kept: dict[str, float] = {}

    def note(found: dict[str, float], kind: str) -> Callable[[str], None]:
        def heard(message: str) -> None:
            now = time.perf_counter()
            if f'"kind":"{kind}"' in message:
                found.update({each: now for each in sent if each not in found and each in message})

        return heard

    tasks += [
        asyncio.create_task(hear(last, note(told, "events"))),
        asyncio.create_task(hear(scribe, note(kept, "taken"))),
    ]
    await asyncio.sleep(2)
    for number in range(NOTES):
        name, message = op(AddEntries((draft(9_000 + number),)))
        sent[name] = time.perf_counter()
        await scribe.send(message)
        await asyncio.sleep(APART * random.uniform(0.5, 1.5))
    await asyncio.sleep(1)
    pipe.send([[found[each] - at for each, at in sent.items()] for found in (told, kept)])


async def flood(connection: ClientConnection, go: asyncio.Event, what: str) -> None:
    """As fast as the host reads: hands that go up and down, questions, or both."""
    await go.wait()
    with suppress(Exception):
        for number in range(1_000_000):
            asks = what == "questions" or (what == "both" and number % 4 == 0)
            hand = wire.pack("hand", up=bool(number % 2))
            await connection.send(op(AddNotes(Section.QUESTION, (f"{number}?",)))[1] if asks else hand)


async def crowd(pipe: Connection, lines: Sequence[JoinLine], listening: int, flooding: int, what: str) -> None:
    """They stay until they are ended. They stand for other machines, so they take nothing of the host's."""
    os.nice(19)
    go = asyncio.Event()
    tasks = await listeners(lines, listening)
    for number in range(flooding):
        connection = await enter(lines[1], f"Flood {number}")
        tasks += [
            asyncio.create_task(hear(connection, lambda _: None)),
            asyncio.create_task(flood(connection, go, what)),
        ]
    pipe.send("in")
    await asyncio.to_thread(pipe.recv)
    go.set()
    await asyncio.gather(*tasks)


async def follow(pipe: Connection, lines: Sequence[JoinLine]) -> None:
    """Join as the program does: how long until all is there, then the moment at which the host was missed."""
    desk = GuestDesk(Role.SCRIBE, Outbox(-1, []), datetime.now(UTC))
    changed = asyncio.Event()
    guest = Guest(lambda: lines[0], desk, secrets.token_urlsafe(12), "Late", HostClock(SystemClock()), changed.set)
    begun, task = time.perf_counter(), asyncio.create_task(guest.run())

    async def until(state: str) -> float:
        while guest.state != state:
            changed.clear()
            await changed.wait()
        return time.perf_counter()

    took = await until("live") - begun
    pipe.send((took, len(desk.session.entries)))
    pipe.send(await until("waiting"))
    task.cancel()
