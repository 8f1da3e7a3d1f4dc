"""A Markdown document as lines on the screen, in the colours of the theme. Rendered in a thread: it may be long."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import ClassVar, Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Heading, Markdown, MarkdownElement
from rich.text import Text
from rich.theme import Theme
from textual.strip import Strip

STYLES: Final = {
    "markdown.h1": "bold {primary}",
    "markdown.h2": "bold {primary}",
    "markdown.h3": "bold",
    "markdown.strong": "bold",
    "markdown.em": "italic",
    "markdown.code": "{secondary}",
    "markdown.code_block": "",
    "markdown.link": "{secondary}",
    "markdown.link_url": "{secondary}",
    "markdown.item.bullet": "{primary}",
    "markdown.item.number": "{primary}",
    "markdown.hr": "dim",
    "markdown.block_quote": "italic",
    "markdown.table.header": "bold",
    "markdown.table.border": "dim",
}
"""Of Rich's Markdown, with the theme's colours by name."""


class _Heading(Heading):
    """At the left, as a document has it; Rich would put the title in a box."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        if self.tag != "h1":
            yield Text("")
        yield self.text


class _Document(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "heading_open": _Heading}


def lines(markdown: str, width: int, colours: Mapping[str, str]) -> list[Strip]:
    """The lines of a document, `width` columns wide. `colours` has `primary` and `secondary`."""
    theme = Theme({name: style.format_map(colours) or "none" for name, style in STYLES.items()}, inherit=True)
    console = Console(
        width=width, file=StringIO(), force_terminal=True, color_system="truecolor", theme=theme, legacy_windows=False
    )
    rendered = console.render_lines(_Document(markdown, code_theme="ansi_dark"), pad=False)
    return [Strip(line) for line in rendered]


def colours(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's colours as `lines` takes them; none where one follows the background."""
    found = {name: variables[f"text-{name}"] for name in ("primary", "secondary")}
    return {name: colour if colour.startswith("#") else "" for name, colour in found.items()}
