"""Times as people type them, and as the product shows them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import when as w
from facilitator.domain.record import replace
from facilitator.domain.session import Precision, When
from facilitator.when import BadTime, Frame, read_clock, read_instant, read_time

LA, BERLIN = "America/Los_Angeles", "Europe/Berlin"


def la(text: str) -> datetime:
    """An instant of Los Angeles in winter, or with an offset of its own."""
    return datetime.fromisoformat(text if "+" in text or text.count("-") > 2 else f"{text}-08:00").astimezone(UTC)


FRAME = Frame(LA, la("2025-12-03T14:30"), la("2025-12-03T14:15"), la("2025-12-03T15:45"), la("2025-12-04T12:00:30.5"))
BARE = Frame(LA, None, None, None, la("2025-12-04T12:00"))

EXACT = [
    ("14:25", "2025-12-03T14:25"),
    ("14:25:30", "2025-12-03T14:25:30"),
    ("14:25:30.123456", "2025-12-03T14:25:30.123456"),
    ("1425", "2025-12-03T14:25"),
    ("2015", "2025-12-03T20:15"),
    ("9:05", "2025-12-03T09:05"),
    ("2:25pm", "2025-12-03T14:25"),
    ("2:25 pm", "2025-12-03T14:25"),
    ("2:25 P.M.", "2025-12-03T14:25"),
    ("2pm", "2025-12-03T14:00"),
    ("12:05am", "2025-12-04T00:05"),
    ("12:30pm", "2025-12-03T12:30"),
    ("14.25", "2025-12-03T14:25"),
    ("14h25", "2025-12-03T14:25"),
    ("+5", "2025-12-03T14:35"),
    ("+5m", "2025-12-03T14:35"),
    ("+5 min", "2025-12-03T14:35"),
    ("+5 minutes", "2025-12-03T14:35"),
    ("+1h", "2025-12-03T15:30"),
    ("+1 hour", "2025-12-03T15:30"),
    ("+1h30", "2025-12-03T16:00"),
    ("now", "2025-12-04T12:00:30"),
    ("2025-12-03T14:25:00Z", "2025-12-03T06:25"),
    ("2025-12-03 23:50", "2025-12-03T23:50"),
    ("2025-12-03T14:25-08:00", "2025-12-03T14:25"),
    ("2025-12-03T14:25-0500", "2025-12-03T11:25"),
    ("2025-12-03 14:25:00 +0100", "2025-12-03T05:25"),
    ("12/03 23:50", "2025-12-03T23:50"),
    ("13/12 23:50", "2025-12-13T23:50"),
    ("12/03/2025 23:50", "2025-12-03T23:50"),
    ("03.12. 23:50", "2025-12-03T23:50"),
    ("03.12.2025 23:50", "2025-12-03T23:50"),
    ("3.12. 9:50", "2025-12-03T09:50"),
    ("Dec 3 23:50", "2025-12-03T23:50"),
    ("dec 3rd 11:50 pm", "2025-12-03T23:50"),
    ("3 Dec 23:50", "2025-12-03T23:50"),
    ("3. December 23:50", "2025-12-03T23:50"),
    ("Dec 3, 2025 23:50", "2025-12-03T23:50"),
    ("Jan 2 10:00", "2026-01-02T10:00"),
    ("Sept. 5, 2025 10:00", "2025-09-05T09:00"),
    ("Nov 30 1425", "2025-11-30T14:25"),
    ("14:25 PST", "2025-12-03T14:25"),
    ("22:25Z", "2025-12-03T14:25"),
    ("22:25 UTC", "2025-12-03T14:25"),
    ("23:25+01:00", "2025-12-03T14:25"),
]


@pytest.mark.parametrize(("typed", "at"), EXACT)
def test_a_time(typed: str, at: str) -> None:
    assert read_time(f"{typed} Alert fired", FRAME) == (When(la(at), None, Precision.EXACT, typed), "Alert fired")


@pytest.mark.parametrize(
    ("typed", "at", "precision"),
    [
        ("~14:25", "2025-12-03T14:25", Precision.ABOUT),
        ("~ 14:25", "2025-12-03T14:25", Precision.ABOUT),
        ("~1425", "2025-12-03T14:25", Precision.ABOUT),
        ("~14:2x", "2025-12-03T14:20", Precision.ABOUT),
        ("14:2?", "2025-12-03T14:20", Precision.ABOUT),
        ("c. 14:25", "2025-12-03T14:25", Precision.ABOUT),
        ("About 2:25pm", "2025-12-03T14:25", Precision.ABOUT),
        ("~+5", "2025-12-03T14:35", Precision.ABOUT),
        ("~now", "2025-12-04T12:00:30", Precision.ABOUT),
        ("Dec 3 ~23:50", "2025-12-03T23:50", Precision.ABOUT),
        ("14:??", "2025-12-03T14:00", Precision.HOUR),
        ("14:xx", "2025-12-03T14:00", Precision.HOUR),
        ("~14:??", "2025-12-03T14:00", Precision.HOUR),
    ],
)
def test_a_time_that_is_not_sure(typed: str, at: str, precision: Precision) -> None:
    assert read_time(f"{typed} Alert fired", FRAME) == (When(la(at), None, precision, typed), "Alert fired")


def test_an_unknown_time() -> None:
    assert read_time("??:?? cache flushed", FRAME) == (When(None, None, Precision.UNKNOWN, "??:??"), "cache flushed")


@pytest.mark.parametrize(
    ("typed", "at", "until", "precision"),
    [
        ("15:00-15:45", "2025-12-03T15:00", "2025-12-03T15:45", Precision.EXACT),
        ("15:00–15:45", "2025-12-03T15:00", "2025-12-03T15:45", Precision.EXACT),
        ("15:00 - 15:45", "2025-12-03T15:00", "2025-12-03T15:45", Precision.EXACT),
        ("15:00 to 15:45", "2025-12-03T15:00", "2025-12-03T15:45", Precision.EXACT),
        ("1500-1545", "2025-12-03T15:00", "2025-12-03T15:45", Precision.EXACT),
        ("3pm-4pm", "2025-12-03T15:00", "2025-12-03T16:00", Precision.EXACT),
        ("2:25-2:40pm", "2025-12-03T14:25", "2025-12-03T14:40", Precision.EXACT),
        ("11:50-12:10pm", "2025-12-03T11:50", "2025-12-03T12:10", Precision.EXACT),
        ("~15:00-15:45", "2025-12-03T15:00", "2025-12-03T15:45", Precision.ABOUT),
        ("15:00-~15:45", "2025-12-03T15:00", "2025-12-03T15:45", Precision.ABOUT),
        ("23:50-00:10", "2025-12-03T23:50", "2025-12-04T00:10", Precision.EXACT),
        ("2025-12-03 23:50 - 2025-12-05 00:10", "2025-12-03T23:50", "2025-12-05T00:10", Precision.EXACT),
    ],
)
def test_a_range(typed: str, at: str, until: str, precision: Precision) -> None:
    assert read_time(f"{typed} monitoring", FRAME) == (When(la(at), la(until), precision, typed), "monitoring")


@pytest.mark.parametrize(
    ("line", "written", "rest"),
    [
        ("14:25 - fired", "14:25", "fired"),
        ("14:25 – fired", "14:25", "fired"),
        ("14:25 — fired", "14:25", "fired"),
        ("14:25: fired", "14:25", "fired"),
        ("14:25 | fired", "14:25", "fired"),
        ("14:25 * fired", "14:25", "fired"),
        ("14:25 • fired", "14:25", "fired"),
        ("14:25-fired", "14:25", "fired"),
        ("14:25 - - fired", "14:25", "- fired"),
        ("14:25 --force was used", "14:25", "--force was used"),
        ("[14:25] fired", "14:25", "fired"),
        ("(~14:25) fired", "~14:25", "fired"),
        ("[2:25 PM] alice: hello", "2:25 PM", "alice: hello"),
        ("**14:25** - fired", "14:25", "fired"),
        ("  14:25   fired  ", "14:25", "fired"),
        ("14:25", "14:25", ""),
        ("14:25 PDT is not now", "14:25", "PDT is not now"),
        ("14:25 API down", "14:25", "API down"),
        ("14:25 +1000 errors", "14:25", "+1000 errors"),
        ("14:25 - 3 hosts restarted", "14:25", "3 hosts restarted"),
        ("14:25 - 1500 requests failed", "14:25", "1500 requests failed"),
        ("14:25 [ERROR] disk", "14:25", "[ERROR] disk"),
        ("1425 users report errors", "1425", "users report errors"),
    ],
)
def test_what_stands_around_a_time(line: str, written: str, rest: str) -> None:
    assert read_time(line, FRAME) == (When(la("2025-12-03T14:25"), None, _sure(written), written), rest)


def _sure(written: str) -> Precision:
    return Precision.ABOUT if written.startswith("~") else Precision.EXACT


@pytest.mark.parametrize(
    "line",
    [
        *("", " ", "words", "1425", "145 hosts", "14250 users", "1200 users could not log in", "1500 ms at p99"),
        *("25:99 fired", "24:61 fired", "24:00 fired", "14:60 fired", "13:00pm fired", "0pm fired"),
        *("12/40 10:00 fired", "2025-02-30 10:00 fired", "40.12. 10:00 fired", "Feb 30 10:00 fired"),
        *("1.25 million lost", "12.50 dollars", "3.14 released", "14.25", "10.12.13.14 is down", "1h30 of downtime"),
        *("10:1 ratio", "12:30:45:99", "14:25ish", "14:25/14:30 fired", "[14:25 fired", "2 pm fired"),
        *("+1 for the runbook", "+5 more hosts", "+20 % load", "+ more", "now that we know", "Now we know", "nowhere"),
        *("about 1425 users", "about time", "c. 5", "Dec 3 was bad", "3 Dec 2025 was bad", "12/03 deploy", "may 2 x"),
        *("??", "14", "~", "[", "2025-12-03", "decided 3 14:25", "ſep 3 10", "x" * 70 + " 14:25"),
    ],
)
def test_no_time(line: str) -> None:
    assert read_time(line, FRAME) is None


@pytest.mark.parametrize(
    ("frame", "typed", "at"),
    [
        # after midnight, and back
        (Frame(LA, la("2025-12-03T23:50"), la("2025-12-03T23:30"), None, FRAME.now), "00:10", "2025-12-04T00:10"),
        (Frame(LA, la("2025-12-04T00:10"), la("2025-12-03T23:30"), None, FRAME.now), "23:50", "2025-12-03T23:50"),
        (Frame(LA, la("2025-12-03T23:50"), None, None, FRAME.now), "00:10", "2025-12-04T00:10"),
        (Frame(LA, la("2025-12-03T15:00"), la("2025-12-03T14:00"), None, FRAME.now), "14:25", "2025-12-03T14:25"),
        # inside the incident wins over near the last entry
        (
            Frame(LA, la("2025-12-04T03:50"), la("2025-12-03T14:00"), la("2025-12-04T04:00"), FRAME.now),
            "14:05",
            "2025-12-03T14:05",
        ),
        # a long incident without an end goes on after the last entry
        (Frame(LA, la("2025-12-04T13:00"), la("2025-12-03T14:00"), None, FRAME.now), "15:00", "2025-12-04T15:00"),
        (Frame(LA, None, la("2025-12-03T23:50"), None, FRAME.now), "00:10", "2025-12-04T00:10"),
        # only the end is known
        (Frame(LA, None, None, la("2025-12-03T00:10"), FRAME.now), "23:50", "2025-12-02T23:50"),
        # nothing is known: the latest that has been
        (BARE, "11:59", "2025-12-04T11:59"),
        (BARE, "12:01", "2025-12-03T12:01"),
        (BARE, "Dec 30 10:00", "2025-12-30T10:00"),
        (replace(BARE, now=la("2026-01-02T10:00")), "Dec 30 10:00", "2025-12-30T10:00"),
        (replace(BARE, now=la("2025-12-30T10:00")), "Jan 2 10:00", "2026-01-02T10:00"),
        (replace(BARE, now=la("2027-06-01T10:00")), "Feb 29 10:00", "2028-02-29T10:00"),
        (replace(FRAME, last=None), "+5", "2025-12-03T14:20"),
    ],
)
def test_the_day_that_is_meant(frame: Frame, typed: str, at: str) -> None:
    read = read_time(f"{typed} fired", frame)
    assert read and read[0].at == la(at)


def test_so_long_after_nothing_stays_text() -> None:
    assert read_time("+5 restarted", BARE) is None


AUTUMN_LA = la("2025-11-02T00:30-07:00")


@pytest.mark.parametrize(
    ("zone", "last", "start", "end", "typed", "utc"),
    [
        # the hour that comes twice
        (LA, None, AUTUMN_LA, None, "01:30", "2025-11-02T08:30"),
        (LA, la("2025-11-02T01:50-07:00"), AUTUMN_LA, None, "01:30", "2025-11-02T09:30"),
        (LA, la("2025-11-02T01:10-07:00"), AUTUMN_LA, None, "01:30", "2025-11-02T08:30"),
        (LA, la("2025-11-02T01:20-08:00"), AUTUMN_LA, None, "01:30", "2025-11-02T09:30"),
        (LA, la("2025-11-02T01:50-07:00"), AUTUMN_LA, la("2025-11-02T01:55-07:00"), "01:30", "2025-11-02T08:30"),
        (LA, None, la("2025-11-02T01:50-07:00"), None, "01:30", "2025-11-02T09:30"),
        (LA, la("2025-11-05T01:50-08:00"), AUTUMN_LA, None, "Nov 2 01:30", "2025-11-02T08:30"),
        (LA, None, AUTUMN_LA, None, "01:30 PST", "2025-11-02T09:30"),
        (LA, None, AUTUMN_LA, None, "01:30 PDT", "2025-11-02T08:30"),
        (BERLIN, None, None, None, "2025-10-26 02:30", "2025-10-26T00:30"),
        (BERLIN, la("2025-10-26T02:45+02:00"), None, None, "02:30", "2025-10-26T01:30"),
        (BERLIN, None, None, None, "26.10.2025 02:30 CET", "2025-10-26T01:30"),
        # the hour that does not exist
        (LA, la("2025-03-09T01:55-08:00"), None, None, "02:30", "2025-03-09T10:30"),
        (BERLIN, la("2025-03-30T01:55+01:00"), None, None, "02:30", "2025-03-30T01:30"),
        # a length of time goes through a change of clocks
        (LA, la("2025-11-02T01:50-07:00"), None, None, "+30", "2025-11-02T09:20"),
    ],
)
def test_a_change_of_clocks(
    zone: str, last: datetime | None, start: datetime | None, end: datetime | None, typed: str, utc: str
) -> None:
    read = read_time(f"{typed} fired", Frame(zone, last, start, end, la("2025-12-01T00:00")))
    assert read == (When(datetime.fromisoformat(utc + "Z"), None, Precision.EXACT, typed), "fired")


def test_a_range_over_the_hour_that_comes_twice() -> None:
    read = read_time("01:50-01:10 fired", Frame(LA, None, AUTUMN_LA, None, FRAME.now))
    assert read and (read[0].at, read[0].until) == (la("2025-11-02T01:50-07:00"), la("2025-11-02T01:10-08:00"))


def test_an_hour_that_does_not_exist_shows_after_the_gap() -> None:
    read = read_time("2025-03-09 02:30 fired", BARE)
    assert read and (w.label(read[0], LA), read[0].written) == ("03:30", "2025-03-09 02:30")


WORDS = (
    "14:25 1425 ?? : - 2025-12-03 T Z pm +5 ~ [ ] Dec|3 sept ſep feb|30 31.11. 13/31 99 0 x PST +01:00 ٣ ² to now 1h"
)
PARTS = st.sampled_from([" ", *(word.replace("|", " ") for word in WORDS.split())])
INSTANTS = st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds are naive
FRAMES = st.builds(
    Frame,
    st.sampled_from([LA, BERLIN, "UTC", "Asia/Kathmandu", "Pacific/Apia"]),
    *[st.none() | INSTANTS] * 3,
    INSTANTS,
)


@given(st.text() | st.lists(PARTS).map("".join), FRAMES)
def test_any_text_can_be_read(text: str, frame: Frame) -> None:
    read = read_time(text, frame)
    if read:
        when, rest = read
        assert text.strip().endswith(rest) and when.written in text
        assert (when.at is None) == (when.precision is Precision.UNKNOWN)
        assert w.label(when, frame.zone)


@given(FRAMES, st.integers(0, 23), st.integers(0, 59))
def test_the_clock_shows_what_was_typed(frame: Frame, hour: int, minute: int) -> None:
    typed = f"{hour:02}:{minute:02}"
    read = read_time(f"{typed} fired", replace(frame, zone="Asia/Kathmandu"))
    assert read and w.label(read[0], "Asia/Kathmandu") == typed


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2025-12-03T14:15", "2025-12-03T22:15"),
        (" 2025-12-03 14:15 ", "2025-12-03T22:15"),
        ("2025-12-03", "2025-12-03T08:00"),
        ("2025-12-03T14:15:30Z", "2025-12-03T14:15:30"),
        ("2025-12-03T14:15+01:00", "2025-12-03T13:15"),
        ("2025-11-02T01:30", "2025-11-02T08:30"),
        ("2025-03-09T02:30", "2025-03-09T10:30"),
    ],
)
def test_an_instant_of_the_command_line(text: str, utc: str) -> None:
    assert read_instant(text, LA) == datetime.fromisoformat(utc + "Z")


@pytest.mark.parametrize(
    "text",
    ["", "now", "14:15", "2025", "P1D", "2025-13-03", "2025-12-03/2025-12-04", "0000-00-00", "2025-12-03" + "0" * 99],
)
def test_no_instant(text: str) -> None:
    with pytest.raises(BadTime, match=r"is not a date and time\. Give one such as 2025-12-03T14:15"):
        read_instant(text, LA)


def test_zones() -> None:
    assert w.check_zone(LA) == LA


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/Los_Angelos", "Did you mean America/Los_Angeles?"),
        ("los angeles", "Did you mean America/Los_Angeles?"),
        ("Berlin", "Did you mean Europe/Berlin?"),
        ("qqqqqq", "Give one such as America/Los_Angeles or UTC."),
        ("../etc/passwd", "Give one such as America/Los_Angeles or UTC."),
        ("America", "Did you mean"),
        ("", "Give one such as America/Los_Angeles or UTC."),
        ("a\0b", "Give one such as"),
    ],
)
def test_no_zone(name: str, hint: str) -> None:
    with pytest.raises(BadTime) as raised:
        w.check_zone(name)
    assert hint in str(raised.value)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:45", "2025-12-03T15:45"),
        ("1545", "2025-12-03T15:45"),
        ("3:45pm", "2025-12-03T15:45"),
        ("3pm", "2025-12-03T15:00"),
        ("15h45", "2025-12-03T15:45"),
        ("+30", "2025-12-03T15:00:10"),
        ("+1h30", "2025-12-03T16:00:10"),
        ("14:30", "2025-12-04T14:30"),
        ("00:10", "2025-12-04T00:10"),
    ],
)
def test_the_hard_stop(text: str, at: str) -> None:
    assert read_clock(text, LA, la("2025-12-03T14:30:10")) == la(at)


@pytest.mark.parametrize("text", ["", "soon", "25:00", "14:2x", "14:??", "15:45 sharp", "+", "2025-12-03T15:45"])
def test_no_hard_stop(text: str) -> None:
    with pytest.raises(BadTime, match="is not a time of day"):
        read_clock(text, LA, FRAME.now)


@pytest.mark.parametrize(
    ("now", "text", "at"),
    [
        ("2025-11-02T01:45-07:00", "01:30", "2025-11-02T01:30-08:00"),
        ("2025-11-02T01:15-07:00", "01:30", "2025-11-02T01:30-07:00"),
        ("2025-11-01T22:00-07:00", "21:00", "2025-11-02T21:00-08:00"),
    ],
)
def test_the_hard_stop_on_a_change_of_clocks(now: str, text: str, at: str) -> None:
    assert read_clock(text, LA, la(now)) == la(at)


def test_showing() -> None:
    at = la("2025-12-03T14:25:07")
    assert w.clock(at, LA) == "14:25"
    assert w.clock(at, LA, seconds=True) == "14:25:07"
    assert w.clock(at, BERLIN) == "23:25"
    assert w.day(at, LA) == "December 3, 2025"
    assert w.stamp(at, LA) == "2025-12-03 14:25"
    assert w.zone_name(at, LA) == "PST"
    assert w.iso(at, LA) == "2025-12-03T14:25:07-08:00"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("9:05", "09:05"),
        ("2:25pm", "14:25"),
        ("14:25:30", "14:25:30"),
        ("14:25:00", "14:25"),
        ("now", "12:00"),
        ("~14:25", "~14:25"),
        ("about 14:25", "~14:25"),
        ("~14:2x", "~14:2x"),
        ("14:2?", "~14:2x"),
        ("14:xx", "14:??"),
        ("??:??", "??:??"),
        ("15:00 to 15:45", "15:00-15:45"),
        ("15:00:10-15:45:00", "15:00:10-15:45:00"),
        ("~15:00-15:45", "~15:00-15:45"),
        ("Dec 1 10:00", "10:00"),
    ],
)
def test_labels(typed: str, shown: str) -> None:
    read = read_time(f"{typed} fired", FRAME)
    assert read and w.label(read[0], LA) == shown


@pytest.mark.parametrize(
    ("seconds", "span", "minutes"),
    [
        (0, "0 s", "0 minutes"),
        (45, "45 s", "1 minute"),
        (59.7, "1 min", "1 minute"),
        (720, "12 min", "12 minutes"),
        (3599, "1 h", "60 minutes"),
        (5400, "1 h 30 min", "90 minutes"),
        (-720, "-12 min", "-12 minutes"),
        (timedelta(days=2).total_seconds(), "48 h", "2880 minutes"),
    ],
)
def test_lengths(seconds: float, span: str, minutes: str) -> None:
    assert (w.span(seconds), w.minutes(seconds)) == (span, minutes)


def test_pendulum_is_imported_late() -> None:
    code = "import sys, facilitator.when; sys.exit('pendulum' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
