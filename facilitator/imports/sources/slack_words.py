"""The words of Slack messages, which come escaped, and the names of who said them.

api.slack.com/reference/surfaces/formatting: `&`, `<` and `>` are escaped; between `<` and `>` stand mentions and links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from facilitator.imports.sources.fields import JSON, dig, first, listed, text

_MARK: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_DEEP: Final = 8
"""Levels of a message's blocks that are looked into."""

Names = Mapping[str, str]


def unescaped(escaped: str, names: Names) -> str:
    """The text as Slack shows it."""
    if "<" in escaped:
        escaped = _MARK.sub(lambda found: _marked(found, names), escaped)
    if "&" in escaped:
        escaped = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return escaped.strip()


def _marked(found: re.Match[str], names: Names) -> str:
    sign, what, label = found.groups()
    if sign == "@":
        return f"@{label or names.get(what, what)}"
    if sign == "#":
        return f"#{label or names.get(what, what)}"
    if sign == "!":
        return label or f"@{what.split('^')[0]}"
    return f"{label} ({what})" if label and label not in (what, what.removeprefix("mailto:")) else label or what


def names_of(users: Any) -> dict[str, str]:
    """The names of `users.json`, or of the answer of `users.list`, by id."""
    found = {}
    for user in listed(dig(users, "members") if isinstance(users, dict) else users):
        if isinstance(user, dict) and (id := text(user.get("id"))):
            found[id] = first(user, "profile.display_name", "profile.real_name", "real_name", "name") or id
    return found


def author(message: JSON, names: Names) -> str:
    id = text(message.get("user"))
    own = first(message, "user_profile.display_name", "user_profile.real_name", "user_profile.name")
    return names.get(id) or own or first(message, "username", "bot_profile.name") or id or text(message.get("bot_id"))


def said(message: JSON, names: Names) -> str:
    """Everything that a message says: its text, or what is in its attachments and blocks, and its files' names."""
    words = unescaped(text(message.get("text")), names)
    if not words:
        attached = (_attached(each) for each in listed(message.get("attachments")) if isinstance(each, dict))
        words = "\n".join(unescaped(each, names) for each in attached if each)
    if not words:
        words = unescaped("".join(_blocks(message.get("blocks"), _DEEP)), names)
    files = [each for each in listed(message.get("files")) if isinstance(each, dict)]
    called = [f"(file: {first(each, 'title', 'name') or 'without a name'})" for each in files]
    return "\n".join(filter(None, (words, *called)))


def _attached(attachment: JSON) -> str:
    parts = [text(attachment.get(name)) for name in ("pretext", "title", "text")]
    return "\n".join(filter(None, parts)) or text(attachment.get("fallback"))


def _blocks(value: Any, deep: int) -> list[str]:
    """The texts in blocks, in their order, however they are nested."""
    if isinstance(value, list) and deep:
        return [part for each in value for part in _blocks(each, deep - 1)]
    if not isinstance(value, dict) or not deep:
        return []
    if isinstance(value.get("text"), str):
        return [value["text"]]
    match value.get("type"):
        case "user":
            return [f"<@{text(value.get('user_id'))}>"]
        case "channel":
            return [f"<#{text(value.get('channel_id'))}>"]
        case "link":
            return [f"<{text(value.get('url'))}>"]
        case "emoji":
            return [f":{text(value.get('name'))}:"]
    inner = _blocks([value.get(name) for name in ("text", "fields", "elements")], deep)
    return [*inner, "\n"] if inner and str(value.get("type", "")).startswith(("rich_text_s", "section")) else inner
