"""The line about a session that `list` shows, kept at the head of its file."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.domain.session import Session


def summary(session: Session, name: str) -> dict[str, Any]:
    """`{"name", "id", "title", "severity", "date", "state", "updated"}`, in the incident's zone."""
    incident, zone = session.incident, _zone(session.incident.timezone)
    return {
        "name": name,
        "id": incident.id,
        "title": incident.title,
        "severity": incident.severity,
        "date": (incident.started or session.created).astimezone(zone).date().isoformat(),
        "state": "ended" if session.ended else "meeting" if session.started else "prepared",
        "updated": session.at.astimezone(zone).isoformat(),
    }


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC
