"""For whom a document is written (the guide, «Post-Mortem Distribution»)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from facilitator.domain.errors import FacilitatorError


class Audience(StrEnum):
    """Those who get the post-mortem."""

    ENGINEERING = "engineering"
    PRODUCT = "product"
    SUPPORT = "support"
    LEADERSHIP = "leadership"
    CUSTOMER = "customer"
    PUBLIC = "public"


OUTSIDE: Final = frozenset({Audience.CUSTOMER, Audience.PUBLIC})
"""Those who must not read of people, hosts and customers."""
ABOUT: Final = {
    Audience.ENGINEERING: "the full document",
    Audience.PRODUCT: "executive summary: impact, resolution, prevention; features affected",
    Audience.SUPPORT: "customer impact, questions to expect and how to answer them",
    Audience.LEADERSHIP: "executive summary, business impact, action items and timeline in short",
    Audience.CUSTOMER: "an e-mail in plain language, without names",
    Audience.PUBLIC: "the post-mortem without people, hosts and customers",
}


class NoSuchAudience(FacilitatorError):
    """Nobody for whom there is a document."""


def audience(name: str) -> Audience:
    """The audience of this name; NoSuchAudience if there is none."""
    try:
        return Audience(name)
    except ValueError:
        raise NoSuchAudience(f"There is no audience «{name[:40]}». Choose one of: {', '.join(Audience)}.") from None
