"""Markdown of ours as the elements of a page. Nothing but our own few tags passes: all else is text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from facilitator.documents.root_cause import LIST
from facilitator.text import clean

DEEPEST: Final = 200
"""Lists within lists that are still written."""
OPEN: Final = f"<details>\n<summary>{LIST}</summary>\n"
CLOSE: Final = "</details>\n"
BREAK: Final = "<br>"

Rule = Callable[[Sequence[Token], int], str]


def page(markdown: str, rules: Mapping[str, Rule]) -> str:
    """The Markdown with these rules for what a format writes in its own way, by the kinds of the parser's tokens."""
    parser = _parser()
    for kind, rule in rules.items():
        parser.add_render_rule(kind, _called(rule))
    tokens = parser.parse(clean(markdown))
    _mark(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


def escaped(text: str) -> str:
    return escapeHtml(text)


def words(tokens: Sequence[Token], at: int) -> str:
    """What a heading says, without its marks."""
    return "".join(child.content for child in tokens[at + 1].children or ()).strip()


def slug(text: str) -> str:
    """A name to jump to."""
    return re.sub(r"[^a-z0-9]+", "-", text.partition("(")[0].lower()).strip("-") or "part"


def _parser() -> MarkdownIt:
    """Tables as on GitHub. Pictures and targets of links there are none; a team's own template may have links."""
    made = MarkdownIt("gfm-like", {"linkify": False, "maxNesting": DEEPEST, "xhtmlOut": True, "html": True})
    made.disable(["image", "reference", "strikethrough", "autolink", "linkify"])
    return made


def _called(rule: Rule) -> Callable[..., str]:
    def call(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return rule(tokens, at)

    return call


def _mark(tokens: Sequence[Token]) -> None:
    """Cells of a table's head say of what they are the head; the parser's own styles are no business of ours."""
    for token in tokens:
        if token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
