"""Mermaid shows what was typed, and nothing else. Where Mermaid is at hand, it reads every diagram itself."""

from __future__ import annotations

import html
import os
import re
import runpy
import shutil
from pathlib import Path

import pytest
from goldens import assert_golden
from hypothesis import given
from hypothesis import strategies as st

from facilitator.documents.mermaid import LONGEST, document, flowchart, ishikawa
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.causes import Bone, Fishbone, Twig, Why

CHECKER = Path(__file__).parents[2] / "scripts" / "check_mermaid.py"
KEPT = os.environ.get("FACILITATOR_MERMAID", "")  # here: a test's environment is cleared of our own variables
NOTHING = Fishbone("API Outage", (Bone("People"), Bone("Process")))
HOSTILE = [
    'say "hi"',
    "C# and F#; #35; &lt; &copy",
    "<script>alert(1)</script>",
    "<br>x<b>y</b>",
    '%% note %%{init: {"theme": "dark"}}%% 100%%',
    "end",
    "graph TD; subgraph x",
    "`code` ```",
    "```",
    "**bold** _it_ __init__ ~~gone~~",
    "1. one",
    "1)",
    "- item",
    "---",
    "# head",
    "> quote",
    "[a](https://x.example/z) [b]: c",
    "mail alice@example.com and www.example.com",
    "fa:fa-bug",
    "$$x^2$$",
    "style: x#y; classDef a:#fff;",
    "two\nlines\r\n\n3. three",
    "back\\nslash \\",
    "日本語 🔥 é",
    "ishikawa-beta",
    "Ishikawa chart",
    "a | b {c} (d) [e] ::: --> f",
    'click n1 "javascript:alert(1)"',
    "x" * 10_000,
    "\x1b[31mred\x00",
]
PLAIN = [
    "Pool size hardcoded to 100 connections (db_pool.size = 100)",
    "Alert fired at 14:15, 15% of requests failed; @alice was paged",
    "Retry logic: 3x, no jitter [gateway] - it's the default!",
]


def cause(id: int, text: str, statement: str = "", standing: Standing | None = None) -> Cause:
    return Cause(id, text, "alice", float(id), statement=statement, standing=standing)


def chain(*texts: str, statement: str = "") -> Why:
    """A chain in which each text answers the why of the one before."""
    why = Why(cause(len(texts), texts[-1], statement), len(texts) - 1)
    for depth in reversed(range(len(texts) - 1)):
        why = Why(cause(depth + 1, texts[depth]), depth, (why,))
    return why


QUESTIONS = {
    "The API failed": "Why did the API fail?",
    "the database connection pool was exhausted": "Why was the connection pool exhausted?",
    "traffic doubled during holiday shopping": "Why didn't the pool scale with traffic?",
    "pool size was hardcoded to 100 connections": "Why was it hardcoded instead of auto-scaling?",
    "the configuration management system doesn't support dynamic scaling": (
        "Why doesn't the config system support dynamic scaling?"
    ),
}
GUIDE = chain(
    *QUESTIONS,
    "it was designed before auto-scaling requirements emerged",
    statement="Configuration management system lacks dynamic scaling capabilities.",
)
BONES = {
    "People": ["No DB expert on-call"],
    "Process": ["No load testing", "Missing runbook", "No staging check"],
    "Technology": ["Hardcoded pool size", "No auto-scaling", "Monitoring gap"],
    "Environment": ["Holiday traffic spike", "Vendor maintenance window"],
}
GUIDE_BONES = Fishbone(
    "API Outage",
    tuple(Bone(name, tuple(Twig(cause(9, text)) for text in texts)) for name, texts in BONES.items()),
)
BRANCHING = Why(
    cause(1, "Checkout was down"),
    0,
    (
        Why(
            cause(2, "The pool was exhausted", standing=Standing.PRIMARY),
            1,
            (
                chain("traffic doubled", "no load test", statement="Release process lacks a load test."),
                chain("retries piled up", "no jitter", "the library's default"),
            ),
        ),
        Why(
            cause(9, "Nobody was paged", standing=Standing.CONTRIBUTING),
            1,
            (chain("no alert on saturation", "alerts are on errors"), chain("the pager was muted", "a noisy week")),
        ),
    ),
)
MANY = Fishbone(
    "Outage",
    tuple(
        Bone(name, tuple(Twig(cause(n, f"cause {n}", "", None), (Twig(cause(n, f"why {n}")),)) for n in range(10)))
        for name in BONES
    ),
)


def question(cause: Cause) -> str:
    return QUESTIONS.get(cause.text, "why?")


