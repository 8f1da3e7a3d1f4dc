"""The fishbone as text, at every width, and as a picture."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from goldens import assert_golden
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.documents.cells import fitted, width, wrap
from facilitator.documents.fishbone import WIDE, draw
from facilitator.documents.fishbone_layout import laid_out
from facilitator.documents.fishbone_svg import render
from facilitator.documents.runs import Role, cells, plain
from facilitator.domain.cause import Cause
from facilitator.domain.causes import Bone, Fishbone, Twig, pinned
from facilitator.text import clean

HOSTILE = "DB [/var/log] full [red [b $x"
GUIDE = (
    ("People", ("No DB expert on-call",)),
    ("Process", ("No load testing", "Missing runbook", "No staging check")),
    ("Technology", ("Hardcoded pool size", "No auto-scaling", "Monitoring gap")),
    ("Environment", ("Holiday traffic spike", "Vendor maintenance window")),
)


def fishbone(effect: str, bones: tuple[tuple[str, tuple[str, ...]], ...], explained: int = 0) -> Fishbone:
    """A fishbone of these texts; every so manieth cause is explained by one below it, and that by another."""
    ids = itertools.count(1)

    def twig(text: str) -> Twig:
        id = next(ids)
        if not explained or id % explained:
            return Twig(_cause(id, text))
        return Twig(_cause(id, text), (Twig(_cause(next(ids), f"why {text}"), (Twig(_cause(next(ids), "deeper")),)),))

    return Fishbone(effect, tuple(Bone(name, tuple(map(twig, texts))) for name, texts in bones))


def _cause(id: int, text: str) -> Cause:
    return Cause(id, text, "", id)


def _many() -> Fishbone:
    more = ("", " and some words more", " 接続プール 枯渇 🙂", " Donaudampfschifffahrtselektrizitätenhauptbetriebswerk")
    counts = (("People", 4), ("Process", 17), ("Technology", 15), ("Environment", 4))
    bones = tuple((name, tuple(f"cause {i} of {name}{more[i % 4]}" for i in range(n))) for name, n in counts)
    return fishbone("Checkout API failed for 90 minutes during the holiday peak", bones, explained=9)


EXAMPLE, MANY = fishbone("API Outage", GUIDE), _many()


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 200])
def test_the_guides_example(columns: int) -> None:
    assert_golden(f"fishbone-guide-{columns}.txt", plain(draw(EXAMPLE, columns)))


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_forty_causes(columns: int) -> None:
    assert sum(1 for cause in pinned(MANY) if cause.text.startswith("cause")) == 40
    assert_golden(f"fishbone-forty-{columns}.txt", plain(draw(MANY, columns)))


def test_the_bones_are_straight() -> None:
    rows = plain(draw(MANY, 160)).splitlines()
    spine = next(i for i, row in enumerate(rows) if row.startswith("━"))
    for side, sign in ((rows[1:spine], "╲"), (rows[:spine:-1][1:], "╱")):
        places = [row.index(next(char for char in row if char in f"{sign}│")) for row in side]
        steps = {after - before for before, after in itertools.pairwise(places)}
        assert steps <= {0, 1}


TEXT = st.text(max_size=40).map(clean) | st.sampled_from(
    [HOSTILE, "日本語の原因", "👩\u200d👩\u200d👧 family", "e\u0301" * 20, "x" * 90, "a\nb"]
)
NAME = st.sampled_from(["People", "Process", "技術", "Environment", "Vendors", "Data"])
NAMES = st.lists(NAME, max_size=6, unique=True)


@settings(max_examples=60)
@given(NAMES, st.data(), st.integers(1, 220), TEXT)
def test_no_line_is_wider_than_the_room_and_no_word_is_lost(
    names: list[str], data: st.DataObject, columns: int, effect: str
) -> None:
    bones = tuple((name, tuple(data.draw(st.lists(TEXT, max_size=4)))) for name in names)
    drawn = fishbone(effect, bones, explained=3)
    lines = draw(drawn, columns)
    assert all(cells(line) <= columns for line in lines)
    shown: dict[int, str] = {}
    for run in (run for line in lines for run in line if run.id is not None):
        assert run.role in (Role.CAUSE, Role.TWIG)
        shown[run.id] = shown.get(run.id, "") + run.text
    for cause in pinned(drawn):
        if columns >= 60:
            assert "".join(shown[cause.id].split()) == "".join(cause.text.split())


@given(TEXT, st.integers(1, 30))
def test_a_text_is_fitted_to_the_cell(text: str, room: int) -> None:
    assert width(fitted(" ".join(text.split()), room)) == room
    assert all(width(line) <= room for line in wrap(text, room))


def test_a_label_says_more_than_the_words() -> None:
    drawn = plain(draw(EXAMPLE, WIDE, lambda cause: f"{cause.text} +{cause.id}"))
    assert "Missing runbook +3" in drawn


LONG = fishbone(
    "A very long effect " * 12, tuple((f"Category {i}", ("a cause of some length " * 4,) * i) for i in range(8))
)
EMPTY = fishbone("", (("People", ()), ("Process", ())))


@pytest.mark.parametrize(
    "drawn", [EXAMPLE, MANY, LONG, EMPTY, fishbone("x", ())], ids=["guide", "forty", "8", "0", "-"]
)
def test_nothing_in_the_picture_overlaps_or_leaves_it(drawn: Fishbone) -> None:
    picture = laid_out(drawn)
    boxes = [words.box for words in picture.words if words.text]
    for left, top, right, bottom in boxes:
        assert left >= 0 and top >= 0 and right <= picture.wide and bottom <= picture.high
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in itertools.combinations(boxes, 2):
        assert r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1
    names = [box for box in picture.boxes if box.role == "name"]
    for box, (left, top, right, bottom) in itertools.product(
        names, [w.box for w in picture.words if w.role == "cause"]
    ):
        assert right <= box.x or left >= box.x + box.wide or bottom <= box.y or top >= box.y + box.high


def _texts(svg: str) -> Iterator[tuple[str, str]]:
    for each in ET.fromstring(svg).iter():
        yield each.tag.removeprefix("{http://www.w3.org/2000/svg}"), each.text or ""


def test_the_picture_is_one_file_of_its_own_that_says_what_was_typed() -> None:
    svg = render(
        fishbone(f"<script>alert(1)</script> & {HOSTILE}", (("People", (f"]]> {HOSTILE}", "bad \x00\x1b\ufffe end")),))
    )
    found = list(_texts(svg))
    assert {tag for tag, _ in found} == {"svg", "title", "desc", "style", "rect", "line", "text"}
    said = "".join("".join(text.split()) for tag, text in found if tag == "text")
    assert said == "People" + "".join(f"]]> {HOSTILE} bad end <script>alert(1)</script> & {HOSTILE}".split())
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in svg and "prefers-color-scheme: dark" in svg


def test_the_picture_of_the_guides_example() -> None:
    assert_golden("fishbone-guide.svg", render(EXAMPLE))
