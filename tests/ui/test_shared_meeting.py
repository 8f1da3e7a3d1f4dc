"""Several programs in one meeting, over loopback: what the host, the scribe, a participant and the room see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import FakeClock
from goldens_on_screen import same_as_golden
from meeting_rig import HOSTILE, NARROW, WIDE, Rig, running
from textual.events import Paste

from facilitator.config import Config
from facilitator.domain.acts.rounds import OpenRound
from facilitator.domain.note import Section
from facilitator.domain.roles import Role
from facilitator.live.sharing import Address
from facilitator.paths import places
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.screens.guests import GuestScreen
from facilitator.ui.screens.home import HomeScreen
from facilitator.ui.screens.joining import here, joining
from facilitator.ui.screens.meeting import MeetingScreen
from facilitator.ui.screens.room import RoomScreen

START = datetime(2025, 12, 5, 12, 0, tzinfo=UTC)


class Shared:
    """A host, and whoever joins."""

    def __init__(self, host: Rig, folder: Path, stack: AsyncExitStack) -> None:
        self.host, self._folder, self._stack = host, folder, stack

    async def join(self, role: Role, name: str, size: tuple[int, int] = WIDE) -> Rig:
        desk = self.host.meeting.desk
        assert desk.folder
        place, clock = places(str(self._folder / name)), FakeClock(self.host.clock.now())
        line = here(desk.folder / f"{desk.name}.json", role)
        app = FacilitatorApp(place, Config(), clock, first=lambda: joining(place, Config(), clock, role, name, line))
        pilot = await self._stack.enter_async_context(app.run_test(size=size))
        rig = Rig(app, pilot, clock)
        await rig.until_on(RoomScreen if role is Role.ROOM else GuestScreen)
        return rig


@asynccontextmanager
async def shared(folder: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Shared]:
    async with AsyncExitStack() as stack:
        host = await stack.enter_async_context(running(folder, FakeClock(START), size))
        await host.meeting.share(Address())
        yield Shared(host, folder, stack)
        await host.meeting.stop_sharing()


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


async def test_what_the_scribe_types_all_others_see(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        scribe, room = await meeting.join(Role.SCRIBE, "Sam"), await meeting.join(Role.ROOM, "room")
        await meeting.host.press("ctrl+n", "ctrl+n")
        await scribe.until(lambda: scribe.session.phase is not None and scribe.session.phase.id == "timeline")
        await scribe.type(f"16:59 {HOSTILE}")
        await meeting.host.until(lambda: meeting.host.session.entries[-1].text == HOSTILE)
        for rig in (meeting.host, scribe, room):
            await rig.until(lambda rig=rig: HOSTILE in rig.now_shown())
        assert "saved" in scribe.now_shown()


async def test_a_guest_has_only_the_keys_of_its_role(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        scribe = await meeting.join(Role.SCRIBE, "Sam")
        before = meeting.host.session
        await scribe.press("ctrl+n", "ctrl+t", "ctrl+s", "f9", "f10", "f11")
        assert meeting.host.session == before
        assert isinstance(scribe.app.screen, GuestScreen)
        offered = [each.title for each in scribe.app.get_system_commands(scribe.app.screen)]
        assert any(title.startswith("Raise or lower my hand") for title in offered)
        for title in ("Next phase", "Private column", "Share", "Export"):
            assert not any(each.startswith(title) for each in offered), title
        assert not any(
            each.title.startswith("Raise") for each in meeting.host.app.get_system_commands(meeting.host.meeting)
        )


async def test_the_host_sees_hands_and_the_room_opens_the_private_column(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        scribe = await meeting.join(Role.SCRIBE, "Sam")
        await scribe.press("f2")
        await meeting.host.until(lambda: "Hand up: Sam" in meeting.host.now_shown())
        assert not meeting.host.meeting.open
        await meeting.join(Role.ROOM, "room")
        await meeting.host.until(lambda: meeting.host.meeting.open)
        await meeting.host.until(lambda: "3 terminals" in meeting.host.now_shown())


async def test_silent_writing_then_all_at_once(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        pat, room = await meeting.join(Role.PARTICIPANT, "Pat"), await meeting.join(Role.ROOM, "room")
        meeting.host.meeting.act(OpenRound(Section.WELL, True))
        await meeting.host.press("ctrl+o")
        await meeting.host.press("down", "down", "down", "enter")
        await pat.until(lambda: pat.session.round is not None)
        await pat.type("an unseen point", "another one")
        await meeting.host.until(lambda: "2 written" in meeting.host.now_shown())
        await pat.until(lambda: "you wrote 2" in pat.now_shown())
        assert "unseen point" in pat.now_shown() and "only you see this" in pat.now_shown()
        assert "unseen" not in room.now_shown() + meeting.host.now_shown()
        assert "points written" in room.now_shown() and "people" not in room.now_shown()
        await pat.press("ctrl+z")
        await meeting.host.until(lambda: "1 written" in meeting.host.now_shown())
        await meeting.host.press("ctrl+b")
        for rig in (meeting.host, pat, room):
            await rig.until(lambda rig=rig: "an unseen point" in rig.now_shown())
        await pat.until(lambda: pat.session.round is None)  # Pat has seen the own point all the time.
        assert [(each.text, each.author) for each in meeting.host.session.notes] == [("an unseen point", "")]
        await pat.press("tab", "plus")
        await meeting.host.until(lambda: meeting.host.session.notes[0].votes == 1)


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.SCRIBE])
async def test_what_is_pasted_in_silent_writing_is_as_unseen_as_what_is_typed(tmp_path: Path, role: Role) -> None:
    async with shared(tmp_path) as meeting:
        pat = await meeting.join(role, "Pat")
        meeting.host.meeting.act(OpenRound(Section.WELL, True))
        await meeting.host.press("ctrl+o")
        await meeting.host.press("down", "down", "down", "enter")
        await pat.until(lambda: pat.session.round is not None)
        pat.app.post_message(Paste("- an unseen point\n- another one\n"))
        await pat.pilot.pause()
        if type(pat.app.screen) is not type(pat.meeting):
            await pat.press("enter")
        await meeting.host.until(lambda: bool(meeting.host.session.notes) or len(meeting.host.session.sealed) == 2)
        assert not meeting.host.session.notes
        assert [each.text for each in meeting.host.session.sealed] == ["an unseen point", "another one"]
        await meeting.host.press("ctrl+b")
        await pat.until(lambda: "an unseen point" in pat.now_shown())


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
async def test_what_was_written_unseen_stays_before_its_writer(tmp_path: Path, size: tuple[int, int]) -> None:
    long = "Fast detection: the alert fired within 90 seconds, and " + "so on " * 20 + "to the end"
    async with shared(tmp_path) as meeting:
        pat = await meeting.join(Role.PARTICIPANT, "Pat", size)
        await meeting.host.press("ctrl+n", "ctrl+n")
        await pat.press("tab")
        meeting.host.meeting.act(OpenRound(Section.WELL, False))
        await pat.until(lambda: "only you see this" in pat.now_shown())
        await pat.press("escape")
        await pat.type("one", long)
        await pat.until(lambda: "^Z takes the last one back" in pat.now_shown() and "to the end" in pat.now_shown())
        assert "Fast detection" in pat.now_shown()
        await pat.press("ctrl+z")
        await pat.until(lambda: "Fast detection" not in pat.now_shown())
        assert "one" in pat.now_shown()


async def test_a_raised_hand_goes_before_a_prompt(tmp_path: Path) -> None:
    async with shared(tmp_path, NARROW) as meeting:
        pat = await meeting.join(Role.PARTICIPANT, "Pat with quite a name")
        await meeting.host.press("ctrl+n", "ctrl+n")
        await pat.press("f2")
        await meeting.host.until(lambda: "Hand up: Pat" in meeting.host.now_shown())
        meeting.host.meeting.prompt = "How did we first learn of it: an alert, or a customer?"
        meeting.host.meeting.offered = True
        meeting.host.meeting.show_hint()
        assert "Hand up: Pat with quite a name" in await meeting.host.screen()


async def test_the_script_is_the_facilitator_s(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        pat = await meeting.join(Role.PARTICIPANT, "Pat")
        await meeting.host.press("ctrl+n", "ctrl+n")
        await pat.until(lambda: pat.session.phase is not None and pat.session.phase.id == "timeline")
        assert "F8" in meeting.host.now_shown()
        assert "F8" not in pat.now_shown() and "14:15" in pat.now_shown()


async def test_two_wordings_are_shown_to_be_chosen(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        scribe = await meeting.join(Role.SCRIBE, "Sam")
        await scribe.type("16:59 first words")
        await meeting.host.until(lambda: meeting.host.session.entries[-1].text == "first words")
        id = meeting.host.session.entries[-1].id
        await scribe.until(lambda: scribe.session.entries[-1].id == id)
        for rig, words in ((meeting.host, "the host's words"), (scribe, "the scribe's words")):
            rig.meeting.edit(id)
            rig.meeting.query_one("NoteInput").load(f"16:59 {words}")  # type: ignore[attr-defined]
        await meeting.host.press("enter")
        await scribe.until(lambda: scribe.session.entries[-1].text == "the host's words")
        await scribe.press("enter")
        await meeting.host.until(lambda: "Two wrote over each other" in meeting.host.now_shown())
        assert meeting.host.session.entries[-1].text == "the scribe's words"
        meeting.host.meeting.call_later(meeting.host.meeting.action_settle)
        await meeting.host.until(lambda: "Which words shall stand" in meeting.host.now_shown())
        await meeting.host.press("down", "enter")
        await scribe.until(lambda: scribe.session.entries[-1].text == "the host's words")


async def test_a_line_at_a_lost_host_says_so_and_arrives(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        scribe = await meeting.join(Role.SCRIBE, "Sam")
        sharing = meeting.host.meeting.sharing
        assert sharing
        real, sharing.host._admitted = sharing.host._admitted, _nobody  # type: ignore[method-assign, assignment]
        for connection in list(sharing._server.connections):
            connection.transport.abort()
        await scribe.until(lambda: "waiting for the host" in scribe.now_shown())
        await scribe.type("16:59 while nobody heard")
        await scribe.until(lambda: "1 unsent" in scribe.now_shown())
        sharing.host._admitted = real  # type: ignore[method-assign]
        await scribe.until(lambda: "● saved" in scribe.now_shown())
        assert [each.text for each in meeting.host.session.entries].count("while nobody heard") == 1


async def test_the_scribe_takes_over_with_what_the_host_never_heard(tmp_path: Path) -> None:
    async with shared(tmp_path) as meeting:
        scribe = await meeting.join(Role.SCRIBE, "Sam")
        sharing = meeting.host.meeting.sharing
        assert sharing
        sharing.host._admitted = _nobody  # type: ignore[method-assign, assignment]
        for connection in list(sharing._server.connections):
            connection.transport.abort()
        await scribe.until(lambda: "waiting for the host" in scribe.now_shown())
        await scribe.type("16:58 unheard", "16:59 unheard too")
        scribe.meeting.call_later(scribe.meeting.action_take_over)  # type: ignore[attr-defined]
        await scribe.until(lambda: type(scribe.app.screen) is MeetingScreen)
        await scribe.until(lambda: scribe.meeting.sharing is not None)
        texts = [each.text for each in scribe.session.entries]
        assert texts == [*(each.text for each in meeting.host.session.entries), "unheard", "unheard too"]
        scribe.meeting.call_later(scribe.meeting.action_home)
        await scribe.until_on(HomeScreen)
        await scribe.until(lambda: "first" not in scribe.app._screen_stacks)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
@pytest.mark.parametrize("role", [Role.SCRIBE, Role.PARTICIPANT])
async def test_the_guests_screens_are_as_they_were_looked_at(tmp_path: Path, role: Role, size: tuple[int, int]) -> None:
    async with shared(tmp_path) as meeting:
        guest = await meeting.join(role, "Sam", size)
        await meeting.host.press("ctrl+n", "ctrl+n")
        await guest.until(lambda: "Here: facilitator, Sam" in guest.now_shown())
        await guest.until(lambda: guest.session.phase is not None and guest.session.phase.id == "timeline")
        same_as_golden(f"guest-{role.value}-{size[0]}x{size[1]}.txt", await guest.screen())


def _nobody(*_: object) -> None:
    raise KeyError("not now")
