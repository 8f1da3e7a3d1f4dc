"""The words and phrases that the coach listens for: ours, and those that a team adds or silences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from facilitator.coach.phrases import Phrase, Phrases, phrase
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.text import clean

WORDS: Final = {
    "people": ("roles", "teams", "vendors", "bare", "acts"),
    "things": ("systems", "machines"),
    "words": ("traits", "slurs", "qualities", "adverbs", "harm", "culprit", "bad", "junk", "able", "folly"),
}
"""Tables of words, with their keys."""
PHRASES: Final = {
    "blame": ("everywhere", "spoken"),
    "counterfactual": ("everywhere", "spoken"),
    "human_root_cause": ("everywhere", "causes"),
    "defensive": ("everywhere", "spoken"),
    "admitted": ("everywhere",),
    "spared": ("everywhere",),
    "action": ("weak", "care"),
    "silence": ("phrases", "words"),
}
"""Tables of phrases, with their keys."""
LARGEST: Final = 1_000_000
"""Bytes of a file."""
_CLASSES: Final = {
    "trait": "traits",
    "slur": "slurs",
    "harm": "harm",
    "culprit": "culprit",
    "qualities": "qualities",
    "bad": "bad",
    "junk": "junk",
    "able": "able",
    "folly": "folly",
}


class BadLexicon(FacilitatorError):
    """A lexicon that is not there, or a file that is none. The message names file, table and key."""


class Lexicon(Record):
    """What is listened for. `found` has the phrases of each table and key."""

    roles: frozenset[str]
    teams: frozenset[str]
    vendors: frozenset[str]
    bare: frozenset[str]
    anybody: frozenset[str]
    """All of these together."""
    acts: frozenset[str]
    systems: frozenset[str]
    machines: frozenset[str]
    traits: frozenset[str]
    slurs: frozenset[str]
    adverbs: frozenset[str]
    silenced: frozenset[str]
    """Words: a hint that has one of them is not given."""
    found: Mapping[tuple[str, str], Phrases]

    def warm(self) -> None:
        """Compile all phrases now, in a fifth of a second, and not as sentences need them."""
        for phrases in self.found.values():
            phrases.warm()


def lexicon(path: Path | None = None) -> Lexicon:
    """Our lexicon, with what a team's file adds; BadLexicon where it cannot be read. Read once, until it changes."""
    try:
        changed = path.stat().st_mtime_ns if path else 0
    except OSError:
        changed = 0
    return _lexicon(path, changed)


@lru_cache(maxsize=8)
def _lexicon(path: Path | None, changed: int) -> Lexicon:
    data = _toml(files("facilitator.coach").joinpath("lexicon.toml").read_bytes(), "lexicon.toml")
    tables = [(data, "lexicon.toml")]
    if path is not None:
        name = clean(path.name, one_line=True)
        tables.append((_toml(_read(path, name), name), name))
    words: dict[str, frozenset[str]] = {}
    for table, keys in WORDS.items():
        for key in keys:
            words[key] = frozenset(word for read, file in tables for word in _words(read, file, table, key))
    silenced = frozenset(text for read, file in tables for text in _texts(read, file, "silence", "words"))
    words = {key: each - silenced for key, each in words.items()}
    classes = {sign: words[key] for sign, key in _CLASSES.items()}
    found = {
        (table, key): Phrases(each for read, file in tables for each in _phrases(read, file, table, key, classes))
        for table, keys in PHRASES.items()
        for key in keys
        if (table, key) != ("silence", "words")
    }
    for read, file in tables:
        _no_others(read, file)
    kept = {
        key: words[key]
        for key in ("roles", "teams", "vendors", "bare", "acts", "systems", "machines", "traits", "slurs", "adverbs")
    }
    anybody = kept["roles"] | kept["teams"] | kept["vendors"] | kept["bare"]
    return Lexicon(**kept, anybody=anybody, silenced=silenced, found=found)


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as fault:
        raise BadLexicon(f"{name} could not be read ({fault.strerror}).") from None
    if len(data) > LARGEST:
        raise BadLexicon(f"{name}: the file is over 1 MB, too large for a lexicon.")
    return data


def _toml(data: bytes, name: str) -> dict[str, Any]:
    import tomllib  # here: only what reads a lexicon needs it

    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLexicon(f"{name}: the file is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as fault:
        raise BadLexicon(f"{name} is not TOML: {clean(str(fault), one_line=True)}.") from None


def _no_others(read: Mapping[str, Any], file: str) -> None:
    """Refuse tables and keys that are not known: a misspelt one would be silently without effect."""
    known = {**WORDS, **PHRASES}
    for table, keys in read.items():
        if table not in known:
            raise BadLexicon(f"{file}: there is no table [{_shown(table)}]; there are {', '.join(known)}.")
        for key in keys:
            if key not in known[table]:
                raise BadLexicon(
                    f"{file}: [{table}] has no key «{_shown(key)}»; it may have {', '.join(known[table])}."
                )


def _table(read: Mapping[str, Any], file: str, table: str) -> Mapping[str, Any]:
    found = read.get(table, {})
    if not isinstance(found, dict):
        raise BadLexicon(f"{file}: «{table}» is a table: write [{table}] on a line of its own.")
    return found


def _words(read: Mapping[str, Any], file: str, table: str, key: str) -> list[str]:
    found = _table(read, file, table).get(key, "")
    if isinstance(found, str):
        return found.lower().split()
    return [text.lower() for text in _texts(read, file, table, key)]


def _texts(read: Mapping[str, Any], file: str, table: str, key: str) -> list[str]:
    found = _table(read, file, table).get(key, [])
    if not isinstance(found, list) or not all(isinstance(text, str) and text.strip() for text in found):
        raise BadLexicon(f'{file}: [{table}] {key} is a list of texts, such as ["first", "second"].')
    return found


def _phrases(
    read: Mapping[str, Any], file: str, table: str, key: str, classes: Mapping[str, frozenset[str]]
) -> list[Phrase]:
    made = []
    for text in _texts(read, file, table, key):
        try:
            made.append(phrase(" ".join(text.split()), classes))
        except ValueError as fault:
            raise BadLexicon(f"{file}: [{table}] {key}: «{_shown(text)}» is no phrase: {fault}.") from None
    return made


def _shown(text: str) -> str:
    line = clean(text, one_line=True)
    return line if len(line) <= 40 else f"{line[:39]}…"
