"""Section 4: what the incident meant, in the guide's words."""

from __future__ import annotations

from typing import Final

from facilitator.documents.escape import markdown_text
from facilitator.documents.inline import NOT_GIVEN, listed
from facilitator.domain.session import Session
from facilitator.when import minutes

LABELS: Final[dict[str, dict[str, str]]] = {
    "Customer Impact": {
        "users": "Users Affected",
        "duration": "Duration",
        "functionality": "Functionality",
        "data_loss": "Data Loss",
        "spread": "Geographic Spread",
    },
    "Business Impact": {
        "revenue": "Revenue",
        "sla": "SLA Breach",
        "support": "Support Load",
        "reputation": "Reputation",
    },
    "Technical Impact": {
        "services": "Services Affected",
        "infrastructure": "Infrastructure",
        "dependencies": "Dependencies",
    },
}
"""Heading -> field of Impact -> its label."""


def impact(session: Session) -> dict[str, list[tuple[str, str]]]:
    """Heading -> label and value, the value as Markdown."""
    usual = {"duration": _duration(session), "services": listed(session.incident.services)}
    return {
        heading: [
            (label, markdown_text(getattr(session.impact, name)) or usual.get(name, "") or NOT_GIVEN)
            for name, label in labels.items()
        ]
        for heading, labels in LABELS.items()
    }


def _duration(session: Session) -> str:
    start, end = session.incident.started, session.incident.resolved
    return markdown_text(minutes((end - start).total_seconds())) if start and end else ""
