"""A document that is read again is the same session; one that people changed comes in as far as it goes."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from imported_sessions import AGENDA, AT, NAME, SESSIONS, after, again, content, demo, document, imported, lived
from rich_document import rich

from facilitator.documents.plain import as_document
from facilitator.domain import causes
from facilitator.domain.action import Priority, Status
from facilitator.domain.acts.causes import AnswerWhy
from facilitator.domain.acts.entries import Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import NextPhase
from facilitator.domain.cause import Standing
from facilitator.domain.evolve import replay
from facilitator.domain.note import Gap, Section
from facilitator.domain.paper import State
from facilitator.domain.session import Agenda, Incident, Kind, Person, Precision, Session, When
from facilitator.imports.markdown import NotOurs, read
from facilitator.when import label

THOROUGH = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def came(text: str) -> tuple[Session, tuple[str, ...]]:
    """The session of a document, and what was told."""
    made = imported(text)
    return replay(made.events), made.told


def changed(old: str, new: str, session: Session | None = None) -> tuple[Session, tuple[str, ...]]:
    """What comes of the rich document after a person changed it."""
    text = document(session or rich())
    assert text.count(old) >= 1, old
    return came(text.replace(old, new, 1))


class TestThereAndBack:
    @pytest.mark.parametrize("session", [demo(), rich()], ids=["demo", "rich"])
    def test_a_session_comes_back_as_it_was(self, session: Session) -> None:
        back, told = came(document(session))
        assert told == ()
        assert content(back) == content(session)
        assert document(back) == document(session)

    @THOROUGH
    @given(SESSIONS)
    def test_any_session_does(self, session: Session) -> None:
        back = again(session)
        assert content(back) == content(session)
        assert document(back) == document(session)

    def test_nothing_is_known(self) -> None:
        session = lived(CreateSession(Incident("a"), Agenda()), [])
        assert content(again(session)) == content(session)

    def test_what_it_is_imported_from_and_by_whom(self) -> None:
        session = again(demo())
        assert {entry.source for entry in session.entries} == {"markdown"}
        assert {entry.author for entry in session.entries} == {"importer"}

    def test_the_state_keeps_its_day(self) -> None:
        session = again(rich())
        assert session.stages[-1].state is State.REVIEW
        assert session.stages[-1].at == datetime(2025, 12, 5, 8, tzinfo=UTC)
        assert session.at == AT

    def test_the_hour_that_comes_twice(self) -> None:
        times = [datetime(2025, 11, 2, 8, 30, tzinfo=UTC) + timedelta(minutes=30 * i) for i in range(4)]
        ranges = [When(at, at + timedelta(minutes=45), Precision.EXACT, "") for at in times]
        incident = Incident("a", started=times[0], timezone="America/Los_Angeles")
        session = lived(CreateSession(incident, AGENDA, (), tuple(Draft(when, "x") for when in ranges)), [])
        back = again(session)
        assert [entry.when.at for entry in back.entries] == times
        assert [entry.when.until for entry in back.entries] == [when.until for when in ranges]
        assert document(back) == document(session)

    def test_a_zone_that_is_not_known_here_is_told(self) -> None:
        session, told = changed("America/Los_Angeles", "America/Los_Angles", demo())
        assert session.incident.timezone == "UTC"
        assert told[0] == (
            "There is no time zone «America/Los_Angles». Did you mean America/Los_Angeles? Times were read as UTC."
        )


class TestByHand:
    def test_a_changed_sentence(self) -> None:
        session, told = changed("Clear roles", "**Clear roles:** everybody knew theirs")
        assert [note.text for note in session.section(Section.WELL)][1] == "Clear roles: everybody knew theirs"
        assert told == ()

    @pytest.mark.parametrize(
        ("time", "shown", "precision"),
        [
            ("14:22", "14:22", "exact"),
            ("~14:2x", "~14:2x", "about"),
            ("14:??", "14:??", "hour"),
            ("14:22-14:24", "14:22-14:24", "exact"),
            ("2:22pm", "14:22", "exact"),
            ("", "??:??", "unknown"),
        ],
    )
    def test_another_row_of_the_timeline(self, time: str, shown: str, precision: str) -> None:
        row = "| 14:20 | Incident declared"
        session, told = changed(row, f"| {time} | somebody _called_ the [vendor](https://v.example) |\n{row}")
        (entry,) = (entry for entry in session.entries if entry.text.startswith("somebody"))
        assert (entry.text, entry.kind) == ("somebody called the vendor (https://v.example)", None)
        assert (label(entry.when, session.incident.timezone), entry.when.precision) == (shown, Precision(precision))
        assert told == ()

    def test_a_list_under_a_point_stands_under_it(self) -> None:
        row = "   - the page was quick _(+2)_"
        session, told = changed(row, f"{row}\n   - so was the call _(+4)_\n      - deeper\n\n   a paragraph")
        well = session.section(Section.WELL)
        places = {note.id: note.text for note in well}
        assert [(note.text, places.get(note.group or 0), note.votes) for note in well] == [
            ("Fast Detection: Alert fired within 2 minutes", None, 0),
            ("Clear roles", None, 0),
            ("the page was quick", "Clear roles", 2),
            ("so was the call", "Clear roles", 4),
            ("deeper", "Clear roles", 0),
            ("a paragraph", None, 0),
        ]
        assert told == ()

    def test_a_list_under_nothing_is_points(self) -> None:
        session, _ = changed("2. Clear roles _(+3)_", "2.")
        assert [(note.text, note.group) for note in session.section(Section.WELL)][1:] == [("the page was quick", None)]

    def test_a_time_that_cannot_be_read_stays_in_the_text(self) -> None:
        session, told = changed("| 14:20 | Incident", "| soon after | called |\n| 14:20 | Incident")
        assert "soon after called" in [entry.text for entry in session.entries]
        assert told == ("The time «soon after» could not be read: it was kept in the text of its entry.",)

    def test_another_action_item(self) -> None:
        row = "| Write a runbook"
        new = "| Ask the vendor | @dana | 2025-12-20 | low | in progress |"
        session, told = changed(row, f"{new}\n{row}")
        task = session.actions[1].task
        assert (task.text, task.owner, task.due, task.priority, task.status) == (
            "Ask the vendor",
            "@dana",
            date(2025, 12, 20),
            Priority.LOW,
            Status.IN_PROGRESS,
        )
        assert told == ()

    def test_a_cell_that_cannot_be_read_is_kept_in_the_task(self) -> None:
        session, told = changed("| 2025-12-10 | High |", "| next week | urgent |")
        assert session.actions[0].task.text == "Scale the pool (due: next week; priority: urgent)"
        assert told[0].startswith("Of the action item «Scale the pool» this could not be read: due: next week;")

    def test_another_why(self) -> None:
        line = "1. Why did nobody write to customers?"
        session, told = changed(line, f"{line} → the runbook has no step\n2. Why has it none? → nobody owns it")
        late, runbook, owns = (why.cause for why in causes.walk(causes.chains(session)[1:]))
        assert (late.text, late.question) == ("the status page was late", "Why did nobody write to customers?")
        assert (runbook.text, runbook.parent, runbook.question) == (
            "the runbook has no step",
            late.id,
            "Why has it none?",
        )
        assert (owns.text, owns.parent) == ("nobody owns it", runbook.id)
        assert told == ()

    def test_a_root_cause_that_no_chain_has(self) -> None:
        session, told = changed("Pool size is fixed by hand", "The pool cannot grow")
        (primary,) = (cause for cause in session.causes if cause.standing is Standing.PRIMARY)
        assert (primary.text, primary.chained) == ("The pool cannot grow", True)
        assert any("starts one of its own" in sentence for sentence in told)

    def test_unknown_sections_become_notes(self) -> None:
        session, told = changed("## Meeting", "## Appendix\n\n- one\n- two\n\n> three\n\n## Meeting")
        assert [note.text for note in session.section(Section.NOTE)][1:] == ["one", "two", "three"]
        assert told == ("3 texts below «Appendix» could not be placed and were kept as notes.",)

    def test_brackets_with_words_of_a_person_stay_words(self) -> None:
        session, told = changed("No load test _(tools, +4)_", "No load test _(really)_")
        assert [(note.text, note.gap) for note in session.section(Section.WRONG)] == [("No load test (really)", None)]
        assert any("Coverage" in sentence for sentence in told)

    def test_a_criterion_in_the_coverage(self) -> None:
        session, told = changed("| Add a load test | – |", "| Add a load test | runs nightly |")
        assert session.actions[2].task.criteria == "runs nightly"
        assert told == ()

    def test_the_drawing_is_not_read_and_that_is_told(self) -> None:
        session, told = changed("── holiday traffic", "── holiday crowds ")
        assert content(session) == content(rich())
        assert told == ("The fishbone was read from its list; the drawing above it says something else, or more.",)

    def test_a_meeting_that_was_held_is_told(self) -> None:
        held = after(demo(), NextPhase())
        _, told = came(document(held))
        assert told == ("When the meeting was held, and how long each phase took, is left to the document.",)

    def test_windows_lines_and_a_byte_order_mark(self) -> None:
        session, told = came("\ufeff" + document(rich()).replace("\n", "\r\n"))
        assert (content(session), told) == (content(rich()), ())


GUIDE = """\
# API outage

