"""Text on the screen: a value shows as it is, and never acts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content, Span

from facilitator.ui.text import plain, say

HOSTILE = [
    "DB [/var/log] full",
    "[@click=app.quit]x[/]",
    "[/",
    "[/]",
    "$x",
    "$other and ${other}",
    "[red [b $x",
    "ends in a backslash \\",
    "\\[b]",
    "[link=https://example.org]x[/link]",
    "]]",
    "[",
    "",
    "日本語 🔥 e\u0301",
    "two\nlines",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_shows_as_typed_and_takes_the_style_around_it(text: str) -> None:
    shown = say("[bold $primary]$n[/] · $x [red]$x[/red] $other", n=1, x=text, other="[/]")
    assert shown.plain == f"1 · {text} {text} [/]"
    at = len(f"1 · {text} ")
    assert shown.spans == [
        Span(0, 1, "bold $primary"),
        *([Span(at, at + len(text), "red")] if text else []),
    ]


@given(st.text(), st.text())
def test_no_text_can_break_out(first: str, second: str) -> None:
    shown = say("[b]«$a»[/b] $b", a=first, b=second)
    assert shown.plain == f"«{Content(first).plain}» {Content(second).plain}"
    assert [span.style for span in shown.spans] == ["b"]
    assert plain(first).plain == Content(first).plain
    assert plain(first).spans == []


@given(st.text())
def test_a_click_that_a_note_asks_for_is_no_action(text: str) -> None:
    shown = say("$x", x=f"[@click=app.quit]{text}[/]")
    assert not shown.spans


def test_content_keeps_its_own_styles_inside_ours() -> None:
    shown = say("a [b]$c![/b] $$5", c=Content.styled("red", "red"))
    assert shown.plain == "a red! $5"
    assert shown.spans == [Span(2, 6, "b"), Span(2, 5, "red")]


def test_control_characters_do_not_shift_styles() -> None:
    shown = say("$x[b]$y[/b]", x="\a\b", y="bold")
    assert (shown.plain, shown.spans) == ("bold", [Span(0, 4, "b")])


def test_a_forgotten_value_is_a_fault() -> None:
    with pytest.raises(KeyError, match="name"):
        say("$name", other=1)
    assert say("no values, no dollars read: $5").plain == "no values, no dollars read: $5"
