"""The analysis in our JSON, as commands: the why chains, the fishbone, and how each cause was judged."""

from __future__ import annotations

from typing import Any

from facilitator.coach.whys import question
from facilitator.domain.acts.cause_marks import (
    JudgeCause,
    LinkEvidence,
    RewordWhy,
    SpeakOfFactors,
    StateRoot,
    VoteCause,
)
from facilitator.domain.acts.cause_places import PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, StartChain
from facilitator.domain.cause import Standing
from facilitator.imports.building import Building
from facilitator.imports.sources.fields import JSON, dig, listed, text
from facilitator.text import clean


def make_causes(page: JSON, entries: dict[int, int], building: Building) -> dict[int, int]:
    """Make them, and give their new ids by the ones that the file has."""
    whys = [why for why in listed(page.get("whys")) if isinstance(why, dict) and isinstance(why.get("id"), int)]
    ids: dict[int, int] = {}
    for why in whys:
        _add(why, entries, ids, building)
    for bone in listed(dig(page, "fishbone", "categories")):
        _pin(listed(dig(bone, "causes")), clean(text(dig(bone, "name")), one_line=True), None, ids, building)
    known = [why for why in whys if why["id"] in ids]
    if any(why.get("root_cause") for why in known) and not page.get("root_cause"):
        building.do(SpeakOfFactors())  # a root cause was stated, and none is the primary one
    for why in known:
        if statement := clean(text(why.get("root_cause"))).strip():
            building.do(StateRoot(ids[why["id"]], statement))
    # The primary one last: whatever was primary by the way is judged by then.
    for why in sorted(known, key=lambda each: each.get("standing") == Standing.PRIMARY.value):
        standing = next((each for each in Standing if each.value == why.get("standing")), None)
        building.do(JudgeCause(ids[why["id"]], standing))
    for why in known:
        _ask(ids[why["id"]], clean(text(why.get("question")), one_line=True), building)
    return ids


def _add(why: JSON, entries: dict[int, int], ids: dict[int, int], building: Building) -> None:
    said = clean(text(why.get("text"))).strip()
    seen = tuple(entries[id] for id in listed(why.get("evidence")) if isinstance(id, int) and id in entries)
    parent = why.get("parent")
    if isinstance(parent, int) and parent in ids:
        made = building.do(AnswerWhy((said,), ids[parent]))
        for entry in seen if made else ():
            building.do(LinkEvidence(made[-1], entry))
    else:
        made = building.do(StartChain(said, seen))
    if made:
        ids[why["id"]] = made[-1]
        _vote(made[-1], why.get("votes"), building)


def _pin(twigs: list[Any], bone: str, under: int | None, ids: dict[int, int], building: Building) -> None:
    """The causes of one bone, each with what explains it there. A stack of our own: a file may nest them deeply."""
    waiting = [(twig, under) for twig in reversed(twigs)]
    while waiting:
        twig, below = waiting.pop()
        id = dig(twig, "id")
        if not isinstance(id, int) or not bone:
            continue
        if id in ids:
            building.do(PinCause(ids[id], bone, below))
        elif made := building.do(AddFactors((clean(text(twig.get("text"))).strip(),), bone, below)):
            ids[id] = made[-1]
            _vote(made[-1], twig.get("votes"), building)
        waiting += [(each, ids.get(id)) for each in reversed(listed(twig.get("causes")))]


def _vote(id: int, votes: object, building: Building) -> None:
    if isinstance(votes, int) and not isinstance(votes, bool) and 0 < votes < 10**6:
        building.do(VoteCause(id, votes))


def _ask(id: int, asked: str, building: Building) -> None:
    """A why in words of its own."""
    made = building.session.cause(id)
    if made and asked and asked != question(building.session, made):
        building.do(RewordWhy(id, asked))
