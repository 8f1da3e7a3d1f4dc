"""The post-mortem as one page: it loads nothing, runs nothing, prints well, and reads in light and in dark."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Final

from markdown_it.token import Token
from markupsafe import Markup

from facilitator.documents.audience import Audience
from facilitator.documents.inline_svg import fishbone, timeline
from facilitator.documents.page import BREAK, CLOSE, OPEN, Rule, escaped, page, slug, words
from facilitator.documents.registry import Order
from facilitator.documents.templating import HTML, SHIPPED, filled, own
from facilitator.documents.values import values
from facilitator.documents.written import body
from facilitator.text import clean

PAGE: Final = f"page{HTML}"
CONTENTS: Final = 4
"""Sections from which a page has a list of them."""

SHORT: Final = 16
"""Letters of a cell that stay in one line: a date, a time, an owner."""


def render(order: Order) -> str:
    """The page. A team's own `<audience>.html.jinja` makes it all, its `page.html.jinja` what is around the text."""
    style = css()
    around = {
        "css": Markup(style),  # ours alone
        "csp": f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'",
        **values(order.session, order.name),
        "audience": (order.audience or Audience.ENGINEERING).value,
    }
    whole = f"{order.audience or Audience.ENGINEERING}{HTML}"
    if own(order.templates, whole):
        return filled(whole, around, order.templates)
    headings: list[tuple[str, str]] = []
    text = page(body(order), _rules(order, headings))
    contents = headings if len(headings) >= CONTENTS else []
    return filled(PAGE, around | {"body": Markup(clean(text)), "contents": contents}, order.templates)


@cache
def css() -> str:
    """The style of the page, as it stands between its tags."""
    return (SHIPPED / "page.css").read_text("utf-8").strip()


def _hash(style: str) -> str:
    """Nothing but exactly this style is let in."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _rules(order: Order, headings: list[tuple[str, str]]) -> dict[str, Rule]:
    names: dict[str, int] = {}
    in_timeline: list[bool] = []

    def heading(tokens: Sequence[Token], at: int) -> str:
        token, said = tokens[at], words(tokens, at)
        name = slug(said)
        names[name] = names.get(name, 0) + 1
        name = f"{name}-{names[name]}" if names[name] > 1 else name
        if token.tag == "h2":
            headings.append((name, said))
            if said.startswith("Timeline") and not in_timeline:
                in_timeline.append(True)
        return f'<{token.tag} id="{name}">'

    def heading_end(tokens: Sequence[Token], at: int) -> str:
        picture = ""
        if in_timeline == [True]:
            in_timeline.append(False)
            picture = timeline(order.session)
        return f"</{tokens[at].tag}>\n{picture}"

    def fence(tokens: Sequence[Token], at: int) -> str:
        """The fishbone as a picture; it is our only fence. Its list, for those who hear it, follows in the text."""
        if tokens[at].info.strip() == "text":
            return fishbone(order.session)
        return f"<pre>{escaped(tokens[at].content)}</pre>\n"

    return {
        "heading_open": heading,
        "heading_close": heading_end,
        "fence": fence,
        "html_block": lambda tokens, at: _ours(tokens[at].content, block=True),
        "html_inline": lambda tokens, at: _ours(tokens[at].content, block=False),
        "td_open": lambda tokens, at: '<td class="short">' if len(tokens[at + 1].content) <= SHORT else "<td>",
        "table_open": lambda tokens, at: '<div class="table">\n<table>\n',
        "table_close": lambda tokens, at: "</table>\n</div>\n",
    }


def _ours(tag: str, *, block: bool) -> str:
    """A tag that the document has of its own, or the text that looks like one."""
    if tag in ((OPEN, CLOSE) if block else (BREAK,)):
        return tag
    return f"<p>{escaped(tag)}</p>\n" if block else escaped(tag)
