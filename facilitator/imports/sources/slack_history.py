"""Slack messages as JSON: what `conversations.history` and `conversations.replies` answer, newest first, or a day file.

slackapi/slack-api-specs: web-api/slack_web_openapi_v2.json. Replies come apart: their file can be imported after it.
"""

from __future__ import annotations

from facilitator.imports.sources.fields import dig, listed, more, records, some
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Result
from facilitator.imports.sources.slack import is_message, messages
from facilitator.imports.sources.slack_words import names_of


def detect(content: Content) -> int:
    return SURE if some(content, ("messages",), is_message) else NO


def read(content: Content, ground: Ground) -> Result:
    names: dict[str, str] = {}
    for page in content.data:
        for users in (dig(page, "users"), dig(page, "members")):
            names |= names_of(listed(users))
    found = [each for each in records(content, "messages") if not (isinstance(each, dict) and "members" in each)]
    result = messages(found, names, ground)
    left = more(content, "has_more", "response_metadata.next_cursor")
    return Result(result.items, result.counts, left)
