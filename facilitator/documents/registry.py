"""The formats a session can be written in. What a format needs is imported when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.coach.whys import question
from facilitator.documents.audience import Audience
from facilitator.documents.plain import as_document
from facilitator.domain import causes
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.domain.session import Session
from facilitator.text import clean


class Order(Record):
    """What is to be written."""

    session: Session
    name: str
    now: datetime
    """UTC."""
    audience: Audience | None = None
    templates: Path | None = None
    """A team's own folder: what is in it wins over ours."""
    front_matter: bool = False
    """Whether the Markdown begins with what Notion and wikis file a page under."""


Renderer = Callable[[Order], str]


class NoSuchFormat(FacilitatorError):
    """A format that no document has."""


class NoAudience(FacilitatorError):
    """An audience, or front matter, for a format that knows none."""


class Format(Record):
    """One way to write a session."""

    suffix: str
    """The end of the file's name."""
    load: Callable[[], Renderer]
    prose: bool = False
    """Whether it is written for an audience. Data is the same for everybody."""
    crlf: bool = False
    """Whether its lines end as its standard says, with CR and LF."""


def _markdown() -> Renderer:
    from facilitator.documents import written  # here: Jinja2 takes longer to import than most commands to run

    return written.markdown


def _html() -> Renderer:
    from facilitator.documents import html

    return html.render


def _confluence() -> Renderer:
    from facilitator.documents import confluence

    return confluence.render


def _json() -> Renderer:
    return lambda order: _as_json(order.session, order.name, order.now)


def _as_json(session: Session, name: str, now: datetime) -> str:
    return json.dumps(as_document(session, name, now), indent=2, ensure_ascii=False) + "\n"


def _csv() -> Renderer:
    from facilitator.documents import action_tables

    return action_tables.plain


def _jira() -> Renderer:
    from facilitator.documents import action_tables

    return action_tables.jira


def _linear() -> Renderer:
    from facilitator.documents import action_tables

    return action_tables.linear


def _ics() -> Renderer:
    from facilitator.documents import ics  # here: icalendar takes a tenth of a second to import

    return ics.render


def _mermaid() -> Renderer:
    from facilitator.documents import mermaid

    def render(order: Order) -> str:
        chains, fishbone = causes.chains(order.session), causes.fishbone(order.session)
        return mermaid.document(chains, fishbone, lambda cause: question(order.session, cause))

    return render


def _svg() -> Renderer:
    from facilitator.documents import fishbone_svg

    return lambda order: fishbone_svg.render(causes.fishbone(order.session))


FORMATS: Final[dict[str, Format]] = {
    "md": Format(".md", _markdown, prose=True),
    "html": Format(".html", _html, prose=True),
    "json": Format(".json", _json),
    "csv": Format(".csv", _csv, crlf=True),
    "jira": Format(".jira.csv", _jira, crlf=True),
    "linear": Format(".linear.csv", _linear, crlf=True),
    "ics": Format(".ics", _ics, crlf=True),
    "mermaid": Format(".mermaid.md", _mermaid),
    "svg": Format(".svg", _svg),
    "confluence": Format(".confluence.xml", _confluence, prose=True),
}


def suffix(format: str, audience: Audience | None = None) -> str:
    """The end of the name of a file in a format; NoSuchFormat for a format that there is not."""
    end = _format(format).suffix
    return f".{audience}{end}" if audience and audience is not Audience.ENGINEERING else end


def render(session: Session, name: str, format: str, now: datetime) -> str:
    """The session in a format; NoSuchFormat for one that there is not. `now` in UTC."""
    return write(format, Order(session, name, now))


def write(format: str, order: Order) -> str:
    """The session in a format, as ordered. NoSuchFormat, NoAudience, or BadTemplate for a team's own that is faulty."""
    known = _format(format)
    if order.audience and not known.prose:
        prose = ", ".join(name for name, each in FORMATS.items() if each.prose)
        raise NoAudience(f"«{format}» is the same for everybody: leave out --for, or choose one of: {prose}.")
    if order.front_matter and format != "md":
        raise NoAudience("Front matter stands before Markdown only: leave out --front-matter, or choose the format md.")
    text = clean(known.load()(order))
    return text.replace("\n", "\r\n") if known.crlf else text


def _format(format: str) -> Format:
    if format not in FORMATS:
        raise NoSuchFormat(f"There is no format «{format[:40]}». Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[format]
