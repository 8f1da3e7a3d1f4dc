"""What the tests of the sources are given: a session, the sample files, and short ways to look at what was found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.evolve import evolve
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Session
from facilitator.imports.sources.registry import FORMATS, Found, read
from facilitator.when import label, stamp

SAMPLES = Path(__file__).parents[1] / "data" / "imports"
NOW = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
SESSION = Session(
    incident=Incident(
        "API outage",
        started=datetime(2025, 12, 3, 22, 15, tzinfo=UTC),
        resolved=datetime(2025, 12, 3, 23, 45, tzinfo=UTC),
        timezone="America/Los_Angeles",
    ),
    at=NOW,
)
"""14:15 to 15:45 of December 3, 2025, on the clocks of Los Angeles."""


def sample(name: str, session: Session = SESSION, **options: str) -> Found:
    return read(SAMPLES / name, session, **options)  # type: ignore[arg-type]


def rows(found: Found, zone: str = "America/Los_Angeles") -> list[tuple[str, str]]:
    return [(shown(draft, zone), draft.text) for draft in found.drafts]


def shown(draft: Draft, zone: str = "America/Los_Angeles") -> str:
    """`2025-12-03 14:15`, with what is known of it."""
    return f"{stamp(draft.when.at, zone)[:10]} {label(draft.when, zone)}" if draft.when.at else "??"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def after(found: Found, session: Session = SESSION) -> Session:
    """The session when all of it was added."""
    for event in decide(session, AddEntries(found.drafts), NOW):
        session = evolve(session, event)
    return session


def test_every_sample_adds_up_and_is_recognised_when_it_comes_again() -> None:
    for path in sorted(SAMPLES.iterdir()):
        found = read(path, SESSION)
        report = found.report
        assert report.read == report.added + report.duplicates + sum(count for _, count in report.folded), path
        assert report.added == len(found.drafts) > 0, path
        assert all(each.why for each in report.unplaced), path
        again = read(path, after(found))
        assert again.drafts == (), path
        assert again.report.duplicates == report.added + report.duplicates, path


def test_every_format_has_a_sample_but_our_own() -> None:
    known = {read(path, SESSION).source for path in SAMPLES.iterdir()}
    assert set(FORMATS) - known == {"json", "post-mortem"}
