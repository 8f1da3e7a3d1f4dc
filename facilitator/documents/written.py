"""The Markdown for an audience: ours or the team's own template, and what wikis file a page under."""

from __future__ import annotations

import json
from typing import Final

from facilitator.documents import markdown as post_mortem
from facilitator.documents.audience import Audience
from facilitator.documents.plain import known_zone
from facilitator.documents.registry import Order
from facilitator.documents.templating import MARKDOWN, filled, own
from facilitator.documents.values import values
from facilitator.when import zone_info

FENCE: Final = "---"


def markdown(order: Order) -> str:
    """The document for the audience of the order, engineering if it names none."""
    return (front_matter(order) if order.front_matter else "") + body(order)


def body(order: Order) -> str:
    """The document alone. The full one is ours unless the team has its own."""
    audience = order.audience or Audience.ENGINEERING
    name = f"{audience}{MARKDOWN}"
    if audience is Audience.ENGINEERING and not own(order.templates, name):
        return post_mortem.render(order.session, order.name, order.now)
    return filled(name, values(order.session, order.name), order.templates).strip() + "\n"


def front_matter(order: Order) -> str:
    """YAML for Notion and a GitHub wiki. Its values are JSON, which YAML reads, so that no text can end it."""
    incident = order.session.incident
    started = incident.started.astimezone(zone_info(known_zone(incident.timezone))) if incident.started else None
    facts = {
        "title": incident.title,
        "id": incident.id,
        "date": started.date().isoformat() if started else None,
        "severity": incident.severity,
        "type": incident.type,
        "services": list(incident.services),
        "tags": list(incident.tags),
        "status": order.session.state.value,
    }
    lines = (f"{name}: {json.dumps(value or None, ensure_ascii=False)}" for name, value in facts.items())
    return "\n".join([FENCE, *lines, FENCE, "", ""])
