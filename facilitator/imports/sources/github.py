"""A GitHub issue with its timeline, as the REST API and `gh` write them (docs.github.com/rest/issues/timeline).

`gh api --paginate` writes the pages one after the other; `gh issue view --json` has names of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from facilitator.domain.session import Kind
from facilitator.imports.sources.fields import JSON, dig, first, listed, records, some, spoken, strange, text
from facilitator.imports.sources.form import NO, SURE, Content, Ground, Item, Result
from facilitator.imports.sources.instants import exact

_LISTS: Final = ("timeline", "timelineItems", "comments", "events")
_NOISE: Final = frozenset({
    "subscribed", "unsubscribed", "mentioned", "added_to_project", "moved_columns_in_project",
    "removed_from_project", "added_to_project_v2", "project_v2_item_status_changed", "comment_deleted",
    "head_ref_deleted", "head_ref_restored", "converted_note_to_issue", "user_blocked",
})  # fmt: skip
NOTICES: Final = "subscriptions, mentions and other notices"
BOTS: Final = "messages of bots"
_DETAILS: Final = ("label.name", "assignee.login", "milestone.title", "rename.to", "lock_reason", "state_reason")


def detect(content: Content) -> int:
    return SURE if some(content, ("issue", *_LISTS), _is_ours) else NO


def read(content: Content, ground: Ground) -> Result:
    items: list[Item] = []
    reactions = 0
    for record in _records(content):
        if not isinstance(record, dict):
            items.append(strange(record))
            continue
        items += _issue(record, ground) if _is_issue(record) else [_event(record, ground)]
        count = dig(record, "reactions", "total_count")
        reactions += count if isinstance(count, int) and 0 < count < 10**6 else 0
    return Result(tuple(items), (("reactions", reactions),))


def _records(content: Content) -> Iterator[Any]:
    """The issue, if it is there, and then what happened to it."""
    for page in content.data:
        if isinstance(page, dict):
            yield from ([page] if _is_issue(page) else listed([page["issue"]] if "issue" in page else []))
            for name in _LISTS:
                yield from listed(page.get(name))
            if not _is_issue(page) and not {"issue", *_LISTS} & page.keys():
                yield page
        else:
            yield from records(Content(content.name, data=(page,)))


def _is_issue(record: JSON) -> bool:
    return (
        "title" in record
        and ("number" in record or "createdAt" in record or "created_at" in record)
        and ("body" in record or "state" in record)
    )


def _is_ours(record: JSON) -> bool:
    made = "created_at" in record or "createdAt" in record
    event = "event" in record and (made or "sha" in record or "submitted_at" in record) and "attributes" not in record
    issue = _is_issue(record) and ("user" in record or "author" in record or "html_url" in record)
    comment = (
        "body" in record and made and (isinstance(record.get("user"), dict) or isinstance(record.get("author"), dict))
    )
    return event or issue or (comment and "display_at" not in record)


def _issue(issue: JSON, ground: Ground) -> list[Item]:
    when, why = exact(_made(issue), ground)
    who, title = _who(issue), text(issue.get("title"))
    said = "\n".join(filter(None, (f"opened «{title}»", text(issue.get("body")))))
    items = [Item(when, spoken(who, said), Kind.DETECTION, why)]
    closed = first(issue, "closed_at", "closedAt")
    if closed and not any(name in issue for name in ("timeline", "timelineItems", "events")):
        when, why = exact(closed, ground)
        items.append(Item(when, spoken(first(issue, "closed_by.login"), f"closed «{title}»"), Kind.RESOLUTION, why))
    return items


def _event(event: JSON, ground: Ground) -> Item:
    when, why = exact(_made(event), ground)
    kind, body = text(event.get("event")), first(event, "body", "message", "bodyText")
    bot = BOTS if any(dig(event, name, "type") == "Bot" for name in ("user", "actor", "author")) else ""
    if kind in ("", "commented", "line-commented", "commit-commented"):
        return Item(when, spoken(_who(event), body), None, why, bot)
    did = kind.replace("_", " ").replace("-", " ")
    if kind == "cross-referenced":
        did = "mentioned in"
    details = [did, *(f"«{found}»" for path in _DETAILS if (found := first(event, path)))]
    if of := first(event, "source.issue.title"):
        details.append(f"«{of}»")
    sha = first(event, "sha", "commit_id")[:10]
    said = "\n".join(filter(None, (" ".join([*details, *[sha] * bool(sha)]), body)))
    resolution = Kind.RESOLUTION if kind == "closed" else None
    return Item(when, spoken(_who(event), said), resolution, why, NOTICES if kind in _NOISE else bot)


def _made(record: JSON) -> str:
    return first(record, "created_at", "createdAt", "submitted_at", "committer.date", "author.date", "updated_at")


def _who(record: JSON) -> str:
    return first(record, "actor.login", "user.login", "author.login", "author.name", "committer.name")
