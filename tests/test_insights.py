"""The metrics, against figures computed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from givens import AGENDA, NOON, at, do

from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions, ChangeAction
from facilitator.domain.acts.cause_marks import JudgeCause, SpeakOfFactors, StateRoot
from facilitator.domain.acts.causes import AddFactors, StartChain
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import EndMeeting, GoToPhase, NextPhase, PauseClock, ResumeClock
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.cause import Standing
from facilitator.domain.commands import Command
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Kind, Precision, Session, When
from facilitator.insights import insights
from facilitator.insights_causes import recurrences
from facilitator.insights_digest import Digest, digest
from facilitator.insights_parts import Case, Figure
from facilitator.insights_trend import most_improved
from facilitator.insights_words import keywords
from facilitator.review import review

NOW = datetime(2026, 1, 15, tzinfo=UTC)
DONE, BLOCKED, WONT = Status.COMPLETE, Status.BLOCKED, Status.WONT_DO


def session(
    started: datetime | None = None,
    *statuses: Status,
    cause: str = "",
    resolved: datetime | None = None,
    tags: tuple[str, ...] = (),
    id: str = "",
    services: tuple[str, ...] = (),
    bone: str = "Process",
) -> Session:
    incident = Incident("Outage", id, started=started, resolved=resolved, tags=tags, services=services)
    made = do(Session(), CreateSession(incident, AGENDA))
    if cause:
        made = do(made, AddFactors((cause,), bone))
        made = do(made, JudgeCause(made.causes[-1].id, Standing.PRIMARY))
    tasks = tuple(
        Task(f"Task {n}", status=each, reason="why" if each in (BLOCKED, WONT) else "")
        for n, each in enumerate(statuses)
    )
    return do(made, AddActions(tasks)) if tasks else made


def day(month: int, number: int, year: int = 2025) -> datetime:
    return datetime(year, month, number, 12, tzinfo=UTC)


def named(*sessions: Session) -> list[tuple[str, Digest]]:
    return [(f"s{number}", digest(each)) for number, each in enumerate(sessions)]


def figure(id: str, *sessions: Session, since: date | None = None, until: date | None = None) -> Figure:
    (found,) = (each for each in insights(named(*sessions), NOW, since, until) if each.metric.id == id)
    return found


def more(found: Figure) -> dict[str, Any]:
    return dict(found.value.more)


def told(found: Figure) -> tuple[float | None, int]:
    return found.value.value, found.value.n


# No data at all


def test_no_sessions_give_no_figures_and_say_why() -> None:
    figures = insights((), NOW)
    assert [each.metric.id for each in figures] == [
        "action_completion_rate",
        "incident_recurrence_rate",
        "time_to_post_mortem",
        "post_mortem_quality",
        "time_to_detect",
        "time_to_mitigate",
        "time_to_resolve",
        "phase_time",
        "common_causes",
    ]
    for each in figures:
        assert (each.value.value, each.value.n, each.met) == (None, 0, None)
        assert each.value.why.endswith(".")
        assert (each.value.sessions, each.months, each.quarters) == ((), (), ())
        assert each.metric.formula


def test_an_empty_session_gives_none_either() -> None:
    assert all(each.value.value is None for each in insights(named(session()), NOW))


# Completion


def test_completed_of_all_items() -> None:
    found = figure(
        "action_completion_rate", session(None, DONE, DONE, Status.NOT_STARTED), session(), session(None, DONE)
    )
    assert told(found) == (75.0, 4)
    assert found.met is False
    assert found.value.sessions == ("s0", "s2")
    assert "25 points" in found.value.why
    assert more(found) == {"completed": 3, "total": 4, "open": 1, "overdue": 0, "blocked": 0, "wont_do": 0}


def test_what_will_not_be_done_counts_in_the_whole() -> None:
    assert told(figure("action_completion_rate", session(None, DONE, WONT, BLOCKED))) == (33.33, 3)


def test_more_than_ninety_per_cent_is_needed() -> None:
    assert figure("action_completion_rate", session(None, *[DONE] * 9, BLOCKED)).met is False
    found = figure("action_completion_rate", session(None, *[DONE] * 10, BLOCKED))
    assert (found.value.value, found.met, found.value.why) == (90.91, True, "")


def test_an_item_that_was_opened_again_is_not_completed() -> None:
    made = session(None, DONE, DONE)
    item = made.actions[0]
    opened = do(made, ChangeAction(item.id, Task(item.task.text, status=Status.IN_PROGRESS)), 5)
    assert told(figure("action_completion_rate", opened)) == (50.0, 2)
    assert told(figure("action_completion_rate", do(opened, Undo(), 6))) == (100.0, 2)


def test_overdue_items_are_counted() -> None:
    made = do(session(), AddActions((Task("a", due=date(2026, 1, 14)), Task("b", due=date(2026, 1, 15)))))
    assert more(figure("action_completion_rate", made))["overdue"] == 1


def test_by_month_and_quarter_of_the_incident() -> None:
    found = figure(
        "action_completion_rate",
        session(day(12, 3), DONE, BLOCKED),
        session(day(12, 30), DONE, DONE),
        session(day(10, 1), BLOCKED),
        session(day(1, 2, 2026), DONE),
    )
    assert [(each.period, each.value, each.n) for each in found.months] == [
        ("2025-10", 0.0, 1),
        ("2025-12", 75.0, 4),
        ("2026-01", 100.0, 1),
    ]
    assert [(each.period, each.value, each.n) for each in found.quarters] == [
        ("2025-Q4", 60.0, 5),
        ("2026-Q1", 100.0, 1),
    ]


def test_some_days_only() -> None:
    sessions = (session(day(12, 3), DONE), session(day(12, 10), BLOCKED), session(day(12, 20), BLOCKED))
    assert told(figure("action_completion_rate", *sessions, since=date(2025, 12, 4))) == (0.0, 2)
    assert told(figure("action_completion_rate", *sessions, until=date(2025, 12, 10))) == (50.0, 2)
    assert figure("action_completion_rate", *sessions, since=date(2027, 1, 1)).value.n == 0


# Recurrence


def test_the_same_words_are_the_same_root_cause() -> None:
    found = figure(
        "incident_recurrence_rate",
        session(day(12, 1), cause="The release process lacks load tests"),
        session(day(12, 2), cause="Release processes lack a load test."),
        session(day(12, 3), cause="DNS record expired"),
        session(day(12, 4), cause="Lack of load tests in the release process"),
    )
    assert told(found) == (50.0, 4)
    assert found.met is False
    assert more(found)["pairs"] == [{"session": "s1", "earlier": "s0"}, {"session": "s3", "earlier": "s0"}]


def test_the_first_of_its_kind_recurs_nothing() -> None:
    found = figure(
        "incident_recurrence_rate", session(day(12, 1), cause="a b c"), session(day(12, 2), cause="other thing")
    )
    assert told(found) == (0.0, 2)
    assert found.met is True


def test_a_link_to_an_earlier_incident_counts() -> None:
    first = session(day(12, 1), cause="Pool too small", id="INC-2025-12-01-001")
    by_tag = session(day(12, 2), cause="Retry storm", id="INC-9", tags=("recurrence-of-INC-2025-12-01-001",))
    by_text = session(day(12, 3), cause="As in inc-2025-12-01-001, nobody tested it")
    assert told(figure("incident_recurrence_rate", first, by_tag, by_text)) == (66.67, 3)
    earlier = session(day(11, 1), cause="Retry storm again", tags=("INC-2025-12-01-001",))
    assert told(figure("incident_recurrence_rate", first, earlier)) == (0.0, 2)


def test_contributing_factors_where_there_is_no_root_cause() -> None:
    first, second = (do(session(day(12, n), cause="Pool too small"), SpeakOfFactors()) for n in (1, 2))
    assert told(figure("incident_recurrence_rate", first, second)) == (50.0, 2)


def test_a_statement_says_more_than_the_cause() -> None:
    def stated(number: int, text: str) -> Session:
        made = do(session(day(12, number)), StartChain(text))
        made = do(made, StateRoot(made.causes[-1].id, "Releases lack load tests"))
        return do(made, JudgeCause(made.causes[-1].id, Standing.PRIMARY))

    assert told(figure("incident_recurrence_rate", stated(1, "A failed"), stated(2, "B broke"))) == (50.0, 2)


def test_too_few_root_causes_to_compare() -> None:
    for sessions in ((session(cause="x y"),), (session(cause="x y"), session()), (session(), session())):
        found = figure("incident_recurrence_rate", *sessions)
        assert told(found) == (None, len(sessions))
        assert "needed to compare" in found.value.why


def test_what_names_no_root_cause_is_told() -> None:
    found = figure("incident_recurrence_rate", session(cause="x y"), session(cause="other"), session())
    assert told(found) == (0.0, 3)
    assert found.value.why.startswith("1 incident without a named root cause")


def test_an_incident_of_another_period_counts_as_the_earlier_one() -> None:
    sessions = (session(day(9, 1), cause="Pool too small"), session(day(12, 1), cause="Pool too small"))
    found = figure("incident_recurrence_rate", *sessions, since=date(2025, 12, 1))
    assert told(found) == (100.0, 1)


def test_a_second_meeting_on_one_incident_is_no_second_incident() -> None:
    sessions = (session(day(12, n), cause="Pool too small", id="INC-7") for n in (1, 2))
    assert told(figure("incident_recurrence_rate", *sessions)) == (0.0, 2)


def test_causes_without_words_are_not_the_same() -> None:
    cases = [Case(f"s{n}", digest(session(day(12, n), cause="???"))) for n in (1, 2)]
    assert recurrences(cases) == {}


# Time to post-mortem


def held(resolved: datetime | None, minutes: float = 0, started: datetime | None = None) -> Session:
    """The meeting begins at noon of December 5."""
    made = do(session(started, resolved=resolved), NextPhase(), minutes)
    return do(made, EndMeeting(), minutes + 35)


def test_hours_from_resolution_to_meeting() -> None:
    found = figure("time_to_post_mortem", held(NOON - timedelta(hours=26)))
    assert told(found) == (26.0, 1)
    assert (found.met, found.value.why) == (True, "It stands on 1 meeting, too few to show a habit.")


def test_the_median_of_the_hours() -> None:
    sessions = [held(NOON - timedelta(hours=hours)) for hours in (10, 20, 50, 400)]
    found = figure("time_to_post_mortem", *sessions, session(), session(resolved=NOON))
    assert told(found) == (35.0, 4)
    assert more(found) == {"mean": 120.0, "within_48_h": 2, "longest": 400.0}
    assert found.value.why.startswith("2 sessions left out")


def test_forty_eight_hours_are_too_late() -> None:
    assert figure("time_to_post_mortem", held(NOON - timedelta(hours=48))).met is False


def test_a_meeting_before_the_resolution_is_left_out() -> None:
    found = figure("time_to_post_mortem", held(NOON + timedelta(hours=1)), held(NOON - timedelta(hours=2)))
    assert told(found) == (2.0, 1)
    assert "1 met before the typed resolution" in found.value.why


def test_without_a_typed_resolution_the_marked_entry_counts() -> None:
    made = marked(None, 0, 5, 30, 600)
    made = do(do(made, NextPhase(), 0), EndMeeting(), 10)
    assert told(figure("time_to_post_mortem", made)) == (round((NOON - day(12, 3)).total_seconds() / 3600 - 10, 2), 1)


# Times of the incident


def marked(base: Session | None, *minutes: int) -> Session:
    """Start, detection, mitigation and resolution, so many minutes after noon of December 3."""
    made = base or session(day(12, 3) + timedelta(minutes=minutes[0]))
    kinds = (Kind.DETECTION, Kind.MITIGATION, Kind.RESOLUTION)
    drafts = tuple(
        Draft(When(day(12, 3) + timedelta(minutes=late), None, Precision.EXACT, "x"), kind.value, kind)
        for kind, late in zip(kinds, minutes[1:], strict=False)
    )
    return do(made, AddEntries(drafts))


def test_medians_of_three_incidents() -> None:
    sessions = [marked(None, 0, 2, 10, 40), marked(None, 0, 4, 30, 90), marked(None, 0, 12, 20, 30), session()]
    # Detected after 2, 4, 12 min; mitigated 8, 26, 8 and resolved 38, 86, 18 min after the detection.
    for id, median, mean in (
        ("time_to_detect", 240.0, 360.0),
        ("time_to_mitigate", 480.0, 840.0),
        ("time_to_resolve", 2280.0, 2840.0),
    ):
        found = figure(id, *sessions)
        assert told(found) == (median, 3), id
        assert more(found) == {"mean": mean}
        assert found.value.why.startswith("It cannot be measured in 1 incident:")


@pytest.mark.parametrize(("count", "said"), [(0, "there is none"), (1, "there is 1"), (2, "there are 2")])
def test_fewer_than_three_are_not_typical(count: int, said: str) -> None:
    found = figure("time_to_detect", *[marked(None, 0, 2, 10, 40)] * count)
    assert told(found) == (None, count)
    assert said in found.value.why


# Quality


def test_quality_is_the_mean_of_the_reviews() -> None:
    one, two = held(NOON - timedelta(hours=1)), held(NOON - timedelta(hours=2))
    two = do(two, AddActions((Task("Add a saturation alert", "@alice", date(2025, 12, 10)),)), 50)
    totals = [review(each, NOW).total for each in (one, two)]
    found = figure("post_mortem_quality", one, two, session())
    assert told(found) == (sum(totals) / 2, 2)
    assert set(more(found)["criteria"]) == {
        "Blameless tone", "Specific action items", "Root cause identified", "Completeness"
    }  # fmt: skip


@pytest.mark.parametrize("id", ["time_to_post_mortem", "post_mortem_quality"])
@pytest.mark.parametrize(("count", "said"), [(1, "1 meeting, too few"), (2, "2 meetings, too few"), (3, "")])
def test_what_stands_on_few_meetings_says_so(id: str, count: int, said: str) -> None:
    found = figure(id, *[held(NOON - timedelta(hours=1))] * count)
    assert told(found)[1] == count
    assert (said in found.value.why) if said else "too few" not in found.value.why


# Phases


def meeting(*acts: tuple[float, Command]) -> Session:
    made = session()
    for minutes, command in acts:
        for event in decide(made, command, at(minutes)):
            made = evolve(made, event)
    return made


def test_planned_against_real_minutes() -> None:
    # Planned 10 + 20 + 5. The first: 12 min, 20 less 4 in a pause, 5. The second: 8, then straight to the closing: 4.
    first = meeting(
        (0, NextPhase()),
        (12, NextPhase()),
        (20, PauseClock()),
        (24, ResumeClock()),
        (30, AddTime(600)),
        (32, NextPhase()),
        (37, EndMeeting()),
    )
    second = meeting((0, NextPhase()), (8, GoToPhase("close")), (12, EndMeeting()))
    found = figure("phase_time", first, second, meeting((0, NextPhase())))
    assert more(found)["phases"] == [
        {"id": "open", "title": "Opening", "planned_min": 10.0, "real_min": 10.0, "n": 2},
        {"id": "talk", "title": "Talk", "planned_min": 20.0, "real_min": 16.0, "n": 1},
        {"id": "close", "title": "Closing", "planned_min": 5.0, "real_min": 4.5, "n": 2},
    ]
    assert told(found) == (90.0, 2)  # 45 of 50 minutes


# Common causes


def test_common_causes_by_category_and_service() -> None:
    sessions = (
        session(day(12, 1), cause="No load tests", services=("API", "db")),
        session(day(12, 2), cause="no load test", services=("api",)),
        session(day(12, 3), cause="Disk full", services=("db",), bone="Technology"),
    )
    found = figure("common_causes", *sessions)
    assert told(found) == (1, 3)
    tables = more(found)
    assert rows(tables["categories"], "category") == [("Process", 2, 2), ("Technology", 1, 1)]
    assert rows(tables["services"], "service") == [("API", 2, 2), ("db", 2, 2)] or rows(
        tables["services"], "service"
    ) == [
        ("api", 2, 2),
        ("db", 2, 2),
    ]
    assert tables["repeated"] == [{"cause": "No load tests", "incidents": 2, "sessions": ["s0", "s1"]}]
    ((pair),) = tables["category_and_service"]
    assert (pair["category"], pair["incidents"], pair["sessions"]) == ("Process", 2, ["s0", "s1"])


def rows(table: Sequence[dict[str, Any]], what: str) -> list[tuple[str, int, int]]:
    return [(row[what], row["incidents"], row["causes"]) for row in table]


def test_one_analysis_has_nothing_in_common() -> None:
    found = figure("common_causes", session(cause="No load tests"), session())
    assert told(found) == (None, 1)
    assert "Two incidents" in found.value.why


def test_keywords() -> None:
    assert keywords("The pools were exhausted, because of Queries!") == {"pool", "exhausted", "query"}
    assert keywords("Überlast im Café") == {"uberlast", "im", "cafe"}
    assert keywords("process status bus analysis") == {"process", "status", "bus", "analysis"}
    assert keywords("— ?!") == frozenset()


# The most improved


def quarter(month: int, *hours: int) -> list[Session]:
    return [held(NOON - timedelta(hours=each), started=day(month, 1)) for each in hours]


def test_the_most_improved_metric() -> None:
    sessions = [*quarter(9, 60, 60, 60), *quarter(10, 30, 30, 40)]
    change = most_improved(insights(named(*sessions), NOW))
    assert change is not None
    assert (change.metric.id, change.before.period, change.after.period) == (
        "time_to_post_mortem", "2025-Q3", "2025-Q4"
    )  # fmt: skip
    assert (change.before.value, change.after.value, change.gain) == (60.0, 30.0, 0.5)
    assert change.before.sessions == ("s0", "s1", "s2")


@pytest.mark.parametrize(("first", "second"), [((60, 60), (30, 30, 30)), ((30, 30, 30), (60, 60, 60)), ((), (1, 1, 1))])
def test_nothing_improved_or_nobody_can_tell(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    assert most_improved(insights(named(*quarter(9, *first), *quarter(10, *second)), NOW)) is None
