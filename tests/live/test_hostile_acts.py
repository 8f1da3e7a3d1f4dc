"""What a guest may not do, in well-formed messages of a program that is not ours: it is refused in one sentence."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from live_rig import AT, SECRET, Shared, hear, let_in, op, until
from store_helpers import entry
from websockets.exceptions import ConnectionClosed

from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AddFactors, StartChain
from facilitator.domain.acts.entries import AddEntries, ChangeEntry, Draft, MoveEntry, RemoveEntry
from facilitator.domain.acts.guide import AskPrompt, TickRow
from facilitator.domain.acts.incident import CreateSession, DescribeIncident, ListPeople
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, MoveNote, VoteNote
from facilitator.domain.acts.papers import MarkVoice
from facilitator.domain.acts.phases import (
    EndMeeting,
    GoToPhase,
    NextPhase,
    PauseClock,
    PreviousPhase,
    ReopenMeeting,
    ResumeClock,
)
from facilitator.domain.acts.plan import AddTime, LockPhase, Replan, SetEnd
from facilitator.domain.acts.rounds import DropRound, OpenRound, RevealRound, SealPoint, WithdrawPoint
from facilitator.domain.acts.undoing import Redo, Undo, UndoStep
from facilitator.domain.command_codec import encode_command
from facilitator.domain.commands import Command
from facilitator.domain.note import Section
from facilitator.domain.roles import INSTEAD, Role
from facilitator.domain.session import Agenda, Incident
from facilitator.live.guest import Guest
from facilitator.live.pace import Measure, Pace


@pytest.fixture
async def shared(tmp_path: Path) -> AsyncIterator[Shared]:
    made = await Shared(tmp_path).start()
    yield made
    await made.stop()


HEARD = {Role.SCRIBE: 256 * 1024, Role.PARTICIPANT: 16 * 1024}
"""Characters of one message that are heard."""
GOOD = encode_command(AddEntries((entry(7),)))


def data(name: str, **fields: Any) -> dict[str, Any]:
    return {"command": name, "data": fields}


def timed(at: Any, **more: Any) -> dict[str, Any]:
    return data("AddEntries", entries=[{"when": {"at": at, "precision": "exact", **more}, "text": "x"}])


MALFORMED: list[Any] = [
    None, 7, "AddEntries", [], {}, {"command": "AddEntries"}, {"data": {}}, {**GOOD, "more": 1},
    {"command": ["AddEntries"], "data": {}}, {"command": None, "data": {}}, {"command": "__class__", "data": {}},
    {"command": "\ud800", "data": {}}, {"command": "AddEntries", "data": None}, {"command": "AddEntries", "data": []},
    data("AddEntries"), data("AddEntries", entries=None), data("AddEntries", entries="x"),
    data("AddEntries", entries={}), data("AddEntries", entries=[None]),
    data("AddEntries", entries=[[]]), data("AddEntries", entries=[{}]),
    data("AddEntries", entries=[{"when": {}, "text": 7}]), data("AddEntries", entries=[{"when": {}, "text": ["x"]}]),
    data("AddEntries", entries=[{"when": {}, "text": "x", "kind": "gossip"}]),
    data("AddEntries", entries=[{"when": {}, "text": "x", "source": None}]),
    data("AddEntries", entries=[{"when": {}, "text": "x", "\ud800": 1}]),
    timed(7), timed(float("nan")), timed(True), timed("yesterday"), timed("2025-12-03T14:25:00"), timed("\x00"),
    timed("0001-01-01T00:00:00+00:00"), timed("0001-01-01T00:00:00+14:00"), timed("9999-12-31T23:59:59+00:00"),
    timed("9999-12-31T23:59:59-14:00"), timed(None, until="0001-01-01T00:00:00+00:00"),
    timed(None, precision="roughly"), timed(None, written=float("inf")),
    data("ChangeEntry", id="2", entry=GOOD["data"]["entries"][0]),
    data("ChangeEntry", id=2.0, entry=GOOD["data"]["entries"][0]),
    data("RemoveEntry", id=True), data("RemoveEntry", id=float("nan")), data("RemoveEntry", id=float("-inf")),
    data("RemoveEntry", id=2**53 + 1), data("RemoveEntry", id=-(10**300)), data("RemoveEntry", id=None),
    data("MoveEntry", id=2, by=10**18), data("Undo", step=1),
    data("AddNotes", section="secrets", texts=["x"]), data("AddNotes", section=["well"], texts=["x"]),
    data("AddNotes", section="well", texts=[1]), data("AddNotes", section="well", texts=["x"], gap="abyss"),
    data("AddActions", tasks=[{"text": "x", "due": "tomorrow"}]), data("AddActions", tasks=[{"text": "x", "due": 5}]),
    data("AddActions", tasks=[{"text": "x", "due": "0000-00-00"}]),
    data("AddActions", tasks=[{"text": "x", "priority": "!"}]), data("AddActions", tasks=[{"text": "x", "status": 0}]),
    data("StartChain", text="x", evidence=[1.5]), data("JudgeCause", id=2, standing="guilty"),
    data("SealPoint", key=["k"], text="x"), data("SettleClash", id=2, earlier=1),
]  # fmt: skip


async def test_what_is_no_command_is_refused_in_one_sentence(shared: Shared) -> None:
    sam, before = await shared.join(), shared.desk.session
    async with shared.knock() as connection:
        await let_in(connection)
        for doc in MALFORMED:
            await connection.send(op(doc))
            said = await hear(connection, "taken", "refused")
            assert said["kind"] == "refused", doc
            assert "\n" not in said["why"]
            assert shared.desk.session == before, doc
    await shared.still_works(sam)


async def test_a_deep_command_is_refused(shared: Shared) -> None:
    sam, before = await shared.join(), shared.desk.session
    async with shared.knock() as connection:
        await let_in(connection)
        for depth in (10, 100, 400, 700, 900):
            deep: Any = json.loads("[" * depth + "]" * depth)
            await connection.send(op(data("AddNotes", section="well", texts=deep)))
            assert (await hear(connection, "refused"))["why"]
    assert shared.desk.session == before
    await shared.still_works(sam)


OF_THE_FACILITATOR: tuple[Command, ...] = (
    NextPhase(), PreviousPhase(), GoToPhase("timeline"), PauseClock(), ResumeClock(), AddTime(60),
    SetEnd(AT), Replan(), LockPhase("timeline"), EndMeeting(), ReopenMeeting(), AskPrompt("timeline", "x"),
    TickRow("timeline", 0), UndoStep(1), UndoStep(2), DescribeIncident(Incident("Nothing happened")),
    DescribeIncident(Incident(SECRET, timezone="Mars/Olympus_Mons")), ListPeople(()),
    CreateSession(Incident("Another"), Agenda()), OpenRound(Section.WELL), RevealRound(), DropRound(),
    MarkVoice("Sam"),
)  # fmt: skip
OF_THE_SCRIBE: tuple[Command, ...] = (
    AddEntries((entry(7),)), ChangeEntry(2, entry(7)), MoveEntry(2, 1), RemoveEntry(2),
    AddNotes(Section.LESSON, ("x",)), VoteNote(2, 1), MoveNote(2, 1), GroupNote(2, None), LinkNote(2, None),
    StartChain("x"), AddFactors(("x",), "People"), AddActions((Task("x"),)),
)  # fmt: skip
OF_ALL: tuple[Command, ...] = (AddNotes(Section.WELL, ("x",)), Undo(), Redo(), SealPoint("k" * 16, "x"))


@pytest.mark.parametrize(
    ("role", "commands"),
    [
        (Role.SCRIBE, OF_THE_FACILITATOR),
        (Role.PARTICIPANT, OF_THE_FACILITATOR + OF_THE_SCRIBE),
        (Role.ROOM, OF_THE_FACILITATOR + OF_THE_SCRIBE + OF_ALL),
    ],
)
async def test_what_another_role_may_do_is_refused(
    shared: Shared, role: Role, commands: tuple[Command, ...]
) -> None:  # fmt: skip
    sam, before = await shared.join(), shared.desk.session
    async with shared.knock(role) as connection:
        await let_in(connection)
        # Not slowed down here: how long a flood waits is another test's.
        shared.host._seats["uid-of-mallory-00"].pace = Pace(Measure(10**6, 10.0**6), 0.0)
        for command in commands:
            for base in (None, 0, 1, -5, 10**30):
                await connection.send(op(command, base=base, role="facilitator", by="facilitator"))
            for _ in range(5):
                assert await hear(connection, "refused", "taken", seconds=30) | {"op": ""} == {
                    "kind": "refused", "op": "", "why": INSTEAD[role]
                }  # fmt: skip
    assert shared.desk.session == before
    await shared.still_works(sam)


@pytest.mark.parametrize("kind", ["hand", "ready"])
async def test_the_rooms_window_says_nothing(shared: Shared, kind: str) -> None:
    async with shared.knock(Role.ROOM) as connection:
        await let_in(connection)
        await connection.send(json.dumps({"kind": kind, "up": True, "yes": True}))
        with pytest.raises(ConnectionClosed):
            await hear(connection, "nothing more")
    assert not shared.host.here.hands


async def test_sealed_points_have_keys_of_their_own(shared: Shared) -> None:
    shared.desk.send(OpenRound(Section.WELL), AT)
    pat = await shared.join(Role.PARTICIPANT, "Pat")
    pat.desk.send(SealPoint("key-of-pat", "hers"), AT)
    await until(lambda: pat.desk.saved)
    async with shared.knock(Role.PARTICIPANT) as connection:
        await let_in(connection)
        for key in ("", "k" * 65, "k" * 10_000, "\x00\x07", "key-of-pat"):
            await connection.send(op(SealPoint(key, "mine")))
            assert (await hear(connection, "taken", "refused"))["kind"] == "refused"
        await connection.send(op(WithdrawPoint("key-of-pat")))
        assert (await hear(connection, "taken", "refused"))["kind"] == "refused"
    assert [(each.text, each.author) for each in shared.desk.session.sealed] == [("hers", "Pat")]


async def test_texts_arrive_clean(shared: Shared) -> None:
    dirty = " \x1b[31mred\x1b[0m \u202egnp.exe\u2066\x07\x00 two\nlines\ud800\r\n "
    sam = await shared.join()
    async with shared.knock() as connection:
        await let_in(connection)
        await connection.send(op(AddEntries((Draft(entry(1).when, dirty, source=dirty),))))
        await connection.send(op(AddNotes(Section.WELL, (dirty,), owner=dirty)))
        await connection.send(op(AddActions((Task(dirty, dirty, criteria=dirty, tracker=dirty),))))
        for _ in range(3):
            await hear(connection, "taken")
    await until(lambda: sam.desk.session.seq == shared.desk.session.seq)
    clean, session = "red gnp.exe two lines\ufffd", sam.desk.session
    task = session.actions[-1].task
    assert {session.entries[-1].text, session.entries[-1].source, session.notes[-1].text, session.notes[-1].owner,
            task.text, task.owner, task.criteria, task.tracker} == {clean}  # fmt: skip


@pytest.mark.parametrize(("role", "doc"), [
    (Role.PARTICIPANT, data("AddNotes", section="well", texts=["x"] * 3500)),
    (Role.SCRIBE, data("AddEntries", entries=[{"when": {}, "text": "x"}] * 8000)),
    (Role.SCRIBE, data("AddActions", tasks=[{"text": "x"}] * 8000)),
])  # fmt: skip
async def test_one_message_does_not_stop_the_meeting(shared: Shared, role: Role, doc: dict[str, Any]) -> None:
    sam, before = await shared.join(), shared.desk.session
    async with shared.knock(role) as connection:
        await let_in(connection)
        message = op(doc)
        assert len(message) < HEARD[role]
        await connection.send(message)
        assert "at once" in (await hear(connection, "taken", "refused"))["why"]
    assert shared.desk.session == before
    await shared.still_works(sam)


@pytest.mark.parametrize("role", [Role.SCRIBE, Role.PARTICIPANT])
async def test_what_the_host_would_not_hear_is_not_sent(shared: Shared, role: Role) -> None:
    """It would be sent again and again, with nothing after it ever arriving."""
    guest = await shared.join(role, "Pat")
    too_much = AddNotes(Section.WELL, ('"' * (HEARD[role] // 2),))
    with pytest.raises(Exception, match="too much"):
        guest.desk.send(too_much, AT)
    guest.desk.send(AddNotes(Section.WELL, ("a few words",)), AT)
    await until(lambda: guest.desk.saved)
    assert [each.text for each in shared.desk.session.notes] == ["a few words"]


async def test_who_is_gone_takes_nobodys_place(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.live.host.FULL", 3)
    for i in range(5):
        async with shared.knock(Role.PARTICIPANT) as connection:
            await let_in(connection, f"uid-of-number-{i}-00")
        await until(lambda: not any(seat.live for seat in shared.host._seats.values()))
    guests: list[Guest] = [await shared.join(name=f"Guest {i}") for i in range(3)]
    late = shared.guest(name="Late")
    await asyncio.wait_for(late.run(), 5)
    assert late.said == "There is no room left."
    await shared.still_works(guests[0])
