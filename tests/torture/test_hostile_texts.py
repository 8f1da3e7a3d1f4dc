"""A million hostile texts, through the doors by which they come in and through every export."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final
from xml.etree import ElementTree

import html5lib
import pytest
from anything import AT, crowded
from icalendar import Calendar
from markdown_it import MarkdownIt
from measuring import Record, seed, share, tell
from texts import Texts
from textual.content import Span

from facilitator import capture
from facilitator.documents.registry import FORMATS, render
from facilitator.domain.commands import Command
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import is_record
from facilitator.domain.session import Session
from facilitator.text import clean, pieces
from facilitator.ui.text import plain, say

TEXTS, SESSIONS = 1_000_000, 10_000
NAME = "2025-12-03-outage"
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff"
    "\U000e0000-\U000e007f]"
)
"""What a terminal acts on, or what turns a text around; all but the new line and the tab."""
TABLES: Final = ("csv", "jira", "linear")
FORMULA: Final = tuple("=+-@\t\r＝＋－＠")


def strings(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif is_record(type(value)):
        for name in type(value).names:
            if name != "past":
                yield from strings(getattr(value, name))


# The doors


def legible(text: str) -> str:
    """What a person can read of it: letters, digits, signs. Of a letter with marks, the letter."""
    text = unicodedata.normalize("NFD", re.sub("[\ud800-\udfff]", "\ufffd", text))
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNPS")


def comes_in(text: str, session: Session) -> None:
    """As it is typed and as it is pasted: clean, whole, and never a fault."""
    line, block = clean(text, one_line=True), clean(text)
    if "\x1b" not in text and "\x9b" not in text:  # Of a sequence, what says nothing goes with it.
        assert legible(block) == legible(text), repr(text)
        assert legible(line) == legible(text), repr(text)
    for made in (line, block):
        assert not FORBIDDEN.search(made), repr(text)
        assert clean(made) == made, repr(text)
    assert "\n" not in line
    assert "".join("".join(pieces(block)).split()) == "".join(block.split())
    for read in (capture.read_line, capture.read_paste):
        for each in strings(_told(read, text, session)):
            assert not FORBIDDEN.search(each), repr(text)
    assert not FORBIDDEN.search(capture.preview(text, session, AT))
    shown = say("[b]$a[/b] [$text-error]$b[/]", a=line, b=block)
    assert shown.plain == f"{plain(line).plain} {plain(block).plain}"
    assert all(isinstance(span, Span) and span.style in ("b", "$text-error") for span in shown.spans)


def _told(read: Callable[..., Command], text: str, session: Session) -> Command | str:
    try:
        return read(text, session, AT)
    except FacilitatorError as refusal:
        assert str(refusal).endswith(".")
        return str(refusal)


def in_every_phase(seed: int) -> list[Session]:
    """Sessions that are in a phase of each kind."""
    found: dict[str, Session] = {}
    for more in range(60):
        session = crowded(random.Random(seed + more), lambda: "some words", 60)
        found[session.phase.work if session.phase else ""] = session
    return list(found.values())


def through_the_doors(count: int, seed: int) -> int:
    texts, rng, sessions = Texts(seed), random.Random(seed), in_every_phase(seed)
    for _ in range(count):
        comes_in(texts(), rng.choice(sessions))
    return len(sessions)


# The exports


def goes_out(session: Session) -> None:
    """In every format what others read it with finds the document and nothing else."""
    for form in FORMATS:
        text = render(session, NAME, form, AT)
        assert not FORBIDDEN.search(text.replace("\r\n", "\n") if FORMATS[form].crlf else text), form
        READ[form](text)
        if form in WHOLE:
            WHOLE[form](text, session)


def _words(text: str) -> str:
    return "".join(text.split())


def _html_whole(text: str, session: Session) -> None:
    """Every entry, point and action item is shown as it was typed."""
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(text)
    shown = _words("".join(page.itertext()))
    for each in (*session.entries, *session.notes):
        assert _words(each.text) in shown, each


def _json_whole(text: str, session: Session) -> None:
    shown = json.loads(text)
    assert [each["text"] for each in shown["timeline"]] == [each.text for each in session.entries]


def _csv_whole(text: str, session: Session) -> None:
    """All but the apostrophes that keep a cell from being a formula."""
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    wanted = [_words(action.task.text).replace("'", "") for action in session.actions]
    assert [_words(row[0]).replace("'", "") for row in rows] == wanted


def _html(text: str) -> None:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    for each in page.iter():
        assert str(each.tag).split("}")[-1] in HTML, each.tag
        assert not any(name.lower().startswith("on") or name == "style" for name in each.attrib), each.attrib
        assert re.match(r"(?:#|https?://|mailto:)", each.get("href", "#")), each.attrib
        assert not each.get("src"), each.attrib


def _confluence(text: str) -> None:
    tree = ElementTree.fromstring(f'<page xmlns:ac="urn:ac" xmlns:ri="urn:ri">{text}</page>')
    assert {each.tag.split("}")[-1] for each in tree.iter()} <= CONFLUENCE


def _svg(text: str) -> None:
    tree = ElementTree.fromstring(text)
    assert {each.tag.split("}")[-1] for each in tree.iter()} <= SVG
    assert not any("href" in name or name.startswith("on") for each in tree.iter() for name in each.attrib)


def cells(line: str) -> int:
    """How many cells GitHub sees in a table's line: it parts them at every bar without a backslash before it."""
    return len(re.split(r"(?<!\\)(?:\\\\)*\|", line.strip())) - 2


