"""`facilitator coach`: language that blames, found in a text line by line; or, for other programs, in JSON objects."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any, Final

from facilitator.cli_print import document
from facilitator.coach.language import hints
from facilitator.coach.lexicon import Lexicon, lexicon
from facilitator.coach.linting import Remark, lint
from facilitator.domain.errors import FacilitatorError
from facilitator.paths import typed_path
from facilitator.people import read_people
from facilitator.text import clean

CLEAN, FOUND = 0, 1
LARGEST: Final = 20_000_000
"""Characters of a text."""
KINDS: Final = {
    "blame": "blame",
    "counterfactual": "hindsight",
    "human_root_cause": "ends at a person",
    "defensive": "defends somebody",
    "vague_action": "vague action item",
}
"""The categories, in words."""


def coach(options: Namespace) -> int:
    """Print what was found. The exit code: 0 when nothing was, else 1."""
    words = lexicon(typed_path(options.lexicon) if options.lexicon else None)
    people = tuple(each.name for each in read_people(options.people or ""))
    if options.jsonl:
        return _objects(options.file, words, people)
    text = clean(_text(options.file))
    remarks = list(lint(text, people, words))
    document(clean("".join(_told(remarks))))
    return FOUND if remarks else CLEAN


def _told(remarks: Sequence[Remark]) -> Iterator[str]:
    for each in remarks:
        yield f"{each.line}: {KINDS[each.hint.category]}: {clean(each.text, one_line=True)}\n"
        yield f"    {clean(each.hint.why, one_line=True)}\n"
        yield f"    Say: {clean(each.hint.says[0], one_line=True)}\n"
        if each.hint.note:
            yield f"    Write: {clean(each.hint.note, one_line=True)}\n"
    many = len(remarks)
    yield f"{many} {'place' if many == 1 else 'places'} to look at.\n" if many else "Nothing to look at.\n"


def _objects(file: str | None, words: Lexicon, people: tuple[str, ...]) -> int:
    """A JSON object a line in, one a line out: `id`, `flag`, `category`, `say`."""
    words.warm()  # there will be many
    out = []
    for number, line in enumerate(_text(file).split("\n"), 1):
        if not line.strip():
            continue
        row = _object(line, number)
        found = hints(row["text"], row.get("context", "note"), (*people, *row.get("people", ())), words)
        first = found[0] if found else None
        out.append(
            {
                "id": row.get("id"),
                "flag": first is not None,
                "category": first.category if first else None,
                "say": first.says[0] if first else "",
            }
        )
    document("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in out))
    return CLEAN


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise FacilitatorError(f"Line {number} is not JSON: give one object a line.") from None
    texts = isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("context", ""), str)
    people = row.get("people", []) if isinstance(row, dict) else None
    if not texts or not isinstance(people, list) or not all(isinstance(name, str) for name in people):
        raise FacilitatorError(f"Line {number} needs a «text», and may have «id», «context» and a list of «people».")
    return dict(row)


def _text(file: str | None) -> str:
    """The text of a file; of standard input without one."""
    if file is None or file == "-":
        data = sys.stdin.buffer.read()
    else:
        path = typed_path(file)
        if not path.is_file():
            raise FacilitatorError(f"There is no file {file}.")
        data = path.read_bytes()
    if len(data) > LARGEST:
        raise FacilitatorError("The text is over 20 MB: give it in parts.")
    return data.decode("utf-8-sig", errors="replace")
