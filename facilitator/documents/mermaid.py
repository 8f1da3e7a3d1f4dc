"""The analysis as Mermaid diagrams, which GitHub and GitLab draw: why chains as a flowchart, causes as a fishbone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat
from typing import Final

from facilitator.documents.escape import markdown_text
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.causes import Fishbone, Twig, Why, walk

LONGEST: Final = 50_000
"""Characters of one diagram; Mermaid draws nothing of a longer one."""
_CUTS: Final = (None, 400, 120, 40)
"""Characters of one text, tried in turn until the diagram is short enough."""
_SHAPES: Final = {None: '["{}"]', Standing.PRIMARY: '[["{}"]]', Standing.CONTRIBUTING: '[/"{}"/]'}
_STATEMENT: Final = '(["{}"])'
_CLASSES: Final = {
    "primary": "stroke-width:4px",
    "contributing": "stroke-width:2px,stroke-dasharray:6 4",
    "statement": "stroke-width:3px",
}
_LEGEND: Final = {
    "primary": "double sides: the primary root cause",
    "contributing": "slanted sides: a contributing factor",
    "statement": "round ends: the root cause in which a chain ends",
}

_ALWAYS: Final = r'[\\"#&<>`]'
_COMMENT: Final = r"%(?=[%{])|(?<=%)%"
_LABEL: Final = re.compile(
    rf"(?P<code>{_ALWAYS}|{_COMMENT}|[*~]|\$(?=\$)|(?<=\$)\$"  # emphasis, formulas
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis again, but not within a_name
    r"|\[(?=.*\]\()|\A\[(?=.*\]:)|(?<=\S)@|:(?=//|fa-)|(?<=www)\.|\A[-+])"  # links, icons, items of a list
    r"|\A(?P<digits>\d{1,9})(?P<end>[.)])(?=\s|\Z)",  # a numbered item, which Mermaid refuses to draw
    re.IGNORECASE,
)
_LINE: Final = re.compile(rf"(?P<code>{_ALWAYS}|{_COMMENT}|\Ai(?=shikawa\b))", re.IGNORECASE)
_STYLE: Final = re.compile("style|classDef", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def document(chains: Sequence[Why], fishbone: Fishbone, question: Callable[[Cause], str]) -> str:
    """Both diagrams as Markdown, ready to paste; one with nothing in it is left out."""
    parts = []
    if chains:
        parts += ["## 5 Whys", _fenced(flowchart(chains, question)), *_legend(chains)]
    if any(bone.twigs for bone in fishbone.bones):
        parts += ["## Fishbone", _fenced(ishikawa(fishbone))]
    return "\n\n".join(parts or ["No causes have been written down yet."]) + "\n"


def flowchart(chains: Sequence[Why], question: Callable[[Cause], str]) -> str:
    """Why chains from problem to root cause. `question` tells the why that is asked of a cause."""
    return _short_enough(lambda longest: _flowchart(chains, question, longest))


def ishikawa(fishbone: Fishbone) -> str:
    """The fishbone: what happened, then each category with its causes, deeper with what explains them."""
    return _short_enough(lambda longest: _ishikawa(fishbone, longest))


def _flowchart(chains: Sequence[Why], question: Callable[[Cause], str], longest: int | None) -> Iterator[str]:
    marked: dict[str, list[str]] = {name: [] for name in _CLASSES}
    yield "flowchart TD"
    rows = [(why, "") for why in reversed(chains)]
    number = 0
    while rows:
        why, asked = rows.pop()
        cause, number = why.cause, number + 1
        below: list[tuple[Why, str]] = []
        node = f"n{number}"
        yield f"    {node}{_SHAPES[cause.standing].format(_label(cause.text, longest))}"
        if asked:
            yield f"    {asked} {node}"
        if cause.standing:
            marked[cause.standing.value].append(node)
        if cause.statement.strip():
            yield f"    r{number}{_STATEMENT.format(_label(cause.statement, longest))}"
            yield f"    {node} ==> r{number}"
            marked["statement"].append(f"r{number}")
        # The question is written once: a second answer to it says «why?» only.
        for each, said in zip(why.answers, chain([question(cause)] if why.answers else [], repeat("")), strict=False):
            below.append((each, f'{node} -->|"{_label(said, longest) if said.strip() else "why?"}"|'))
        rows += reversed(below)
    for name, nodes in marked.items():
        if nodes:
            yield f"    classDef {name} {_CLASSES[name]}"
            yield f"    class {','.join(nodes)} {name}"


def _ishikawa(fishbone: Fishbone, longest: int | None) -> Iterator[str]:
    yield "ishikawa-beta"
    yield f"    {_line(fishbone.effect, longest)}"
    for bone in fishbone.bones:
        yield f"    {_line(bone.name, longest)}"
        yield from _twigs(bone.twigs, 2, longest)


def _twigs(twigs: Sequence[Twig], depth: int, longest: int | None) -> Iterator[str]:
    for twig in twigs:
        yield f"{'    ' * depth}{_line(twig.cause.text, longest)}"
        yield from _twigs(twig.twigs, depth + 1, longest)


def _short_enough(written: Callable[[int | None], Iterator[str]]) -> str:
    text = ""
    for longest in _CUTS:
        text = "\n".join(written(longest)) + "\n"
        if len(text) <= LONGEST:
            break
    return text


def _label(text: str, longest: int | None) -> str:
    """The text between the quotes of a node or an edge; its lines stay apart."""
    lines = (_coded(line, _LABEL) for line in _BREAKS.split(_cut(text, longest).strip()))
    return "<br>".join(lines) or "…"


def _line(text: str, longest: int | None) -> str:
    """The text as the rest of a line."""
    return _coded(_cut(text, longest), _LINE) or "…"


def _cut(text: str, longest: int | None) -> str:
    return text if longest is None or len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _coded(text: str, meaning: re.Pattern[str]) -> str:
    """The text with what Mermaid would read as its own written as numbers: `#35;`."""
    text = meaning.sub(_code, _BLANKS.sub(" ", text).strip())
    # Mermaid takes the last `;` from «style: …;», and with it a number's end.
    return text.replace(":", "#58;") if _STYLE.search(text) else text


def _code(found: re.Match[str]) -> str:
    said = found.groupdict()
    return f"#{ord(said['code'])};" if said["code"] else f"{said['digits']}#{ord(said['end'])};"


def _fenced(diagram: str) -> str:
    return f"```mermaid\n{diagram}```"


def _legend(chains: Sequence[Why]) -> list[str]:
    causes = [why.cause for why in walk(chains)]
    met = {cause.standing.value for cause in causes if cause.standing}
    met |= {"statement" for cause in causes if cause.statement.strip()}
    said = "; ".join(sentence for name, sentence in _LEGEND.items() if name in met)
    return [markdown_text(f"{said[0].upper()}{said[1:]}.")] if said else []
