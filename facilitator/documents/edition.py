"""A session written for somebody: the pure function behind `export` and its preview on a screen.

For the outside, names and the like are replaced in the session itself, before anything is written: so every format says
the same, and nothing has to be found between the signs of a format.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.documents.audience import OUTSIDE, Audience
from facilitator.documents.registry import Order, suffix, write
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session
from facilitator.redaction import Replacement, apply_to, find, known
from facilitator.redaction_proof import proof, warnings

EMPTY: Final = Session()


class Edition(Record):
    """A document, and what has to be known before it is sent."""

    text: str
    suffix: str
    """The end of its file's name."""
    replaced: tuple[Replacement, ...]
    """What was replaced, those that were kept included; empty for the inside."""
    leaks: tuple[str, ...]
    """What of the inside is still in it: it must not go out."""
    warnings: tuple[str, ...]
    """A sentence for each secret in it."""


def edition(
    session: Session,
    name: str,
    format: str,
    now: datetime,
    audience: Audience | None = None,
    *,
    templates: Path | None = None,
    words: Sequence[str] = (),
    kept: Collection[Replacement] = (),
    front_matter: bool = False,
) -> Edition:
    """The session in a format, for an audience. `now` in UTC; `words` are the team's own, `kept` are left as they are.

    NoSuchFormat, NoAudience or BadTemplate if that cannot be.
    """
    outside = audience in OUTSIDE
    replaced = find(session, known(session), words) if outside else ()
    shown = apply_to(session, replaced, kept) if outside else session
    called = "post-mortem" if outside else name  # the name of a session is made of its title
    order = Order(shown, called, now, audience, templates, front_matter)
    text = write(format, order)
    leaks = proof(text, session, words, kept, empty=write(format, replace(order, session=EMPTY))) if outside else ()
    return Edition(text, suffix(format, audience), replaced, leaks, warnings(text, session))
