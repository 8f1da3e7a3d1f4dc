"""Planned against real minutes of every phase, over the meetings that were held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.insights_parts import Case, Value, average, share


def phase_time(cases: Sequence[Case]) -> Value:
    """Real minutes / planned minutes × 100 of all ended meetings, and both for each phase.

    Planned is what the agenda says: minutes that were added on the way were not planned. Phases that were skipped are
    left out of theirs.
    """
    held = [case for case in cases if case.told.ended]
    rows: dict[str, list[tuple[str, float, float]]] = {}
    for case in held:
        for id, title, planned_s, real_s in case.told.phases:
            rows.setdefault(id, []).append((title, planned_s, real_s))
    phases: list[dict[str, Any]] = [
        {
            "id": id,
            "title": found[-1][0],
            "planned_min": average([planned / 60 for _, planned, _ in found]),
            "real_min": average([real / 60 for _, _, real in found]),
            "n": len(found),
        }
        for id, found in rows.items()
    ]
    planned = sum(planned for found in rows.values() for _, planned, _ in found)
    real = sum(real for found in rows.values() for _, _, real in found)
    why = "" if held else "No meeting has ended yet."
    value = share(round(real), round(planned))
    return Value(value, len(held), tuple(case.name for case in held), why, (("phases", phases),))
