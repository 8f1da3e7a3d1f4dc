"""A hit in context: the passage of a session that holds what was looked for, cut around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from facilitator.domain.record import Record
from facilitator.store.search_text import Passage
from facilitator.store.search_words import Term, folded, folded_at, pattern

WIDTH: Final = 160
"""Characters of a snippet."""
BEFORE: Final = 50
"""Characters that are shown before the hit, where there are more of them."""


class Snippet(Record):
    """A piece of text in one line."""

    section: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Where in it the words stand: from, to."""


def snippet(passages: Iterable[Passage], terms: Sequence[Term]) -> Snippet:
    """The best passage, cut to what is around the hit. The title counts last: who sees the hit sees it anyway."""
    title, *rows = passages
    if not terms:
        return _cut(next((row for row in rows if row.text.strip()), title), [])
    patterns = [pattern(term) for term in terms]
    together = [pattern(Term(tuple(word for term in terms for word in term.words), terms[-1].open))] * (len(terms) > 1)
    sought = [(term.words[0], each) for term, each in zip(terms, patterns, strict=True)]
    best, most, all_of_it = title, 0, len(terms) + len(together)
    for row in (*rows, title):
        text = folded(row.text)
        # Words are looked for as they are first: that is ten times as quick, and mostly they are not there.
        found = sum([word in text and each.search(text) is not None for word, each in sought])
        if found == len(terms):
            found += sum([each.search(text) is not None for each in together])
        if found > most:
            best, most = row, found
            if most == all_of_it:
                break
    return _cut(best, together if most > len(terms) else patterns)


def _spans(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[tuple[int, int], ...]:
    """Where in the text something is found, in order and without overlaps."""
    low, at = folded_at(text)
    found: list[tuple[int, int]] = []
    for each in patterns:
        for hit in each.finditer(low):
            start, end = at[hit.start()], at[hit.end() - 1] + 1
            if all(end <= other or start >= until for other, until in found):
                found.append((start, end))
    return tuple(sorted(found))


def _cut(passage: Passage, patterns: Sequence[re.Pattern[str]]) -> Snippet:
    text = " ".join(passage.text.split())
    spans = _spans(text, patterns)
    if len(text) <= WIDTH:
        return Snippet(passage.section, text, spans)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - BEFORE, len(text) - WIDTH))
    if start:
        blank = text.rfind(" ", start, first)
        start = text.find(" ", start, first) + 1 if blank >= 0 else start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        blank = text.rfind(" ", start + WIDTH // 2, end + 1)
        end = blank if blank > 0 else end
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    marks = ((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)
    shift = len(head) - start
    return Snippet(passage.section, f"{head}{text[start:end]}{tail}", tuple((a + shift, b + shift) for a, b in marks))
