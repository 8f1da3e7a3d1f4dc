"""Templates in a sandbox: a team's own folder first, then ours; what is faulty is told with its line."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from facilitator.documents.escape import Escaped, markdown_cell, markdown_text
from facilitator.documents.inline import NOT_GIVEN
from facilitator.domain.errors import FacilitatorError
from facilitator.text import clean

SHIPPED: Final = Path(__file__).with_name("templates")
MARKDOWN, HTML = ".md.jinja", ".html.jinja"
NOT_GIVEN_HTML: Final = Markup("<em>not given yet</em>")
LONGEST: Final = 160
"""Characters of a template's fault that are told."""


class BadTemplate(FacilitatorError):
    """A template that cannot be used. The message names its file and line."""


class _Markdown(SandboxedEnvironment):
    """What is written by a macro or a block is Markdown already."""

    concat = staticmethod(lambda parts: Escaped("".join(parts)))


def own(templates: Path | None, name: str) -> bool:
    """Whether a team has a template of this name of its own."""
    return templates is not None and (templates / name).is_file()


def filled(name: str, values: Mapping[str, Any], templates: Path | None = None) -> str:
    """The template of this name with these values, escaped for the format in its name. BadTemplate if it is faulty."""
    environment = _environment(name.endswith(HTML), templates)
    try:
        return str(environment.get_template(name).render(values))
    except TemplateSyntaxError as fault:
        raise _told(fault.filename or fault.name or name, fault.lineno, fault) from fault
    except TemplateNotFound as fault:
        raise BadTemplate(f"{name}: there is no template «{fault.name or fault}» beside it.") from fault
    except Exception as fault:
        frames = [each for each in traceback.extract_tb(fault.__traceback__) if each.filename.endswith(".jinja")]
        raise _told(frames[-1].filename if frames else name, frames[-1].lineno if frames else None, fault) from fault


def _told(file: str, line: int | None, fault: Exception) -> BadTemplate:
    said = clean(str(fault), one_line=True)[:LONGEST].rstrip(".")
    return BadTemplate(f"{file}{f', line {line}' if line else ''}: {said or type(fault).__name__}.")


@lru_cache(maxsize=8)
def _environment(as_html: bool, templates: Path | None) -> SandboxedEnvironment:
    folders = [*([templates] if templates else []), SHIPPED]
    loader = FileSystemLoader(folders, encoding="utf-8")
    kind = SandboxedEnvironment if as_html else _Markdown
    made = kind(
        loader=loader,
        autoescape=as_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0 if templates else 400,  # people change theirs while they try them, and add some
        **({} if as_html else {"finalize": _finalized}),
    )
    given: Callable[[object], object] = _given_html if as_html else _given
    made.filters |= {"given": given, "cell": str if as_html else _cell}
    return made


def _finalized(value: object) -> Escaped:
    return value if isinstance(value, Escaped) else markdown_text(str(value))


def _cell(value: object) -> Escaped:
    return value if isinstance(value, Escaped) else markdown_cell(str(value))


def _given(value: object) -> object:
    """The value, or the mark of one that is still missing: nothing is made up."""
    return value if value and str(value).strip() else NOT_GIVEN


def _given_html(value: object) -> object:
    return value if value and str(value).strip() else NOT_GIVEN_HTML
