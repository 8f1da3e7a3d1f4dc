"""What a stored record may be, and what is said of one that is not ours."""

from __future__ import annotations

from typing import Any

import pytest
from givens import AGENDA, INCIDENT, at, entry

from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.phases import PhaseEntered
from facilitator.domain.codec import FACTS, BadRecord, decode, encode
from facilitator.domain.events import Event, Fact
from facilitator.domain.rules import decide
from facilitator.domain.session import Session

GOOD: dict[str, Any] = encode(Event(7, at(1), "@ann", 6, PhaseEntered("talk")))


def test_the_document_is_plain_and_names_its_fact() -> None:
    assert GOOD == {
        "seq": 7,
        "at": "2025-12-05T12:01:00+00:00",
        "by": "@ann",
        "step": 6,
        "event": "PhaseEntered",
        "data": {"phase": "talk"},
    }


def test_every_fact_has_its_name() -> None:
    assert set(FACTS.values()) == set(Fact.__args__)


def test_a_private_event_stays_private() -> None:
    private = Event(7, at(1), "@ann", 7, PhaseEntered("talk"), private=True)
    assert decode(encode(private)) == private


def test_a_whole_agenda_and_incident_come_back_as_they_were() -> None:
    made = decide(Session(), CreateSession(INCIDENT, AGENDA, (), (entry("14:20"), entry("?"))), at(0))
    assert [decode(encode(event)) for event in made] == list(made)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": "7"},
        {"seq": 7.5},
        {"seq": True},
        {"at": "yesterday"},
        {"at": "2025-12-05T12:01:00"},
        {"at": None},
        {"by": 3},
        {"step": None},
        {"event": "Elsewhere"},
        {"event": ["PhaseEntered"]},
        {"data": None},
        {"data": {}},
        {"data": {"phase": 3}},
        {"data": [["phase", "talk"]]},
        {"private": "yes"},
    ],
)
def test_a_record_that_is_not_ours_is_refused_with_its_number(change: dict[str, Any]) -> None:
    with pytest.raises(BadRecord, match="Record") as refusal:
        decode({**GOOD, **change})
    assert str(change.get("seq", 7)) in str(refusal.value)


@pytest.mark.parametrize("doc", [None, [], 3, "text", {}])
def test_something_else_altogether_is_refused_too(doc: Any) -> None:
    with pytest.raises(BadRecord):
        decode(doc)
