"""Somebody joins a long meeting: the host goes on meanwhile."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from live_rig import AT, Shared
from store_helpers import entry

from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.events import Event
from facilitator.live import host
from facilitator.live.messages import events_message
from facilitator.live.wire import CHUNK

ENTRIES, GUESTS = 6 * CHUNK, 3


async def test_all_that_was_written_is_told_a_part_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turn, told = 0, Counter[int]()
    loop = asyncio.get_running_loop()

    def count() -> None:
        nonlocal turn
        turn += 1
        loop.call_soon(count)

    def noted(events: Sequence[Event], saved: int) -> str:
        told[turn] += 1
        return events_message(events, saved)

    monkeypatch.setattr(host, "events_message", noted)
    shared = await Shared(tmp_path).start()
    try:
        shared.desk.send(AddEntries(tuple(map(entry, range(ENTRIES)))), AT)
        told.clear()
        count()
        guests = await asyncio.gather(*(shared.join(name=f"Sam {number}") for number in range(GUESTS)))
        wanted = shared.desk.session.entries
        for guest in guests:
            async with asyncio.timeout(8):
                while guest.desk.session.entries != wanted:
                    await asyncio.sleep(0.01)
    finally:
        await shared.stop()
    assert told.total() >= GUESTS * ENTRIES / CHUNK
    assert max(told.values()) == 1
