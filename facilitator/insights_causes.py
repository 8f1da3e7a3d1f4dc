"""What incidents have in common: the same root cause again, and causes by category and service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from facilitator.insights_parts import Case, Value, share, some
from facilitator.insights_words import names

SHOWN: Final = 10
"""Rows of a table of common causes."""


def recurrences(cases: Sequence[Case]) -> dict[str, str]:
    """Sessions whose root cause an earlier incident had: name -> the name of the earlier one.

    The root cause is the same where the later one is linked to the earlier (a tag of it, or its root cause, names the
    earlier incident's id or session), or where both are said in the same words, little words and plurals aside.
    """
    found: dict[str, str] = {}
    said: dict[str, str] = {}
    known: dict[str, str] = {}
    ids = {case.name: case.told.id.strip().casefold() or case.name for case in cases}
    for case in sorted(cases, key=lambda case: (case.told.began, case.name)):
        keys = [key for key in case.told.roots if key]
        earlier = [known[link] for link in case.told.links if link in known]
        earlier += [said[key] for key in keys if key in said]
        # A second meeting on one incident is not a second incident.
        if other := next((name for name in earlier if ids[name] != ids[case.name]), None):
            found[case.name] = other
        for key in keys:
            said.setdefault(key, case.name)
        for id in (case.told.id, case.name):
            if id.strip():
                known.setdefault(id.strip().casefold(), case.name)
    return found


def recurrence(again: dict[str, str]) -> Callable[[Sequence[Case]], Value]:
    """Same root cause incidents / Total incidents. `again` is told by all incidents, also by those of other periods."""

    def of(cases: Sequence[Case]) -> Value:
        named = [case for case in cases if case.told.roots]
        same = [case for case in cases if case.name in again]
        pairs = [{"session": case.name, "earlier": again[case.name]} for case in same]
        more = (("recurred", len(same)), ("named", len(named)), ("pairs", pairs))
        all_names = tuple(case.name for case in cases)
        if not same and len(named) < 2:
            why = (
                f"Two incidents with a named root cause are needed to compare; {len(named) or 'none'} of these has one."
            )
            return Value(None, len(cases), all_names, why, more)
        left = len(cases) - len(named)
        why = f"{some(left, 'incident')} without a named root cause can not be compared." if left else ""
        if len(cases) < 20:
            why = f"{why} Of so few incidents each one counts for {round(100 / len(cases))} points.".strip()
        return Value(share(len(same), len(cases)), len(cases), all_names, why, more)

    return of


def common(cases: Sequence[Case]) -> Value:
    """Causes that came up in more than one incident, and how often each category and service had any."""
    by_category: dict[str, dict[str, int]] = defaultdict(dict)
    by_service: dict[str, dict[str, int]] = defaultdict(dict)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    spelled: dict[str, str] = {}
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    count = 0
    for case in cases:
        services = dict.fromkeys(_named(case.told.services))
        spelled.update({_plain(service): service for service in reversed(case.told.services)})
        for text, key, bone in case.told.causes:
            count += 1
            if key:
                said[key].append((case.name, text))
            for service in services:
                by_service[service][case.name] = by_service[service].get(case.name, 0) + 1
            if bone:
                by_category[bone][case.name] = by_category[bone].get(case.name, 0) + 1
                for service in services:
                    pairs[bone, service].add(case.name)
    again = [(dict.fromkeys(name for name, _ in rows), rows[0][1]) for rows in said.values() if len(rows) > 1]
    again = sorted((each for each in again if len(each[0]) > 1), key=lambda each: -len(each[0]))
    more: tuple[tuple[str, Any], ...] = (
        ("categories", _table("category", by_category, {})),
        ("services", _table("service", by_service, spelled)),
        (
            "category_and_service",
            [
                {
                    "category": bone,
                    "service": spelled.get(service, service),
                    "incidents": len(found),
                    "sessions": sorted(found),
                }
                for (bone, service), found in sorted(pairs.items(), key=lambda each: (-len(each[1]), each[0]))
                if len(found) > 1
            ],
        ),
        ("repeated", [{"cause": text, "incidents": len(n), "sessions": list(n)} for n, text in again[:SHOWN]]),
    )
    behind = tuple(dict.fromkeys(name for rows in said.values() for name, _ in rows))
    if len(behind) < 2:
        why = "Two incidents with an analysis are needed before anything can be common."
        return Value(None, count, behind, why, more)
    return Value(len(again), count, behind, "", more)


@lru_cache(maxsize=5000)  # Every incident is in a month and a quarter, too.
def _named(services: tuple[str, ...]) -> frozenset[str]:
    return names(services)


def _plain(service: str) -> str:
    return next(iter(_named((service,))), "")


def _table(what: str, rows: dict[str, dict[str, int]], spelled: dict[str, str]) -> list[dict[str, Any]]:
    """The most common first: in how many incidents, and how many causes in all."""
    order = sorted(rows.items(), key=lambda each: (-len(each[1]), -sum(each[1].values()), each[0]))
    return [
        {what: spelled.get(name, name), "incidents": len(found), "causes": sum(found.values()), "sessions": list(found)}
        for name, found in order[:SHOWN]
    ]
