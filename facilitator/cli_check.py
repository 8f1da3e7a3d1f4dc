"""`facilitator check`: what a session's document lacks, what its times say, and how good it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from facilitator.cli_output import read_session
from facilitator.cli_print import document
from facilitator.clock import clock_from_environment
from facilitator.documents.plain import known_zone
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.milestones import measured, told
from facilitator.review import SECTIONS, Gap, Review, review
from facilitator.text import clean

COMPLETE, INCOMPLETE = 0, 1
NAMES: Final = 23
"""Columns of the name of a score."""


def check(workspace: str | None, asked: str, *, as_json: bool) -> int:
    """Print what was found. The exit code: 0 when nothing required is missing, else 1."""
    name, session = read_session(workspace, asked)
    zone = known_zone(session.incident.timezone)
    session = replace(session, incident=replace(session.incident, timezone=zone))
    found = review(session, clock_from_environment().now())
    document(clean(_as_json(session, name, found) if as_json else "\n".join(_lines(session, name, found)) + "\n"))
    return COMPLETE if found.complete else INCOMPLETE


def _lines(session: Session, name: str, found: Review) -> Iterator[str]:
    required = [gap for gap in found.gaps if gap.required]
    yield f"{clean(session.incident.title, one_line=True)} ({name})"
    yield ""
    yield f"Still required: {len(required)}" if required else "Everything that is required is there."
    yield from _grouped(required)
    claimed = {f"{claim.where}: {claim.told}" for claim in found.claims}
    if others := [gap for gap in found.gaps if not gap.required and gap.told not in claimed]:
        yield from ("", f"Worth a look: {len(others)}")
        yield from _grouped(others)
    yield from ("", "Times")
    yield from (f"  {clean(told(each, session), one_line=True)}" for each in measured(session))
    if found.claims:
        yield from ("", "Claims in the text")
        for claim in found.claims:
            yield f"  {claim.where}: {clean(claim.told, one_line=True)} ({claim.verdict.value})"
    yield from ("", "Quality")
    for score in found.scores:
        yield f"  {score.name:{NAMES}}{score.points:3} of {score.of}   {clean(score.why, one_line=True)}"
    yield f"  {'Total':{NAMES}}{found.total:3} of 100"


def _grouped(gaps: list[Gap]) -> Iterator[str]:
    for section in SECTIONS:
        if here := [gap for gap in gaps if gap.section == section]:
            yield f"  {section}"
            yield from (f"    - {clean(gap.told, one_line=True)}" for gap in here)


def _as_json(session: Session, name: str, found: Review) -> str:
    said = {
        "name": name,
        "complete": found.complete,
        "gaps": [
            {
                "section": gap.section,
                "told": gap.told,
                "required": gap.required,
                "place": {"what": gap.place.what, "id": gap.place.id, "field": gap.place.field or None},
            }
            for gap in found.gaps
        ],
        "times": [
            {"name": each.name, "seconds": each.seconds, "exact": each.exact, "told": told(each, session)}
            for each in measured(session)
        ],
        "claims": [
            {
                "where": claim.where,
                "quote": claim.quote,
                "verdict": claim.verdict.value,
                "told": claim.told,
                "entries": list(claim.entries),
            }
            for claim in found.claims
        ],
        "scores": [
            {"name": score.name, "points": score.points, "of": score.of, "why": score.why} for score in found.scores
        ],
        "total": found.total,
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
