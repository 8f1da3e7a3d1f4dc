"""Tables in CSV and TSV, and times in Markdown, as people write them."""

from __future__ import annotations

import pytest
from test_sources_given import SESSION, at, rows, sample

from facilitator.domain.session import Incident, Kind, Session
from facilitator.imports.sources.form import BadImport
from facilitator.imports.sources.registry import read

BERLIN = "Europe/Berlin"


def texts(text: str, zone: str | None = None) -> list[tuple[str, str]]:
    return rows(read(text, SESSION, zone=zone))


def test_a_european_table_with_a_mark_semicolons_and_a_line_in_a_cell() -> None:
    found = sample("european.csv", zone=BERLIN)
    assert found.source == "csv"
    assert rows(found, BERLIN) == [
        ("2025-12-03 14:15", "alice: Alarm; laut\nund deutlich"),
        ("2025-12-03 ~14:2x", "Pool voll · Dauer: 1,5"),
        ("2025-12-03 14:40-14:55", "bob: zurückgerollt"),
        ("??", "3.12.2025 25:99 unmöglich"),
        ("??", "4.12.2025 Nachlese"),
        ("2025-12-04 00:10", "alles ruhig"),
    ]
    assert [each.why for each in found.report.unplaced] == ["there is no such time", "it has a day, but no time of day"]
    assert found.report.beside == (("empty rows", 1),)


def test_a_messy_table_keeps_everything() -> None:
    found = sample("messy.csv")
    assert [(draft.when.at, draft.text, draft.kind) for draft in found.drafts] == [
        (at("2025-11-02T08:30Z"), "Alert fired · Link: https://x.example/1", Kind.DETECTION),
        (at("2025-11-02T09:10Z"), 'She said "roll back", twice', Kind.DECISION),
        (None, "No time at all", None),
        (at("2025-11-02T09:20Z"), "An epoch", None),
        (at("2025-11-02T09:20:01.5Z"), "Milliseconds · Until: yesterday · note", None),
        (None, "0001-01-01 00:00 Too far", None),
        (at("2025-11-02T10:00Z"), "(no words)", None),
        (at("2025-11-02T10:01Z"), "=cmd|' /C calc'!A0", None),
    ]
    assert found.drafts[1].when.until == at("2025-11-02T09:20Z")
    assert found.report.told == ("Times without an offset were read in UTC, as the file says (UTC).",)


def test_tabs_american_dates_and_midnight() -> None:
    assert rows(sample("events.tsv")) == [("2025-10-31 23:58", "bob: still slow"), ("2025-11-01 00:03", "bob: fine")]


def test_a_table_without_a_head() -> None:
    assert texts("2025-12-03 14:15,down\n2025-12-03 14:16,up\n") == [
        ("2025-12-03 14:15", "down"),
        ("2025-12-03 14:16", "up"),
    ]
    with pytest.raises(BadImport, match="no column of times"):
        read("a,b\nc,d\n", SESSION, "csv")


def test_the_separator_that_excel_names() -> None:
    assert texts("sep=;\nTime;Event\n14:15;a, b\n") == [("2025-12-03 14:15", "a, b")]


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (("03/12/2025", "04/12/2025"), ("2025-12-03", "2025-12-04")),  # nearer to the incident
        (("12/03/2025", "12/04/2025"), ("2025-12-03", "2025-12-04")),
        (("13/11/2025", "03/11/2025"), ("2025-11-03", "2025-11-13")),  # no month is the thirteenth
        (("11/13/2025", "11/03/2025"), ("2025-11-03", "2025-11-13")),
        (("3.12.25", "4.12.25"), ("2025-12-03", "2025-12-04")),
        (("3 Dec 2025", "Dec 4, 2025"), ("2025-12-03", "2025-12-04")),
        (("2025/12/03", "2025.12.04"), ("2025-12-03", "2025-12-04")),
    ],
)
def test_days_and_months_in_any_order(dates: tuple[str, str], days: tuple[str, str]) -> None:
    found = rows(read(f"Time|Event\n{dates[0]} 10:00|a\n{dates[1]} 10:00|b\n".replace("|", "\t"), SESSION))
    assert tuple(day[:10] for day, _ in found) == days


