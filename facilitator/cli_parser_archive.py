"""The words of the commands on all sessions: search, actions, tags, insights."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from facilitator.cli_words import command, json_option


def search(commands: Any) -> None:
    """`search`."""
    search = command(
        commands,
        "search",
        "look into all sessions: has this happened before",
        "search connection pool exhausted",
        "search '\"connection pool\"' --service checkout --since 2025-01-01 --json",
        "search --tag database",
    )
    search.add_argument("words", metavar="WORDS", nargs="*", help='words; a "phrase" in quotes; con* for a beginning')
    for name, told in (
        ("tag", "of incidents with this tag"),
        ("service", "of incidents of this service"),
        ("severity", "of this severity"),
        ("owner", "with an action item of this person"),
    ):
        search.add_argument(f"--{name}", metavar=name.upper(), help=f"only sessions {told}")
    _days(search)
    search.add_argument("--limit", metavar="N", type=_count, default=50, help="at most so many sessions (usual: 50)")
    json_option(search)


def actions(commands: Any) -> None:
    """`actions`."""
    actions = command(
        commands,
        "actions",
        "list the action items of all sessions, or say how far one is",
        "actions --open",
        "actions --overdue --owner @alice --json",
        "actions --set 2025-12-03-api-outage:41 complete",
        "actions --set 2025-12-03-api-outage:42 blocked --reason vendor",
    )
    actions.add_argument("--open", action="store_true", help="only those that are still to be done")
    actions.add_argument("--overdue", action="store_true", help="only those that are late")
    actions.add_argument("--owner", metavar="OWNER", help="only those of this person")
    told = "instead, the runbooks that are named in action items and lessons, and what is to be done to them"
    actions.add_argument("--runbooks", action="store_true", help=told)
    told = "change the state of one: not-started, in-progress, blocked, complete, wont-do"
    actions.add_argument("--set", metavar=("SESSION:ID", "STATUS"), nargs=2, help=told)
    actions.add_argument("--reason", metavar="TEXT", help="with --set: why it is blocked, or will not be done")
    json_option(actions)


def tags(commands: Any) -> None:
    """`tags`."""
    told = "list services, types and tags; rename a tag, or merge it into another"
    tags = command(commands, "tags", told, "tags", "tags --rename db database")
    tags.add_argument("--rename", metavar=("OLD", "NEW"), nargs=2, help="in all sessions")


def insights(commands: Any) -> None:
    """`insights`."""
    told = "tell how well post-mortems work here: completion, recurrence, time, quality"
    insights = command(commands, "insights", told, "insights", "insights --since 2025-10-01 --until 2025-12-31 --json")
    _days(insights)
    json_option(insights)


def _days(to: ArgumentParser) -> None:
    to.add_argument("--since", metavar="DATE", type=_day, help="only incidents of this day or later: 2025-01-01")
    to.add_argument("--until", metavar="DATE", type=_day, help="only incidents of this day or earlier")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no date: give one such as 2025-12-03") from None


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and int(typed)):
        raise ArgumentTypeError(f"{typed!r} is no number from 1 on")
    return int(typed)
