"""The analysis: given what was said, when this is asked for, then these causes stand in the chains and on the bones."""

from __future__ import annotations

import pytest
from givens import AGENDA, INCIDENT, NOON, do, entry, held

from facilitator.domain import causes
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, LinkEvidence, SpeakOfFactors, StateRoot, VoteCause
from facilitator.domain.acts.cause_places import ChainCause, MoveCause, PinCause
from facilitator.domain.acts.causes import AddFactors, AnswerWhy, RemoveCause, StartChain
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.undoing import Undo
from facilitator.domain.cause import Standing
from facilitator.domain.codec import BadRecord, decode, upcast
from facilitator.domain.errors import Refused
from facilitator.domain.evolve import replay
from facilitator.domain.session import Session


def tree(session: Session) -> list[str]:
    """The chains, each cause indented under the one whose why it answers."""
    return ["  " * why.depth + why.cause.text for why in causes.walk(causes.chains(session))]


def bones(session: Session, by_votes: bool = False) -> dict[str, list[str]]:
    """What stands on each bone, what explains it behind a `>`."""

    def said(twigs: tuple[causes.Twig, ...], mark: str = "") -> list[str]:
        return [text for twig in twigs for text in (mark + twig.cause.text, *said(twig.twigs, mark + ">"))]

    return {bone.name: said(bone.twigs) for bone in causes.fishbone(session, by_votes).bones if bone.twigs}


def id_of(session: Session, text: str) -> int:
    return next(cause.id for cause in session.causes if cause.text == text)


def analysed() -> Session:
    """A chain of three, of which the second why has two answers; and two causes on a bone."""
    session = held((1, AnswerWhy(("pool exhausted",), None, "API failed")))
    session = do(session, AnswerWhy(("traffic doubled", "retries piled up"), id_of(session, "pool exhausted")))
    session = do(session, AnswerWhy(("size was fixed",), id_of(session, "traffic doubled")))
    return do(session, AddFactors(("no load test", "no runbook"), "Process"))


def test_becauses_branch_and_chains_stand_side_by_side() -> None:
    session = do(analysed(), StartChain("status page late"))
    assert tree(session) == [
        "API failed",
        "  pool exhausted",
        "    traffic doubled",
        "      size was fixed",
        "    retries piled up",
        "status page late",
    ]
    assert causes.effect(session) == "API failed"
    assert causes.effect(held()) == INCIDENT.title
    assert [each.text for each in causes.path(session, id_of(session, "traffic doubled"))] == [
        "traffic doubled",
        "pool exhausted",
        "API failed",
    ]


def test_what_stood_below_a_removed_cause_moves_up_and_undo_puts_it_back() -> None:
    before = analysed()
    session = do(before, RemoveCause(id_of(before, "pool exhausted")))
    assert tree(session) == ["API failed", "  traffic doubled", "    size was fixed", "  retries piled up"]
    assert tree(do(session, Undo())) == tree(before)


def test_a_branch_is_taken_elsewhere_set_free_and_never_put_under_itself() -> None:
    before = analysed()
    traffic, retries = (id_of(before, text) for text in ("traffic doubled", "retries piled up"))
    session = do(before, ChainCause(traffic, retries))
    assert tree(session)[2:] == ["    retries piled up", "      traffic doubled", "        size was fixed"]
    assert tree(do(before, ChainCause(traffic, None)))[-2:] == ["traffic doubled", "  size was fixed"]
    with pytest.raises(Refused, match="outside its own chain"):
        do(before, ChainCause(traffic, id_of(before, "size was fixed")))


def test_neighbours_change_places_in_the_chain_and_on_the_bone() -> None:
    session = do(analysed(), MoveCause(id_of(analysed(), "retries piled up"), -1))
    assert tree(session)[2] == "    retries piled up"
    session = do(session, MoveCause(id_of(session, "no load test"), 1, on_bone=True))
    assert bones(session) == {"Process": ["no runbook", "no load test"]}
    with pytest.raises(Refused, match="end of its row"):
        do(session, MoveCause(id_of(session, "no load test"), 1, on_bone=True))


