"""The formats a session can be written in. What a format needs is imported when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Final

from facilitator.coach.whys import question
from facilitator.documents.plain import as_document
from facilitator.domain import causes
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.domain.session import Session

Renderer = Callable[[Session, str, datetime], str]
"""`(session, name, now) -> text`; `now` in UTC."""


class NoSuchFormat(FacilitatorError):
    """A format that no document has."""


class Format(Record):
    """One way to write a session."""

    suffix: str
    """The end of the file's name."""
    load: Callable[[], Renderer]


def _markdown() -> Renderer:
    from facilitator.documents import markdown  # here: Jinja2 takes longer to import than most commands to run

    return markdown.render


def _json() -> Renderer:
    return _as_json


def _as_json(session: Session, name: str, now: datetime) -> str:
    return json.dumps(as_document(session, name, now), indent=2, ensure_ascii=False) + "\n"


def _mermaid() -> Renderer:
    from facilitator.documents import mermaid

    def render(session: Session, name: str, now: datetime) -> str:
        chains, fishbone = causes.chains(session), causes.fishbone(session)
        return mermaid.document(chains, fishbone, lambda cause: question(session, cause))

    return render


def _svg() -> Renderer:
    from facilitator.documents import fishbone_svg

    return lambda session, name, now: fishbone_svg.render(causes.fishbone(session))


FORMATS: Final[dict[str, Format]] = {
    "md": Format(".md", _markdown),
    "json": Format(".json", _json),
    "mermaid": Format(".mermaid.md", _mermaid),
    "svg": Format(".svg", _svg),
}


def suffix(format: str) -> str:
    """The end of the name of a file in a format; NoSuchFormat for a format that there is not."""
    return _format(format).suffix


def render(session: Session, name: str, format: str, now: datetime) -> str:
    """The session in a format; NoSuchFormat for one that there is not. `now` in UTC."""
    return _format(format).load()(session, name, now)


def _format(format: str) -> Format:
    if format not in FORMATS:
        raise NoSuchFormat(f"There is no format «{format[:40]}». Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[format]
