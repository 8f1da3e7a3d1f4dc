"""How people are found in a text, and the role that is written in place of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Person, Session
from facilitator.redaction_words import TEAMS, WORDS

ROLES: Final = {
    "ic": "the incident commander",
    "on-call": "the on-call engineer",
    "facilitator": "the facilitator",
    "scribe": "the scribe",
    "sme": "a subject-matter expert",
    "stakeholder": "a stakeholder",
}
"""A role of a person -> how the public reads of it; the first that fits."""
SOMEBODY: Final = "an engineer"
TEAM: Final = "the team"
GROUPS: Final = frozenset({"team", "teams", "squad", "group", "guild", "channel"})
"""Whatever else is in a name with one of these, it is not a person's."""

_ALIASES: Final = (
    r"incident\s+commander|commander|IC|(?:on-?call|on\s+call)(?:\s+engineer)?|(?:subject-matter\s+)?expert|SME|scribe"
    r"|facilitator|stakeholder|(?:(?:senior|staff|lead|site\s+reliability|database)\s+)?engineer|SRE|DBA"
)
_BEFORE: Final = rf"(?:(?<![^\W_])(?:(?i:the|an?|our)\s+)?(?i:{_ALIASES})[\s,:]+)?"
"""A role right before the name goes with it: `IC @bob`, `the on-call engineer Alice`."""
_HANDLE: Final = re.compile(rf"{_BEFORE}(?<![\w@])(?P<name>(?>@\w(?:[\w.-]*\w)?))(?!/\w)")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PARTS: Final = re.compile(r"[^\W\d_]+")
_END: Final = re.compile(r"(?:\A|[.!?]\s+|\n\s*)\Z")
MONTHS: Final = frozenset({"april", "may", "june", "august"})
_NO_DATE: Final = r"(?!\s+(?:\d{1,2}|\d{4})(?!\.?\w))"
START, STOP = r"(?<![^\W_])", r"(?![^\W_])"


class Known(Record):
    """Somebody who may be named."""

    name: str
    role: str
    """What is written instead."""


def known(session: Session) -> tuple[Person, ...]:
    """Everybody whose name the session holds: those who took part, owners, the author, writers with a handle."""
    owners = (*(each.task.owner for each in session.actions), *(each.owner for each in session.notes))
    groups = (session.entries, session.notes, session.causes, session.actions)
    writers = (each.author for group in groups for each in group if each.author.startswith("@"))
    names = dict.fromkeys(name.strip() for name in (*owners, session.incident.author, *writers))
    listed = {person.name.strip().casefold() for person in session.people}
    others = (Person(name) for name in names if name and name.casefold() not in listed)
    return (*session.people, *others)


def role(person: Person) -> str:
    """What is written in place of a name."""
    if is_team(person.name):
        return TEAM
    had = {each.strip().casefold() for each in person.roles}
    return next((told for name, told in ROLES.items() if name in had), SOMEBODY)


def is_team(name: str) -> bool:
    """Whether a name is that of many: `@comms`, `@payments-oncall`, `Platform team`."""
    parts = [part.casefold() for part in re.split(r"[\s@_.-]+", name) if part]
    return bool(parts) and (all(part in TEAMS for part in parts) or any(part in GROUPS for part in parts))


def is_ambiguous(name: str) -> bool:
    """Whether a name is a word too, or so short that it may be one."""
    return name.casefold() in WORDS or len(name) <= 2


def people_in(text: str, people: Iterable[Person]) -> Iterator[tuple[int, int, str, str]]:
    """Where somebody is named: start, end, `person` or `handle`, and the role to write."""
    people = tuple(people)
    by_handle = _by_handle(people)
    for found in _HANDLE.finditer(text) if "@" in text else ():
        told = by_handle.get(found["name"][1:].casefold()) or (TEAM if is_team(found["name"]) else SOMEBODY)
        yield *found.span(), "handle", _started(text, found, told)
    for pattern, told in _patterns(people):
        for found in pattern.finditer(text):
            yield *found.span(), "person", _started(text, found, told)


def name_patterns(person: Person) -> Iterator[tuple[str, str]]:
    """Each way in which a person may be named, without the handle, and its pattern; none for a team."""
    name = _BRACKETS.sub(" ", person.name).strip()
    if name.startswith("@"):
        if is_team(name):
            return
        parts = [part for part in _PARTS.findall(name) if len(part) > 2]
        if len(parts) > 1:
            yield name[1:], _any_case(name[1:])
    else:
        words = _PARTS.findall(name)
        if len(words) != 1 and name:
            yield name, _any_case(name)
        if is_team(name):
            return
        parts = [word for word in words if len(words) == 1 or word[0].isupper() or not word.isascii()]
        parts = [part for part in parts if len(part) > 1]
    for part in parts:
        if part.casefold() in TEAMS:
            continue
        if is_ambiguous(part):
            yield part.capitalize(), f"{START}{part.capitalize()}{STOP}{_NO_DATE if part.casefold() in MONTHS else ''}"
        else:
            yield part, _any_case(part)


def _any_case(name: str) -> str:
    between = r"[\s._-]+".join(re.escape(word) for word in re.split(r"[\s._-]+", name) if word)
    return f"{START if name[0].isalnum() else ''}(?i:{between}){STOP if name[-1].isalnum() else ''}"


@lru_cache(maxsize=8)
def _patterns(people: tuple[Person, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(_BEFORE + pattern), role(person)) for person in people for _, pattern in name_patterns(person)
    )


@lru_cache(maxsize=8)
def _by_handle(people: tuple[Person, ...]) -> dict[str, str]:
    """Handles, and what else a handle is often made of, with the roles of their people."""
    found: dict[str, str] = {}
    for person in people:
        name = person.name.strip().lstrip("@").casefold()
        for handle in (name, *(sign.join(name.split()) for sign in ("", ".", "_", "-"))):
            found.setdefault(handle, role(person))
    for person in people:
        for part in _PARTS.findall(person.name):
            found.setdefault(part.casefold(), role(person))
    return found


def _started(text: str, found: re.Match[str], told: str) -> str:
    """The role, with a capital where a sentence begins."""
    return told[0].upper() + told[1:] if _END.search(text, 0, found.start()) else told
