"""What a typed or pasted line means."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.capture import frame, line_of, preview, read_edit, read_line, read_paste
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.commands import Command
from facilitator.domain.course import Visit
from facilitator.domain.errors import Refused
from facilitator.domain.note import Section
from facilitator.domain.record import replace
from facilitator.domain.session import Agenda, Entry, Incident, Kind, Phase, Precision, Session, When, Work

LA = "America/Los_Angeles"
NOW = datetime(2025, 12, 4, 20, 0, 30, tzinfo=UTC)
UNKNOWN = When()


def la(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}-08:00").astimezone(UTC)


def entry(id: int, when: When, text: str = "text", kind: Kind | None = None) -> Entry:
    return Entry(id, when, text, kind, "a", "typed", when.at, float(id))


def exact(at: str, written: str = "") -> When:
    return When(la(at), None, Precision.EXACT, written)


def at_work(work: Work | None, *entries: Entry, resolved: datetime | None = None) -> Session:
    """A session in a phase of this work, or outside the meeting; of an incident that began at 14:15."""
    phases = tuple(Phase(each, each.title(), each, 60, 60, each) for each in Work)
    facts = Incident("API outage", timezone=LA, started=la("2025-12-03T14:15"), resolved=resolved)
    visits = (Visit(work, NOW),) if work else ()
    return replace(Session(), incident=facts, agenda=Agenda("all", phases), visits=visits, entries=entries)


@pytest.mark.parametrize(
    ("work", "section"),
    [
        (Work.OPENING, Section.NOTE),
        (Work.NOTES, Section.NOTE),
        (Work.WELL, Section.WELL),
        (Work.WRONG, Section.WRONG),
        (Work.CLOSING, Section.LESSON),
    ],
)
def test_the_phase_decides(work: Work, section: Section) -> None:
    session = at_work(work)
    assert read_line(" retries had no limit ", session, NOW) == AddNotes(section, ("retries had no limit",))
    assert read_line("?who owns it", session, NOW) == AddNotes(Section.QUESTION, ("who owns it",))
    assert read_line("14:25 pool full", session, NOW) == AddEntries(
        (Draft(exact("2025-12-03T14:25", "14:25"), "pool full"),)
    )


@pytest.mark.parametrize("work", [Work.TIMELINE, None])
def test_lines_of_the_timeline(work: Work | None) -> None:
    session = at_work(work)
    assert read_line("pool full", session, NOW) == AddEntries((Draft(UNKNOWN, "pool full"),))
    assert read_line("? why full", session, NOW) == AddNotes(Section.QUESTION, ("why full",))
    assert read_line("??:?? pool full", session, NOW) == AddEntries(
        (Draft(When(None, None, Precision.UNKNOWN, "??:??"), "pool full"),)
    )


def test_after_the_meeting_lines_are_entries() -> None:
    session = replace(at_work(Work.WELL), ended=NOW)
    assert read_line("pool full", session, NOW) == AddEntries((Draft(UNKNOWN, "pool full"),))


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("rolled back #decision", Kind.DECISION, "rolled back"),
        ("#dec rolled back", Kind.DECISION, "rolled back"),
        ("paged #DET", Kind.DETECTION, "paged"),
        ("looked #investigation", Kind.INVESTIGATION, "looked"),
        ("raised pool #mit", Kind.MITIGATION, "raised pool"),
        ("done #resol", Kind.RESOLUTION, "done"),
        ("told support #comm", Kind.COMMUNICATION, "told support"),
        ("asked in #incident channel", None, "asked in #incident channel"),
        ("asked in #incident", None, "asked in #incident"),
        ("too short #de", None, "too short #de"),
        ("#decisions", None, "#decisions"),
        ("the #decision was made", None, "the #decision was made"),
        ("moved #mit #dec", Kind.DECISION, "moved #mit"),
        ("issue#dec", None, "issue#dec"),
    ],
)
def test_tags(text: str, kind: Kind | None, kept: str) -> None:
    session = at_work(Work.TIMELINE)
    assert read_line(text, session, NOW) == AddEntries((Draft(UNKNOWN, kept, kind),))
    when = exact("2025-12-03T14:25", "14:25")
    assert read_line(f"14:25 {text}", session, NOW) == AddEntries((Draft(when, kept, kind),))


def test_a_kind_is_not_for_notes() -> None:
    assert read_line("good call #decision", at_work(Work.WELL), NOW) == AddNotes(Section.WELL, ("good call #decision",))


@pytest.mark.parametrize(
    ("work", "line", "command"),
    [
        (Work.WELL, "it was #lucky daytime", AddNotes(Section.LUCKY, ("it was daytime",))),
        (Work.WRONG, "#LUCKY it was daytime", AddNotes(Section.LUCKY, ("it was daytime",))),
        (Work.WELL, "the #luckyfew channel", AddNotes(Section.WELL, ("the #luckyfew channel",))),
        (Work.ACTIONS, "be #lucky", AddActions((Task("be #lucky"),))),
    ],
)
def test_luck(work: Work, line: str, command: Command) -> None:
    assert read_line(line, at_work(work), NOW) == command


@pytest.mark.parametrize("line", ["", "  ", "\t", "\x1b[0m", "?", "? ", "14:25", "14:25 #dec", "??:??", "#lucky", "+5"])
def test_nothing_to_add(line: str) -> None:
    with pytest.raises(Refused, match=r"^Nothing to add yet: .*\.$"):
        read_line(line, at_work(Work.WELL), NOW)


def test_a_line_is_cleaned() -> None:
    assert read_line("a\x1b[31mb\x1b[0m\u202e\tc", at_work(Work.WELL), NOW) == AddNotes(Section.WELL, ("ab c",))


def test_a_long_line_becomes_several() -> None:
    text = " ".join(["word"] * 3000)
    notes = read_line(text, at_work(Work.WELL), NOW)
    assert isinstance(notes, AddNotes)
    assert len(notes.texts) == 2 and " ".join(notes.texts) == text
    entries = read_line(f"14:25 {text} #dec", at_work(Work.WELL), NOW)
    assert isinstance(entries, AddEntries)
    assert [draft.kind for draft in entries.entries] == [Kind.DECISION, None]
    assert {draft.when.at for draft in entries.entries} == {la("2025-12-03T14:25")}
    assert " ".join(draft.text for draft in entries.entries) == text


def test_what_a_time_is_read_against() -> None:
    first, newest = entry(9, exact("2025-12-03T15:00")), entry(3, exact("2025-12-03T15:30"))
    session = at_work(None, first, newest, entry(12, UNKNOWN), resolved=la("2025-12-03T15:45"))
    read = frame(session, NOW)
    assert (read.last, read.start, read.end) == (
        la("2025-12-03T15:00"),
        la("2025-12-03T14:15"),
        la("2025-12-03T15:45"),
    )
    unknown = replace(session, incident=Incident(timezone=LA))
    assert frame(unknown, NOW).start == la("2025-12-03T15:00")
    later = replace(session, entries=(*session.entries, entry(13, exact("2025-12-03T15:40"))))
    assert frame(later, NOW).last == la("2025-12-03T15:40")


TABLE = """
| Time  | Event |
|-------|:-----:|
| 14:15 | Alert: "API Error Rate High" fired |
| 14:17 | @alice acknowledged \\| began #inv |
| 15:00-15:45 | Monitoring | bob |
| Time | passed |
"""


def test_a_pasted_table() -> None:
    command = read_paste(TABLE, at_work(Work.OPENING), NOW)
    monitoring = When(la("2025-12-03T15:00"), la("2025-12-03T15:45"), Precision.EXACT, "15:00-15:45")
    assert command == AddEntries(
        (
            Draft(exact("2025-12-03T14:15", "14:15"), 'Alert: "API Error Rate High" fired', None, "pasted"),
            Draft(exact("2025-12-03T14:17", "14:17"), "@alice acknowledged | began", Kind.INVESTIGATION, "pasted"),
            Draft(monitoring, "Monitoring · bob", None, "pasted"),
            Draft(UNKNOWN, "Time · passed", None, "pasted"),
        )
    )


def test_each_pasted_time_is_read_against_the_one_before() -> None:
    pasted = "- 23:50 down\r\n\r\n* still down\n• 00:10 up\n1. +5 checked\n3. Dec 14:20 late\n 2) [14:25] x\n"
    pasted += "14:26\n14:27 #dec"
    session = replace(at_work(Work.WELL), incident=Incident(timezone=LA))
    command = read_paste(pasted, session, NOW)
    assert isinstance(command, AddEntries)
    assert [(draft.when.at, draft.text, draft.source) for draft in command.entries] == [
        (la("2025-12-03T23:50"), "down", "pasted"),
        (None, "still down", "pasted"),
        (la("2025-12-04T00:10"), "up", "pasted"),
        (la("2025-12-04T00:15"), "checked", "pasted"),
        (la("2025-12-03T14:20"), "late", "pasted"),
        (la("2025-12-03T14:25"), "x", "pasted"),
        (la("2025-12-03T14:26"), "14:26", "pasted"),
        (la("2025-12-03T14:27"), "#dec", "pasted"),
    ]


@pytest.mark.parametrize(
    ("work", "pasted", "command"),
    [
        (Work.WELL, "- a\n- b", AddNotes(Section.WELL, ("a", "b"))),
        (Work.ACTIONS, "| fix it | bob |", AddActions((Task("fix it · bob"),))),
        (Work.WELL, "a #lucky\n#lucky b", AddNotes(Section.LUCKY, ("a", "b"))),
        (Work.WELL, "a #lucky\nb\n? c", AddNotes(Section.WELL, ("a #lucky", "b", "? c"))),
        (Work.TIMELINE, "? a\n? b", AddNotes(Section.QUESTION, ("a", "b"))),
        (
            None,
            "a #dec\n? b",
            AddEntries((Draft(UNKNOWN, "a", Kind.DECISION, "pasted"), Draft(UNKNOWN, "? b", None, "pasted"))),
        ),
        (Work.NOTES, "-5 degrees\n---\n| a", AddNotes(Section.NOTE, ("-5 degrees", "---", "| a"))),
    ],
)
def test_pasted_lines(work: Work | None, pasted: str, command: Command) -> None:
    assert read_paste(pasted, at_work(work), NOW) == command


@pytest.mark.parametrize("pasted", ["", " \n\t\n", "| Time | Event |\n|---|---|", "| | |"])
def test_an_empty_paste(pasted: str) -> None:
    with pytest.raises(Refused, match=r"^Nothing to add yet"):
        read_paste(pasted, at_work(Work.WELL), NOW)


@pytest.mark.parametrize(
    ("when", "text", "kind", "line"),
    [
        (exact("2025-12-03T14:25"), "fired", None, "14:25 fired"),
        (exact("2025-12-03T14:25", "+5"), "fired", Kind.DECISION, "14:25 fired #decision"),
        (exact("2025-12-03T14:25:07", "now"), "fired", None, "14:25:07 fired"),
        (exact("2025-12-04T00:10"), "fired", None, "2025-12-04 00:10 fired"),
        (exact("2025-12-04T00:10:07.25"), "fired", None, "2025-12-04T00:10:07.250000-08:00 fired"),
        (When(la("2025-12-03T14:20"), None, Precision.ABOUT, "~14:2x"), "fired", None, "~14:2x fired"),
        (When(la("2025-12-03T14:00"), None, Precision.HOUR, "14:xx"), "fired", None, "14:?? fired"),
        (When(la("2025-12-01T14:00"), None, Precision.HOUR, "14:xx"), "fired", None, "2025-12-01 14:?? fired"),
        (
            When(la("2025-12-03T23:50"), la("2025-12-04T00:10"), Precision.ABOUT),
            "fired",
            None,
            "~23:50-00:10 fired",
        ),
        (
            When(la("2025-12-03T15:00"), la("2025-12-05T15:10"), Precision.EXACT),
            "fired",
            None,
            "2025-12-03T15:00:00-08:00 - 2025-12-05T15:10:00-08:00 fired",
        ),
        (UNKNOWN, "fired", None, "fired"),
        (UNKNOWN, "1425 fired", None, "??:?? 1425 fired"),
        (exact("2025-12-03T14:25"), "to 15:45 fired", None, "14:25 - to 15:45 fired"),
        (exact("2025-12-03T14:25"), "- fired", None, "14:25 - - fired"),
    ],
)
def test_an_entry_as_a_line(when: When, text: str, kind: Kind | None, line: str) -> None:
    old = entry(5, when, text, kind)
    session = at_work(Work.WELL, old)
    assert line_of(old, session) == line
    assert read_edit(line, old, session, NOW) == Draft(when, text, kind, "typed")
    changed = read_edit(f"{line}!", replace(old, kind=None), session, NOW)
    assert changed.when == when


def test_editing() -> None:
    old = entry(5, exact("2025-12-03T14:25", "+5"), "fired", Kind.DETECTION)
    session = at_work(Work.WELL, old, entry(6, exact("2025-12-05T10:00")))
    assert read_edit("fired twice", old, session, NOW) == Draft(old.when, "fired twice", None, "typed")
    assert read_edit("14:25 fired twice #mit", old, session, NOW) == Draft(old.when, "fired twice", Kind.MITIGATION)
    moved = Draft(exact("2025-12-03T14:27", "14:27"), "fired", None, "typed")
    assert read_edit("14:27 fired", old, session, NOW) == moved
    assert read_edit("??:?? fired", old, session, NOW).when == When(None, None, Precision.UNKNOWN, "??:??")
    with pytest.raises(Refused, match="no words"):
        read_edit("14:27 #dec", old, session, NOW)


INSTANTS = st.datetimes(datetime(2025, 3, 1), datetime(2025, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are naive
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=3))
TEXTS = st.text(st.sampled_from("ab1:25-~?#+ .|[]é\U0001f600"), min_size=1).map(str.strip).filter(bool)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    at = draw(st.none() | INSTANTS | INSTANTS.map(lambda at: at.replace(minute=0, second=0, microsecond=0)))
    text, kind = draw(TEXTS), draw(st.none() | st.sampled_from(Kind))
    if at is None:
        return entry(5, UNKNOWN, text, kind)
    precision = draw(st.sampled_from([Precision.EXACT, Precision.ABOUT, Precision.HOUR]))
    if precision is Precision.HOUR:
        return entry(5, When(at.replace(minute=0, second=0, microsecond=0), None, precision), text, kind)
    until = draw(st.none() | LENGTHS.map(lambda length: at + length))
    return entry(5, When(at, until, precision, draw(st.sampled_from(["", "~14:2x", "1:00:00"]))), text, kind)


@given(entries(), st.sampled_from([LA, "Europe/Berlin", "UTC"]), INSTANTS, st.booleans())
def test_an_entry_survives_its_line(old: Entry, zone: str, started: datetime, touched: bool) -> None:
    known = replace(old, text=f"x{old.text}y") if touched else old
    session = replace(at_work(Work.WELL, known), incident=Incident(timezone=zone, started=started))
    line = line_of(known, session)
    draft = read_edit(f"{line} " if touched else line, known, session, NOW)
    assert draft == Draft(known.when, known.text, known.kind, "typed")


@given(entries(), st.sampled_from([LA, "Europe/Berlin"]), INSTANTS)
def test_a_changed_word_keeps_the_time(old: Entry, zone: str, started: datetime) -> None:
    session = replace(at_work(Work.WELL, old), incident=Incident(timezone=zone, started=started))
    plain = replace(old, text="fired", kind=None)
    draft = read_edit(line_of(plain, session).replace("fired", "rang"), plain, session, NOW)
    assert draft == Draft(old.when, "rang", None, "typed")


@given(st.text() | TEXTS, st.sampled_from([*Work, None]))
def test_preview_says_what_enter_does(line: str, work: Work | None) -> None:
    session = at_work(work)
    hint = preview(line, session, NOW)
    try:
        command = read_line(line, session, NOW)
    except Refused:
        return
    assert hint.startswith("timeline ") == isinstance(command, AddEntries)


WORDS = st.lists(st.text(st.sampled_from("abcxyzÄß漢.,!'\"()[]/"), min_size=1), min_size=1).map(" ".join)


@given(WORDS, st.sampled_from(["", "14:25 ", "~14:2x ", "now ", "? ", "[14:25] - "]), st.sampled_from([*Work, None]))
def test_no_word_is_lost(words: str, lead: str, work: Work | None) -> None:
    command = read_line(f"{lead}x {words}", at_work(work), NOW)
    if isinstance(command, AddActions):
        texts = [task.text for task in command.tasks]
    else:
        texts = command.texts if hasattr(command, "texts") else [draft.text for draft in command.entries]  # type: ignore[union-attr]
    typed = f"x {words}"
    # A because is kept without its full stop: the next question is written from it.
    assert list(texts) in ([typed], [typed.rstrip(". ")] if isinstance(command, AnswerWhy) else [])


@pytest.mark.parametrize(
    ("work", "line", "hint"),
    [
        (Work.WELL, "", ""),
        (Work.WELL, " ", ""),
        (Work.WELL, "14:25 fired", "timeline 14:25"),
        (Work.WELL, "~14:2x fired #dec", "timeline ~14:2x · decision"),
        (Work.WELL, "00:10 fired", "timeline Dec 4 00:10"),
        (Work.WELL, "Dec 2 23:50 fired", "timeline Dec 2 23:50"),
        (Work.TIMELINE, "fired", "timeline ??:??"),
        (None, "fired", "timeline ??:??"),
        (None, "? fired", "parked question"),
        (Work.WELL, "? fired", "parked question"),
        (Work.WELL, "fired", "went well"),
        (Work.WELL, "fired #lucky", "got lucky"),
        (Work.WRONG, "fired", "went wrong"),
        (Work.CAUSES, "fired", "because 1"),
        (Work.CAUSES, "14:25 fired", "timeline 14:25"),
        (Work.CAUSES, "? fired", "parked question"),
        (Work.ACTIONS, "fired", "action item · no owner, due date, priority, success criteria yet"),
        (
            Work.ACTIONS,
            "fix it @bob due Dec 10 !high",
            "action item · @bob · due Dec 10 · high · no success criteria yet",
        ),
        (Work.CLOSING, "fired", "lesson"),
        (Work.OPENING, "fired", "note"),
    ],
)
def test_preview(work: Work | None, line: str, hint: str) -> None:
    started = at_work(work, entry(5, exact("2025-12-03T23:50")))
    assert preview(line, started if line.startswith("00") else at_work(work), NOW) == hint


def test_a_key_costs_the_same_with_many_entries() -> None:
    start = la("2025-12-03T14:15")
    many = [entry(i, When(start + timedelta(seconds=i), None, Precision.EXACT, "x")) for i in range(5000)]
    few, full = at_work(Work.WELL, *many[:5]), at_work(Work.WELL, *many)

    def cost(session: Session) -> float:
        times = []
        for _ in range(200):
            began = time.perf_counter()
            preview("14:25 pool full #dec", session, NOW)
            times.append(time.perf_counter() - began)
        return sorted(times)[100]

    assert cost(full) < 3 * cost(few)
