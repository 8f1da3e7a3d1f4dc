"""The check on a public edition: nothing of the inside is in it, whatever made it.

It reads the finished text as a person would see it, and does not trust that the replacements were made: a team's own
template, a word that was kept or a name with an invisible sign in it is found here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from facilitator.domain.session import Session
from facilitator.redaction import Replacement, known, secrets, words_in
from facilitator.redaction_patterns import FORMS
from facilitator.redaction_people import START, STOP, is_ambiguous, name_patterns
from facilitator.redaction_session import place, texts

_TAG: Final = re.compile(r"<[^<>]*>")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HANDLE: Final = re.compile(r"(?<![\w@])(?>@\w(?:[\w.-]*\w)?)(?!/\w)")
_LETTERS: Final = re.compile(r"[^0-9A-Za-z]+")
SHOWN: Final = 4
"""Letters of a secret that are told."""


def proof(
    public_text: str,
    session: Session,
    words: Iterable[str] = (),
    kept: Collection[Replacement] = (),
    *,
    empty: str = "",
) -> tuple[str, ...]:
    """What of the internal session still stands in the public text, each once; nothing when all is well.

    What was kept on purpose is not told. Of a secret only its kind is. `empty` is the edition of a session without
    any words: in it Will and May are no names.
    """
    left = {each.old.casefold() for each in kept}
    views = tuple(_views(public_text))
    found = dict.fromkeys(
        (*_names(session, views, tuple(_views(empty))), *_terms(session, views), *_words(words, views))
    )
    leaked = dict.fromkeys(f"a {each.what}" for view in views for each in secrets(view) if each.old not in left)
    return (*(term for term in found if term.casefold() not in left), *leaked)


def warnings(text: str, session: Session) -> tuple[str, ...]:
    """A sentence for each secret of the session that stands in a document of it."""
    squeezed = [_LETTERS.sub("", view) for view in _views(text)]
    told = {}
    for each in secrets(session):
        if any(_LETTERS.sub("", each.old) in view for view in squeezed):
            told[each.old] = (
                f"This document holds what looks like a {each.what} («{each.old[:SHOWN]}…», {place(each.where)}). "
                "Take it out of the session, and make it invalid where it was issued."
            )
    return tuple(told.values())


def _names(session: Session, views: Collection[str], empty: Collection[str]) -> Iterator[str]:
    for person in known(session):
        for name, pattern in name_patterns(person):
            ours = _most(pattern, empty) if is_ambiguous(name) else 0
            if _most(pattern, views) > ours:
                yield name


def _most(pattern: str, views: Collection[str]) -> int:
    """How often it stands there, in the view that shows it most often."""
    return max(len(re.findall(pattern, view)) for view in views)


def _terms(session: Session, views: Collection[str]) -> Iterator[str]:
    for term in _shown(session):
        sought = re.compile(f"{START if term[0].isalnum() else ''}{re.escape(term)}{STOP}", re.IGNORECASE)
        if any(sought.search(view) for view in views):
            yield term


def _words(words: Iterable[str], views: Collection[str]) -> Iterator[str]:
    for word in words:
        if any(True for view in views for _ in words_in(view, (word,))):
            yield word.partition(" = ")[0].strip()


def _shown(session: Session) -> Iterator[str]:
    """Handles, e-mail addresses, hosts and addresses of the internal session."""
    names = dict.fromkeys(person.name.strip() for person in known(session) if person.name.strip().startswith("@"))
    yield from names
    for _, text in texts(session):
        taken = []
        for spans, _new in FORMS.values():
            for start, end in spans(text):
                taken.append((start, end))
                yield text[start:end]
        for found in _HANDLE.finditer(text):
            if not any(start <= found.start() < end for start, end in taken):
                yield found[0]


def _views(text: str) -> Iterator[str]:
    """The text as it is read: without escapes and invisible signs, with its tags and without them."""
    for view in (text, _TAG.sub(" ", text)):
        plain = unicodedata.normalize("NFKC", _ESCAPE.sub(r"\1", html.unescape(view)))
        yield plain if plain.isprintable() else "".join(c for c in plain if unicodedata.category(c) != "Cf")
