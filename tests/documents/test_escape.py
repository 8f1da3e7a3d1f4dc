"""What text becomes in Markdown is read back as that text, and as nothing else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.documents.escape import markdown_cell, markdown_text
from facilitator.text import clean

PARSER = MarkdownIt("gfm-like", {"linkify": False})
PIECES = [*"\\`*_{}[]()#+-.!<>|&~=:$\"'@/^% \n\t aZ19é日 ", "**", "__", "~~", "```", "    ", "](", "![", "---", "1. "]
WORDS = ["<b>", "<!--", "-->", "<a@b.c>", "<http://a.b>", "&lt;", "&#35;", "|--|--|", "[x]: /u", "[a](/u)", "- [ ] "]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES + WORDS), max_size=24).map("".join)).map(clean)


def words(text: str) -> str:
    return " ".join(text.split())


def inline(tokens: list[Token]) -> list[list[Token]]:
    return [token.children or [] for token in tokens if token.type == "inline"]


def read(children: list[Token]) -> str:
    """The text of one block, which must hold nothing but text; in a cell, line breaks of ours too."""
    assert {child.type for child in children} <= {"text", "html_inline"}, children
    assert {child.content for child in children if child.type == "html_inline"} <= {"<br>"}
    return "".join("\n" if child.type == "html_inline" else child.content for child in children)


def of_bold(children: list[Token]) -> list[Token]:
    """What follows `**Fact:**`."""
    assert [child.type for child in children[:5]] == ["text", "strong_open", "text", "strong_close", "text"]
    return children[4:]


@given(TEXTS)
@example("~~~")
@example("\xa0")
@example("a ~~b~~ c~ ~d")
@example("`a` ``b")
@example("__init__ _a_ a_b_c")
@example("\\")
@example("a \\* b")
@example("---")
@example("<script>alert(1)</script>")
@example("![a](javascript:x)")
@example("[a]: /url")
def test_paragraph_item_and_heading_hold_the_text_alone(text: str) -> None:
    source = f"before\n\n{markdown_text(text)}\n\n- {markdown_text(text)}\n\nbetween\n\n# {markdown_text(text)}\n"
    tokens = PARSER.parse(source)
    empty = not text.strip()
    blocks = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    rest = ["bullet_list_open", "paragraph_open", "heading_open"]
    assert blocks == ["paragraph_open", *["paragraph_open"] * (not empty), *rest]
    kept = [children for children in inline(tokens) if children]
    assert [words(read(children)) for children in kept] == [
        "before",
        *([] if empty else [words(text)] * 2),
        "between",
        *([] if empty else [words(text)]),
    ]


@given(TEXTS)
def test_a_line_among_others_stays_a_line_of_its_paragraph(text: str) -> None:
    tokens = PARSER.parse(f"above | b\n{markdown_text(text)}\n" if text.strip() else "above | b\n")
    assert [token.type for token in tokens if token.level == 0] in (
        ["paragraph_open", "paragraph_close"],
        ["paragraph_open", "paragraph_close"] * 2,
    )
    assert not {token.type for token in tokens} & {"table_open", "heading_open", "hr", "html_block", "fence"}


@given(TEXTS, TEXTS)
@example("a|b", "\\|")
@example("|", "`a|b`")
@example("a\nb", "<br>")
@example("\\", "x")
def test_a_table_keeps_its_cells(first: str, second: str) -> None:
    row = f"| {markdown_cell(first)} | {markdown_cell(second)} |"
    tokens = PARSER.parse(f"| Time | Event |\n|------|-------|\n{row}\n| last | row |\n")
    assert [token.type for token in tokens].count("tr_open") == 3
    cells = [read(children) for children in inline(tokens)]
    assert [words(cell) for cell in cells] == ["Time", "Event", words(first), words(second), "last", "row"]
    assert len([line for line in cells[2].split("\n") if line.strip()]) == len(
        [line for line in first.split("\n") if line.strip()]
    )


@given(TEXTS, TEXTS)
def test_two_facts_in_one_paragraph_do_not_meet(first: str, second: str) -> None:
    source = f"**One:** {markdown_text(first)}  \n**Two:** {markdown_text(second)}\n"
    (children,) = inline(PARSER.parse(source))
    types = [child.type for child in children if child.type != "text"]
    assert types == ["strong_open", "strong_close", types[2], "strong_open", "strong_close"]
    assert types[2] in ("hardbreak", "softbreak")
    shown = words("".join(child.content or " " for child in children))
    assert shown == words(f"One: {first} Two: {second}")


@pytest.mark.parametrize(
    "text",
    [
        "14:35 Error rate dropped to 5%",
        "On-call engineer @alice acknowledged, began investigation",
        "Error rate returned to baseline (<0.1%)",
        'Alert: "API Error Rate High" fired',
        "Increased connection pool size 100 → 200",
        "posted to #incident every 15 minutes - twice",
        "db_pool_size in [/var/log] was 2 * 100 & fell",
        "lost ~$12,000, ~5,000 users (~15%)",
        "a -> b, x > y, C:\\Users\\alice; ${HOME}/.ssh?",
        "https://grafana.example.com/d/x_y?from=now-1h&to=now",
        "~14:2x",
        "15:00-15:45",
        "#incident",
        "-1 is no item",
        "14.25 is no number",
        "[prod][db] pool",
    ],
)
def test_what_has_no_meaning_is_left_as_it_is(text: str) -> None:
    assert markdown_text(text) == text
    assert markdown_cell(text) == text


@pytest.mark.parametrize(
    ("text", "in_text"),
    [
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("> a", r"\> a"),
        ("1. a", r"1\. a"),
        ("1) a", r"1\) a"),
        ("===", r"\==="),
        ("---", r"\---"),
        ("|--|", r"\|--|"),
        ("[ ] a", r"\[ ] a"),
        ("[INFO]: a", r"\[INFO]: a"),
        ("C #", r"C \#"),
        ("<script>", r"\<script>"),
        ("<a@b.c>", r"\<a@b.c>"),
        ("<1@b.c>", r"\<1@b.c>"),
        ("&lt; &#35;", r"\&lt; \&#35;"),
        ("[a](javascript:x)", r"[a\](javascript:x)"),
        ("*a*", r"\*a\*"),
        ("_a_", r"\_a\_"),
        ("~~a~~", r"\~\~a\~\~"),
        ("~a~", r"~a\~"),
        ("`a`", r"\`a\`"),
        ("\\*", r"\\\*"),
        ("$a$", r"$a\$"),
        ("  a\n\n b ", "a b"),
    ],
)
def test_what_has_a_meaning_is_escaped(text: str, in_text: str) -> None:
    assert markdown_text(text) == in_text


@pytest.mark.parametrize(
    ("text", "in_cell"),
    [
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        (" a\n\n b\n", "a<br>b"),
        ("<br>", r"\<br>"),
        ("# a", "# a"),
        ("", ""),
    ],
)
def test_a_cell(text: str, in_cell: str) -> None:
    assert markdown_cell(text) == in_cell


@pytest.mark.parametrize("char", list("\\`*_[]<>|&~#$@-. "))
def test_long_texts_take_no_time(char: str) -> None:
    text = f"<{char * 10_000}"
    assert len(markdown_cell(text)) >= len(markdown_text(text).rstrip())