def test_what_could_be_read_in_two_ways_is_told() -> None:
    found = read("Time,Event\n03/12/2025 14:15,a\n", SESSION)
    assert found.report.told == ("Dates such as 3/12 can be read in two ways: they were read as day/month.",)


def test_the_newest_row_first() -> None:
    text = "Time,Event\n00:03,d\n23:58,c\n23:50,b\n22:00,a\n"
    session = Session(incident=Incident("x", started=at("2025-12-04T06:00:00Z"), timezone="America/Los_Angeles"))
    assert [day for day, _ in rows(read(text, session))] == [
        "2025-12-03 22:00", "2025-12-03 23:50", "2025-12-03 23:58", "2025-12-04 00:03",
    ]  # fmt: skip


def test_the_zone_that_a_person_names_wins_but_not_over_an_offset() -> None:
    text = "Time (UTC),Event\n2025-12-03 14:15,a\n2025-12-03T14:15Z,b\n"
    assert [draft.when.at for draft in read(text, SESSION).drafts] == [at("2025-12-03T14:15Z")] * 2
    named = read(text, SESSION, zone=BERLIN)
    assert [draft.when.at for draft in named.drafts] == [at("2025-12-03T13:15Z"), at("2025-12-03T14:15Z")]


def test_a_post_mortem_over_a_change_of_the_clocks_and_midnight() -> None:
    found = sample("postmortem.md")
    assert [(draft.when.at, draft.text) for draft in found.drafts] == [
        (at("2025-11-02T00:45-07:00"), "Deploy of v42"),
        (at("2025-11-02T01:20-07:00"), "Error rate rises"),
        (at("2025-11-02T01:40-07:00"), "Bob is paged\nand wakes up"),
        (at("2025-11-02T01:15-08:00"), "rolled back"),
        (None, "Somebody told support"),
        (at("2025-11-02T01:30-08:00"), "slow recovery"),
        (at("2025-11-02T23:50-08:00"), "second wave"),
        (at("2025-11-03T00:05-08:00"), "quiet again"),
    ]
    assert found.drafts[-1].when.until == at("2025-11-03T00:20-08:00")
    assert [draft.text for draft in found.folded] == [
        "Post-mortem: API outage of November 2", "Severity: SEV1. 14:15 was the worst minute.", "Lessons",
        "- 10:00 is too early for a deploy",
    ]  # fmt: skip


def test_a_table_in_markdown_with_a_zone_in_its_head() -> None:
    found = sample("table.md")
    assert rows(found, BERLIN) == [
        ("2025-12-03 23:15", "alice: Alert `a|b` fired"),
        ("2025-12-03 ~23:2x", "looking"),
        ("2025-12-03 23:58", "bob: rolled back"),
        ("2025-12-04 00:03", "ok again"),
        ("??", "vendor called"),
    ]


def test_days_as_headings() -> None:
    assert rows(sample("incident-io-post-mortem.md")) == [
        ("2025-12-03 10:30", "Incident reported by Alice"),
        ("2025-12-03 10:35", "Status changed\nfrom Investigating to Fixing"),
        ("2025-12-04 00:10", "Closed"),
    ]


