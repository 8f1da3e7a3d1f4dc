"""The post-mortem document in Markdown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from goldens import assert_golden
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.agenda import agenda_named, shipped_agendas
from facilitator.demo import demo_session_command
from facilitator.documents.registry import FORMATS, render
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence, RewordWhy, StateRoot, VoteCause
from facilitator.domain.acts.cause_places import PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, StartChain
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession, DescribeIncident, ListPeople
from facilitator.domain.acts.notes import AddNotes, GroupNote, LinkNote, VoteNote
from facilitator.domain.acts.papers import AssessImpact, CountHands, MarkVoice, SetState
from facilitator.domain.acts.phases import EndMeeting, NextPhase
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.cause import Standing
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Gap, Section
from facilitator.domain.paper import Impact, Question, State
from facilitator.domain.record import replace
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Kind, Person, Precision, Session, When
from facilitator.text import clean

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
NAME = "2025-12-03-api-outage"
LA = "America/Los_Angeles"
NASTY = "<script>alert(1)</script> | [x](javascript:y) ![i](j) **b** `c`\n# not a heading"
PARSER = MarkdownIt("gfm-like", {"linkify": False, "maxNesting": 200})
PIECES = [
    *"\\`*_{}[]()#+-.!<>|&~=:$\"'@/^% \n\tab19é",
    "**",
    "```",
    "](",
    "---",
    "1. ",
    "<br>",
    "<!--",
    "-->",
    " → ",
    "–",
]
TEXTS = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=9).map("".join)).map(clean)


def demo() -> Session:
    agenda = agenda_named("blameless-postmortem", [shipped_agendas()])
    return replay(decide(Session(), demo_session_command(agenda), AT))


def after(session: Session, *commands: tuple[float, Command]) -> Session:
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
    text = document(after(demo(), *((1.0, AddNotes(section, texts)) for section, texts in made)))
    assert part(text, "## What Went Well") == "1. first well\n2. second well"
    assert part(text, "### Where We Got Lucky") == "- first lucky\n- second lucky"
    assert part(text, "## What Went Wrong") == "1. first wrong\n2. second wrong"
    assert part(text, "## Lessons Learned") == "1. first lesson\n2. second lesson"
    assert part(text, "## Parking Lot") == "- first question _(no owner yet)_\n- second question _(no owner yet)_"
    assert part(text, "## Notes") == "- first note\n- second note"


def test_the_meeting_shows_planned_and_actual_time_and_the_ledger() -> None:
    begun = (0.0, NextPhase()), (4.0, NextPhase()), (10.0, AddTime(120)), (12.0, AddTime(-60))
    running = part(document(after(demo(), *begun)), "## Meeting")
    assert "**Held:** December 5, 2025, from 10:00 PST" in running
    assert "| Timeline review | 15 min | 56 min |" in running
    ended = document(after(demo(), *begun, (40.0, EndMeeting())))
    assert "**Held:** December 5, 2025, 10:00 - 10:40 PST" in ended
    assert "| Introduction | 5 min | 4 min |" in ended
    assert "| Root cause analysis | 20 min | – |" in ended
    assert "| Together | 1 h 25 min | 40 min |" in ended
    assert part(ended, "### Changes to the Plan").splitlines()[2:] == [
        "| 10:10 | Timeline review | +2 min | extended |",
        "| 10:12 | Timeline review | -1 min | given back |",
    ]


def test_a_timeline_over_several_days_shows_the_date_where_the_day_changes() -> None:
    late = Draft(When(la("2025-12-04T00:30-08:00"), None, Precision.ABOUT, "~00:3x"), "still slow")
    rows = part(document(after(demo(), (0.0, AddEntries((late, Draft(When(), "somewhen")))))), "(All times PST)")
    lines = rows.splitlines()
    assert lines[2] == '| December 3, 2025, 14:15 | Alert: "API Error Rate High" fired _(detection)_ |'
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
    entries = tuple(Draft(When(at, None, Precision.EXACT, ""), "x") for at in times)
    text = document(replay(decide(Session(), CreateSession(incident, Agenda(), (), entries), AT)))
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
    text = document(replay(decide(Session(), CreateSession(incident, Agenda()), AT)))
    assert f"**Duration:** {shown}  \n" in text


def test_a_session_of_which_nothing_is_known_is_a_document_too() -> None:
    text = document(replay(decide(Session(), CreateSession(Incident("a", timezone="No/Where"), Agenda()), AT)))
    assert text.startswith("# Post-mortem: a\n")
    assert text.count("_not given yet_") == 22
    assert text.count("_Not filled in yet. ") == 9
    assert "## Timeline (All times UTC)" in text


FULL = Task("Add alert", "@alice", date(2025, 12, 10), Priority.HIGH, "fires at 80%", Status.IN_PROGRESS)


def analysed() -> Session:
    """The demonstration with a chain of two whys, of which the second is a root cause on the fishbone."""
    session = after(demo(), (0, AnswerWhy(("the pool was exhausted", "retries piled up"), None, "API outage")))
    pool, retries = session.causes[1:]
    return after(
        session,
        (0, LinkEvidence(pool.id, session.entries[3].id)),
        (0, StateRoot(pool.id, "Pool size is fixed by hand")),
        (0, PinCause(pool.id, "Technology")),
        (0, AddFactors(("no alert",), "", pool.id)),
        (0, VoteCause(retries.id, 2)),
    )


def test_what_stands_under_a_point_is_a_list_in_its_item_and_the_votes_are_those_of_all() -> None:
    session = after(
        demo(),
        (0, AddNotes(Section.WELL, ("fast", "calm", "quick: very"))),
        (0, AddNotes(Section.LUCKY, ("a weekend", "a Sunday"))),
    )
    fast, _, quick, weekend, sunday = (note.id for note in session.notes)
    text = document(
        after(
            session,
            (0, VoteNote(fast, 2)),
            (0, VoteNote(quick, 1)),
            (0, GroupNote(quick, fast)),
            (0, GroupNote(sunday, weekend)),
        )
    )
    assert "1. fast _(+3)_\n   - **quick:** very _(+1)_\n2. calm\n" in text
    assert "- a weekend\n  - a Sunday\n" in text


def test_a_point_shows_its_lead_and_what_was_said_of_it() -> None:
    text = document(
        after(
            demo(),
            (0, AddNotes(Section.WELL, ("Fast Detection: Alert fired", "seen at 14:20: good"))),
            (0, AddNotes(Section.WRONG, ("No load test",), Gap.TOOLS)),
            (0, LinkNote(13, 4)),
            (0, VoteNote(13, 3)),
            (0, VoteNote(15, 1)),
            (0, AddNotes(Section.QUESTION, ("who owns it?",), None, "@bob")),
        )
    )
    assert (
        part(text, "## What Went Well")
        == "1. **Fast Detection:** Alert fired _(14:20, +3)_\n2. **seen at 14:20:** good"
    )
    assert part(text, "## What Went Wrong") == "1. No load test _(tools, +1)_"
    assert part(text, "## Parking Lot") == "- who owns it? _(owner: @bob)_"


def test_a_time_that_two_entries_have_tells_which() -> None:
    twice = Draft(When(la("2025-12-03T14:30-08:00"), None, Precision.EXACT, "14:30"), "again")
    made = after(demo(), (0, AddEntries((twice,))), (0, AddNotes(Section.WELL, ("a", "b"))))
    made = after(made, (0, LinkNote(14, 6)), (0, LinkNote(15, 13)))
    assert part(document(made), "## What Went Well") == "1. a _(14:30 no. 1)_\n2. b _(14:30 no. 2)_"


def test_the_analysis_names_root_cause_evidence_and_votes() -> None:
    text = document(analysed())
    assert part(text, "### 5 Whys Analysis").splitlines() == [
        "1. Why was there an API outage?",
        "   - the pool was exhausted _(14:25)_",
        "   - retries piled up _(+2)_",
        "",
        "**Root Cause:** Pool size is fixed by hand _(for: the pool was exhausted)_",
    ]
    assert text.split("</summary>\n\n")[1].split("\n\n</details>")[0].splitlines() == [
        "- **Technology**",
        "  - the pool was exhausted _(5 Whys)_",
        "    - no alert",
    ]


def test_a_why_that_is_still_open_is_asked() -> None:
    session = after(demo(), (0, StartChain("the page was late", (), "Why so late?")))
    assert part(document(session), "### 5 Whys Analysis") == "**the page was late**\n\n1. Why so late?"


def test_the_action_items_with_what_each_answers() -> None:
    session = analysed()
    pool = session.causes[1]
    tasks = (
        replace(FULL, addresses=pool.id),
        Task("Tune it | now", status=Status.WONT_DO, reason="too dear"),
        Task("Ask", status=Status.BLOCKED),
    )
    text = document(after(session, (0, AddActions(tasks)), (0, JudgeCause(pool.id + 1, Standing.CONTRIBUTING))))
    assert part(text, "## Action Items").splitlines()[2:] == [
        "| Add alert | @alice | 2025-12-10 | High | In Progress |",
        "| Tune it \\| now | – | – | – | Won't Do: too dear |",
        "| Ask | – | – | – | Blocked |",
        "",
        "_A dash is still to be filled in. Give each action item one owner, a due date and a priority._",
    ]
    assert part(text, "### Success Criteria") == "1. **Add alert:** fires at 80%\n\n_No success criteria yet: Ask._"
    assert part(text, "### Coverage").splitlines()[2:] == [
        "| 14:25 | API outage | Pool size is fixed by hand | Add alert | fires at 80% |",
        "| – | API outage | retries piled up | _no action yet_ | – |",
        "| – | – | _no cause yet_ | Tune it \\| now | – |",
        "| – | – | _no cause yet_ | Ask | – |",
    ]


def test_an_answer_to_a_parked_question_is_covered_too() -> None:
    session = after(demo(), (0, AddNotes(Section.QUESTION, ("who?",))), (0, AddActions((replace(FULL, addresses=13),))))
    assert part(document(session), "### Coverage").splitlines()[2:] == [
        "| – | – | who? | Add alert | fires at 80% |",
    ]


def test_the_impact_falls_back_on_what_is_known_of_the_incident() -> None:
    text = document(after(demo(), (0, AssessImpact(Impact(users="~5,000 (15%)", data_loss="None")))))
    assert part(text, "### Customer Impact").splitlines() == [
        "- **Users Affected:** ~5,000 (15%)",
        "- **Duration:** 90 minutes",
        "- **Functionality:** _not given yet_",
        "- **Data Loss:** None",
        "- **Geographic Spread:** _not given yet_",
    ]
    assert "- **Services Affected:** API, checkout service, payment processing\n" in text
    said = document(after(demo(), (0, AssessImpact(Impact(duration="an hour", services="all")))))
    assert "- **Duration:** an hour\n" in said
    assert "- **Services Affected:** all\n" in said


def test_the_state_of_the_document_has_its_date() -> None:
    review = after(demo(), (0, SetState(State.REVIEW)))
    published = after(review, (3 * 24 * 60, SetState(State.PUBLISHED)))
    again = after(published, (4 * 24 * 60, SetState(State.DRAFT)))
    told = [
        document(session).split("**Status:** ")[1].split("  \n")[0] for session in (demo(), review, published, again)
    ]
    assert told == ["Draft", "In review since December 5, 2025", "Published December 8, 2025", "Draft"]


def test_the_exit_poll() -> None:
    session = after(demo(), *((0, CountHands(Question.LEARNED, score, hands)) for score, hands in ((5, 2), (3, 1))))
    assert part(document(session), "## Exit Poll").splitlines() == [
        "- **Did you learn something?** 4.3 of 5 on average (3: 1 hand, 5: 2 hands)",
        "- **Would you come again?** no hands counted",
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_who_was_heard_is_in_no_document(format: str) -> None:
    session = after(analysed(), (0, MarkVoice("@somebody-quiet", 17)))
    text = render(session, NAME, format, AT)
    assert "somebody-quiet" not in text
    assert text == render(replace(session, voices=()), NAME, format, AT)


def test_texts_that_are_parted_by_a_sign_keep_it_apart() -> None:
    incident = replace(demo().incident, tags=("a, b", "c"), services=("x", "y,z"))
    people = (Person("Smith, Bob (IC)", ("on-call (a), b",)), Person("Al"))
    text = document(after(demo(), (0, DescribeIncident(incident)), (0, ListPeople(people))))
    assert "**Tags:** a&#44; b, c  \n" in text
    assert "**Services:** x, y&#44;z  \n" in text
    assert "**Attendees:** Smith&#44; Bob &#40;IC) (on-call (a&#41;&#44; b), Al  \n" in text


def test_a_range_into_the_next_day_says_so() -> None:
    night = When(la("2025-12-03T23:50-08:00"), la("2025-12-04T00:20-08:00"), Precision.EXACT, "23:50-00:20")
    text = document(after(demo(), (0, AddEntries((Draft(night, "slow"),)))))
    assert "| 23:50 - December 4, 2025, 00:20 | slow |" in text


def test_times_that_the_duration_does_not_tell() -> None:
    at = la("2025-12-03T14:15:30-08:00")
    incident = Incident("a", started=at, resolved=at + timedelta(hours=11), mitigated=at, timezone=LA)
    text = document(replay(decide(Session(), CreateSession(incident, Agenda()), AT)))
    assert "**Started:** 14:15:30 PST  \n**Mitigated:** 14:15:30 PST  \n" in text
    assert "**Resolved:** December 4, 2025, 01:15:30 PST  \n" in text


def test_text_of_users_is_text_everywhere() -> None:
    session = nasty(NASTY)
    tokens = PARSER.parse(render(session, NASTY, "md", AT))
    children = [child for token in tokens for child in token.children or []]
    ours = {child.content for child in children if child.type in ("strong_open", "html_inline")}
    assert ours == {"", "<br>"}
    assert not {token.type for token in children} & {"link_open", "image", "code_inline", "s_open"}
    blocks = [token.content for token in tokens if token.type == "html_block"]
    assert blocks == ["<details>\n<summary>The fishbone as a list</summary>\n", "</details>\n"]
    bold = [inside.content for child, inside in pairwise(children) if child.type == "strong_open"]
    assert "b" not in bold
    assert [token.tag for token in tokens if token.type == "heading_open"] == [
        token.tag for token in PARSER.parse(render(nasty("x"), NASTY, "md", AT)) if token.type == "heading_open"
    ]


def nasty(text: str) -> Session:
    """A session with one text in every field that takes one."""
    incident = Incident(text, text, text, services=(text,), tags=(text,), type=text, summary=text, author=text)
    entry = Draft(When(AT, None, Precision.EXACT, ""), text, Kind.DECISION)
    people = (Person(text, (text,)),)
    session = replay(decide(Session(), CreateSession(incident, Agenda(text), people, (entry,)), AT))
    notes = ((0.0, AddNotes(section, (text,), None, text)) for section in Section)
    session = after(session, *notes, (0, AnswerWhy((text, text), None, text)), (0, StartChain(text, (2,), text)))
    head, first, second, _ = session.causes
    task = Task(text, text, None, None, text, Status.BLOCKED, text, first.id)
    return after(
        session,
        (0, StateRoot(first.id, text)),
        (0, PinCause(second.id, text)),
        (0, AddFactors((text,), "", second.id)),
        (0, RewordWhy(head.id, text)),
        (0, RewordWhy(second.id, text)),
        (0, AssessImpact(Impact(*[text] * 12))),
        (0, AddActions((task, task, replace(task, criteria="")))),
    )


@settings(max_examples=150)
@given(TEXTS)
@example(NASTY)
@example("**")
@example("a | b")
@example("|--|--|")
def test_any_text_in_any_field_keeps_tables_and_lists_whole(text: str) -> None:
    if not text.strip():
        return
    shapes = [
        [
            (token.type, token.tag, token.level)
            for token in PARSER.parse(render(nasty(each), NAME, "md", AT))
            if token.nesting
        ]
        for each in (text, "x")
    ]
    assert _known(shapes[0]) == _known(shapes[1])


def _known(shape: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Without paragraphs, of which a summary has as many as lines."""
    return [each for each in shape if not each[0].startswith("paragraph")]


def test_formats() -> None:
    assert {name: format.suffix for name, format in FORMATS.items()} == {
        "md": ".md",
        "html": ".html",
        "json": ".json",
        "csv": ".csv",
        "jira": ".jira.csv",
        "linear": ".linear.csv",
        "ics": ".ics",
        "mermaid": ".mermaid.md",
        "svg": ".svg",
        "confluence": ".confluence.xml",
    }
    with pytest.raises(FacilitatorError) as caught:
        render(demo(), NAME, "docx", AT)
    assert str(caught.value) == f"There is no format «docx». Choose one of: {', '.join(FORMATS)}."
