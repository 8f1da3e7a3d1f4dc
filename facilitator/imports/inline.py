"""Lines of Markdown as text: their words, what is said quietly at their end, and the facts that begin in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from facilitator.domain.record import Record
from facilitator.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NESTED: Final = 200
"""Lists within lists that are read: two for each branch of a why chain."""
_OWN_WORDS: Final = re.compile(r"(?:^|, )(owner|for|asked): ")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Line(Record):
    """A text, and the tags in the quiet brackets at its end."""

    text: str
    tags: tuple[str, ...] = ()

    @property
    def number(self) -> int | None:
        """2 for `no. 2`: of several that say the same, the second is meant."""
        return next((int(tag[4:]) for tag in self.tags if re.fullmatch(r"no\. \d{1,6}", tag)), None)

    def own(self, name: str) -> str:
        """The text of the tag `name: …`."""
        return next((tag[len(name) + 2 :] for tag in self.tags if tag.startswith(f"{name}: ")), "")

    @property
    def whole(self) -> str:
        """As it stands on the page."""
        return f"{self.text} ({', '.join(self.tags)})".strip() if self.tags else self.text


@cache
def parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # here: only an import needs it

    return MarkdownIt("gfm-like", {"linkify": False, "maxNesting": NESTED})


def words(markdown: str, *, one_line: bool = True) -> str:
    """The text of a line of Markdown, without its marks."""
    return clean(_said(_tokens(markdown)), one_line=one_line).strip()


def line(markdown: str, *, one_line: bool = True) -> Line:
    """The text of a line of Markdown, and its tags."""
    tokens = _tokens(markdown)
    tags = _tags(tokens)
    said = _said(tokens[:-3] if tags else tokens)
    return Line(clean(said, one_line=one_line).strip(), tags)


def emphasised(markdown: str) -> str | None:
    """The words of a line that is emphasised as a whole, as our hints are."""
    tokens = _tokens(markdown)
    ends = [i for i, token in enumerate(tokens) if token.type in ("em_open", "em_close") and not token.level]
    return _said(tokens) if ends == [0, len(tokens) - 1] else None


def bold(markdown: str) -> tuple[str, str] | None:
    """What begins a line in bold, and the rest as Markdown."""
    tokens = _tokens(markdown)
    if not tokens or tokens[0].type != "strong_open":
        return None
    end = next(i for i, token in enumerate(tokens) if token.type == "strong_close" and not token.level)
    mark = tokens[0].markup
    rest = _after(markdown, mark, tokens[1:end])
    return clean(_said(tokens[1:end]), one_line=True), rest


def fact(markdown: str) -> tuple[str, str] | None:
    """`**Severity:** SEV1` as a name and a value, which is Markdown."""
    found = bold(markdown)
    if found is None:
        return None
    name, rest = found
    if name.endswith(":"):
        return name[:-1].rstrip(), rest.strip()
    return (name, rest.strip()[1:].strip()) if rest.lstrip().startswith(":") else None


def plain(text: str) -> str:
    return " ".join(text.split())


def _tokens(markdown: str) -> list[Token]:
    """Without the empty texts that the parser leaves around emphasis."""
    (block,) = parser().parseInline(markdown)
    return [token for token in block.children or () if token.type != "text" or token.content]


def _after(markdown: str, mark: str, inside: Sequence[Token]) -> str:
    """What follows the first bold words: behind the closing mark at which they read the same."""
    said, end = _said(inside), len(mark)
    while (end := markdown.find(mark, end + 1)) >= 0:
        if _said(_tokens(markdown[: end + len(mark)])) == said:
            return markdown[end + len(mark) :]
    return ""


def _tags(tokens: Sequence[Token]) -> tuple[str, ...]:
    if [token.type for token in tokens[-3:]] != ["em_open", "text", "em_close"]:
        return ()
    found = re.fullmatch(r"\((.+)\)", tokens[-2].content, re.DOTALL)
    if found is None:
        return ()
    own = _OWN_WORDS.search(found[1])  # They are the last, and may have commas of their own.
    ours = found[1][: own.start()] if own else found[1]
    tags = [tag for tag in ours.split(", ") if tag]
    return (*tags, f"{own[1]}: {clean(found[1][own.end() :], one_line=True)}") if own else tuple(tags)


def _said(tokens: Sequence[Token]) -> str:
    """All that a reader sees, and where a link leads."""
    parts: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                parts.append(token.content)
            case "code_inline":
                parts.append(f"`{token.content}`")
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "html_inline":
                parts.append("\n" if _BREAK.fullmatch(token.content) else token.content)
            case "link_open":
                links.append((str(token.attrGet("href") or ""), len(parts)))
            case "link_close" if links:
                href, start = links.pop()
                if href and href != "".join(parts[start:]):
                    parts.append(f" ({href})")
            case "image":
                parts.append(f"{token.content} ({token.attrGet('src')})")
    return "".join(parts)