## Incident Summary

**Incident ID:** INC-2025-12-03-001
**Severity:** SEV1
**Duration:** 90 minutes (14:15 - 15:45 PST)
**Date:** December 3, 2025
**Author:** @bob
**Attendees:** @bob (IC), SMEs

### Summary
Our API experienced elevated error rates.

## Timeline (All times PST)

| Time  | Event |
|-------|-------|
| 14:15 | Alert: "API Error Rate High" fired |
| 15:00-15:45 | Monitoring for stability |

## Root Cause Analysis

### Primary Root Cause
Release process lacks traffic spike load testing requirement.

### Contributing Factors

1. No load testing for 2x traffic scenarios

### 5 Whys Analysis
1. Why did API fail? → DB connection pool exhausted
2. Why was pool exhausted? → Traffic doubled, pool size unchanged

**Root Cause:** Release process lacks traffic spike load testing requirement.

## Impact Assessment

### Customer Impact
- **Users Affected:** ~5,000 (15% of active users during incident)
- **Duration:** 90 minutes

## What Went Well

Celebrate effective responses:

1. **Fast Detection:** Alert fired within 2 minutes of error rate increase

## What Went Wrong

Focus on process, tools, or training gaps (not people):

1. **Retry Logic Untested:** Circuit breaker not tested

