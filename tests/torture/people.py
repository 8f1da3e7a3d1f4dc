"""People at other machines who write notes into a shared meeting, in a process of their own.

`people.py <url> <token> <how many people> <notes> <notes a second>`: says `in` when all are there, begins when a line
comes in, says `done` when the host has told each of them that its notes are kept.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import sys
import time

from websockets.asyncio.client import ClientConnection, connect

from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.command_codec import encode_command
from facilitator.domain.session import When
from facilitator.live import wire


async def enter(url: str, token: str, name: str) -> ClientConnection:
    there = await connect(
        url, additional_headers={"Authorization": f"Bearer {token}"}, compression=None, proxy=None, max_size=None
    )
    hello = wire.pack("hello", version=wire.VERSION, uid=secrets.token_urlsafe(12), name=name, since=0, last="")
    await there.send(hello)
    assert wire.unpack(await there.recv())["kind"] == "welcome"
    return there


async def hear(person: ClientConnection, asked: set[str], kept: asyncio.Event) -> None:
    """Read all that the host tells; a note that it refuses is an error."""
    async for message in person:
        told = wire.unpack(message)
        assert told["kind"] != "refused", told
        if told["kind"] == "taken":
            asked.remove(told["op"])
            if not asked:
                kept.set()


async def write(url: str, token: str, people: int, notes: int, rate: float) -> None:
    crowd = [await enter(url, token, f"Person {number}") for number in range(people)]
    asked, kept, rng = set[str](), asyncio.Event(), random.Random(1)
    ears = [asyncio.create_task(hear(person, asked, kept)) for person in crowd]
    print("in", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    begun = time.monotonic()
    for number in range(notes):
        await asyncio.sleep(max(0.0, begun + (number + rng.random()) / rate - time.monotonic()))
        note = AddEntries((Draft(When(), f"note {number} DB [/var/log] full, ünïcode 日本"),))
        op = secrets.token_urlsafe(16)
        asked.add(op)
        kept.clear()
        await crowd[number % people].send(wire.pack("op", op=op, base=None, command=encode_command(note), unsent=1))
    done = asyncio.create_task(kept.wait())
    await asyncio.wait([done, *ears], return_when=asyncio.FIRST_COMPLETED, timeout=60)
    assert done.done(), f"{len(asked)} notes were never told to be kept"
    print("done", flush=True)
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])))
