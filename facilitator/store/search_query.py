"""Asking the index: what was typed as an expression of FTS5, in the order in which people want to read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from facilitator.domain.record import Record
from facilitator.store.search_words import Term, asked_facet

Found = tuple[str, str, str]
"""Name, title, day."""
Listed = tuple[str, str, str, str, str]
"""Name, title, day, severity, services one a line."""
ALL: Final = -1
"""For SQLite, no limit."""
MANY: Final = 1_000_000
ENOUGH: Final = 3
"""Letters with which few enough words begin."""
_NEWEST: Final = "ORDER BY docs.day DESC, docs.updated DESC, docs.name DESC LIMIT ?"


class Filters(Record):
    """What a session has to be, besides holding the words. Names are compared by their words, in any case."""

    tag: str = ""
    service: str = ""
    severity: str = ""
    owner: str = ""
    """Of an action item."""
    since: date | None = None
    until: date | None = None
    """The last day that counts."""


def found(db: sqlite3.Connection, terms: Sequence[Term], filters: Filters, limit: int) -> list[Found]:
    """Sessions that hold every term: those whose head does first, then those with the words side by side."""
    where, values = _where(filters)
    if not terms:
        asked = f"SELECT name, title, day FROM docs WHERE {where} {_NEWEST}"
        return db.execute(asked, (*values, limit)).fetchall()
    rows: dict[Found, None] = {}
    for table, match, phrases in _asked(terms):
        if len(rows) >= limit:
            break
        also = f"AND +{table}.rowid IN (SELECT rowid FROM phrases WHERE phrases MATCH ?)" if phrases else ""
        asked = (
            f"SELECT docs.name, docs.title, docs.day FROM {table} JOIN docs ON docs.id = {table}.rowid "
            f"WHERE {table} MATCH ? {also} AND {where} {_NEWEST}"
        )
        matches = (match, phrases) if phrases else (match,)
        rows |= dict.fromkeys(db.execute(asked, (*matches, *values, limit)).fetchall())
    return list(rows)[:limit]


def listed(db: sqlite3.Connection, terms: Sequence[Term], filters: Filters) -> list[Listed]:
    """The same sessions, all of them and the newest first, with what they are grouped by."""
    where, values = _where(filters)
    newest = f"SELECT name, title, day, level, parts FROM docs WHERE {where} {_NEWEST}"
    rows: list[Listed] = db.execute(newest, (*values, ALL)).fetchall()
    if not terms:
        return rows
    names = {name for name, _, _ in found(db, terms, filters, MANY)}
    return [row for row in rows if row[0] in names]


def _asked(terms: Sequence[Term]) -> Iterator[tuple[str, str, str]]:
    """The tables to look into, one after another; the expression for each, and one for phrases besides.

    Only `words` answers quickly for a word of which one or two letters are typed: such a one is left out of a phrase.
    """
    yield "heads", _expression(terms), ""
    words = [term for term in terms if len(term.words) == 1]
    phrases = _expression([term for term in terms if len(term.words) > 1])
    if len(together := _settled(terms)) > 1:
        phrase = Term(tuple(word for term in together for word in term.words), together[-1].open)
        if words and together[-1] is not terms[-1]:
            yield "words", _expression(terms[-1:]), _expression((phrase,))
        else:
            yield "phrases", _expression((phrase,)), ""
    if words:
        yield "words", _expression(words), phrases
    else:
        yield "phrases", phrases, ""


def _settled(terms: Sequence[Term]) -> Sequence[Term]:
    """The terms, without a last one that has only begun."""
    last = terms[-1]
    return terms[:-1] if last.open and len(last.words) == 1 and len(last.words[0]) < ENOUGH else terms


def _expression(terms: Sequence[Term]) -> str:
    """Words hold letters and digits only, so nothing in the quotes can end them."""
    return " AND ".join(f'"{" ".join(term.words)}"' + ("*" if term.open else "") for term in terms)


def _where(filters: Filters) -> tuple[str, list[str]]:
    clauses, values = ["docs.fault IS NULL"], []
    for column, value in (("tags", filters.tag), ("services", filters.service), ("owners", filters.owner)):
        if value.strip():
            clauses.append(f"instr(docs.{column}, ?)")
            values.append(asked_facet(value))
    if filters.severity.strip():
        clauses.append("docs.severity = ?")
        values.append(asked_facet(filters.severity).replace(" ", ""))
    for sign, day in ((">=", filters.since), ("<=", filters.until)):
        if day:
            clauses.append(f"docs.day {sign} ?")
            values.append(day.isoformat())
    return " AND ".join(clauses), values
