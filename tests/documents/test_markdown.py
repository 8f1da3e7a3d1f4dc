"""The post-mortem document in Markdown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from goldens import assert_golden
from markdown_it import MarkdownIt

from facilitator.agenda import agenda_named, shipped_agendas
from facilitator.demo import demo_session_command
from facilitator.documents.registry import FORMATS, render
from facilitator.domain import commands as c
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Precision, Section, Session, When

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
NAME = "2025-12-03-api-outage"
LA = "America/Los_Angeles"
NASTY = "<script>alert(1)</script> | [x](javascript:y) ![i](j) **b** `c`\n# not a heading"


def demo() -> Session:
    agenda = agenda_named("blameless-postmortem", [shipped_agendas()])
    return replay(decide(Session(), demo_session_command(agenda), AT))


def after(session: Session, *commands: tuple[float, c.Command]) -> Session:
    """The session after commands, each given so many minutes after the meeting began."""
    for minutes, command in commands:
        for event in decide(session, command, AT + timedelta(minutes=minutes)):
            session = evolve(session, event)
    return session


def document(session: Session) -> str:
    return render(session, NAME, "md", AT + timedelta(hours=1))


def part(text: str, heading: str) -> str:
    """What stands under a heading, to the next one."""
    return text.split(f"{heading}\n\n", 1)[1].split("\n#", 1)[0].strip("\n")


def la(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_the_demonstration_before_its_meeting() -> None:
    assert_golden("demo.md", document(demo()))


def test_it_has_the_eight_sections_of_the_guide_in_order() -> None:
    headings = [line[3:] for line in document(demo()).splitlines() if line.startswith("## ")]
    assert headings == [
        "Incident Summary",
        "Timeline (All times PST)",
        "Root Cause Analysis",
        "Impact Assessment",
        "What Went Well",
        "What Went Wrong",
        "Action Items",
        "Lessons Learned",
        "Meeting",
    ]


def test_what_the_room_made_stands_in_its_section() -> None:
    made = [(section, (f"first {section}", f"second {section}")) for section in Section]
    text = document(after(demo(), *((1.0, c.AddNotes(section, texts)) for section, texts in made)))
    assert part(text, "## What Went Well") == "1. first well\n2. second well"
    assert part(text, "### Where We Got Lucky") == "- first lucky\n- second lucky"
    assert part(text, "## What Went Wrong") == "1. first wrong\n2. second wrong"
    assert "| first action | – | – | – | – |\n| second action | – | – | – | – |\n" in part(text, "## Action Items")
    assert part(text, "## Lessons Learned") == "1. first lesson\n2. second lesson"
    assert part(text, "## Parking Lot") == "- first question\n- second question"
    assert part(text, "## Notes") == "- first note\n- second note"


def test_the_meeting_shows_planned_and_actual_time_and_the_ledger() -> None:
    begun = (0.0, c.NextPhase()), (4.0, c.NextPhase()), (10.0, c.AddTime(120)), (12.0, c.AddTime(-60))
    running = part(document(after(demo(), *begun)), "## Meeting")
    assert "**Held:** December 5, 2025, from 10:00 PST" in running
    assert "| Timeline review | 15 min | 56 min |" in running
    ended = document(after(demo(), *begun, (40.0, c.EndMeeting())))
    assert "**Held:** December 5, 2025, 10:00 - 10:40 PST" in ended
    assert "| Introduction | 5 min | 4 min |" in ended
    assert "| Root cause analysis | 20 min | – |" in ended
    assert "| Together | 1 h 25 min | 40 min |" in ended
    assert part(ended, "### Changes to the Plan").splitlines()[2:] == [
        "| 10:10 | Timeline review | +2 min | extended |",
        "| 10:12 | Timeline review | -1 min | given back |",
    ]


def test_a_timeline_over_several_days_shows_the_date_where_the_day_changes() -> None:
    late = c.Draft(When(la("2025-12-04T00:30-08:00"), None, Precision.ABOUT, "~00:3x"), "still slow")
    rows = part(document(after(demo(), (0.0, c.AddEntries((late, c.Draft(When(), "somewhen")))))), "(All times PST)")
    lines = rows.splitlines()
    assert lines[2] == '| December 3, 2025, 14:15 | Alert: "API Error Rate High" fired |'
    assert lines[3].startswith("| 14:17 |")
    assert lines[-4:] == [
        "| December 4, 2025, ~00:3x | still slow |",
        "| ??:?? | somewhen |",
        "",
        "_A time with ~ is approximate. ?? stands for what is not known of a time._",
    ]


def test_changed_clocks_name_their_zone() -> None:
    incident = Incident("a", started=la("2025-11-02T01:50-07:00"), resolved=la("2025-11-02T01:10-08:00"), timezone=LA)
    times = [la("2025-11-02T01:50-07:00"), la("2025-11-02T01:10-08:00")]
    entries = tuple(c.Draft(When(at, None, Precision.EXACT, ""), "x") for at in times)
    text = document(replay(decide(Session(), c.CreateSession(incident, Agenda(), (), entries), AT)))
    assert "**Duration:** 20 minutes (01:50 PDT - 01:10 PST)" in text
    assert part(text, "(All times PDT / PST)").splitlines()[2:] == ["| 01:50 | x |", "| 01:10 PST | x |"]


@pytest.mark.parametrize(
    ("end", "shown"),
    [
        ("2025-12-03T17:14-08:00", "179 minutes (14:15 - 17:14 PST)"),
        ("2025-12-03T17:15-08:00", "3 h (14:15 - 17:15 PST)"),
        ("2025-12-04T00:15-08:00", "10 h (December 3, 2025, 14:15 - December 4, 2025, 00:15 PST)"),
    ],
)
def test_the_duration(end: str, shown: str) -> None:
    incident = Incident("a", started=la("2025-12-03T14:15-08:00"), resolved=la(end), timezone=LA)
    text = document(replay(decide(Session(), c.CreateSession(incident, Agenda()), AT)))
    assert f"**Duration:** {shown}  \n" in text


def test_a_session_of_which_nothing_is_known_is_a_document_too() -> None:
    text = document(replay(decide(Session(), c.CreateSession(Incident("a", timezone="No/Where"), Agenda()), AT)))
    assert text.startswith("# Post-mortem: a\n")
    assert text.count("_not given yet_") == 7
    assert text.count("_Not filled in yet. ") == 10
    assert "## Timeline (All times UTC)" in text


def test_text_of_users_is_text_everywhere() -> None:
    incident = Incident(NASTY, NASTY, NASTY, services=(NASTY,), summary=NASTY, author=NASTY)
    entry = c.Draft(When(AT, None, Precision.EXACT, ""), NASTY)
    session = replay(decide(Session(), c.CreateSession(incident, Agenda(NASTY), (), (entry,)), AT))
    session = after(session, *((0.0, c.AddNotes(section, (NASTY,))) for section in Section))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(render(session, NASTY, "md", AT))
    children = [child for token in tokens for child in token.children or []]
    ours = {child.content for child in children if child.type in ("strong_open", "html_inline")}
    assert ours == {"", "<br>"}
    assert not {token.type for token in [*tokens, *children]} & {"link_open", "image", "html_block", "code_inline"}
    bold = [inside.content for child, inside in pairwise(children) if child.type == "strong_open"]
    assert "b" not in bold
    assert sum(token.type == "heading_open" for token in tokens) == 18


def test_formats() -> None:
    assert {name: format.suffix for name, format in FORMATS.items()} == {
        "md": ".md",
        "json": ".json",
        "mermaid": ".mermaid.md",
        "svg": ".svg",
    }
    with pytest.raises(FacilitatorError) as caught:
        render(demo(), NAME, "docx", AT)
    assert str(caught.value) == "There is no format «docx». Choose one of: md, json, mermaid, svg."
