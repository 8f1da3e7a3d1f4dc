"""A Markdown document as its headings, each with the blocks that stand under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from facilitator.documents.root_cause import LIST
from facilitator.domain.record import Record
from facilitator.imports.inline import emphasised, line, parser, words
from facilitator.text import clean

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

HINTS: Final = (
    "Not filled in yet.",
    "A time with ~",
    "?? stands for",
    "A dash is still",
    "No success criteria yet:",
    "not given yet",
)
"""How the lines begin that the document says of itself."""
INTRODUCTIONS: Final = frozenset({
    "Celebrate effective responses:",
    "Focus on process, tools, or training gaps (not people):",
    "Key takeaways for organizational knowledge:",
    "Reinforces behaviors to repeat in future incidents.",
    "Frame as improvement opportunities, not mistakes.",
})  # fmt: skip
"""The guide's own words around its lists."""
OPENED: Final = frozenset({"<details>", f"<summary>{LIST}</summary>", "</details>"})
"""What the list of the fishbone stands in."""
LISTS: Final = ("bullet_list", "ordered_list")


class Part(Record):
    """A heading, and what stands under it up to the next one."""

    title: str
    level: int
    blocks: tuple[SyntaxTreeNode, ...]


def parts(text: str) -> list[Part]:
    """The parts of a document; what stands before the first heading has no title, and level 0."""
    from markdown_it.tree import SyntaxTreeNode

    found: list[tuple[str, int, list[SyntaxTreeNode]]] = [("", 0, [])]
    for node in SyntaxTreeNode(parser().parse(text)).children:
        if node.type == "heading":
            found.append((words(raw(node)), int(node.tag[1:]), []))
        elif node.type != "hr":
            found[-1][2].append(node)
    return [Part(title, level, tuple(blocks)) for title, level, blocks in found]


def joined(page: list[Part]) -> list[Part]:
    """Parts of the same title as one."""
    by_title: dict[tuple[str, int], Part] = {}
    for part in page:
        key = part.title.casefold(), min(part.level, 2)
        before = by_title.get(key)
        by_title[key] = Part(before.title, before.level, (*before.blocks, *part.blocks)) if before else part
    return list(by_title.values())


def fact_rows(node: SyntaxTreeNode) -> list[str]:
    """The lines of a paragraph, without the marks of their breaks."""
    rows = (row.rstrip() for row in raw(node).split("\n")) if node.type == "paragraph" else ()
    return [row[:-1].rstrip() if (len(row) - len(row.rstrip("\\"))) % 2 else row for row in rows]


def raw(node: SyntaxTreeNode) -> str:
    """The Markdown of the line that a block or an item begins with; nothing if it begins with none."""
    for child in node.children:
        if child.type == "inline":
            return child.content
        return raw(child) if child.type == "paragraph" else ""
    return ""


def nested(item: SyntaxTreeNode, *types: str) -> Iterator[SyntaxTreeNode]:
    """The lists in an item of a list."""
    return (child for child in item.children if child.type in (types or LISTS))


def below(item: SyntaxTreeNode, *known: str) -> list[str]:
    """What else was written into an item, below its first line; not in blocks of these types."""
    rest = item.children[1:] if item.children and item.children[0].type == "paragraph" else item.children
    return [text for child in rest if child.type not in known for text in texts(child)]


def is_ours(node: SyntaxTreeNode) -> bool:
    """Whether a block is said by the document or by the guide, and by nobody in the meeting."""
    if node.type == "html_block":
        return OPENED.issuperset(row.strip() for row in node.content.split("\n") if row.strip())
    if node.type != "paragraph":
        return False
    hint = emphasised(raw(node))
    return (hint is not None and hint.startswith(HINTS)) or words(raw(node)) in INTRODUCTIONS


def rows(table: SyntaxTreeNode) -> list[dict[str, str]]:
    """The rows of a table: the words of its head -> the cell as Markdown."""
    head, *body = (tr for part in table.children for tr in part.children)
    names = [words(raw(cell)).casefold() for cell in head.children]
    return [dict(zip(names, map(raw, row.children), strict=False)) for row in body]


def texts(node: SyntaxTreeNode) -> Iterator[str]:
    """Everything that is said in a block, item by item and row by row."""
    match node.type:
        case "paragraph":
            yield line(raw(node)).whole
        case "tr":
            yield " · ".join(each for each in (line(raw(cell)).whole for cell in node.children) if each)
        case "fence" | "code_block" | "html_block":
            yield clean(node.content).strip()
        case _:
            for child in node.children:
                yield from texts(child)
