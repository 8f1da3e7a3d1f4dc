"""What the marked entries say of the times to detect, mitigate and resolve, and what does not fit in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.demo import INCIDENT, TIMELINE
from facilitator.domain.record import replace
from facilitator.domain.session import Entry, Incident, Kind, Precision, Session, When
from facilitator.milestones import Measured, length, measured, oddities, told

SEEN, LOOKED, MENDED, OVER = Kind.DETECTION, Kind.INVESTIGATION, Kind.MITIGATION, Kind.RESOLUTION
Rows = Sequence[tuple[str, Kind | None, str]]
PLAIN = replace(INCIDENT, started=None, detected=None, mitigated=None, resolved=None)
"""The incident with no time typed."""


def instant(clock: str) -> datetime:
    """`14:25` in Los Angeles on the day of the incident, `4T14:25` on another day."""
    day, _, time = clock.rpartition("T")
    hour, minute = time.split(":")
    return datetime(2025, 12, int(day or 3), tzinfo=UTC) + timedelta(hours=int(hour) + 8, minutes=int(minute))


def session(rows: Rows, incident: Incident = PLAIN) -> Session:
    """Times are `14:25`, `14:20-14:40`, `~14:25`, `14:??` or `?`."""
    made = []
    for id, (written, kind, text) in enumerate(rows, 1):
        start, _, end = written.lstrip("~").replace(":??", ":00").partition("-")
        precision = Precision.ABOUT if "~" in written else Precision.HOUR if "?" in written else Precision.EXACT
        when = When(written=written)
        if start != "?":
            when = When(instant(start), instant(end) if end else None, precision, written)
        made.append(Entry(id, when, text, kind, "", "typed", when.at, id))
    return Session(incident=incident, entries=tuple(made))


def figures(held: Session) -> dict[str, Measured]:
    return {each.name: each for each in measured(held)}


def sentences(held: Session) -> list[str]:
    return [told(each, held) for each in measured(held)]


def test_the_incident_of_the_guide() -> None:
    alert = '14:15 Alert: "API Error Rate High" fired'
    assert sentences(session(TIMELINE, INCIDENT)) == [
        f"Time to detect: 0 min (14:15 start of the incident → {alert})",
        f"Time to acknowledge: 2 min ({alert} → 14:17 On-call engineer @alice acknowledged, began investigation)",
        f"Time to mitigate: 15 min ({alert} → 14:30 Mitigation: Increased connection pool size 100 → 200)",
        f"Time to resolve: 90 min ({alert} → 15:45 IC declared incident resolved)",
        f"Duration: 90 min ({alert} → 15:45 IC declared incident resolved)",
    ]
    assert oddities(session(TIMELINE, INCIDENT)) == ()


def test_a_figure_names_its_entries() -> None:
    held = session(TIMELINE)
    mitigate = figures(held)["time to mitigate"]
    assert mitigate == Measured("time to mitigate", 900, held.entry(1), held.entry(5), True, "")


def test_without_a_typed_start_the_first_marked_entry_counts() -> None:
    held = session([("14:00", None, "Deploy"), ("14:05", Kind.DECISION, "Traffic moved"), ("14:15", SEEN, "Alert")])
    assert sentences(held)[0] == "Time to detect: 10 min (14:05 Traffic moved → 14:15 Alert)"
    assert sentences(session(TIMELINE))[0].endswith(
        '(14:15 Alert: "API Error Rate High" fired, the first marked entry)'
    )


def test_the_first_mitigation_and_the_last_resolution_count() -> None:
    rows = [("14:15", SEEN, "Alert"), ("14:30", MENDED, "a"), ("14:40", OVER, "b"), ("15:00", MENDED, "c")]
    found = figures(session([*rows, ("15:15", OVER, "d")]))
    assert (found["time to mitigate"].seconds, found["time to resolve"].seconds) == (900, 3600)


def test_who_looked_into_it_before_the_alert_did_not_acknowledge_it() -> None:
    rows = [("14:10", LOOKED, "a"), ("14:15", SEEN, "Alert"), ("14:18", LOOKED, "b")]
    assert figures(session(rows))["time to acknowledge"].seconds == 180
    assert sentences(session(rows[:2]))[1].endswith("cannot be computed: no investigation entry after the detection")


def test_a_mitigation_that_took_a_while_counts_at_its_end() -> None:
    held = session([("14:15", SEEN, "Alert"), ("14:20-14:40", MENDED, "Rolled back")])
    assert sentences(held)[2] == "Time to mitigate: 25 min (14:15 Alert → 14:40 Rolled back)"


WHY_NOT = [
    ([], "time to detect", "no detection entry"),
    ([("14:15", None, "Alert")], "time to mitigate", "no detection entry"),
    ([("14:15", SEEN, "Alert")], "time to mitigate", "no mitigation entry"),
    ([("14:15", SEEN, "Alert"), ("?", MENDED, "Fix")], "time to mitigate", "the mitigation entry has no time"),
    ([("14:15", SEEN, "Alert")], "time to acknowledge", "no investigation entry"),
    ([("14:15", SEEN, "Alert")], "duration", "no resolution entry"),
    ([("14:15", OVER, "Over")], "duration", "nothing is marked before the resolution"),
    ([("14:10", MENDED, "Fix"), ("14:15", SEEN, "")], "time to mitigate", "the mitigation stands before the detection"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "name", "why"), WHY_NOT)
def test_what_cannot_be_computed_says_why(rows: Rows, name: str, why: str) -> None:
    held = session(rows)
    figure = figures(held)[name]
    assert (figure.seconds, figure.exact, figure.why_not) == (None, False, f"cannot be computed: {why}")
    assert told(figure, held) == f"{name.capitalize()}: cannot be computed: {why}"


@pytest.mark.parametrize("written", ["~14:30", "14:??"])
def test_an_approximate_time_is_told_as_one(written: str) -> None:
    held = session([("14:00", SEEN, "Alert"), (written, MENDED, "Fix")])
    assert not figures(held)["time to mitigate"].exact
    assert sentences(held)[2].startswith("Time to mitigate: about ")
    assert sentences(held)[2].endswith(f"→ {written} Fix)")


def test_another_entry_of_the_kind_without_a_time_might_be_the_first() -> None:
    held = session([("14:15", SEEN, "Alert"), ("14:30", MENDED, "Fix"), ("?", MENDED, "Other")])
    assert not figures(held)["time to mitigate"].exact


def test_another_day_shows_its_date() -> None:
    held = session([("23:50", SEEN, "Alert"), ("4T00:10", MENDED, "Fix")])
    assert sentences(held)[2] == "Time to mitigate: 20 min (23:50 Alert → 2025-12-04 00:10 Fix)"


def test_a_length_is_told_in_minutes_up_to_three_hours() -> None:
    assert [length(each) for each in (0, 45, 60, 150, 5400, 4 * 3600 + 600)] == [
        "0 min", "45 s", "1 min", "2 min 30 s", "90 min", "4 h 10 min",
    ]  # fmt: skip


ALERT = ("14:15", SEEN, "Alert")
ODD = [
    ([("14:10", MENDED, "Fix"), ALERT], PLAIN, (1, 2),
     "“Fix” (14:10) is marked as a mitigation, but stands before the first detection (14:15): are both times right?"),
    ([("14:10", OVER, "Over"), ALERT], PLAIN, (1, 2),
     "“Over” (14:10) is marked as a resolution, but stands before the first detection (14:15): are both times right?"),
    ([ALERT, ("14:30", OVER, "Over"), ("14:40", MENDED, "Fix")], PLAIN, (2, 3),
     "The resolution (14:30) stands before the last mitigation, “Fix” (14:40): was there another resolution after it?"),
    ([], replace(PLAIN, started=instant("14:15"), detected=instant("14:10")), (),
     "The incident is typed as detected at 14:10, before it is started (14:15): are both times right?"),
    ([ALERT], replace(PLAIN, detected=instant("14:20")), (1,),
     "The incident is typed as detected at 14:20, but the detection entry stands at 14:15: which one is right?"),
    ([ALERT, ("15:45", OVER, "Over")], replace(PLAIN, resolved=instant("15:00")), (2,),
     "The incident is typed as resolved at 15:00, but the resolution entry stands at 15:45: which one is right?"),
    ([ALERT], replace(PLAIN, started=instant("14:30")), (1,),
     "The first detection (14:15) stands before the incident's typed start (14:30): did it begin earlier?"),
    ([ALERT, ("5T14:20", None, "Note")], replace(PLAIN, started=instant("14:15"), resolved=instant("15:45")), (2,),
     "“Note” (2025-12-05 14:20) is more than a day away from the incident: is its date right?"),
    ([ALERT, ("14:20", None, "a"), ("5T14:20", None, "Note")], PLAIN, (3,),
     "“Note” (2025-12-05 14:20) is more than a day away from the incident: is its date right?"),
    ([("14:30", None, "b"), ("14:20", None, "a")], PLAIN, (1, 2),
     "“a” (14:20) stands below “b” (14:30), but is earlier: is its time right?"),
    ([("?", MENDED, "Fix"), ALERT], PLAIN, (1,),
     "“Fix” (??:??), a mitigation without a time, stands above the first detection: does it belong there?"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "incident", "entries", "said"), ODD)
def test_what_does_not_fit_is_asked_about(rows: Rows, incident: Incident, entries: tuple[int, ...], said: str) -> None:
    assert [(each.entries, each.told) for each in oddities(session(rows, incident))] == [(entries, said)]


FINE = [
    ([ALERT, ("~14:10", MENDED, "Fix")][::-1], PLAIN),
    ([("14:??", OVER, "Over"), ALERT], PLAIN),
    ([ALERT, ("14:30", OVER, "a"), ("14:40", MENDED, "b"), ("14:50", OVER, "c")], PLAIN),
    ([ALERT, ("14:30", MENDED, "a"), ("14:40", MENDED, "b")], replace(PLAIN, mitigated=instant("14:40"))),
    ([ALERT, ("14:20-14:40", MENDED, "a")], replace(PLAIN, mitigated=instant("14:20"))),
    ([ALERT], replace(PLAIN, started=instant("14:05"), detected=instant("14:15"))),
    ([], PLAIN),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "incident"), FINE)
def test_what_may_well_be_is_not_asked_about(rows: Rows, incident: Incident) -> None:
    assert oddities(session(rows, incident)) == ()


TIMES = st.sampled_from(["14:15", "14:20-14:40", "~14:25", "14:??", "?", "5T09:00", "15:45"])
ROWS = st.lists(st.tuples(TIMES, st.none() | st.sampled_from(list(Kind)), st.text(max_size=80)), max_size=8)
TYPED = st.none() | st.sampled_from([instant("14:15"), instant("15:45"), instant("5T10:00")])


@given(ROWS, TYPED, TYPED)
def test_any_session_is_measured(rows: Rows, started: datetime | None, resolved: datetime | None) -> None:
    held = session(rows, replace(PLAIN, started=started, resolved=resolved))
    for figure in measured(held):
        assert figure.seconds is None or figure.seconds >= 0
        assert (figure.seconds is None) == bool(figure.why_not)
        assert told(figure, held).startswith(figure.name.capitalize())
        assert {each.kind for each in (figure.start, figure.end) if each} <= set(Kind)
    assert all(set(each.entries) <= {entry.id for entry in held.entries} for each in oddities(held))