## Action Items

| Action | Owner | Due Date | Priority | Status |
|--------|-------|----------|----------|--------|
| Add connection pool saturation alert (threshold: 80%) | @alice | 2025-12-10 | High | In Progress |

## Lessons Learned

Key takeaways for organizational knowledge:

1. **Proactive > Reactive:** Leading indicator alerts are better.
"""


def test_a_document_that_somebody_wrote_after_the_guide() -> None:
    session, told = came(GUIDE.replace("**Severity", "**Time Zone:** America/Los_Angeles\n**Severity"))
    assert session.incident.title == "API outage"
    assert session.incident.started == datetime(2025, 12, 3, 22, 15, tzinfo=UTC)
    assert session.people == (Person("@bob", ("IC",)), Person("SMEs"))
    assert [label(entry.when, "America/Los_Angeles") for entry in session.entries] == ["14:15", "15:00-15:45"]
    assert [cause.text for cause in session.causes if cause.chained] == [
        "API outage",
        "DB connection pool exhausted",
        "Traffic doubled, pool size unchanged",
        "No load testing for 2x traffic scenarios",
    ]
    assert session.causes[2].standing is Standing.PRIMARY
    assert session.impact.users.startswith("~5,000")
    assert session.impact.duration == ""
    assert [note.text for note in session.notes] == [
        "Fast Detection: Alert fired within 2 minutes of error rate increase",
        "Retry Logic Untested: Circuit breaker not tested",
        "Proactive > Reactive: Leading indicator alerts are better.",
    ]
    assert session.actions[0].task.status is Status.IN_PROGRESS
    assert told == ("A root cause or a contributing factor that stands in no why chain starts one of its own.",)


@pytest.mark.parametrize(
    "text", ["", "# Readme\n\nwords\n", "## Notes\n\n- one\n", "| a | b |\n|---|---|\n| c | d |\n"]
)
def test_another_document_is_refused(text: str) -> None:
    with pytest.raises(NotOurs) as caught:
        imported(text)
    assert str(caught.value) == (
        "«a document» has none of the sections of a post-mortem, such as «Timeline»: nothing was imported."
    )


def test_the_agenda_is_the_one_that_the_document_names() -> None:
    asked = []

    def choose(name: str) -> Agenda:
        asked.append(name)
        return AGENDA

    read(document(rich()), NAME, choose, AT, "x")
    assert asked == ["Blameless post-mortem"]


def test_questions_that_are_the_usual_ones_stay_so() -> None:
    session = after(demo(), AnswerWhy(("the pool was exhausted",), None, "API outage"))
    assert [cause.question for cause in again(session).causes] == ["", ""]


PARTS = ["**", "- ", "1. ", "|", " → ", "_(", "x)_", "\n", "\n\n", "# ", "## ", "```\n", "<!-- c -->", "> ", "&", "\\"]
PARTS += ["<details>\n", "    ", "_(for: q)_", "_(no. 9)_", "~", "\n  - x", "[a](b)", "![i](j)", "`", "| – |", "**x:**"]


@settings(max_examples=60)
@given(st.integers(), st.integers(1, 6))
@example(1, 1)
def test_whatever_people_do_to_a_document_it_comes_in(seed: int, changes: int) -> None:
    comes_in(seed, changes)


@pytest.mark.torture
@settings(max_examples=5000)
@given(st.integers(), st.integers(1, 6))
def test_whatever_many_people_do_to_a_document_it_comes_in(seed: int, changes: int) -> None:
    comes_in(seed, changes)


def comes_in(seed: int, changes: int) -> None:
    """A document that was changed at random is read, and what was read can be written and read again."""
    chance = random.Random(seed)
    lines = document(rich()).split("\n")
    for _ in range(changes):
        i = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[i]
            case 1:
                lines.insert(i, chance.choice(lines))
            case _:
                at = chance.randint(0, len(lines[i]))
                lines[i] = lines[i][:at] + chance.choice(PARTS) + lines[i][at + chance.randint(0, 3) :]
    session, _ = came("\n".join(lines))
    came(document(session))


OURS = ("|", "_Not", "_A ", "_No", "**Session", "**Agenda", "**Held", "<", "#", "```", " ", "━")
"""Lines of which not all is read: tables that repeat others, hints, headings, the drawing, the meeting."""


ADDED = ("zebra", "- zebra", "1. zebra", "> zebra", "**zebra:** x", "### zebra", "    zebra", "_zebra_")


@pytest.mark.parametrize("turn", range(len(ADDED)))
def test_words_that_people_add_are_never_lost(turn: int) -> None:
    """Each form at every fourth line, so that every line has two of them."""
    never_lost(ADDED[turn], turn % 4, 4)


@pytest.mark.torture
@pytest.mark.parametrize("new", ADDED)
def test_words_that_people_add_anywhere_are_never_lost(new: str) -> None:
    never_lost(new, 0, 1)


def never_lost(new: str, first: int, every: int) -> None:
    lines = document(rich()).split("\n")
    inside = False
    for i, line in enumerate(lines):
        inside ^= line.startswith("```")
        if inside or line == "```" or i == 0 or (line.startswith("|") and lines[i - 1].startswith("|")):
            continue
        if (i - first) % every:
            continue
        session, told = came("\n".join([*lines[:i], new, *lines[i:]]))
        assert "zebra" in json.dumps([as_document(session, NAME), told]), lines[i - 1 : i + 1]


def test_words_that_people_add_to_a_line_are_never_lost() -> None:
    lines = document(rich()).split("\n")
    for i, line in enumerate(lines):
        if not line or line.startswith(OURS):
            continue
        session, told = came("\n".join([*lines[:i], f"{line.rstrip()} zebra", *lines[i + 1 :]]))
        assert "zebra" in json.dumps([as_document(session, NAME), told]), line


def test_kinds_and_gaps_are_read_where_they_are_said() -> None:
    session, _ = changed("_(detection)_", "_(resolution)_")
    assert session.entries[0].kind is Kind.RESOLUTION
    session, _ = changed("_(tools, +4)_", "_(training, +4)_")
    assert session.section(Section.WRONG)[0].gap is Gap.TRAINING


def test_a_chain_without_end_is_cut_and_told() -> None:
    rows = "\n".join(f"{i}. Why {i}? → because {i}" for i in range(1, 1500))
    session, told = came(f"## Timeline\n\n## Root Cause Analysis\n\n### 5 Whys Analysis\n\n{rows}\n")
    assert len(session.causes) == 202
    assert any("could not be placed" in sentence for sentence in told)
