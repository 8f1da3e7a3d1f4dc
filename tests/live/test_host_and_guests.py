"""A host and its guests over loopback, without screens: what one writes the others have, once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_helpers import AGENDA, described, entry

from facilitator.clock import SystemClock
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.ballots import CastVote
from facilitator.domain.acts.entries import AddEntries, ChangeEntry
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import MarkVoice
from facilitator.domain.acts.rounds import OpenRound, RevealRound, SealPoint
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.errors import Refused
from facilitator.domain.note import Section
from facilitator.domain.roles import Role
from facilitator.domain.session import Incident
from facilitator.live.guest import Guest, HostClock
from facilitator.live.guest_desk import GuestDesk
from facilitator.live.look import Look
from facilitator.live.outbox import Outbox
from facilitator.live.sharing import Address, Sharing
from facilitator.store.desk import Desk

AT = datetime(2025, 12, 5, 12, 0, tzinfo=UTC)


async def until(true: Callable[[], object], seconds: float = 8) -> None:
    """Wait for it; the test fails when it does not come."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


class Meeting:
    """A host on disk, and guests that come and go."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.tasks = folder, []
        self.desk = Desk.create(folder / "x.json", CreateSession(Incident("API outage"), AGENDA), AT, described)
        self.sharing: Sharing | None = None

    async def share(self) -> None:
        self.sharing = await Sharing.start(self.desk, SystemClock(), lambda: None, Address())
        self.lines = {role: self.sharing.line(role) for role in (Role.SCRIBE, Role.PARTICIPANT, Role.ROOM)}

    async def die(self) -> None:
        """As by kill -9: nobody is told, the file that tells of the host stays."""
        assert self.sharing
        self.desk._followers.clear()
        for connection in list(self.sharing._server.connections):
            connection.transport.abort()
        self.sharing._server.close()
        self.desk.close()

    async def come_back(self) -> None:
        self.desk = Desk.open(self.folder / "x.json", described)
        await self.share()

    async def join(self, role: Role, name: str, box: Outbox | None = None) -> Guest:
        box = box or Outbox.take(self.folder / "guests", name)
        desk = GuestDesk(role, box, AT)
        guest = Guest(lambda: self.lines[role], desk, box.uid, name, HostClock(SystemClock()), lambda: None)
        self.tasks.append(asyncio.create_task(guest.run()))
        await until(lambda: guest.state == "live")
        return guest

    def entries(self) -> list[str]:
        return [each.text for each in self.desk.session.entries]


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    made = Meeting(tmp_path)
    await made.share()
    yield made
    for task in made.tasks:
        task.cancel()
    await asyncio.gather(*made.tasks, return_exceptions=True)
    if made.sharing:
        await made.sharing.close()
    made.desk.close()


def seen(guest: Guest) -> list[str]:
    return [each.text for each in guest.desk.session.entries]


Join = Callable[[Role, str], Awaitable[Guest]]


async def test_what_one_writes_the_others_have(meeting: Meeting) -> None:
    sam, room = await meeting.join(Role.SCRIBE, "Sam"), await meeting.join(Role.ROOM, "room")
    for i in range(30):
        sam.desk.send(AddEntries((entry(i),)), AT)
    assert len(seen(sam)) == 30  # At once, before the host has it.
    await until(lambda: len(seen(room)) == 30 and sam.desk.saved)
    assert room.desk.session == sam.desk.session == meeting.desk.session
    assert {each.author for each in meeting.desk.session.entries} == {"Sam"}
    meeting.desk.send(AddEntries((entry(40),)), AT)
    await until(lambda: seen(room) == seen(sam) == meeting.entries())


async def test_shown_as_saved_is_on_the_hosts_disk(meeting: Meeting) -> None:
    sam = await meeting.join(Role.SCRIBE, "Sam")
    sam.desk.send(AddEntries((entry(1),)), AT)
    assert not sam.desk.saved
    await until(lambda: sam.desk.saved)
    on_disk = Desk.open(meeting.desk.file.path, described, write=False)
    assert [each.text for each in on_disk.session.entries] == meeting.entries() == seen(sam)


async def test_typed_through_a_lost_host_once_and_in_order(meeting: Meeting) -> None:
    sam = await meeting.join(Role.SCRIBE, "Sam")
    sam.desk.send(AddEntries((entry(1),)), AT)
    await until(lambda: sam.desk.saved)
    await meeting.die()
    await until(lambda: sam.state == "waiting")
    for i in (2, 4, 5):
        sam.desk.send(AddEntries((entry(i),)), AT)
    late = sam.desk.session.entries[-1]
    sam.desk.send(ChangeEntry(late.id, entry(6)), AT)  # Of one that the host has never seen.
    assert sam.desk.unsent == 4
    written = seen(sam)
    await meeting.come_back()
    await until(lambda: sam.desk.saved and sam.state == "live")
    assert meeting.entries() == seen(sam) == written


async def test_a_resend_changes_nothing_also_after_the_host_was_killed(meeting: Meeting) -> None:
    sam = await meeting.join(Role.SCRIBE, "Sam")
    sam.desk.send(AddEntries((entry(1),)), AT)
    op = sam.desk._pending[0]
    await until(lambda: sam.desk.saved)
    await meeting.die()
    await meeting.come_back()
    op.sent = op.taken = op.arrived = False
    sam.desk._pending.append(op)  # As if the host had died before it could say that it has it.
    await until(lambda: sam.state == "live")
    sam.desk.wake()
    await until(lambda: sam.desk.saved)
    assert len(meeting.entries()) == 1


async def test_a_guest_that_was_killed_sends_what_was_left(meeting: Meeting) -> None:
    box = Outbox.take(meeting.folder / "guests", "m")
    sam = await meeting.join(Role.SCRIBE, "Sam", box)
    await meeting.die()
    await until(lambda: sam.state == "waiting")
    sam.desk.send(AddEntries((entry(1),)), AT)
    sam.desk.send(AddEntries((entry(2),)), AT)
    meeting.tasks.pop().cancel()
    box.close()
    await meeting.come_back()
    again = Outbox.take(meeting.folder / "guests", "m")
    assert (again.uid, again.name, len(again.left)) == (box.uid, "Sam", 2)
    back = await meeting.join(Role.SCRIBE, "Sam", again)
    await until(lambda: back.desk.saved)
    assert len(meeting.entries()) == 2
    assert not again.left


async def test_a_record_that_lost_its_tail_comes_whole(meeting: Meeting) -> None:
    sam = await meeting.join(Role.SCRIBE, "Sam")
    meeting.desk.send(AddEntries((entry(1),)), AT)
    await until(lambda: len(seen(sam)) == 1)
    await meeting.die()
    path = meeting.desk.file.path
    path.unlink()
    for rest in path.parent.glob("x.json.journal"):
        rest.unlink()
    Desk.create(path, CreateSession(Incident("Another"), AGENDA), AT, described).close()
    await meeting.come_back()
    await until(lambda: sam.desk.session.incident.title == "Another")
    assert sam.desk.session == meeting.desk.session


async def test_a_refusal_gives_the_words_back(meeting: Meeting) -> None:
    pat, sam = await meeting.join(Role.PARTICIPANT, "Pat"), await meeting.join(Role.SCRIBE, "Sam")
    with pytest.raises(Refused):
        pat.desk.send(AddEntries((entry(1),)), AT)
    sam.desk.send(AddEntries((entry(1),)), AT)
    await until(lambda: len(meeting.entries()) == 1)
    id = meeting.desk.session.entries[0].id
    await meeting.die()
    await until(lambda: sam.state == "waiting")
    sam.desk.send(ChangeEntry(id, entry(9)), AT)
    meeting.desk = Desk.open(meeting.folder / "x.json", described)
    meeting.desk.send(Undo(), AT, "Sam", role=Role.SCRIBE, op="0123456789abcdef")
    await meeting.share()
    await until(lambda: sam.returned)
    assert sam.returned[0][0] == ChangeEntry(id, entry(9))
    assert seen(sam) == meeting.entries() == []


async def test_silent_writing_is_unseen_even_on_the_wire(meeting: Meeting) -> None:
    pat, sam = await meeting.join(Role.PARTICIPANT, "Pat"), await meeting.join(Role.SCRIBE, "Sam")
    meeting.desk.send(OpenRound(Section.WELL, True), AT)
    await until(lambda: pat.desk.session.round)
    pat.desk.send(SealPoint("k" * 16, "unseen words"), AT)
    await until(lambda: pat.desk.saved and sam.here.sealed == 1)
    assert [each.text for each in pat.desk.session.sealed] == ["unseen words"]
    assert not sam.desk.session.sealed
    meeting.desk.send(RevealRound(), AT)
    await until(lambda: sam.desk.session.notes and pat.desk.session.notes)
    assert [(each.text, each.author) for each in sam.desk.session.notes] == [("unseen words", "")]
    assert not pat.desk.session.sealed


async def test_hands_ready_door_and_presence(meeting: Meeting) -> None:
    assert meeting.sharing
    pat, sam = await meeting.join(Role.PARTICIPANT, "Pat"), await meeting.join(Role.SCRIBE, "Pat")
    assert sam.desk.by == "Pat 2"
    sam.raise_hand(True)
    await until(lambda: [each.name for each in pat.here.hands] == ["Pat 2"])
    pat.raise_hand(True)
    await until(lambda: [each.name for each in sam.here.hands] == ["Pat 2", "Pat"])
    meeting.sharing.host.ask_ready(True)
    await until(lambda: sam.here.asking)
    sam.say_ready(True)
    await until(lambda: [each.name for each in pat.here.asked if each.ready] == ["Pat 2"])
    meeting.sharing.host.lower("Pat 2")
    await until(lambda: [each.name for each in pat.here.hands] == ["Pat"])
    meeting.sharing.host.kick("Pat 2")
    await until(lambda: sam.state == "over")
    assert "closed your connection" in sam.said
    meeting.sharing.host.lock(True)
    box = Outbox.take(meeting.folder / "guests", "late")
    late = Guest(lambda: meeting.lines[Role.SCRIBE], GuestDesk(Role.SCRIBE, box, AT), box.uid, "Late",
                 HostClock(SystemClock()), lambda: None)  # fmt: skip
    await asyncio.wait_for(late.run(), 8)
    assert "closed the door" in late.said
    meeting.sharing.host.show(Look("timeline", "fishbone", 7))
    await until(lambda: pat.look == Look("timeline", "fishbone", 7))
    await meeting.sharing.close("Goodbye all")
    await until(lambda: pat.state == "over")
    assert pat.said == "Goodbye all"


async def test_votes_and_actions_of_guests(meeting: Meeting) -> None:
    pat, sam = await meeting.join(Role.PARTICIPANT, "Pat"), await meeting.join(Role.SCRIBE, "Sam")
    pat.desk.send(AddNotes(Section.WELL, ("fast",)), AT)
    await until(lambda: sam.desk.session.notes)
    note = sam.desk.session.notes[0]
    sam.desk.send(AddActions((Task("keep it", addresses=note.id),)), AT)
    pat.desk.send(CastVote(note.id), AT)
    await until(lambda: meeting.desk.session.notes[0].votes == 1 and meeting.desk.session.actions)
    assert meeting.desk.session.actions[0].task.addresses == note.id


@pytest.mark.parametrize("role", [Role.SCRIBE, Role.PARTICIPANT, Role.ROOM])
async def test_no_byte_of_what_is_private_arrives(
    meeting: Meeting, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    from facilitator.live import wire

    unpack = wire.unpack
    monkeypatch.setattr(wire, "unpack", lambda message: (heard.append(str(message)), unpack(message))[1])
    meeting.desk.send(MarkVoice("PRIVATE-MARKER-1"), AT)
    early = await meeting.join(role, "early")
    meeting.desk.send(MarkVoice("PRIVATE-MARKER-2"), AT)
    meeting.desk.send(OpenRound(Section.WELL), AT)
    meeting.desk.send(SealPoint("PRIVATE-MARKER-3", "PRIVATE-MARKER-4"), AT)
    late = await meeting.join(role, "late")
    meeting.desk.send(AddEntries((entry(1),)), AT)
    await until(lambda: len(seen(early)) == len(seen(late)) == 1)
    assert early.desk.session.seq == late.desk.session.seq == meeting.desk.session.seq
    assert entry(1).text in "".join(heard)  # It does listen.
    assert "PRIVATE-MARKER" not in "".join(heard)
    assert not early.desk.session.voices
