"""Where a document is filed in a knowledge base: by date, severity or service, as the guide's archive has it."""

from __future__ import annotations

import re
from enum import StrEnum

from facilitator.documents.plain import known_zone
from facilitator.domain.session import Session
from facilitator.when import today


class Layout(StrEnum):
    """What the folders are named after."""

    DATE = "date"
    SEVERITY = "severity"
    SERVICE = "service"


OTHER = "other"
"""The folder of what has no severity or no service."""


def folder(session: Session, layout: Layout) -> str:
    """The folder, below that of the knowledge base: `2025/12`, `SEV1`, `checkout-service` (the first service)."""
    incident = session.incident
    if layout is Layout.DATE:
        return f"{today(incident.started or session.created, known_zone(incident.timezone)):%Y/%m}"
    return _slug(incident.severity if layout is Layout.SEVERITY else next(iter(incident.services), ""))


def _slug(text: str) -> str:
    """A name that any file system takes."""
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or OTHER
