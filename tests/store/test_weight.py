"""What an entry takes in the memory of a program that has its session open: the record, and its lines of the file."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from store_helpers import AGENDA, AT

from facilitator import capture
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.session import Incident
from facilitator.starting import describe
from facilitator.store.desk import Desk

WARM, ENTRIES = 100, 400
MOST = 2_300
"""Bytes. The line itself is a hundred; it is kept as event, entry, and as encoded for either table of the file."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk.create(tmp_path / "x.json", CreateSession(Incident("API outage", started=AT), AGENDA), AT, describe)
    made.send(NextPhase(), AT)
    return made


def test_an_entry_is_kept_once_in_each_of_its_forms(desk: Desk) -> None:
    def type_to(last: int) -> int:
        for number in range(len(desk.session.entries), last):
            line = f"14:{number % 60:02} entry {number} DB [/var/log] full, ünïcode 日本"
            desk.send(capture.read_line(line, desk.session, AT), AT)
        assert desk.flush()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    type_to(WARM)
    tracemalloc.start()
    try:
        type_to(WARM + 1)
        before = type_to(WARM + 2)
        took = type_to(WARM + 2 + ENTRIES) - before
    finally:
        tracemalloc.stop()
        desk.close()
    assert took / ENTRIES < MOST