def shown(coded: str) -> str:
    """What Mermaid makes of a label: `#35;` is a character, and `<br>` begins a line."""
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", coded.replace("<br>", "\n")))


def words(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def test_the_guides_five_whys() -> None:
    assert_golden("mermaid-5-whys.md", document([GUIDE], NOTHING, question))


def test_the_guides_fishbone() -> None:
    assert_golden("mermaid-fishbone.md", document([], GUIDE_BONES, question))


def test_a_branching_chain_with_its_root_causes() -> None:
    assert_golden("mermaid-branching.md", document([BRANCHING], GUIDE_BONES, question))


def test_nothing_to_draw_is_one_sentence() -> None:
    assert document([], NOTHING, question) == "No causes have been written down yet.\n"


def test_a_question_is_written_once_and_never_empty() -> None:
    text = flowchart([BRANCHING], lambda cause: "Why down?" if "down" in cause.text else " ")
    assert text.count('-->|"Why down?"|') == 1
    assert text.count('-->|"why?"|') == 10


def test_standing_is_told_by_shape_and_stroke() -> None:
    text = flowchart([BRANCHING], question)
    assert 'n2[["The pool was exhausted"]]' in text
    assert '[/"Nobody was paged"/]' in text
    assert '(["Release process lacks a load test."])' in text
    assert "color" not in text and "fill" not in text


def test_empty_bones_and_what_explains_a_cause_are_kept() -> None:
    bones = (Bone("People"), Bone("Process", (Twig(cause(1, "no check"), (Twig(cause(2, "no owner")),)),)))
    assert ishikawa(Fishbone("Outage", bones)).splitlines() == [
        "ishikawa-beta",
        "    Outage",
        "    People",
        "    Process",
        "        no check",
        "            no owner",
    ]


@pytest.mark.parametrize("text", PLAIN)
def test_what_has_no_meaning_is_left_as_it_is(text: str) -> None:
    assert f'n1["{text}"]' in flowchart([chain(text)], question)
    assert f"    {text}\n" in ishikawa(Fishbone(text, ()))


def assert_holds(text: str) -> None:
    """Both diagrams hold the text, and nothing but it and what we wrote."""
    chart = flowchart([chain(text)], question)
    (coded,) = re.findall(r'\A {4}n1\["([^"\n]*)"\]\n\Z', chart.removeprefix("flowchart TD\n"))
    assert words(shown(coded)) == (words(text) or "…")
    assert not re.search(r"[`\\<>&*~#]|\[.*\]\(|\$\$|%%|style.*:", re.sub(r"#\d+;|<br>", "", coded))
    lines = ishikawa(Fishbone(text, (Bone(text, (Twig(cause(1, text)),)),))).split("\n")
    assert [len(line) - len(line.lstrip(" ")) for line in lines] == [0, 4, 4, 8, 0]
    assert {words(shown(line)) for line in lines[1:4]} == {words(text) or "…"}
    assert not any(re.match(r" *(?:ishikawa|%%|```)", line, re.IGNORECASE) for line in lines[1:])


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_stays_text(text: str) -> None:
    assert_holds(text)


@given(st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE[:-2]), max_size=4).map(" ".join)))
def test_any_text_stays_text(text: str) -> None:
    assert_holds(text)


def test_what_is_too_long_for_mermaid_is_cut_evenly() -> None:
    text = flowchart([chain(*["word " * 2000] * 12)], question)
    assert len(text) <= LONGEST
    assert text.count("…") == 12


def test_mermaid_reads_every_diagram() -> None:
    how = f"FACILITATOR_MERMAID={KEPT or '/tmp/mermaid'} python scripts/check_mermaid.py --install brings Mermaid"
    if not KEPT or not shutil.which("node"):
        pytest.skip(f"{how}; then run pytest with the same FACILITATOR_MERMAID")
    checker = runpy.run_path(str(CHECKER))
    if not checker["installed"](Path(KEPT)):
        pytest.skip(how)
    twigs = MANY.bones[0].twigs
    drawn = [([GUIDE], GUIDE_BONES), ([BRANCHING], MANY)]
    drawn += [([chain(text, text, statement=text)], Fishbone(text, (Bone(text, twigs),))) for text in HOSTILE]
    documents = [document(chains, bones, lambda cause: cause.text) for chains, bones in drawn]
    texts = [diagram for text in documents for diagram in checker["diagrams"](text)]
    results = checker["check"](texts, Path(KEPT))
    assert [result.get("type", result) for result in results] == ["flowchart-v2", "ishikawa"] * len(drawn)