def test_a_because_is_pinned_and_a_cause_starts_a_chain_as_the_same_item() -> None:
    session = analysed()
    fixed, runbook = id_of(session, "size was fixed"), id_of(session, "no runbook")
    session = do(session, PinCause(fixed, "Technology"))
    session = do(session, AnswerWhy(("nobody owns it",), runbook))
    assert bones(session) == {"Process": ["no load test", "no runbook"], "Technology": ["size was fixed"]}
    assert tree(session)[-2:] == ["no runbook", "  nobody owns it"]
    assert len(session.causes) == 8
    session = do(session, PinCause(fixed, "", None))
    assert "Technology" not in bones(session)
    with pytest.raises(Refused, match="on the fishbone only"):
        do(session, PinCause(id_of(session, "no load test"), ""))


def test_what_explains_a_cause_goes_with_it_to_another_bone() -> None:
    session = do(analysed(), AddFactors(("not on the checklist",), "", id_of(analysed(), "no load test")))
    assert bones(session) == {"Process": ["no load test", ">not on the checklist", "no runbook"]}
    session = do(session, PinCause(id_of(session, "no load test"), "Weather"))
    assert bones(session) == {"Process": ["no runbook"], "Weather": ["no load test", ">not on the checklist"]}
    assert causes.bones(session) == (*AGENDA.categories, "Weather")
    with pytest.raises(Refused, match="explains it"):
        do(session, PinCause(id_of(session, "no load test"), "", id_of(session, "not on the checklist")))


def test_there_is_one_primary_root_cause_and_the_one_before_it_becomes_a_factor() -> None:
    session = analysed()
    fixed, retries = id_of(session, "size was fixed"), id_of(session, "retries piled up")
    session = do(session, StateRoot(fixed, "The config system lacks dynamic scaling."))
    assert causes.primary(session) == session.cause(fixed)
    session = do(session, JudgeCause(retries, Standing.PRIMARY))
    assert causes.primary(session) == session.cause(retries)
    assert causes.contributing(session) == (session.cause(fixed),)
    session = do(session, SpeakOfFactors())
    assert [each.id for each in causes.contributing(session)] == [retries, fixed]
    with pytest.raises(Refused, match="contributing factors only"):
        do(session, JudgeCause(fixed, Standing.PRIMARY))


def test_evidence_votes_and_actions_belong_to_a_cause() -> None:
    session = do(analysed(), AddEntries((entry("14:25"), entry("14:20"))))
    late, early = session.entries[1].id, session.entries[0].id
    pool = id_of(session, "pool exhausted")
    session = do(do(session, LinkEvidence(pool, late)), LinkEvidence(pool, early))
    assert [each.id for each in causes.evidence(session, session.causes[1])] == [early, late]
    session = do(session, LinkEvidence(pool, late, linked=False))
    assert session.causes[1].evidence == (early,)
    with pytest.raises(Refused, match="not in the timeline"):
        do(session, LinkEvidence(pool, 999))
    runbook = id_of(session, "no runbook")
    for by in (1, 1, -1, -1, -1, 1):
        session = do(session, VoteCause(runbook, by))
    assert bones(session, by_votes=True) == {"Process": ["no runbook", "no load test"]}
    session = do(session, AddActions((Task("Write the runbook", addresses=runbook),)))
    assert session.actions[0].task.addresses == runbook


def test_two_chains_that_reach_the_same_cause_are_found() -> None:
    session = do(analysed(), AnswerWhy(("Size was fixed",), id_of(analysed(), "retries piled up")))
    first, second = id_of(session, "size was fixed"), id_of(session, "Size was fixed")
    assert causes.shared(session, str.lower) == {first: (second,), second: (first,)}


def _stored(seq: int, event: str, **data: object) -> dict[str, object]:
    return {"seq": seq, "at": NOON.isoformat(), "by": "x", "step": seq, "event": event, "data": data}


def test_becauses_of_the_first_version_are_a_chain_now() -> None:
    docs = [
        _stored(1, "SessionCreated", incident={"title": "API outage"}, agenda={"name": "", "phases": []}),
        _stored(2, "NoteAdded", section="note", text="kept"),
        _stored(3, "NoteAdded", section="cause", text="first"),
        _stored(4, "NoteAdded", section="cause", text="second"),
        _stored(5, "NoteChanged", id=3, section="cause", text="1st"),
        _stored(6, "NoteMoved", id=4, rank=3),
        _stored(7, "NoteAdded", section="cause", text="third"),
        _stored(8, "NoteRemoved", id=7),
    ]
    session = replay(map(decode, upcast(docs, 1)))
    assert tree(session) == ["1st", "  second"]
    assert [note.text for note in session.notes] == ["kept"]
    with pytest.raises(BadRecord):
        upcast([{"seq": 1}], 1)