@pytest.mark.parametrize(
    ("line", "when", "text"),
    [
        ("- 14:15 – down", "2025-12-03 14:15", "down"),
        ("* **14:15:** down", "2025-12-03 14:15", "down"),
        ("* **14:15** down", "2025-12-03 14:15", "down"),
        ("1. `14:15` - down", "2025-12-03 14:15", "down"),
        ("[14:15] down", "2025-12-03 14:15", "down"),
        ("> 14:15 PST | down", "2025-12-03 14:15", "down"),
        ("22:15 UTC down", "2025-12-03 14:15", "down"),
        ("22:15Z: down", "2025-12-03 14:15", "down"),
        ("23:15 CET down", "2025-12-03 14:15", "down"),
        ("23:15 (UTC+1) down", "2025-12-03 14:15", "down"),
        ("2:15pm: down", "2025-12-03 14:15", "down"),
        ("2:15 p.m. down", "2025-12-03 14:15", "down"),
        ("At 2 pm the API was down", "2025-12-03 14:00", "the API was down"),
        ("14.15 Uhr: down", "2025-12-03 14:15", "down"),
        ("14h15 down", "2025-12-03 14:15", "down"),
        ("3. Dec 14:15 down", "2025-12-03 14:15", "down"),
        ("Dec 3rd, 2025 at 14:15 - down", "2025-12-03 14:15", "down"),
        ("2025-12-03T22:15:00.000Z down", "2025-12-03 14:15", "down"),
        ("2025-12-03 14:15:00 -0800 down", "2025-12-03 14:15", "down"),
        ("14:15-14:40: down", "2025-12-03 14:15-14:40", "down"),
        ("2:15 - 2:40pm down", "2025-12-03 14:15-14:40", "down"),
        ("14:15 to 14:40 down", "2025-12-03 14:15-14:40", "down"),
        ("~14:15 down", "2025-12-03 ~14:15", "down"),
        ("14:?? down", "2025-12-03 14:??", "down"),
        ("12-03 14:15:00 down", "2025-12-03 14:15", "down"),
        ("14:15 DB down", "2025-12-03 14:15", "DB down"),
        ("24:00 down", "2025-12-04 00:00", "down"),
    ],
)
def test_one_line(line: str, when: str, text: str) -> None:
    assert rows(read(line, SESSION, "markdown")) == [(when, text)]


@pytest.mark.parametrize(
    "line", ["1425 users", "16:9 is wide", "1h30 of downtime", "3.14 is pi", "now what", "10% lost"]
)
def test_a_number_is_no_time(line: str) -> None:
    with pytest.raises(BadImport):
        read(line, SESSION)


def test_without_any_date_it_was_the_day_of_the_incident_and_that_is_told() -> None:
    found = read("14:20 a\n14:25 b\n", SESSION)
    assert [day for day, _ in rows(found)] == ["2025-12-03 14:20", "2025-12-03 14:25"]
    assert "names no date" in found.report.told[0]


def test_the_date_that_a_document_gives_is_that_of_its_times() -> None:
    for head in ("# Outage on 2025-11-20", "# Outage\n\n- **Date**: November 20, 2025"):
        found = read(f"{head}\n\n## Timeline (UTC)\n\n- 22:20 a\n- 00:10 b\n", SESSION)
        assert [draft.when.at for draft in found.drafts] == [at("2025-11-20T22:20Z"), at("2025-11-21T00:10Z")]
        assert any("the date that the document gives" in sentence for sentence in found.report.told)


def test_days_without_a_year_are_next_to_the_date_of_the_document_and_its_zone_may_stand_anywhere() -> None:
    head = "# March 26th, 2019 Outage\n\nAll times in CET (UTC+1).\n\n## Timeline\n\n"
    found = read(f"{head}- [???] it began\n- [12-05 16:21] bug\n- [03-26 23:04] down\n- 00:10 up\n", SESSION)
    assert [(draft.when.at, draft.text) for draft in found.drafts] == [
        (None, "[???] it began"),
        (at("2018-12-05T16:21+01:00"), "bug"),
        (at("2019-03-26T23:04+01:00"), "down"),
        (at("2019-03-27T00:10+01:00"), "up"),
    ]
    other = read("Times are UTC+1\n14:15 a\n14:16 b\n", SESSION)
    assert [draft.when.at for draft in other.drafts] == [at("2025-12-03T14:15+01:00"), at("2025-12-03T14:16+01:00")]


def test_a_quote_that_nobody_closed_takes_no_rows_with_it() -> None:
    found = texts('Time,Event\n14:15,"a, b"\n14:16,"open\n14:17,c\n14:18,d\n')
    assert [text for _, text in found] == ["a, b", '"open', "c", "d"]
