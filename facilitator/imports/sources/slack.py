"""Slack messages as items: what people say counts; joins, bots and what was deleted are folded away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from facilitator.imports.sources.fields import JSON, dig, listed, spoken, strange, text
from facilitator.imports.sources.form import Ground, Item, Result
from facilitator.imports.sources.instants import exact
from facilitator.imports.sources.slack_words import Names, author, said

NOTICES: Final = "joins, leaves and other notices"
BOTS: Final = "messages of bots"
GONE: Final = "deleted messages and traces of edits"
_NOTICES: Final = frozenset(
    f"{place}_{what}"
    for place in ("channel", "group")
    for what in ("join", "leave", "name", "archive", "unarchive", "posting_permissions", "convert_to_private")
) | frozenset({"pinned_item", "unpinned_item", "reminder_add", "bot_add", "bot_remove", "bot_enable", "bot_disable"})
_GONE: Final = frozenset({"tombstone", "message_deleted", "message_changed", "message_replied", "ekm_access_denied"})


def is_message(record: JSON) -> bool:
    """`ts` is the id of a message: seconds since 1970 and six digits, as a text."""
    ts = record.get("ts")
    return isinstance(ts, str) and "." in ts and ("text" in record or record.get("type") == "message")


def messages(found: Iterable[Any], names: Names, ground: Ground) -> Result:
    """Each message once: what is sent to a thread and to the channel stands in both."""
    items: list[Item] = []
    seen: set[tuple[str, str, str]] = set()
    reactions = again = 0
    for message in found:
        if not isinstance(message, dict):
            items.append(strange(message))
            continue
        same = (text(message.get("ts")), text(message.get("user")), text(message.get("text")))
        if same[0] and same in seen:
            again += 1
            continue
        seen.add(same)
        items.append(_item(message, names, ground))
        for reaction in listed(message.get("reactions")):
            count = dig(reaction, "count")
            reactions += count if isinstance(count, int) and 0 < count < 10**6 else 1
    return Result(
        tuple(items), (("reactions", reactions), ("copies of messages sent to a thread and the channel", again))
    )


def _item(message: JSON, names: Names, ground: Ground) -> Item:
    when, why = exact(message.get("ts"), ground)
    return Item(when, spoken(author(message, names), said(message, names)), None, why, _folded(message))


def _folded(message: JSON) -> str:
    kind = message.get("subtype")
    if kind in _NOTICES:
        return NOTICES
    if kind in _GONE or message.get("hidden") is True:
        return GONE
    return BOTS if kind == "bot_message" or message.get("bot_id") else ""
