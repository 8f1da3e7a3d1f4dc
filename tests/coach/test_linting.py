"""A document line by line: each line is looked at as what its section asks for."""

from __future__ import annotations

import pytest

from facilitator.coach.linting import lint, section_of


@pytest.mark.parametrize(
    ("heading", "context"),
    [
        ("Timeline (all times UTC)", "timeline"),
        ("5 Whys Analysis", "why"),
        ("Contributing Factors", "root_cause"),
        ("What Went Well", "well"),
        ("Section 7: Action Items", "action"),
        ("Impact", ""),
    ],
)
def test_a_heading_tells_what_the_lines_are(heading: str, context: str) -> None:
    assert section_of(heading) == context


def test_what_nobody_said_is_passed_over() -> None:
    text = (
        "- [Mistake 1: Stopping at Human Error](#mistake-1)\n"
        "_Tell who broke production?_\n"
        "## Who broke production?\n"
        "~~~\nWho broke production?\n~~~\n"
        "## Action Items\n"
        "Each of them has one owner and a due date.\n"
        "| Action | Owner |\n|---|---|\n"
    )
    assert list(lint(text, [])) == []


def test_marks_around_a_line_do_not_hide_it() -> None:
    asked = "You should have asked [him](https://example.org)."
    text = f"> **Bob** should have asked.\n\n1. {asked}\n- [ ] Who broke production?\n"
    assert [(each.line, each.hint.category) for each in lint(text, ["Bob"])] == [
        (1, "counterfactual"),
        (3, "counterfactual"),
        (4, "blame"),
    ]


def test_a_bold_line_is_a_heading() -> None:
    assert [each.line for each in lint("**Action Items:**\n\n- Improve monitoring\n", [])] == [3]
