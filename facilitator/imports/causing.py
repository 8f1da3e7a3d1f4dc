"""The analysis that was read, as commands: each cause by itself, then where it stands and what is said of it."""

from __future__ import annotations

from facilitator.coach.whys import question
from facilitator.domain.acts.cause_marks import (
    JudgeCause,
    LinkEvidence,
    RewordWhy,
    SpeakOfFactors,
    StateRoot,
    VoteCause,
)
from facilitator.domain.acts.cause_places import ChainCause, PinCause
from facilitator.domain.acts.causes import AddFactors, StartChain
from facilitator.domain.cause import Standing
from facilitator.imports.building import Building
from facilitator.imports.found import merged
from facilitator.imports.inline import plain
from facilitator.imports.reading import Analysis, ReadCause


def make(read: Analysis, building: Building) -> None:
    """Make the causes, in an order that every list of the document agrees with."""
    if read.factors_only is not None:
        building.do(SpeakOfFactors(read.factors_only))
    causes = read.causes()
    place = {id(cause): i for i, cause in enumerate(causes)}
    all_orders = [*read.orders, _bones(read, building.session.agenda.categories)]
    orders = [[place[id(cause)] for cause in order if id(cause) in place] for order in all_orders]
    for i in merged(orders, len(causes)):
        _add(causes[i], building)
    for cause in read.chained():
        for answer in cause.answers:
            building.do(ChainCause(answer.id, cause.id))
    for cause in read.pinned:
        building.do(PinCause(cause.id, cause.bone, cause.under.id if cause.under else None))
    for cause in causes:
        if cause.statement:
            building.do(StateRoot(cause.id, cause.statement))
    _judge(causes, building)
    for head in read.heads:
        for cause in head.walk():
            _ask(cause, cause is head, building)


def _bones(read: Analysis, categories: tuple[str, ...]) -> list[ReadCause]:
    """The first cause of each category that the agenda does not have: these stand in the order of their causes."""
    bones: dict[str, ReadCause] = {}
    for cause in read.pinned:
        bones.setdefault(cause.bone, cause)
    return [cause for bone, cause in bones.items() if bone not in categories]


def _add(cause: ReadCause, building: Building) -> None:
    evidence = tuple(cause.evidence)
    if cause.chained:
        made = building.do(StartChain(cause.text, evidence))
    else:
        made = building.do(AddFactors((cause.text,), cause.bone))
    cause.id = made[0]
    if not cause.chained:
        for entry in evidence:
            building.do(LinkEvidence(cause.id, entry))
        if cause.question:
            building.do(RewordWhy(cause.id, cause.question))
    if cause.votes:
        building.do(VoteCause(cause.id, cause.votes))


def _judge(causes: list[ReadCause], building: Building) -> None:
    """The primary one last: whatever was primary by the way is judged by then."""
    for cause in sorted(causes, key=lambda each: each.standing is Standing.PRIMARY):
        building.do(JudgeCause(cause.id, cause.standing))


def _ask(cause: ReadCause, is_head: bool, building: Building) -> None:
    """A why in words of its own. One that is open is shown only where somebody put it so, but for a chain's first."""
    made = building.session.cause(cause.id)
    usual = made is not None and plain(question(building.session, made)) == plain(cause.question)
    if cause.question and (not usual or not (cause.answers or is_head)):
        building.do(RewordWhy(cause.id, cause.question))
