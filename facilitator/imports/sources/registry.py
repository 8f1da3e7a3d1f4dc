"""The sources that a timeline can be taken from; which of them a file is; and what taking it would add.

For a screen: `read` changes nothing. Its drafts are shown as rows, some may be left out, and the others go into one
`AddEntries`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.domain.acts.entries import Draft
from facilitator.domain.record import Record, replace
from facilitator.domain.session import Session, When
from facilitator.imports.report import Report, Unplaced
from facilitator.imports.sources import (
    aws,
    better_stack,
    git_log,
    github,
    incident_io,
    markdown,
    opsgenie,
    our_json,
    our_markdown,
    pagerduty,
    rootly,
    slack_export,
    slack_history,
    slack_text,
    statuspage,
    table,
)  # fmt: skip
from facilitator.imports.sources.doubles import Doubles, placed
from facilitator.imports.sources.form import NO, NO_TIME, WORDLESS, BadImport, Content, Ground, Item, Result
from facilitator.imports.sources.loading import load
from facilitator.text import clean, pieces
from facilitator.when import LONGEST, check_zone

AUTO: Final = "auto"
MOST: Final = 20_000
"""Entries that one import may add: a timeline of more is read by nobody, and every change of it would take seconds."""


class Source(Record):
    """One way in."""

    title: str
    detect: Callable[[Content], int]
    """How well a content fits, 0 for not at all."""
    read: Callable[[Content, Ground], Result]


class Found(Record):
    """What is in a file, read against a session. Nothing has been changed."""

    source: str
    """The name of its format: `slack-export`."""
    drafts: tuple[Draft, ...]
    """What is new, in the order of time."""
    report: Report
    folded: tuple[Draft, ...] = ()
    """What was folded away, for those who want it after all."""


FORMATS: Final[dict[str, Source]] = {
    "slack-export": Source("Slack export", slack_export.detect, slack_export.read),
    "slack-history": Source("Slack messages", slack_history.detect, slack_history.read),
    "slack-text": Source("Text copied from Slack", slack_text.detect, slack_text.read),
    "pagerduty": Source("PagerDuty", pagerduty.detect, pagerduty.read),
    "opsgenie": Source("Opsgenie", opsgenie.detect, opsgenie.read),
    "incident-io": Source("incident.io", incident_io.detect, incident_io.read),
    "rootly": Source("Rootly", rootly.detect, rootly.read),
    "statuspage": Source("Statuspage", statuspage.detect, statuspage.read),
    "aws": Source("AWS Incident Manager", aws.detect, aws.read),
    "better-stack": Source("Better Stack", better_stack.detect, better_stack.read),
    "github": Source("GitHub issue", github.detect, github.read),
    "git-log": Source("git log", git_log.detect, git_log.read),
    "csv": Source("Table (CSV or TSV)", table.detect, table.read),
    "markdown": Source("Times in Markdown or text", markdown.detect, markdown.read),
    "post-mortem": Source("Post-mortem of facilitator", our_markdown.detect, our_markdown.read),
    "json": Source("Session of facilitator", our_json.detect, our_json.read),
}


def read(
    given: Path | bytes | str,
    session: Session,
    format: str = AUTO,
    zone: str | None = None,
    *,
    now: datetime | None = None,
    folded: bool = False,
) -> Found:
    """What a file (a path or its bytes) or a pasted text would add to a session. BadImport or BadTime if nothing can.

    `zone` is that of times without an offset, usually what the file says, else the session's. With `folded`, what is
    usually folded away is to be added too.
    """
    content = load(given)
    name = detect(content) if format == AUTO else known(format)
    said = check_zone(zone) if zone else session.incident.timezone
    incident = session.incident
    timed = [entry.when.at for entry in session.entries if entry.when.at]
    start = incident.started or min(timed, default=None)
    ground = Ground(said, bool(zone), start, incident.resolved, now or session.at)
    return _found(name, content.name, FORMATS[name].read(content, ground), session, folded)


def detect(content: Content) -> str:
    """The format of a content; BadImport if it is none of ours."""
    score, name = max((source.detect(content), name) for name, source in FORMATS.items())
    if score <= NO:
        what = "folder of files" if content.archive else "file"
        known = ", ".join(FORMATS)
        raise BadImport(f"{content.name} is no {what} that a timeline can be read from. Name its format: {known}.")
    return name


def known(format: str) -> str:
    if format not in FORMATS:
        name = clean(format, one_line=True)[:40]
        raise BadImport(f"There is no format «{name}» to import. Choose one of: {', '.join((AUTO, *FORMATS))}.")
    return format


def _found(name: str, file: str, result: Result, session: Session, folded: bool) -> Found:
    items = [part for item in result.items for part in _clean(item)]
    if not items:
        raise BadImport(f"{file} holds nothing that a timeline could take ({FORMATS[name].title}).")
    doubles, away = Doubles(session.entries), Counter[str]()
    new: list[Draft] = []
    kept: list[Draft] = []
    unplaced: list[Unplaced] = []
    duplicates = 0
    for item in (items[i] for i in placed([item.when for item in items])):
        draft = Draft(item.when, item.text, item.kind, name)
        if item.folded and not folded:
            away[item.folded] += 1
            kept.append(draft)
        elif doubles.seen(draft):
            duplicates += 1
        else:
            new.append(draft)
            if item.when.at is None:
                unplaced.append(Unplaced(item.text, item.why or NO_TIME))
    if len(new) > MOST:
        raise BadImport(
            f"{file} holds {len(new):,} entries, more than the {MOST:,} that a timeline takes: cut it to the incident."
        )
    counts = tuple(sorted((what, count) for what, count in result.counts if count))
    report = Report(
        FORMATS[name].title,
        len(items),
        len(new),
        tuple(sorted(away.items())),
        duplicates,
        tuple(unplaced),
        counts,
        tuple(dict.fromkeys(clean(sentence, one_line=True) for sentence in result.told)),
    )
    return Found(name, tuple(new), report, tuple(kept))


def _clean(item: Item) -> Iterator[Item]:
    """The item as it may be kept: clean, in parts where it is too long, and with the time that could not be read."""
    when = item.when
    written = clean(when.written, one_line=True)[:LONGEST]
    if written != when.written:
        when = replace(when, written=written)
    text = clean(item.text).strip()
    if when.at is None:
        if any(map(str.isalnum, written)) and not text.startswith(written):
            text = f"{written} {text}".strip()
        when = When(written=written)
    text = text or WORDLESS
    if len(text) < LONGEST:
        yield Item(when, text, item.kind, item.why, item.folded)
        return
    for i, part in enumerate(pieces(text)):
        yield Item(when, part, None if i else item.kind, item.why, item.folded)
