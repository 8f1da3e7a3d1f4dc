"""The page: valid, whole in one file, without scripts, and with no text of a person as anything but text."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import example, given, settings
from test_markdown import AT, NASTY, TEXTS, demo, nasty
from told_session import NAME, for_, told

from facilitator.documents.audience import Audience
from facilitator.documents.edition import edition
from facilitator.documents.page import slug
from facilitator.documents.registry import render
from facilitator.domain.record import replace
from facilitator.domain.session import Entry, Kind, Precision, Session, When

NAMES = {"ac": "urn:ac", "ri": "urn:ri"}
HOSTILE = (
    NASTY,
    "</title></style></svg><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--", "--><b>", "<![CDATA[", "]]>", "&lt;script&gt;", "<details>", "</details>", "<br>", "<summary>x",
    "javascript:alert(1)", "http://evil.example", "<http://evil.example>", "```\n<b>", "\\<b>", "<svg onload=x>",
    "<details>\n<summary>The fishbone as a list</summary>\n",
)  # fmt: skip


def parsed(text: str) -> Any:
    """The page's tree; a parse error is a failure."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def tags(text: str) -> list[str]:
    return [str(each.tag) for each in parsed(text).iter() if isinstance(each.tag, str)]


def without_paragraphs(names: list[str]) -> list[str]:
    """A summary has as many paragraphs as lines, a picture as many texts; a point may have a lead in bold."""
    return [name for name in names if name.split("}")[-1] not in ("p", "text", "br", "strong", "em")]


@pytest.mark.parametrize("to", [None, *Audience])
def test_it_is_valid_and_has_its_parts(to: Audience | None) -> None:
    page = parsed(for_(to, "html").text)
    assert page.get("lang") == "en"
    assert page.find("head/title").text == "API outage · December 3, 2025"
    levels = [int(each.tag[1]) for each in page.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert all(head.get("scope") == "col" for head in page.iter("th"))
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(each.get("href")[1:] in ids for each in page.iter("a"))


def test_it_loads_and_runs_nothing() -> None:
    text = for_(None, "html").text
    page = parsed(text)
    (policy,) = (each.get("content") for each in page.iter("meta") if each.get("http-equiv"))
    style = page.find("head/style").text
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(tags(text))
    assert not re.search(r"url\(|@import|\bon\w+=|\bstyle=", text)
    assert "prefers-color-scheme: dark" in style and "@media print" in style


def test_the_pictures_have_their_words() -> None:
    page = parsed(for_(None, "html").text)
    pictures = [each for each in page.iter() if str(each.tag).endswith("svg")]
    said = [[each.text for each in picture if str(each.tag).endswith(("title", "desc"))] for picture in pictures]
    assert said[0][0] == "Timeline: API outage"
    assert '14:15 Alert: "API Error Rate High" fired' in said[0][1]
    assert [picture.get("role") for picture in pictures] == ["img"] * len(pictures)
    ids = {each.get("id") for each in page.iter()}
    assert all({*picture.get("aria-labelledby").split()} <= ids for picture in pictures)


@settings(max_examples=60)
@given(TEXTS)
@example("a | b")
def test_any_text_in_any_field_is_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    if not text.strip():
        return
    for format in ("html", "confluence"):
        page = edition(nasty(text), NAME, format, AT, None).text
        plain = edition(nasty("x"), NAME, format, AT, None).text
        if format == "html":
            assert without_paragraphs(tags(page)) == without_paragraphs(tags(plain))
            assert all(each.get("href", "#").startswith("#") for each in parsed(page).iter())
        else:
            assert without_paragraphs(elements(page)) == without_paragraphs(elements(plain))


def elements(text: str) -> list[str]:
    spaces = " ".join(f'xmlns:{name}="{urn}"' for name, urn in NAMES.items())
    return [each.tag for each in ElementTree.fromstring(f"<page {spaces}>{text}</page>").iter()]


def test_what_was_typed_can_be_read_on_the_page() -> None:
    text = "Alert <b>[/var/log]</b> & `x|y` **bold** {{ 7 }} https://a.example"
    page = parsed(edition(nasty(text), NAME, "html", AT, None).text)
    cells = ["".join(cell.itertext()) for cell in page.iter("td")]
    assert text in [cell.removesuffix(" (decision)") for cell in cells]


def test_confluence() -> None:
    text = for_(None, "confluence").text
    assert "<h1" not in text
    assert elements(text).count("{urn:ac}structured-macro") == 0
    analysed = for_(None, "confluence", nasty("fish ]]> bone")).text
    macros = [each for each in elements(analysed) if each.endswith("structured-macro")]
    assert len(macros) == 2
    assert "]]]]><![CDATA[>" in analysed or "]]>" not in analysed.split("CDATA[", 1)[1].split("]]></ac", 1)[0]


def test_a_name_to_jump_to() -> None:
    assert [slug(each) for each in ("Timeline (All times PST)", "5 Whys Analysis", "日本", "")] == [
        "timeline", "5-whys-analysis", "part", "part",
    ]  # fmt: skip


class TestTimeline:
    def picture(self, session: Session) -> str:
        from facilitator.documents.timeline_svg import render as drawn

        return drawn(session)

    def test_nothing_without_two_times(self) -> None:
        bare = replace(demo().incident, started=None, resolved=None)
        assert self.picture(replace(demo(), entries=(), incident=bare)) == ""
        one = demo().entries[:1]
        assert self.picture(replace(demo(), entries=one, incident=bare)) == ""

    @pytest.mark.parametrize("count", [2, 40, 3000])
    def test_any_number_of_entries_fits(self, count: int) -> None:
        first = demo().entries[0]
        at = first.when.at
        assert at
        many = tuple(
            Entry(i, When(at.replace(day=3 + i % 9, minute=i % 60), None, Precision.EXACT, ""), "word " * 30,
                  [*Kind, None][i % 7], "", "", at, i)
            for i in range(count)
        )  # fmt: skip
        text = self.picture(replace(demo(), entries=many))
        assert len(text) < 60_000
        ElementTree.fromstring(text)
        numbers = [float(each) for each in re.findall(r' x(?:1|2)?="(-?[\d.]+)"', text)]
        assert min(numbers) >= 0 and max(numbers) <= 900


def test_it_is_the_same_each_time() -> None:
    assert render(told(), NAME, "html", AT) == render(told(), NAME, "html", AT)
