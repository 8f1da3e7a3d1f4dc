"""The meetings one can hold: agenda files (TOML) as agendas, and what is wrong with one that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.domain.session import CATEGORIES, Agenda, Phase, Work
from facilitator.folders import names_in
from facilitator.paths import shipped_agendas as shipped_agendas
from facilitator.text import clean

LARGEST: Final = 1_000_000
"""Bytes of an agenda file."""
LONGEST: Final = 24 * 60
"""Minutes of a phase."""
SHORT: Final = 14
"""Characters of a title in the bar of phases."""

TOP: Final = ("name", "ask", "categories", "contributing_factors", "due_in_days", "trends", "phase")
LONGEST_DUE: Final = 366
"""Days until an action item may be due by itself."""
MOST: Final = 9
"""Categories of the fishbone: each has a digit."""
KEYS: Final = ("id", "title", "short", "minutes", "floor", "work", "say", "do", "ask", "done_when")
_ID = re.compile(r"[a-z0-9-]+")


class BadAgenda(FacilitatorError):
    """An agenda that is not there, or a file that is none. The message names file, table and key."""


class Found(Record):
    """An agenda file in one of the folders."""

    slug: str
    """The file's name without `.toml`."""
    path: Path
    where: Path
    """The folder it was found in."""
    agenda: Agenda | None
    fault: str
    """Why there is no agenda in it, as a sentence; else empty."""


def find_agendas(folders: Sequence[Path]) -> tuple[Found, ...]:
    """All agendas, faulty ones too. The folders are given nearest first: a nearer file hides one of the same name."""
    return tuple(_found(slug, path) for slug, path in _files(folders).items())


def agenda_named(slug: str, folders: Sequence[Path]) -> Agenda:
    """The agenda of this name in the nearest folder that has it; BadAgenda if none has, or if it is faulty."""
    files = _files(folders)
    if path := files.get(slug.removesuffix(".toml")):
        return load_agenda(path)
    like = _near(slug, files)
    hint = f" Did you mean {like[0]}?" if like else ""
    there = f"There are: {', '.join(files)}." if files else "There are none at all."
    raise BadAgenda(f"There is no agenda «{clean(slug, one_line=True)}».{hint} {there}")


def load_agenda(path: Path) -> Agenda:
    """The agenda in a file; BadAgenda for anything else."""
    return _Reader(clean(path.name, one_line=True)).agenda(path)


def _files(folders: Sequence[Path]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / name for name in names_in(folder, ".toml")), key=lambda path: path.stem):
            files.setdefault(clean(path.stem, one_line=True), path)
    return files


def _found(slug: str, path: Path) -> Found:
    try:
        return Found(slug, path, path.parent, load_agenda(path), "")
    except BadAgenda as fault:
        return Found(slug, path, path.parent, None, str(fault))


