"""The screen of the room: text goldens at two sizes, what it never shows, and how little it paints."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import FakeClock
from goldens_on_screen import GOLDENS, same_as_golden
from meeting_rig import HOSTILE, NARROW, WIDE
from room_rig import NAMES, TASKS, Meeting, here, in_the_room
from textual.widget import Widget

from facilitator.coach import whys
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_places import PinCause
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import DescribeIncident
from facilitator.domain.acts.notes import AddNotes, RemoveNote, VoteNote
from facilitator.domain.acts.phases import EndMeeting
from facilitator.domain.note import Section
from facilitator.domain.record import replace
from facilitator.domain.round import Round
from facilitator.domain.session import Precision, Session, When
from facilitator.live.look import Guest, Here, Look
from facilitator.ui.screens.help import help_for
from facilitator.ui.screens.room import RoomScreen
from facilitator.ui.widgets.painted import Painted
from facilitator.ui.widgets.room_lists import RoomTimeline, RoomWork

HUGE = (200, 60)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def meeting(clock: FakeClock, tmp_path: Path) -> Meeting:
    return Meeting(clock, str(tmp_path))


class Scene(NamedTuple):
    """What came from the host."""

    session: Session
    look: Look = Look()
    here: Here = here()
    link: str = "live"
    said: str = ""


def silent(meeting: Meeting, anonymous: bool = False) -> Session:
    return replace(meeting.session, round=Round(Section.WELL, anonymous, meeting.clock.now()))


def hostile(meeting: Meeting) -> Scene:
    meeting.go_to(3).do(
        DescribeIncident(replace(meeting.session.incident, title=HOSTILE, summary=HOSTILE)),
        AnswerWhy((HOSTILE,), None, HOSTILE),
    )
    return Scene(meeting.session, here=Here((Guest(HOSTILE, "participant", hand=1),)))


SCENES: dict[str, Callable[[Meeting], Scene]] = {
    "before_the_start": lambda m: Scene(m.session),
    "opening": lambda m: Scene(m.go_to(1, 70).session),
    "timeline": lambda m: Scene(
        m.go_to(2, 150).session, Look(chosen=m.session.entries[3].id), here(hands=("Bob", "Alice"))
    ),
    "whys": lambda m: Scene(m.go_to(3, 17 * 60).chain().bones().session),
    "fishbone": lambda m: Scene(m.go_to(3, 17 * 60).chain().bones().session, Look(view="fishbone")),
    "silent_round": lambda m: Scene(silent(m.go_to(4, 61).points()), here=here(sealed=12, writers=7)),
    "points": lambda m: Scene(m.go_to(4, 61).points().session, here=here(ready=NAMES[2:11], asking=True)),
    "actions": lambda m: Scene(m.go_to(6, 16 * 60).chain().tasks().session),
    "closing": lambda m: Scene(m.go_to(6).chain().tasks().lessons().go_to(7, 60).session),
    "after_the_end": lambda m: Scene(m.go_to(7).lessons().do(EndMeeting()).session),
    "waiting_again": lambda m: Scene(m.go_to(2, 30).session, link="waiting", said="Waiting for the host…"),
    "waiting_at_first": lambda m: Scene(Session(), here=Here(), link="waiting"),
    "over": lambda m: Scene(m.session, link="over", said="The meeting is over. Goodbye."),
    "hostile_text": hostile,
}  # fmt: skip


def below(shown: str) -> str:
    """What stands under the bar of the phase."""
    return re.split("[━─]{40,}", shown, maxsplit=1)[1]


async def show(scene: Scene, clock: FakeClock, size: tuple[int, int], theme: str = "") -> str:
    async with in_the_room(clock, size=size) as room:
        room.app.theme = theme or room.app.theme
        for name, value in scene._asdict().items():
            setattr(room.screen, name, value)
        return await room.shown()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
@pytest.mark.parametrize("name", SCENES)
async def test_the_room_sees_it_as_it_was_looked_at(
    name: str, size: tuple[int, int], meeting: Meeting, clock: FakeClock
) -> None:
    shown = await show(SCENES[name](meeting), clock, size)
    same_as_golden(f"room-{name}-{size[0]}x{size[1]}.txt", shown)


async def test_light_and_without_colour_it_says_the_same(
    meeting: Meeting, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = SCENES["actions"](meeting)
    golden = (GOLDENS / "room-actions-120x36.txt").read_text("utf-8")
    for theme in ("textual-light", "ansi-dark"):
        assert await show(scene, clock, WIDE, theme) == golden
    monkeypatch.setenv("NO_COLOR", "1")
    assert await show(scene, clock, WIDE) == golden


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("size", [(1, 1), (20, 5), (59, 40), (60, 16), (99, 16), (100, 30), (160, 24), HUGE], ids=str)
async def test_no_size_breaks_it(size: tuple[int, int], name: str, meeting: Meeting, clock: FakeClock) -> None:
    shown = await show(SCENES[name](meeting), clock, size)
    assert len(shown.splitlines()) == size[1]
    assert all(len(line) <= size[0] for line in shown.splitlines())
    if (20, 5) <= size < (60, 16):
        assert "A little more" in shown


async def test_hostile_text_is_shown_as_it_was_typed(meeting: Meeting, clock: FakeClock) -> None:
    scene = hostile(meeting)
    id = meeting.session.causes[-1].id
    meeting.do(
        PinCause(id, "Process"), AddEntries((Draft(When(), HOSTILE, None),)),
        AddNotes(Section.WELL, (HOSTILE,)), AddNotes(Section.QUESTION, (HOSTILE,), owner=HOSTILE),
        AddActions((Task(HOSTILE, HOSTILE, criteria=HOSTILE),)), AddNotes(Section.LESSON, (HOSTILE,)),
    )  # fmt: skip
    assert (await show(scene, clock, HUGE)).count(HOSTILE) >= 4  # title, chain and its start, hand
    for number, look in ((3, Look("workshop", "fishbone")), (4, Look("timeline")), (4, Look("work")), (6, Look())):
        scene = Scene(meeting.go_to(number).session, look)
        assert HOSTILE in below(await show(scene, clock, HUGE))
    closing = await show(Scene(meeting.go_to(7).session, here=Here(), said=HOSTILE, link="waiting"), clock, HUGE)
    assert closing.count(HOSTILE) >= 5
    assert HOSTILE in await show(Scene(meeting.session, link="over", said=HOSTILE), clock, NARROW)


async def test_what_is_meant_for_the_facilitator_is_not_there(meeting: Meeting, clock: FakeClock) -> None:
    meeting.go_to(3).do(AnswerWhy(("@bob forgot to check the pool",), None, "API requests failed"))
    noticed = whys.hint(meeting.session, meeting.session.causes[-1])
    assert noticed is not None
    for look in (Look(), Look("guide"), Look("work"), Look(view="fishbone")):
        shown = " ".join((await show(Scene(meeting.session, look), clock, HUGE)).split())
        phase = meeting.session.phase
        assert phase is not None
        for private in (noticed.what, *phase.ask, *phase.checklist, "F8", "Tab", "^N", "Type ", "press"):
            assert private not in shown


async def test_a_silent_round_tells_how_much_and_not_what(meeting: Meeting, clock: FakeClock) -> None:
    meeting.go_to(4).points()
    shown = await show(Scene(silent(meeting), here=here(sealed=1, writers=1)), clock, WIDE)
    assert "point from 1 person" in shown
    assert "Fast Detection" not in shown
    nameless = await show(Scene(silent(meeting, anonymous=True), here=here(sealed=12)), clock, WIDE)
    assert "Nothing keeps who wrote what." in nameless
    assert "points written" in nameless and "people" not in nameless
    beside = await show(Scene(silent(meeting), Look("timeline")), clock, WIDE)
    assert "14:15" in beside and "Silent writing" not in beside


async def test_the_room_sees_what_the_facilitator_shows(meeting: Meeting, clock: FakeClock) -> None:
    meeting.go_to(3).chain().bones().do(AddNotes(Section.QUESTION, ("Who owns the pool size?",), owner="@bob"))
    words = {
        "timeline": "14:15",
        "workshop": "└ 1 Why",
        "work": "Who owns the pool size?  @bob",
        "guide": "“Now we ask",
    }
    for pane, word in words.items():
        shown = below(await show(Scene(meeting.session, Look(pane)), clock, WIDE))
        assert [each for each in words.values() if each in shown] == [word]


async def test_a_wide_window_has_room_for_what_happened(meeting: Meeting, clock: FakeClock) -> None:
    meeting.go_to(3).chain().bones()
    assert "14:15" in await show(Scene(meeting.session), clock, HUGE)
    assert "14:15" not in await show(Scene(meeting.session, Look(view="fishbone")), clock, HUGE)
    meeting.tasks().lessons().go_to(7)
    closing = await show(Scene(meeting.session), clock, HUGE)
    assert "The key learning" in closing and TASKS[3].text in closing


async def test_five_thousand_entries(meeting: Meeting, clock: FakeClock) -> None:
    start = meeting.session.entries[-1].when.at
    assert start is not None
    times = [When(start + timedelta(seconds=i), None, Precision.EXACT, "") for i in range(1, 5001)]
    meeting.do(AddEntries(tuple(Draft(when, f"entry {i} of many", None) for i, when in enumerate(times))))
    meeting.go_to(2)
    async with in_the_room(clock, meeting.session) as room:
        shown = await room.shown()
        assert "5011 entries" in shown and "entry 4999 of many" in shown
        room.screen.look = Look(chosen=meeting.session.entries[11 + 2500].id)
        assert "entry 2500 of many" in await room.shown()
        room.screen.look = Look()
        assert "entry 4999 of many" in await room.shown()


async def test_keys_leaf_until_something_new_comes(meeting: Meeting, clock: FakeClock) -> None:
    drafts = [Draft(When(), f"thing {i:03}", None) for i in range(80)]
    meeting.do(AddEntries(tuple(drafts))).go_to(2)
    async with in_the_room(clock, meeting.session) as room:
        assert "thing 079" in await room.shown()
        await room.pilot.press("up")
        shown = await room.shown()
        assert "thing 079" not in shown and "thing 078" in shown
        await room.pilot.press("down")
        assert "thing 079" in await room.shown()
        await room.pilot.press("home")
        assert '14:15 ◆ Alert: "API Error Rate High" fired' in await room.shown()
        room.screen.session = meeting.do(AddEntries((Draft(When(), "the newest", None),))).session
        assert "the newest" in await room.shown()


async def test_a_long_page_can_be_leafed_in(meeting: Meeting, clock: FakeClock) -> None:
    meeting.go_to(6).tasks().do(AddNotes(Section.LESSON, tuple(f"lesson {i}" for i in range(5)))).go_to(7)
    async with in_the_room(clock, meeting.session, NARROW) as room:
        assert "Thank you all" not in await room.shown()
        await room.pilot.press("end")
        assert "Thank you all" in await room.shown()
        await room.pilot.press("pageup", "pageup")
        assert "What we take with us" in await room.shown()


async def test_the_countdown_goes_on_by_itself(
    meeting: Meeting, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    async with in_the_room(clock, meeting.go_to(2, 899.75).session) as room:
        monkeypatch.setattr(room.screen, "set_timer", lambda wait, _: waits.append(round(wait, 3)))
        room.screen._tick()
        before = await room.shown()
        clock.advance(0.25 + 62)
        room.screen._tick()
        after = await room.shown()
    assert waits == [0.252, 1.002]
    assert "nearly over" in before and "over time" in after
    assert [line[:40] for line in before.splitlines()[4:12]] != [line[:40] for line in after.splitlines()[4:12]]


class Paints:
    """What is asked to be painted, pane by pane: the rows, or all of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: dict[str, set[int]] = {}
        self.whole: set[str] = set()
        plainly = Widget.refresh

        def refresh(widget: Widget, *regions: Any, **asked: bool) -> Widget:
            name = type(widget).__name__
            if regions:
                self.rows.setdefault(name, set()).update(region.y for region in regions)
            elif widget.display:
                self.whole.add(name)
            return plainly(widget, *regions, **asked)

        monkeypatch.setattr(Widget, "refresh", refresh)


