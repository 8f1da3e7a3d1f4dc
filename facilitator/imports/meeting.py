"""What the document says around the meeting, read back: impact, exit poll, when it will be held, and its agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from facilitator.documents.impact import LABELS
from facilitator.documents.inline import NOT_GIVEN, listed
from facilitator.documents.poll import ASKED, NONE
from facilitator.domain.acts.papers import AssessImpact, CountHands, ScheduleMeeting
from facilitator.domain.paper import Impact
from facilitator.domain.record import replace
from facilitator.domain.session import Incident
from facilitator.imports.building import Building
from facilitator.imports.inline import bold, fact, line, plain, words
from facilitator.imports.page import LISTS, Part, below, fact_rows, is_ours, raw, rows, texts
from facilitator.imports.times import read_moment
from facilitator.when import minutes

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

MEETING: Final = "Meeting"
CHANGES: Final = "Changes to the Plan"
POLL: Final = "Exit Poll"
IMPACT: Final = "Impact Assessment"
FACTS: Final = ("session", "agenda", "scheduled", "held")
_ANSWER: Final = re.compile(r"[\d.]+ of 5 on average \((?:, )?(?:[1-5]: \d{1,6} hands?(?:, )?)+\)")
_LENGTH: Final = re.compile(r"[+-]?\d.*(?:s|min|h)")
_HANDS: Final = re.compile(r"\b([1-5]): (\d{1,6}) hands?")


def agenda_named_in(parts: Iterable[Part]) -> str:
    """The name of the agenda that the meeting had; empty if the document does not say."""
    return words(_facts(parts).get("agenda", "").replace(NOT_GIVEN, ""))


def make_meeting(parts: Sequence[Part], building: Building) -> None:
    told = _facts(parts)
    if "scheduled" in told:
        at = read_moment(words(told["scheduled"]), None, building.session.incident.timezone)
        if at:
            building.do(ScheduleMeeting(at))
        else:
            building.keep(f"Scheduled: {words(told['scheduled'])}", "It is no time that could be read")
    if told.get("held", "_not yet_") != "_not yet_":
        building.tell("When the meeting was held, and how long each phase took, is left to the document.")
    _keep_strange(parts, building)


def make_poll(parts: Iterable[Part], building: Building) -> None:
    questions = {asked: question for question, asked in ASKED.items()}
    for part in parts:
        for block in part.blocks if part.title.casefold() == POLL.casefold() else ():
            for item in block.children if block.type in LISTS else ():
                found = bold(raw(item))
                question = questions.get(found[0]) if found else None
                said = words(found[1]) if found else ""
                if question and (said == NONE or _ANSWER.fullmatch(said)):
                    for score, hands in _HANDS.findall(said):
                        building.do(CountHands(question, int(score), int(hands)))
                else:
                    building.keep(words(raw(item)), "It is no answer of the exit poll")
                building.keep_all(below(item), f"in «{POLL}»")
            if block.type not in LISTS and not is_ours(block):
                building.keep_all(texts(block), f"in «{POLL}»")


def make_impact(parts: Iterable[Part], building: Building) -> None:
    """Section 4. What only repeats the facts of the incident is not kept twice."""
    incident, impact = building.session.incident, Impact()
    for part in parts:
        labels = {label.casefold(): name for name, label in _labels(part.title).items()}
        if not labels and part.title.casefold() != IMPACT.casefold():
            continue
        for block in part.blocks:
            if block.type not in LISTS:
                if not is_ours(block):
                    building.keep_all(texts(block), f"in «{part.title}»")
                continue
            for item in block.children:
                found = fact(raw(item))
                name = labels.get(found[0].casefold()) if found else None
                if found and name:
                    said = "" if found[1] == NOT_GIVEN else line(found[1]).whole
                    impact = replace(impact, **{name: " ".join([said, *below(item)]).strip()})
                else:
                    building.keep_all([line(raw(item)).whole, *below(item)], f"in «{part.title}»")
    if plain(impact.duration) == _duration(incident):
        impact = replace(impact, duration="")
    if plain(impact.services) == plain(words(listed(incident.services))):
        impact = replace(impact, services="")
    building.do(AssessImpact(impact))


def _labels(title: str) -> dict[str, str]:
    return next((labels for heading, labels in LABELS.items() if heading.casefold() == title.casefold()), {})


def _duration(incident: Incident) -> str:
    start, end = incident.started, incident.resolved
    return minutes((end - start).total_seconds()) if start and end else ""


def _facts(parts: Iterable[Part]) -> dict[str, str]:
    """Name and value, in Markdown, of each fact of the meeting."""
    return {found[0].casefold(): found[1] for row in _rows(parts) if (found := fact(row))}


def _rows(parts: Iterable[Part]) -> list[str]:
    blocks = (block for part in parts if part.title.casefold() == MEETING.casefold() for block in part.blocks)
    return [row for block in blocks for row in fact_rows(block)]


def _strange_rows(table: SyntaxTreeNode) -> list[str]:
    """What was typed below a table without a blank line, and so became rows of it."""
    return [
        " · ".join(filter(None, map(words, row.values())))
        for row in rows(table)
        if not _LENGTH.fullmatch(words(row.get("planned", row.get("change", ""))))
    ]


def _keep_strange(parts: Sequence[Part], building: Building) -> None:
    """What somebody wrote beside the facts and the tables of the meeting."""
    strange = [line(row).whole for row in _rows(parts) if (fact(row) or ("",))[0].casefold() not in FACTS]
    for part in parts:
        if part.title.casefold() in (MEETING.casefold(), CHANGES.casefold()):
            known = ("table", "paragraph") if part.title.casefold() == MEETING.casefold() else ("table",)
            strange += [row for block in part.blocks if block.type == "table" for row in _strange_rows(block)]
            strange += [text for block in part.blocks if block.type not in known for text in texts(block)]
    building.keep_all(strange, f"in «{MEETING}»")