class _Reader:
    """Reads one file. Every fault names the file and the place that `at` has come to."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.at = ""

    def agenda(self, path: Path) -> Agenda:
        top = self._toml(path)
        self._no_others(top, TOP)
        name, common = self._text(top, "name"), self._texts(top, "ask")
        rows = top.get("phase", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._bad("a phase is a table of its own that begins with [[phase]], in double brackets.")
        if not rows:
            raise self._bad("there is no phase. Add at least one [[phase]] with id, title, minutes and work.")
        phases: list[Phase] = []
        for number, row in enumerate(rows, 1):
            title = row.get("title")
            self.at = f"[[phase]] {number}{f' {_shown(title)}' if isinstance(title, str) else ''}: "
            phases.append(self._phase(row, common, [phase.id for phase in phases]))
        self.at = ""
        factors = self._truth(top, "contributing_factors")
        return Agenda(
            name, tuple(phases), self._categories(top), factors, self._truth(top, "trends"), self._due_in(top)
        )

    def _toml(self, path: Path) -> dict[str, Any]:
        try:
            if not path.is_file():
                raise self._bad("there is no such file." if not path.exists() else "this is not an ordinary file.")
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise self._bad("the file is over 1 MB, too large for an agenda.")
            import tomllib  # here: opening a session reads no agenda

            return tomllib.loads(data.decode("utf-8-sig"))
        except OSError as fault:
            raise self._bad(f"the file cannot be read ({fault.strerror or fault}).") from None
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            raise self._bad(f"line {line} is not UTF-8. Save the file as UTF-8.") from None
        except RecursionError:
            raise self._bad("its lists are nested too deeply for an agenda.") from None
        except ValueError as fault:  # TOMLDecodeError, and what a number of 5,000 digits raises
            raise self._bad(f"this is not TOML: {clean(str(fault), one_line=True)[:160]}.") from None

    def _phase(self, row: dict[str, Any], common: tuple[str, ...], ids: Sequence[str]) -> Phase:
        self._no_others(row, KEYS)
        id, title = self._text(row, "id"), self._text(row, "title")
        if not _ID.fullmatch(id):
            raise self._bad(f"id must be lower-case letters, digits and hyphens, not {_shown(id)}.")
        if id in ids:
            raise self._bad(f"the id {_shown(id)} is taken by [[phase]] {ids.index(id) + 1}. Give each phase its own.")
        seconds = self._seconds(row, "minutes")
        floor = self._seconds(row, "floor") if "floor" in row else seconds // 2
        if floor > seconds:
            raise self._bad(f"floor must not be above minutes, and {row['floor']} is above {row['minutes']}.")
        asked = dict.fromkeys((*self._texts(row, "ask"), *common))
        return Phase(
            id,
            title,
            self._short(row, title),
            seconds,
            floor,
            self._work(row),
            self._texts(row, "say"),
            self._texts(row, "do"),
            tuple(asked),
            self._text(row, "done_when") if "done_when" in row else "",
        )

    def _no_others(self, table: dict[str, Any], known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                like = _near(key, known)
                hint = f"Did you mean {like[0]}?" if like else f"The keys are: {', '.join(known)}."
                raise self._bad(f"there is no key {_shown(key)}. {hint}")

    def _text(self, table: dict[str, Any], key: str) -> str:
        value = self._there(table, key)
        if not isinstance(value, str):
            raise self._bad(f"{key} must be text in quotes, not {_shown(value)}.")
        text = clean(value, one_line=True)
        if not text:
            raise self._bad(f"{key} is empty.")
        return text

    def _texts(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self._bad(f"{key} must be a list of texts in square brackets, not {_shown(value)}.")
        for each in value:
            if not isinstance(each, str):
                raise self._bad(f"{key} must hold texts in quotes only, not {_shown(each)}.")
        return tuple(text for each in value if (text := clean(each, one_line=True)))

    def _categories(self, table: dict[str, Any]) -> tuple[str, ...]:
        if "categories" not in table:
            return CATEGORIES
        names = tuple(dict.fromkeys(self._texts(table, "categories")))
        if not 1 <= len(names) <= MOST:
            raise self._bad(f"categories must name 1 to {MOST} bones of the fishbone, not {len(names)}.")
        return names

    def _due_in(self, table: dict[str, Any]) -> tuple[tuple[str, int], ...]:
        days = table.get("due_in_days", {})
        if not isinstance(days, dict):
            raise self._bad(f"due_in_days must be a table such as {{ SEV1 = 7, SEV2 = 14 }}, not {_shown(days)}.")
        for severity, number in days.items():
            if type(number) is not int or not 0 < number <= LONGEST_DUE:
                raise self._bad(
                    f"due_in_days: {_shown(severity)} must be a whole number of days, from 1 to {LONGEST_DUE}."
                )
        return tuple((clean(severity, one_line=True).casefold(), number) for severity, number in days.items())

    def _truth(self, table: dict[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self._bad(f"{key} must be true or false, not {_shown(value)}.")
        return value

    def _seconds(self, table: dict[str, Any], key: str) -> int:
        value = self._there(table, key)
        if type(value) not in (int, float) or not value * 60 >= 1:
            raise self._bad(f"{key} must be a number above 0, not {_shown(value)}.")
        if value > LONGEST:
            raise self._bad(f"{key} must be {LONGEST} (a day) at most, not {_shown(value)}.")
        seconds: float = value * 60
        return round(seconds)

    def _short(self, table: dict[str, Any], title: str) -> str:
        if "short" not in table:
            return title if len(title) <= SHORT else title[: SHORT - 1].rstrip() + "…"
        short = self._text(table, "short")
        if len(short) > SHORT:
            raise self._bad(f"short must be {SHORT} characters at most, and {_shown(short)} has {len(short)}.")
        return short

    def _work(self, table: dict[str, Any]) -> Work:
        work = self._text(table, "work")
        if work not in list(Work):
            raise self._bad(f"work must be one of {', '.join(Work)}, not {_shown(work)}.")
        return Work(work)

    def _there(self, table: dict[str, Any], key: str) -> Any:
        if key not in table:
            raise self._bad(f"{key} is missing.")
        return table[key]

    def _bad(self, what: str) -> BadAgenda:
        return BadAgenda(f"{self.file}: {self.at}{what}")


def _near(word: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # here: only a mistyped word needs it

    return get_close_matches(word.lower(), known, 1)


def _shown(value: object) -> str:
    """A value as it stands in the file, at most 40 characters of it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = clean(value, one_line=True)
            return f'"{text if len(text) <= 40 else text[:39] + "…"}"'
        case int() | float():
            return "a huge number" if abs(value) >= 1e15 else str(value)
        case list():
            return "a list"
        case dict():
            return "a table"
    return "a date or time"
