"""A document for each audience (the guide, «Post-Mortem Distribution»), and a team's own templates."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from test_markdown import NASTY, TEXTS, demo, nasty
from told_session import AT, INSIDE, NAME, for_, told

from facilitator.documents.audience import OUTSIDE, Audience, NoSuchAudience, audience
from facilitator.documents.edition import edition
from facilitator.documents.registry import FORMATS, NoAudience, Order, render, write
from facilitator.documents.templating import SHIPPED, BadTemplate
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.evolve import replay
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Session

PARSER = MarkdownIt("gfm-like", {"linkify": False, "maxNesting": 200})
SHORT = [each for each in Audience if each is not Audience.ENGINEERING]
EMPTY = replay(decide(Session(), CreateSession(Incident("x"), Agenda()), AT))


def headings(text: str) -> list[str]:
    return re.findall(r"^#{1,3} (.*)$", text, re.MULTILINE)


def test_engineering_reads_the_full_document() -> None:
    assert for_(Audience.ENGINEERING).text == for_(None).text == render(told(), NAME, "md", AT + timedelta(hours=1))


@pytest.mark.parametrize(
    ("to", "parts", "said"),
    [
        ("product", ["Executive Summary", "Impact", "Resolution", "Prevention", "Customer-Facing Features Affected"],
         ["**Functionality:** Checkout", "**Root cause:** the pool was exhausted", "Alert on the pool"]),
        ("support", ["Customer Impact", "Questions to Expect", "Is it over?", "Did I lose any data?", "How to Respond"],
         ["Yes. It was resolved on December 3, 2025, 15:45 PST.", "**Data loss:** None", "Increased connection pool"]),
        ("leadership", ["Executive Summary", "Business Impact", "Action Items", "Timeline (PST)"],
         ["**Revenue:** $12,000", "**SLA:** 99.9% violated", "**Reputation:** 12 posts", 
          "2 agreed, 1 complete, 1 of high",
          "| Alert on the pool | @alice | 2025-12-10 | High | In Progress |", "1 will not be done"]),
        ("customer", ["What Happened", "How It May Have Affected You", "What We Did", "What We Will Do"],
         ["**Subject:** API outage on December 3, 2025", "We are sorry", "**Duration:** 90 minutes", "We apologize",
          "please write to us: _not given yet_", "- Increased connection pool size 100 → 200"]),
        ("public", ["Summary", "Customer Impact", "Timeline (PST)", "Root Cause", "What Went Well", "What We Will Do"],
         ["The incident commander", "an internal host", "a customer"]),
    ],
)  # fmt: skip
def test_what_an_audience_reads(to: str, parts: list[str], said: list[str]) -> None:
    text = for_(Audience(to)).text
    assert [part for part in parts if part not in headings(text)] == []
    assert [each for each in said if each.casefold() not in text.casefold()] == []


@pytest.mark.parametrize("to", SHORT)
def test_what_the_session_lacks_is_marked_and_never_made_up(to: Audience) -> None:
    text = edition(EMPTY, NAME, "md", AT, to).text
    assert text.count("_not given yet_") >= 8
    assert not re.search(r"\d{4}-\d\d-\d\d|None\b|undefined", text)
    for line in text.splitlines():  # a fact without a value is one that nobody sees
        assert not re.search(r":\*\*\s*$", line) or line.endswith("contributed:**"), line


@pytest.mark.parametrize("to", sorted(OUTSIDE))
@pytest.mark.parametrize("format", [name for name, each in FORMATS.items() if each.prose])
def test_nothing_of_the_inside_goes_out(to: Audience, format: str) -> None:
    made = for_(to, format)
    assert [word for word in INSIDE if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", made.text, re.IGNORECASE)] == []
    assert made.leaks == ()
    assert made.replaced
    assert NAME not in made.text


@pytest.mark.parametrize("to", [each for each in Audience if each not in OUTSIDE])
def test_inside_everything_is_as_it_was(to: Audience) -> None:
    assert for_(to).replaced == ()


@pytest.mark.parametrize("format", [name for name, each in FORMATS.items() if not each.prose])
def test_data_has_no_audience(format: str) -> None:
    with pytest.raises(
        NoAudience, match=f"«{format}» is the same for everybody: leave out --for, or choose one of: md"
    ):
        for_(Audience.PUBLIC, format)


def test_nobody() -> None:
    with pytest.raises(NoSuchAudience, match="There is no audience «press»"):
        audience("press")


def shapes(text: str) -> list[tuple[str, str, int]]:
    found = [(token.type, token.tag, token.level) for token in PARSER.parse(text) if token.nesting]
    return [each for each in found if not each[0].startswith("paragraph")]


@settings(max_examples=60)
@given(TEXTS)
@example(NASTY)
@example("{{ 7 * 7 }}{% raw %}")
@example("'; DROP TABLE x; --")
def test_any_text_in_any_field_is_text_for_every_audience(text: str) -> None:
    if not text.strip():
        return
    for to in Audience:
        if to in OUTSIDE:
            continue  # there the text may be a name, and then it is another
        made = edition(nasty(text), NAME, "md", AT, to).text
        assert shapes(made) == shapes(edition(nasty("x"), NAME, "md", AT, to).text)
        tokens = [child for token in PARSER.parse(made) for child in token.children or []]
        assert not {token.type for token in tokens} & {"link_open", "image", "code_inline", "s_open"}
        assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}


class TestTemplates:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path

    def filled(self, folder: Path, name: str, text: str, format: str = "md") -> str:
        (folder / name).write_text(text, "utf-8")
        return edition(demo(), NAME, format, AT, Audience(name.split(".")[0]), templates=folder).text

    def test_a_team_s_own_wins(self, folder: Path) -> None:
        text = "# {{ incident.title }}\n{{ impact.users | given }}\n{% for a in actions %}{{ a.task }}{% endfor %}"
        assert self.filled(folder, "product.md.jinja", text) == "# API outage\n_not given yet_\n"
        assert "for the support team" in edition(demo(), NAME, "md", AT, Audience.SUPPORT, templates=folder).text

    def test_also_for_engineering_and_as_html(self, folder: Path) -> None:
        assert self.filled(folder, "engineering.md.jinja", "{{ name }}") == f"{NAME}\n"
        page = self.filled(folder, "support.html.jinja", "<b>{{ timeline[8].text }}</b>{{ '' | given }}", "html")
        assert page == "<b>Error rate returned to baseline (&lt;0.1%)</b><em>not given yet</em>"

    def test_it_is_read_anew_each_time(self, folder: Path) -> None:
        assert self.filled(folder, "product.md.jinja", "one") == "one\n"
        assert self.filled(folder, "product.md.jinja", "two") == "two\n"

    def test_what_a_macro_writes_is_escaped_once(self, folder: Path) -> None:
        text = "{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold('a*b') }}{% set y %}_{{ '_' }}{% endset %}{{ y }}"
        assert self.filled(folder, "product.md.jinja", text) == "**a\\*b**_\\_\n"

    @pytest.mark.parametrize(
        ("text", "line", "said"),
        [
            ("a\n{{ nothing }}", 2, "nothing"),
            ("a\n\n{% if %}", 3, "Expected an expression"),
            ("{{ 1 / 0 }}", 1, "division by zero"),
            ("a\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
            ("{{ incident.nothing.more }}", 1, "nothing"),
            ("{{ range(10000000) | list }}", 1, "too big"),
            ("{% for x in summary %}", 1, "endfor"),
        ],
    )
    def test_a_faulty_one_is_told_with_its_line(self, text: str, line: int, said: str, folder: Path) -> None:
        with pytest.raises(BadTemplate) as caught:
            self.filled(folder, "product.md.jinja", text)
        told = str(caught.value)
        assert f"product.md.jinja, line {line}: " in told
        assert said in told
        assert told.endswith(".") and "\n" not in told

    def test_one_that_is_not_there_or_is_not_utf8(self, folder: Path) -> None:
        with pytest.raises(BadTemplate, match=r"there is no template «no\.jinja» beside it"):
            self.filled(folder, "product.md.jinja", "{% include 'no.jinja' %}")
        (folder / "product.md.jinja").write_bytes(b"\xff\xfe")
        with pytest.raises(BadTemplate, match=r"product\.md\.jinja"):
            edition(demo(), NAME, "md", AT, Audience.PRODUCT, templates=folder)

    def test_no_file_outside_the_folder_can_be_had(self, folder: Path) -> None:
        with pytest.raises(BadTemplate):
            self.filled(folder, "product.md.jinja", "{% include '../../etc/passwd' %}")

    def test_names_that_a_team_writes_into_a_public_one_are_found(self, folder: Path) -> None:
        (folder / "public.md.jinja").write_text("Ask @bob, or A\u00adlice. {{ incident.title }}", "utf-8")
        made = edition(told(), NAME, "md", AT, Audience.PUBLIC, templates=folder)
        assert {"@bob", "alice"} <= {leak.casefold() for leak in made.leaks}

    def test_every_audience_has_one(self) -> None:
        assert {path.name.split(".")[0] for path in SHIPPED.glob("*.md.jinja")} == {*SHORT}


def test_front_matter() -> None:
    text = write("md", Order(demo(), NAME, AT, None, None, True))
    head, _, rest = text.removeprefix("---\n").partition("\n---\n\n")
    said = {name: json.loads(value) for name, _, value in (line.partition(": ") for line in head.splitlines())}
    assert said == {
        "title": "API outage",
        "id": "INC-2025-12-03-001",
        "date": "2025-12-03",
        "severity": "SEV1",
        "type": "outage",
        "services": ["API", "checkout service", "payment processing"],
        "tags": ["api", "database", "connection-pool"],
        "status": "draft",
    }
    assert rest == render(demo(), NAME, "md", AT)
    with pytest.raises(NoAudience, match="Front matter stands before Markdown only"):
        write("html", Order(demo(), NAME, AT, None, None, True))


@given(TEXTS)
def test_no_text_ends_the_front_matter(text: str) -> None:
    made = write("md", Order(nasty(text if text.strip() else "x"), NAME, AT, None, None, True)).splitlines()
    assert made.count("---") >= 2
    assert made.index("---", 1) == 9