async def test_only_the_rows_that_differ_are_painted(
    meeting: Meeting, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.go_to(4, 30).points()
    async with in_the_room(clock, meeting.session, HUGE) as room:
        room.screen.here = here()
        await room.pilot.pause()
        paints = Paints(monkeypatch)
        room.screen.session = replace(meeting.session)
        room.screen.here = here()
        await room.pilot.pause()
        assert not paints.whole and not paints.rows
        note = meeting.session.notes[0]
        room.screen.session = meeting.do(VoteNote(note.id, 1)).session
        assert f"{note.text}  +4" in await room.shown()
        assert not paints.whole
        assert paints.rows == {"RoomWork": {1}}


async def test_what_is_painted_is_what_it_would_draw_anew(meeting: Meeting, clock: FakeClock) -> None:
    meeting.go_to(4, 30).points()
    async with in_the_room(clock, meeting.session, HUGE) as room:
        await room.pilot.pause()
        for change in (RemoveNote(meeting.session.notes[1].id), AddNotes(Section.WELL, ("more\twords 数字",))):
            room.screen.session = meeting.do(change).session
            kept = await room.shown()
            room.screen.refresh(layout=True)
            for pane in room.screen.query(Painted):
                Widget.refresh(pane)
            assert await room.shown() == kept


async def test_another_theme_colours_all_of_it(
    meeting: Meeting, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_room(clock, meeting.go_to(4).points().session, HUGE) as room:
        dark = [list(room.screen.query_one(pane)._strips) for pane in (RoomTimeline, RoomWork)]
        paints = Paints(monkeypatch)
        room.app.theme = "textual-light"
        await room.shown()
        assert {"RoomTimeline", "RoomWork"} <= paints.whole
        light = [list(room.screen.query_one(pane)._strips) for pane in (RoomTimeline, RoomWork)]
    for before, after in zip(dark, light, strict=True):
        assert all(old != new for old, new in zip(before, after, strict=True))


async def test_people_come_and_go_and_raise_hands(meeting: Meeting, clock: FakeClock) -> None:
    async with in_the_room(clock, meeting.session) as room:
        room.screen.here = here(hands=("Carol", "Bob"), locked=True)
        shown = await room.shown()
        assert "12 here    locked" in shown and "Hand up: Carol, then Bob" in shown
        room.screen.here = here(hands=("Bob",), ready=NAMES, asking=True)
        shown = await room.shown()
        assert "Everyone ready?   11 of 11 ✓" in shown and "Hand up: Bob" in shown
        room.screen.here = Here()
        shown = await room.shown()
        assert "here" not in shown and "Hand up" not in shown and "ready?" not in shown


async def test_the_help_says_what_the_window_is_for(meeting: Meeting, clock: FakeClock) -> None:
    async with in_the_room(clock, meeting.session) as room:
        help = help_for(room.screen, None, {})
        words = " ".join(str(help._body).split())
    assert "nothing private" in words and "In the meeting" not in words


async def test_an_empty_session_and_none_at_all(clock: FakeClock) -> None:
    async with in_the_room(clock) as room:
        assert "Waiting for the host…" in await room.shown()
        room.screen.session, room.screen.link = Session(seq=1), "live"
        assert "ROOM" in await room.shown()
        for pane in ("timeline", "workshop", "work", "guide", "nonsense"):
            room.screen.look = Look(pane, "nonsense", 7)
            assert "ROOM" in await room.shown()
    assert isinstance(room.screen, RoomScreen)