def _markdown(text: str) -> None:
    lines = text.split("\n")
    for token in PARSER.parse(text):
        if token.type == "table_open" and token.map:
            rows = lines[token.map[0] : token.map[1]]
            assert {cells(row) for row in rows} == {cells(rows[0])}, rows
        assert token.type != "html_block" or all(tag in MARKS for tag in re.findall(r"<[^>]*>", token.content)), token
        for child in token.children or ():
            assert child.type != "html_inline" or child.content in MARKS, child
            assert child.type != "image", child
            assert child.type != "link_open" or re.match(r"https?://|#", str(child.attrs["href"])), child


def _table(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(FORMULA)]


def _ics(text: str) -> None:
    assert {each.name for each in Calendar.from_ical(text).walk()} <= {"VCALENDAR", "VEVENT", "VTODO", "VALARM"}
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def _mermaid(text: str) -> None:
    """Words of people open nothing: no tag, no directive, no second label in a line of the flowchart."""
    kind = ""
    for before, line in pairwise(text.split("\n")):
        if before == "```mermaid":
            kind = line.partition(" ")[0]
        elif line.startswith("```"):
            kind = ""
        elif kind:
            assert "<" not in line.replace("<br>", "") and "%%{" not in line, line
            assert kind != "flowchart" or line.count('"') in (0, 2), line
    assert not kind


PARSER: Final = MarkdownIt("gfm-like", {"linkify": False})
HTML: Final = frozenset((
    "html", "head", "title", "meta", "style", "body", "main", "nav", "header", "footer", "section", "figure",
    "figcaption", "details", "summary", "div", "span", "h1", "h2", "h3", "h4", "h5", "p", "ol", "ul", "li", "a",
    "strong", "em", "br", "hr", "code", "table", "thead", "tbody", "tr", "th", "td", "svg", "desc", "g", "text",
    "tspan", "line", "rect", "path", "circle",
))  # fmt: skip
CONFLUENCE: Final = frozenset((
    "page", "h1", "h2", "h3", "h4", "p", "ol", "ul", "li", "strong", "em", "br", "hr", "code", "table", "thead",
    "tbody", "tr", "th", "td", "structured-macro", "parameter", "rich-text-body", "plain-text-body", "time",
    "task-list", "task", "task-id", "task-status", "task-body", "colgroup", "col",
))  # fmt: skip
SVG: Final = frozenset(["svg", "title", "desc", "style", "g", "rect", "line", "path", "circle", "text", "tspan"])
MARKS: Final = frozenset({"<br>", "<details>", "</details>", "<summary>", "</summary>"})
READ: Final[dict[str, Callable[[str], None]]] = {
    "md": _markdown, "html": _html, "json": json.loads, "ics": _ics, "mermaid": _mermaid, "svg": _svg,
    "confluence": _confluence, **dict.fromkeys(TABLES, _table),
}  # fmt: skip


WHOLE: Final = {"html": _html_whole, "json": _json_whole, "csv": _csv_whole}


def through_the_exports(count: int, least: int, seed: int) -> tuple[int, int]:
    """Sessions of hostile texts, until so many texts, and so many sessions, were written in every format."""
    rng, texts, written, sessions = random.Random(seed), Texts(seed), 0, 0
    while written < count or sessions < least:
        given: set[str] = set()

        def hand(given: set[str] = given) -> str:
            text = clean(texts(), one_line=rng.random() < 0.8)
            given.add(text)
            return text

        session = crowded(rng, hand, 300)
        written += sum(each in given for each in strings(session))
        sessions += 1
        goes_out(session)
    return written, sessions


def test_a_few() -> None:
    through_the_doors(300, 1)
    assert through_the_exports(300, 1, 2)[0] >= 300


@pytest.mark.torture
def test_a_million_through_the_doors(record_property: Record) -> None:
    count = share(TEXTS, 2000)
    phases = through_the_doors(count, seed(3))
    told = f"typed, pasted, previewed and shown in {phases} kinds of phase: 0 crashes, 0 controls left, 0 words lost"
    tell(record_property, "hostile texts through the doors", count, TEXTS, told)


@pytest.mark.torture
def test_a_million_through_the_exports(record_property: Record) -> None:
    written, sessions = through_the_exports(share(TEXTS, 2000), share(SESSIONS, 10), seed(4))
    told = f"in {sessions:,} sessions: 0 crashes, 0 escapes"
    tell(record_property, "hostile texts through the exports", written, TEXTS, told)
    told = f"each in {len(FORMATS)} formats and read back: 0 foreign elements, 0 rows of other cells, 0 formulas"
    tell(record_property, "hostile sessions exported", sessions, SESSIONS, told)


@pytest.mark.torture
def test_it_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports that do not escape, and a door that lets all in."""
    with monkeypatch.context() as patch, pytest.raises(AssertionError):
        patch.setattr("facilitator.documents.sheet._FORMULA", re.compile(r"(?P<blank>)(?!)"))
        through_the_exports(3000, 1, 5)
    with monkeypatch.context() as patch, pytest.raises(AssertionError):
        patch.setattr("facilitator.domain.printable._patterns", list)
        through_the_doors(300, 6)
    with monkeypatch.context() as patch, pytest.raises(AssertionError):
        patch.setattr("facilitator.documents.escape.markdown_cell.__code__", (lambda text: text).__code__)
        through_the_exports(3000, 1, 7)
