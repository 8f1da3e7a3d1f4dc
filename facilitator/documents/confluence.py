"""The post-mortem in Confluence's storage format: XHTML with its macros, to be pasted in or sent to its API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from facilitator.documents.page import BREAK, CLOSE, OPEN, Rule, escaped, page
from facilitator.documents.registry import Order
from facilitator.documents.root_cause import LIST
from facilitator.documents.written import body
from facilitator.text import clean

_EXPAND: Final = (
    f'<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">{LIST}</ac:parameter><ac:rich-text-body>\n'
)
_EXPANDED: Final = "</ac:rich-text-body></ac:structured-macro>\n"


def render(order: Order) -> str:
    """The page's body. Its title is the page's own, so the first heading is left out."""
    return clean(page(body(order), _rules()))


def _rules() -> dict[str, Rule]:
    title: list[int] = []

    def heading(tokens: Sequence[Token], at: int) -> str:
        if tokens[at].tag == "h1" and not title:
            title.append(at)
            tokens[at + 1].children, tokens[at + 1].content = [], ""
            return ""
        return f"<{tokens[at].tag}>"

    def heading_end(tokens: Sequence[Token], at: int) -> str:
        return "" if title and at == title[0] + 2 else f"</{tokens[at].tag}>\n"

    return {
        "heading_open": heading,
        "heading_close": heading_end,
        "fence": lambda tokens, at: _code(tokens[at].content),
        "code_block": lambda tokens, at: _code(tokens[at].content),
        "html_block": lambda tokens, at: _block(tokens[at].content),
        "html_inline": lambda tokens, at: "<br />" if tokens[at].content == BREAK else escaped(tokens[at].content),
    }


def _code(text: str) -> str:
    """As it stands, in a letter of one width. What would end it is cut in two."""
    body = text.replace("]]>", "]]]]><![CDATA[>")
    return (
        f'<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[{body}]]></ac:plain-text-body>'
        "</ac:structured-macro>\n"
    )


def _block(tag: str) -> str:
    return {OPEN: _EXPAND, CLOSE: _EXPANDED}.get(tag) or f"<p>{escaped(tag)}</p>\n"
